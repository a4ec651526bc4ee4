"""What forms, lists and screens of the desk are made of. Nothing here knows a kind of record."""
