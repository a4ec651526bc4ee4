"""The entrance for web servers that know WSGI alone: those who send or read slowly are then for a proxy to wait for."""

from memorial.starting import start

application = start("memorial.entrance.WSGIEntrance")
