"""What stored words are called, and whose they are."""
