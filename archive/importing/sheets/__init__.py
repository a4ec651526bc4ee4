"""Records as sheets for spreadsheets, and what comes back from there."""
