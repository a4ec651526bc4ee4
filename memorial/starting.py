"""How a process begins that serves."""

import gc
import os
from typing import Any

import django
from django.utils.module_loading import import_string


def start(entrance: str) -> Any:
    """The ``entrance``, once all that readers need is loaded.

    All of it stays: to look through it again and again for what may go, while it is loaded and afterwards, would take
    an eighth of the time.
    """
    gc.disable()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "memorial.settings")
    django.setup(set_prefix=False)
    from django.conf import settings  # these can be asked once the archive is set up
    from django.db import connections
    from django.urls import get_resolver

    from memorial.databases import only_if_there, reads_alone

    database = connections["default"].settings_dict
    only_if_there(database)
    if settings.MEMORIAL_SURFACE == "public":
        reads_alone(database)
    application = import_string(entrance)()
    list(get_resolver().url_patterns)
    gc.freeze()
    gc.enable()
    return application
