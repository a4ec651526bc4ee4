"""A crowd reads while somebody publishes: how fast it is answered, and after how long every kind of page is fresh."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from http.client import HTTPConnection
from statistics import median
from threading import Event, Thread
from time import monotonic, sleep, time
from typing import Any, Final
from urllib.parse import urlsplit

from . import driving, keeping, serving
from .driving import Driven
from .keeping import Kept
from .served import ACCEPTING
from .workers import Worker

CONNECTIONS: Final = 64
EVERY: Final = 4.0
# So long the crowd has read before it is measured: what a server does once, it has done.
WARM: Final = 4.0
# What pages have to be is made so long after an act: until then the processors are left to the server.
SETTLED: Final = 2.0
# Nobody waits longer for a page to become fresh.
PATIENCE: Final = 15.0


def measured(kept: Kept, others: list[str], *, seconds: float, cache: str = "") -> dict[str, Any]:
    """On a copy of an archive; ``others`` are the pages that the crowd reads besides those that change.

    ``cache`` is the address of one that the server's processes share.
    """
    with keeping.copied(kept) as copy, Worker("archive", copy.environment) as worker:
        pages: Mapping[str, str] = worker.do("publisher")
        crowd = [*[pages["statement"]] * 12, *[pages["home"]] * 4, pages["list"], pages["feed"], *others[:20]]
        shared = {**copy.environment, "MEMORIAL_CACHE_URL": cache}
        with serving.archive(shared) as served, ProcessPoolExecutor(1) as reading:
            _crowd(served.address, [*crowd, *pages.values()], WARM)
            before = served.seconds()
            waiting = reading.submit(_crowd, served.address, crowd, seconds)
            lags = list(_publishing(worker, served.address, pages, until=monotonic() + seconds - SETTLED))
            driven = waiting.result()
            spent = served.seconds() - before
            lags.append(_fresh(worker, served.address, pages, "withdraw"))
    return {
        "rate": round(driven.rate, 1),
        "p50": round(driven.median, 2),
        "p99": round(driven.p99, 2),
        "errors": driven.errors,
        "median": round(spent * 1000 / max(1, driven.requests), 3),
        "fresh": {kind: [lag[kind] for lag in lags] for kind in pages},
        "slowest": max(max(lag.values()) for lag in lags),
        "usual": median(one for lag in lags for one in lag.values()),
    }


def _crowd(address: str, paths: list[str], seconds: float) -> Driven:
    return driving.drive(address, paths, connections=CONNECTIONS, seconds=seconds, headers=ACCEPTING)


def _publishing(worker: Worker, address: str, pages: Mapping[str, str], *, until: float) -> Iterator[dict[str, float]]:
    number, turn = 0, monotonic() + EVERY / 2
    while turn < until:
        sleep(max(0.0, turn - monotonic()))
        number, turn = number + 1, turn + EVERY
        yield _fresh(worker, address, pages, "correct", mark=f"mark{number}")


def _fresh(worker: Worker, address: str, pages: Mapping[str, str], act: str, **given: str) -> dict[str, float]:
    """How many seconds after an act each kind of page was answered as it has to be."""
    done: float = worker.do(act, **given)
    watches = {kind: Watch(address, page) for kind, page in pages.items()}
    sleep(SETTLED)
    digests: Mapping[str, str] = worker.do("digests")
    end = time() + PATIENCE
    return {kind: round(watch.until(digests[kind], end=end) - done, 3) for kind, watch in watches.items()}


class Watch:
    """Asks for one page over and over, and remembers when it was first answered with which bytes."""

    def __init__(self, address: str, page: str) -> None:
        self.line, self.page = HTTPConnection(urlsplit(address).netloc), page
        self.seen, self.over = dict[str, float](), Event()
        self.watching = Thread(target=self._watch)
        self.watching.start()

    def until(self, digest: str, *, end: float) -> float:
        while digest not in self.seen and time() < end:
            sleep(0.01)
        self.over.set()
        self.watching.join()
        return self.seen.get(digest, end)

    def _watch(self) -> None:
        while not self.over.wait(0.05):
            self.line.request("GET", self.page)
            body = self.line.getresponse().read()
            self.seen.setdefault(sha256(body).hexdigest(), time())
        self.line.close()
