"""Servers of the bench: the archive as ``make serve`` runs it, and a bare Django by the same program."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from . import processes
from .workers import ROOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """``cold``: seconds of processor until all workers were there, and by the clock until the first page."""

    address: str
    process: int
    postmaster: str
    cold: tuple[float, float]

    def seconds(self) -> float:
        """Of processor that it has used, and its database."""
        return processes.seconds(self.process) + processes.database_seconds(self.postmaster)

    def memory(self) -> list[float]:
        """Megabytes of each worker: whatever has loaded the application."""
        return sorted(processes.megabytes(one) for one in processes.tree(self.process))[-2:]


def archive(environment: Mapping[str, str]) -> AbstractContextManager[Served]:
    """The archive of ``environment``, served as ``make serve`` does."""
    return started(["make", "--silent", "serve"], environment, "/en/", port=free_port())


def bare(environment: Mapping[str, str]) -> AbstractContextManager[Served]:
    """A bare Django, with as many workers."""
    port = free_port()
    program = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1"]
    options = ["--workers", "2", "--blocking-threads", "1", "--no-ws", "--log-level", "error", "--port", str(port)]
    return started([*program, *options, "tests.bench.bare:application"], environment, "/s/statement-0/", port=port)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@contextmanager
def started(
    command: list[str], environment: Mapping[str, str], first: str, *, port: int, folder: Path = ROOT
) -> Iterator[Served]:
    """A server from its start to its end; ``first`` is the page by which it is known to answer."""
    began = perf_counter()
    # As an installation starts: with what Python has compiled before.
    own = {**os.environ, **environment, "PORT": str(port), "PYTHONDONTWRITEBYTECODE": ""}
    server = subprocess.Popen(command, cwd=folder, env=own)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address + first)
        waited = perf_counter() - began
        cold = _settled(server.pid), waited
        postmaster = environment.get("BENCH_POSTMASTER", "")
        yield Served(address=address, process=server.pid, postmaster=postmaster, cold=cold)
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str) -> None:
    for _ in range(1200):
        try:
            urlopen(address).close()
        except URLError:
            sleep(0.05)
        else:
            return
    raise TimeoutError(f"Nobody answers at {address}.")


def _settled(process: int) -> float:
    """The seconds of processor that it had used when it came to rest."""
    before = -1.0
    while (now := processes.seconds(process)) > before:
        before = now
        sleep(0.3)
    return now


def asked(address: str, **headers: str) -> tuple[int, bytes, Mapping[str, str]]:
    """Status, body and headers of one answer."""
    try:
        with urlopen(Request(address, headers=headers)) as answer:
            return answer.status, answer.read(), answer.headers
    except HTTPError as refused:
        return refused.code, refused.read(), refused.headers
