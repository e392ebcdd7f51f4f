"""Issues: numbered issues: cover, cover lines, contents."""
