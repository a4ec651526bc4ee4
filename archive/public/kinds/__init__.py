"""What each kind shows readers, under its own name."""
