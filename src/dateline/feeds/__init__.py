"""What programs read of the paper: feeds, sitemaps, robots.txt and security.txt."""
