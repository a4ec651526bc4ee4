"""The timeline, years and days, and the front page."""
