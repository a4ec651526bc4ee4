"""Asking an application in its own process, and what an answer costs of the processor, a database's server included."""

import gzip
import io
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from statistics import mean, median
from time import perf_counter, process_time
from typing import Any, Final, NamedTuple

from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.bench import processes

# What every request brings along, as from a server. Every browser takes pages packed.
ENVIRON: Final = {
    "REQUEST_METHOD": "GET",
    "HTTP_ACCEPT_ENCODING": "gzip",
    "SCRIPT_NAME": "",
    "SERVER_NAME": "127.0.0.1",
    "SERVER_PORT": "8000",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "HTTP_HOST": "127.0.0.1",
    "REMOTE_ADDR": "127.0.0.1",
    "wsgi.version": (1, 0),
    "wsgi.url_scheme": "http",
    "wsgi.errors": sys.stderr,
    "wsgi.multithread": False,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}
# A row is asked at least so often, and at most.
LEAST, MOST = 3, 200


class Answer(NamedTuple):
    """``sent`` are the bytes as they go over the line: packed, if that is how the application sends them."""

    status: int
    headers: dict[str, str]
    sent: bytes

    @property
    def body(self) -> bytes:
        """What a browser makes of it, at its own cost."""
        return gzip.decompress(self.sent) if self.headers.get("Content-Encoding") == "gzip" else self.sent


Ask = Callable[..., Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Of one kind of page. Times are milliseconds of processor for a request; ``database`` is the server's part.

    ``bytes`` are those of the page, unpacked.
    """

    queries: int
    median: float
    mean: float
    database: float
    wall: float
    bytes: int
    times: int
    statuses: list[int]

    def told(self) -> dict[str, Any]:
        return {name: round(value, 4) if isinstance(value, float) else value for name, value in asdict(self).items()}


def asking(application: Callable[..., Any], **always: str) -> Ask:
    """Asks as a server would; headers come as in ``HTTP_IF_NONE_MATCH``."""

    def ask(address: str, **headers: str) -> Answer:
        path, _, query = address.partition("?")
        environ = {**ENVIRON, **always, **headers, "PATH_INFO": path, "QUERY_STRING": query, "wsgi.input": io.BytesIO()}
        said: list[Any] = []
        answered = application(environ, lambda *told: said.extend(told))
        sent = b"".join(answered)
        if close := getattr(answered, "close", None):
            close()
        return Answer(int(said[0][:3]), dict(said[1]), sent)

    return ask


def measured(ask: Ask, addresses: Sequence[str], *, budget: float) -> Cost:
    """What ``addresses`` cost, asked in turn until ``budget`` seconds of processor are spent."""
    for address in addresses[-2:]:  # the last to be asked
        ask(address)  # what is made once is made
    queries = counted(ask, addresses[-1])
    began, database_began, wall_began = process_time(), processes.database_seconds(), perf_counter()
    spent, answers = [], []
    for address in islice(cycle(addresses), MOST):
        before = process_time()
        answers.append(ask(address))
        spent.append((process_time() - before) * 1000)
        is_spent = process_time() - began + processes.database_seconds() - database_began > budget
        if is_spent and len(spent) >= LEAST:
            break
    database = (processes.database_seconds() - database_began) * 1000 / len(spent)
    return Cost(
        queries=queries,
        median=median(spent) + database,
        mean=mean(spent) + database,
        database=database,
        wall=(perf_counter() - wall_began) * 1000 / len(spent),
        bytes=int(median(len(answer.body) for answer in answers)),
        times=len(spent),
        statuses=sorted({answer.status for answer in answers}),
    )


def counted(ask: Ask, address: str) -> int:
    """How many statements an answer takes, whichever connection it asks."""
    with ExitStack() as stack:
        queries = [stack.enter_context(CaptureQueriesContext(one)) for one in connections.all()]
        ask(address)
        return sum(map(len, queries))


def unchanged(ask: Ask, addresses: Sequence[str]) -> Ask:
    """Asks whether what one has is still so: each address with the ETag that came with it before."""
    etags = {address: ask(address).headers["ETag"] for address in addresses}

    def again(address: str, **headers: str) -> Answer:
        return ask(address, HTTP_IF_NONE_MATCH=etags[address], **headers)

    return again
