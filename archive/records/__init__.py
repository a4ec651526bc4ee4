"""What archivists edit: working records, which may be wrong, unfinished or embargoed. Readers never see this room."""
