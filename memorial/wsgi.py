"""The entrance for the web server."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

from memorial.databases import only_if_there

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "memorial.settings")

application = get_wsgi_application()
only_if_there(connections["default"].settings_dict)
