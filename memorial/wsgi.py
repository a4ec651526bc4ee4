"""The entrance for web servers that know WSGI alone: those who send or read slowly are then for a proxy to wait for."""

import os
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connections

from memorial.databases import only_if_there, readers_served
from memorial.surface import is_at_desk

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "memorial.settings")

answered = get_wsgi_application()
only_if_there(connections["default"].settings_dict)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    with nullcontext() if is_at_desk(environ["PATH_INFO"]) else readers_served():
        return answered(environ, start_response)
