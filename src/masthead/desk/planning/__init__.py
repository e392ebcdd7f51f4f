"""Working together at the desk: a piece's plan, review and assignments, notifications, and the steps of each section."""
