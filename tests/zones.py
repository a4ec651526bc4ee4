"""Clocks that a law has changed: the data of a zone as a machine would get them."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import TZPATH, ZoneInfo, reset_tzpath

from django.utils.timezone import get_default_timezone


@contextmanager
def law_changed(zone: str, *, hours: int) -> Iterator[None]:
    """Inside the block the clocks of ``zone`` are that far ahead of UTC."""
    with TemporaryDirectory() as folder:
        data = Path(folder, zone)
        data.parent.mkdir(parents=True)
        data.write_bytes(_always(hours))
        before = TZPATH
        _reads(folder, *before)
        try:
            yield
        finally:
            _reads(*before)


def _reads(*folders: str) -> None:
    reset_tzpath(folders)
    ZoneInfo.clear_cache()
    get_default_timezone.cache_clear()


def _always(hours: int) -> bytes:
    """A zone that has had one time ever since its first change, in the form of RFC 8536."""
    counts = struct.pack(">6l", 0, 0, 0, 1, 2, 8)
    changes = struct.pack(">lB", -(2**31), 1)
    times = struct.pack(">lBB", 0, 0, 0) + struct.pack(">lBB", hours * 3600, 0, 4)
    return b"TZif" + bytes(16) + counts + changes + times + b"LMT\0NEW\0"
