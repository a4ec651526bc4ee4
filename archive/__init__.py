"""The memorial archive: a desk for archivists, a reading room for everybody, and one door between them."""
