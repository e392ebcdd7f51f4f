"""What is due, planned, scheduled, launched and live, by day. A date alone publishes nothing."""
