"""What only a server shows: pages that are kept, and are still the same; its memory, and its first page."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from . import driving, serving
from .keeping import Kept
from .serving import Served

CONNECTIONS: Final = 16
# As browsers ask.
ACCEPTING: Final = {"Accept-Encoding": "gzip"}


def bare(environment: Mapping[str, str], *, seconds: float) -> dict[str, dict[str, Any]]:
    """What the same program spends on pages of a bare Django."""
    with serving.bare(environment) as served:
        pages = [f"/s/statement-{number}/" for number in range(0, 400, 20)]
        return {
            "bare": row(served, pages, seconds=seconds),
            "hello": row(served, ["/hello/"], seconds=seconds),
            "start": _start(served),
            "memory": {"megabytes": served.memory()},
        }


def measured(kept: Kept, addresses: Mapping[str, Sequence[str]], *, seconds: float) -> dict[str, dict[str, Any]]:
    """Rows of the archive; ``addresses`` are those of every kind of page, all of which its workers meet."""
    with serving.archive(kept.environment) as served:
        start, hot = _start(served), addresses["statement"][0]
        etag = serving.asked(served.address + hot, **ACCEPTING)[2]["ETag"]
        found = {
            "kept page": row(served, [hot], seconds=seconds, **ACCEPTING),
            "kept page, 304": row(served, [hot], seconds=seconds, **ACCEPTING, **{"If-None-Match": etag}),
            "start": start,
        }
        for every in addresses.values():
            for address in every[:5] * 2:
                serving.asked(served.address + address)
        return {**found, "memory": {"megabytes": served.memory()}}


def row(
    served: Served, paths: Sequence[str], *, seconds: float, connections: int = CONNECTIONS, **headers: str
) -> dict[str, Any]:
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


def _start(served: Served) -> dict[str, Any]:
    return {"median": round(served.cold[0] * 1000), "wall": round(served.cold[1] * 1000)}
