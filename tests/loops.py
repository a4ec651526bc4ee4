"""Stories that an event loop tells, beside the one in which a browser of an earlier test may still be waiting."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections


def told(story: Coroutine[Any, Any, Any]) -> Any:
    """What ``story`` returns, in a thread and a loop of its own. The database is left as it was found: closed."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(_run, story).result()


def _run(story: Coroutine[Any, Any, Any]) -> Any:
    try:
        return asyncio.run(story)
    finally:
        connections.close_all()
