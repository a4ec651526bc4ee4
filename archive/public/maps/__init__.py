"""Maps of places, drawn on the server: coast, water and relief, and what the archive's own records say of where it was.

No political line and no name is in the base; see docs/maps.md.
"""
