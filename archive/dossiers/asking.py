"""Asking other people's servers whether a document is still where it was: politely, and nobody inside our own house.

One request to a host at a time, with a pause; the program says who it is; what ``robots.txt`` does not want is left
alone. An address is resolved once, looked at, and connected to as it was looked at.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from threading import Timer
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from django.conf import settings
from django.utils.encoding import iri_to_uri

from archive import characters

from .models import AddressCheck

State = AddressCheck.State

AGENT: Final = "MemorialArchive"
PORTS: Final = {None, 80, 443, 8080, 8443}
MOST_REDIRECTS: Final = 5
# In bytes: of a document only whether it begins, of robots.txt what crawlers have to read.
BEGINNING: Final = 2_048
LARGEST_ROBOTS: Final = 512_000
LARGEST_PAGE: Final = 2_000_000
# In seconds: for one answer as a whole, and at most between two requests, whatever a host would like.
WHOLE: Final = 30.0
LONGEST_PAUSE: Final = 60.0
PERMANENT: Final = (301, 308)
TEMPORARY: Final = (302, 303, 307)
GONE: Final = (404, 410)
# Of the last four bytes of these addresses somebody inside may be reached.
NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


class Unasked(Exception):
    """The address is not asked, or does not answer: in a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """``said`` is the status that was answered, or why there is none."""

    state: State
    said: str = ""
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class _Response:
    status: int
    location: str
    body: bytes


@dataclass(slots=True, kw_only=True)
class Asker:
    """Remembers, as long as it asks, when each host was asked last and what it lets programs ask. In seconds."""

    pause: float = 5.0
    timeout: float = 10.0
    _asked: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def ask(self, url: str) -> Answer:
        """What has become of ``url``. Nothing that a server does raises anything here."""
        try:
            return self._asked_along(url)
        except Unasked as why:
            return Answer(state=State.UNCLEAR, said=str(why))
        except (OSError, http.client.HTTPException, ValueError) as failed:
            return Answer(state=State.UNCLEAR, said=type(failed).__name__)

    def read(self, url: str) -> tuple[str, bytes]:
        """What stands at ``url``: the status or why there is none, and what was read; nothing of an error."""
        try:
            return self._read_along(url)
        except Unasked as why:
            return str(why), b""
        except (OSError, http.client.HTTPException, ValueError) as failed:
            return type(failed).__name__, b""

    def _read_along(self, url: str) -> tuple[str, bytes]:
        for _turn in range(MOST_REDIRECTS + 1):
            self._require_allowed(url)
            found = self._request("GET", url, most=LARGEST_PAGE)
            if found.status not in (*PERMANENT, *TEMPORARY) or not found.location:
                return str(found.status), found.body if found.status == 200 else b""
            url = urljoin(url, found.location)
        raise Unasked("too many redirects")

    def _asked_along(self, url: str) -> Answer:
        here, is_permanent = url, True
        for _turn in range(MOST_REDIRECTS + 1):
            self._require_allowed(here)
            found = self._asked_once(here)
            if found.status not in (*PERMANENT, *TEMPORARY) or not found.location:
                return _understood(url, here, found.status, is_permanent=is_permanent)
            is_permanent = is_permanent and found.status in PERMANENT
            here = urljoin(here, found.location)
        raise Unasked("too many redirects")

    def _asked_once(self, url: str) -> _Response:
        """HEAD; and where a server does not know that, the beginning of the document."""
        found = self._request("HEAD", url)
        return found if found.status < 400 else self._request("GET", url, most=BEGINNING)

    # --- what a host lets programs ask ---

    def _require_allowed(self, url: str) -> None:
        if not self._rules_of(url).can_fetch(AGENT, url):
            raise Unasked("robots.txt")

    def _rules_of(self, url: str) -> RobotFileParser:
        root = urljoin(url, "/robots.txt")
        if root not in self._robots:
            self._robots[root] = self._read(root)
        return self._robots[root]

    def _read(self, root: str) -> RobotFileParser:
        """None is a host that lets everything be asked; one that cannot say it is asked nothing (RFC 9309)."""
        rules, found = RobotFileParser(root), self._request("GET", root, most=LARGEST_ROBOTS)
        for _turn in range(MOST_REDIRECTS):
            if found.status not in (*PERMANENT, *TEMPORARY) or not found.location:
                break
            root = urljoin(root, found.location)
            found = self._request("GET", root, most=LARGEST_ROBOTS)
        if found.status >= 500:
            raise Unasked(f"robots.txt: {found.status}")
        rules.parse(found.body.decode(errors="replace").splitlines() if found.status == 200 else ())
        return rules

    # --- one request ---

    def _request(self, method: str, url: str, *, most: int = 0) -> _Response:
        where = urlsplit(url)
        host = where.hostname or ""
        address = _looked_at(where)
        self._wait(host, url)
        is_secure = where.scheme == "https"
        connection = _Connection(host, where.port, address=address, is_secure=is_secure, timeout=self.timeout)
        with closing(connection), _within(connection):
            target = f"{where.path or '/'}{f'?{where.query}' if where.query else ''}"
            connection.request(method, iri_to_uri(target), headers=_headers(most))
            answer = connection.getresponse()
            body = answer.read(most) if most else b""
            return _Response(answer.status, characters.address(answer.headers.get("Location", "")), body)

    def _wait(self, host: str, url: str) -> None:
        rules = self._robots.get(urljoin(url, "/robots.txt"))
        wanted = min(int(rules.crawl_delay(AGENT) or 0), LONGEST_PAUSE) if rules else 0.0
        pause = max(self.pause, wanted) if self.pause else 0.0
        if host in self._asked:
            time.sleep(max(0.0, self._asked[host] + pause - time.monotonic()))
        self._asked[host] = time.monotonic()


class _Connection(http.client.HTTPConnection):
    """To an ``address`` that was looked at, whatever the name of the host would lead to by now."""

    def __init__(self, host: str, port: int | None, *, address: str, is_secure: bool, timeout: float) -> None:
        self.default_port = 443 if is_secure else 80
        super().__init__(host, port, timeout=timeout)
        self.address, self.is_secure = address, is_secure

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.is_secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def cut(self) -> None:
        with suppress(OSError, AttributeError):  # it may have ended by itself
            self.sock.shutdown(socket.SHUT_RDWR)


@contextmanager
def _within(connection: _Connection) -> Iterator[None]:
    """A server that answers byte by byte is cut off."""
    timer = Timer(WHOLE, connection.cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _headers(most: int) -> dict[str, str]:
    """With the archive's own address, so that whoever minds can say so."""
    said = {"User-Agent": f"{AGENT}/1.0 (+{settings.MEMORIAL_ADDRESS})", "Accept": "*/*", "Connection": "close"}
    return {**said, "Range": f"bytes=0-{most - 1}"} if most == BEGINNING else said


def _looked_at(where: SplitResult) -> str:
    """The address to connect to. Raises ``Unasked`` for whatever is not out in the world."""
    if where.scheme not in ("http", "https") or not where.hostname or where.username or where.password:
        raise Unasked("no web address")
    if settings.MEMORIAL_ASKS_OWN_HOUSE:
        return str(where.hostname)
    if where.port not in PORTS:
        raise Unasked("another port")
    try:
        found = socket.getaddrinfo(where.hostname, where.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as unknown:
        raise Unasked("no such host") from unknown
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not all(map(_is_public, addresses)):
        raise Unasked("not a public address")
    return addresses[0]


def _is_public(address: str) -> bool:
    """Whether it is an address of the world, and none that stands for one within."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found in NAT64:
            return _is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo and found.teredo[1])
        if inner:
            return _is_public(str(inner))
    return found.is_global and not found.is_multicast


def _understood(url: str, here: str, status: int, *, is_permanent: bool) -> Answer:
    """What an answer means that leads nowhere else."""
    if status in GONE:
        return Answer(state=State.GONE, said=str(status))
    if not 200 <= status < 300:
        return Answer(state=State.UNCLEAR, said=str(status))
    if here == url or not is_permanent:
        return Answer(state=State.OK, said=str(status))
    if urlsplit(here).path in ("", "/") and urlsplit(url).path not in ("", "/"):
        return Answer(state=State.UNCLEAR, said="leads to a front page", moved_to=here[:500])
    return Answer(state=State.MOVED, said=str(status), moved_to=here[:500])
