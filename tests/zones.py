"""Clocks that a law has changed: the data of a zone as a machine would get them."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import TZPATH, ZoneInfo, reset_tzpath


@contextmanager
def law_changed(zone: str, *, hours: int) -> Iterator[None]:
    """Inside the block the clocks of ``zone`` are that far ahead of UTC."""
    with TemporaryDirectory() as folder:
        data = Path(folder, zone)
        data.parent.mkdir(parents=True)
        data.write_bytes(_always(hours))
        before = TZPATH
        reset_tzpath([folder, *before])
        ZoneInfo.clear_cache()
        try:
            yield
        finally:
            reset_tzpath(before)
            ZoneInfo.clear_cache()


def _always(hours: int) -> bytes:
    """A zone that never changes its clocks, in the form of RFC 8536."""
    counts = struct.pack(">6l", 0, 0, 0, 0, 1, 4)
    return b"TZif" + bytes(16) + counts + struct.pack(">lBB", hours * 3600, 0, 0) + b"NEW\0"
