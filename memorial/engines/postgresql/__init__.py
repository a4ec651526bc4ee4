"""Django's engine for PostgreSQL, with a health check that costs no way to the server and back."""
