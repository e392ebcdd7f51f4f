"""What changes who is in: signing in and out, sessions, passwords, second factors, and other people's accounts."""
