"""The entrance for the web server of an installation."""

from memorial.starting import start

application = start("memorial.entrance.Entrance")
