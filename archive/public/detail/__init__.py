"""What the pages of all records show, whatever their kind."""
