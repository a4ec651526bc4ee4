"""The installation: settings, addresses of rooms, and the entrance for the web server."""
