"""The entrance for web servers that know WSGI alone: those who send or read slowly are then for a proxy to wait for."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "memorial.settings")
django.setup(set_prefix=False)

from django.db import connections  # noqa: E402  # what follows can be imported once the archive is set up

from memorial.databases import only_if_there  # noqa: E402
from memorial.entrance import WSGIEntrance  # noqa: E402

only_if_there(connections["default"].settings_dict)
application = WSGIEntrance()
