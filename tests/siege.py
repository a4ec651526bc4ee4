"""How long readers wait beside slow visitors: ``python -m tests.siege``.

The sample archive is served as in ``make demo``. First readers are alone; then 150 visitors hold a connection each, and
send or read one byte a second; then eight others guess passwords. Every argument is the command of another server to
compare, with $(PORT) in it.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import monotonic
from typing import Final, Self
from urllib.parse import urlsplit

from tests.installation import ROOT, made, serving

OF_EACH_KIND: Final = 50
LARGE: Final = "large.bin"
PAGES: Final = ("/en/", "/en/statements/", "/en/timeline/", "/en/search/?q=baku", "/en/places/", "/en/observances/")
# Asks no more of the archive than of the server.
LEAST: Final = ("/robots.txt",)
ALONE, BESIEGED, PATIENCE = 10, 10, 12

# What each kind of slow visitor sends at once, after the first line's host and cookies.
FORM: Final = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3000\r\n\r\n"
KINDS: Final = {
    "headers": (("GET", "/en/", "X-Slow: "),),
    "bodies": (("POST", "/desk/login/", FORM),),
    "answers": (("GET", f"/static/{LARGE}", "\r\n"), ("GET", "/robots.txt", "\r\n")),
}


# A token is the secret of its cookie, so whoever makes up one may make up both.
GUESSER: Final = {"Cookie": f"csrf={'a' * 32}", "Content-Type": "application/x-www-form-urlencoded"}
READERS, GUESSERS = 4, 8


class Siege:
    """``with Siege(address):`` slow visitors sit before the archive; whoever is sent away comes again."""

    def __init__(self, address: str, *kinds: str) -> None:
        self.host, self.port = urlsplit(address).hostname, urlsplit(address).port
        self.over = Event()
        openings = [list(islice(cycle(KINDS[kind]), OF_EACH_KIND)) for kind in kinds or KINDS]
        self.openings = [self._written(*opening) for kind in openings for opening in kind]
        self.sockets: list[socket.socket] = []
        self.sitting = Thread(target=self._sit)

    def __enter__(self) -> Self:
        self.sockets = [self._arrived(opening) for opening in self.openings]
        self.sitting.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self.over.set()
        self.sitting.join()
        for one in self.sockets:
            one.close()

    def waiting(self) -> list[socket.socket]:
        """Those who are there and were not answered."""
        return [one for one in self.sockets if _is_unanswered(one)]

    def _written(self, method: str, path: str, rest: str) -> bytes:
        cookies = f"csrf={'a' * 32}; session={'b' * 32}"
        return f"{method} {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nCookie: {cookies}\r\n{rest}".encode()

    def _arrived(self, opening: bytes) -> socket.socket:
        one = socket.socket()
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        one.settimeout(PATIENCE)
        with suppress(OSError):
            one.connect((self.host, self.port))
            one.sendall(opening)
        one.setblocking(False)
        return one

    def _sit(self) -> None:
        while not self.over.wait(1):
            for number, opening in enumerate(self.openings):
                if not _stays(self.sockets[number], reads=opening.endswith(b"\r\n\r\n") and b"POST" not in opening):
                    self.sockets[number].close()
                    self.sockets[number] = self._arrived(opening)


def _stays(one: socket.socket, *, reads: bool) -> bool:
    """Sends or reads one byte; whether the connection is still there."""
    try:
        return bool(one.recv(1) if reads else one.send(b"a"))
    except BlockingIOError:
        return True
    except OSError:
        return False


def _is_unanswered(one: socket.socket) -> bool:
    try:
        one.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


# --- readers -----------------------------------------------------------------------------------------


def asked(address: str, path: str, form: bytes | None = None) -> tuple[object, float]:
    """The status with which a page is answered, or why it was not; and after how many seconds."""
    began, connection = monotonic(), HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    try:
        connection.request("GET" if form is None else "POST", path, form, {**GUESSER} if form else {})
        answer = connection.getresponse()
        answer.read()
        return answer.status, monotonic() - began
    except (OSError, HTTPException) as failed:
        return type(failed).__name__, monotonic() - began
    finally:
        connection.close()


def reading(address: str, seconds: float, pages: tuple[str, ...] = PAGES) -> list[tuple[object, float]]:
    """What several readers were answered, each asking for one page after the other."""
    end = monotonic() + seconds

    def read(first: int) -> Iterator[tuple[object, float]]:
        for path in islice(cycle(pages), first, None):
            if monotonic() > end:
                return
            yield asked(address, path)

    with ThreadPoolExecutor(READERS) as threads:
        return [one for found in threads.map(lambda first: list(read(first)), range(READERS)) for one in found]


@contextmanager
def guessing(address: str) -> Iterator[None]:
    """Several strangers guess at the password of one account after the other, as fast as they are answered."""
    over, guess = Event(), f"csrfmiddlewaretoken={'a' * 32}&password=wrong&username=".encode()

    def guesses(name: bytes) -> None:
        while not over.is_set():
            asked(address, "/desk/login/", guess + name)

    with ThreadPoolExecutor(GUESSERS) as strangers:
        for number in range(GUESSERS):
            strangers.submit(guesses, b"somebody%d" % number)
        yield
        over.set()


# --- the server's own account ------------------------------------------------------------------------


def processes(parent: int) -> Iterator[int]:
    for children in Path(f"/proc/{parent}/task").glob("*/children"):
        for child in map(int, children.read_text().split()):
            yield child
            yield from processes(child)


def over_all(account: Callable[[int], float]) -> float:
    """The sum of ``account`` over all that this process has started."""
    return sum(account(one) for one in processes(os.getpid()))


def seconds_of_processor(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def megabytes(process: int) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def report(address: str) -> None:
    reading(address, 2)  # everything is read and compiled once
    for pages in (LEAST, PAGES):
        before = over_all(seconds_of_processor)
        alone = reading(address, ALONE, pages)
        spent = (over_all(seconds_of_processor) - before) / len(alone)
        print(f"  {spent * 1000:.1f} ms of processor for each of {', '.join(pages)}")
    tell("alone", alone)
    for kinds in (*((kind,) for kind in KINDS), tuple(KINDS)):
        with Siege(address, *kinds) as siege:
            reading(address, 2)
            tell(f"{len(siege.sockets)} with slow {', '.join(kinds)}", reading(address, BESIEGED))
    with guessing(address):
        tell(f"{GUESSERS} who guess passwords", reading(address, BESIEGED))


def tell(beside: str, found: list[tuple[object, float]]) -> None:
    served, slowest = sum(status == 200 for status, _ in found), max(seconds for _, seconds in found)
    middle = median(seconds for _, seconds in found)
    print(f"  {beside}: {served} of {len(found)} served, median {middle:.2f} s, slowest {slowest:.2f} s, ", end="")
    print(f"{over_all(megabytes):.0f} MB", flush=True)


# Those who guess begin anew at each server.
FORGET: Final = (sys.executable, "manage.py", "axes_reset")


def main() -> None:
    with made() as environment:
        Path(environment["MEMORIAL_DATA_DIR"], "static", LARGE).write_bytes(os.urandom(40_000_000))
        for command in ("", *sys.argv[1:]):
            print(command or "make serve", flush=True)
            subprocess.run(FORGET, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
            with serving(environment, *[f"SERVE={command}"] * bool(command)) as address:
                report(address)


if __name__ == "__main__":
    main()
