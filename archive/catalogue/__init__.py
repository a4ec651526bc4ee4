"""What can be found: lists, filters and search, derived from the intervals of editions and rebuilt at will."""
