"""Django's engine for SQLite, which notices that another file stands in the place of the one it has opened."""
