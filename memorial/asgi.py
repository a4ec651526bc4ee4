"""The entrance for the web server of an installation."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "memorial.settings")
django.setup(set_prefix=False)

from memorial.entrance import Entrance  # noqa: E402  # the archive can be imported once it is set up

application = Entrance()
