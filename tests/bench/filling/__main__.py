"""Fills the archive of this environment, which is migrated and empty: ``python -m tests.bench.filling 1000``.

With ``check`` behind it, only says whether what is there is as the verbs would have left it.
"""

import os
import sys
import time

import django
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "memorial.settings")
django.setup()

from tests.bench.filling.archives import Size, fill  # noqa: E402  # can be imported once Django is set up
from tests.bench.filling.checking import check  # noqa: E402

began = time.process_time()
size = Size(statements=int(sys.argv[1]))


def tell(said: str) -> None:
    print(f"{said}, {time.process_time() - began:.0f} s of processor", flush=True)


if sys.argv[2:] != ["check"]:
    fill(size, tell=tell)
    if connection.vendor == "postgresql":  # a server does it of itself, now and then
        connection.cursor().execute("VACUUM ANALYZE")
tell(f"{check(size)} records compared")
