"""What programs ask for: feeds, sitemaps, robots.txt."""
