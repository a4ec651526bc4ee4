"""What programs read: feeds, calendars, sitemaps, descriptions."""
