"""What only a server shows: pages that are kept, and are still the same; its memory, and its first page."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from statistics import median
from typing import Any, Final

from . import driving, serving
from .keeping import Kept
from .serving import Served

# What was measured of a row.
Row = dict[str, Any]
CONNECTIONS: Final = 16
# A server's start is measured so many times: it is short, and a processor's clock is coarse.
STARTS: Final = 5
# As browsers ask.
ACCEPTING: Final = {"Accept-Encoding": "gzip"}


def bare(environment: Mapping[str, str], *, seconds: float) -> dict[str, Row]:
    """What the same program spends on pages of a bare Django."""
    with serving.bare(environment) as served:
        pages = [f"/s/statement-{number}/" for number in range(0, 400, 20)]
        return {
            "bare": row(served, pages, seconds=seconds),
            "hello": row(served, ["/hello/"], seconds=seconds),
            "memory": {"megabytes": served.memory()},
            "start": _start(serving.bare, environment),
        }


def measured(kept: Kept, addresses: Mapping[str, Sequence[str]], *, seconds: float) -> dict[str, Row]:
    """Rows of the archive; ``addresses`` are those of every kind of page, all of which its workers meet."""
    with serving.archive(kept.environment) as served:
        hot = addresses["statement"][0]
        etag = serving.asked(served.address + hot, **ACCEPTING)[2]["ETag"]
        found = {
            "kept page": row(served, [hot], seconds=seconds, **ACCEPTING),
            "kept page, 304": row(served, [hot], seconds=seconds, **ACCEPTING, **{"If-None-Match": etag}),
            "start": _start(serving.archive, kept.environment),
        }
        found["memory"] = _memory(served, addresses)
    with serving.archive({**kept.environment, "MEMORIAL_SURFACE": "public"}) as served:
        return {**found, "memory, readers alone": _memory(served, addresses)}


def _memory(served: Served, addresses: Mapping[str, Sequence[str]]) -> Row:
    for every in addresses.values():
        for address in every[:5] * 2:
            serving.asked(served.address + address)
    return {"megabytes": served.memory()}


def row(served: Served, paths: Sequence[str], *, seconds: float, connections: int = CONNECTIONS, **headers: str) -> Row:
    """``median`` is what the server spends on a request, in milliseconds of processor."""
    driving.drive(served.address, paths, connections=connections, seconds=1, headers=headers)
    before = served.seconds()
    driven = driving.drive(served.address, paths, connections=connections, seconds=seconds, headers=headers)
    spent = (served.seconds() - before) * 1000 / max(1, driven.requests)
    return {
        "median": round(spent, 4),
        "rate": round(driven.rate, 1),
        "p50": round(driven.median, 2),
        "p99": round(driven.p99, 2),
        "errors": driven.errors,
    }


def _start(serve: Callable[[Mapping[str, str]], AbstractContextManager[Served]], environment: Mapping[str, str]) -> Row:
    """From the start of the program to its first page."""
    started = []
    for _ in range(STARTS):
        with serve(environment) as served:
            started.append(served.cold)
    spent, wall = (median(seconds) * 1000 for seconds in zip(*started, strict=True))
    return {"median": round(spent), "wall": round(wall)}
