"""Lists, filters and the search."""
