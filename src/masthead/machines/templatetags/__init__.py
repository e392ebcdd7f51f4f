"""What machines add to a page's head."""
