"""Pages that were made once, and are answered before Django is asked.

An answer is kept whole, headers and bytes, under the page's name, which tells all that it was made from
(``archive.public.frame.naming``); the version in it is read anew for every request. So what is kept is never wrong,
only asked for no more: nothing has to be emptied, and no clock decides.
"""

import gzip
import logging
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any, Final, NamedTuple, Self, cast

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.core.exceptions import DisallowedHost
from django.db import Error
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.gzip import re_accepts_gzip

from archive.editions.reading import Ask, Reading
from archive.kept import Kept
from archive.public.frame import addresses, naming, visits

log = logging.getLogger(__name__)

# A page, that the reader has it, that nothing is there, that it was withdrawn. What leads elsewhere is made anew.
STATUSES: Final = frozenset({200, 304, 404, 410})
# What an answer weighs besides its body: its headers, as Python keeps them.
HEADERS: Final = 3_000
# So often a page is made anew where act follows act.
AGAIN: Final = 3
NOTHING: Final = QueryDict("")


class Key(NamedTuple):
    """The name of a page; and whether it is sent ``packed``, ``plain``, or not at all to whoever has it (``known``)."""

    name: str
    form: str

    def as_made(self) -> Self:
        """Pages are made packed, for everybody; whoever cannot unpack them gets them unpacked."""
        return self._replace(form="packed") if self.form == "plain" else self


class Answer(NamedTuple):
    """All that is sent back. A file is sent from where it lies, piece by piece as it is read.

    ``name`` is that of the page, if this may be kept under it.
    """

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes | Path
    name: str = ""

    def is_kept_as(self, key: Key) -> bool:
        """Not if something else became public since ``key`` was made: then this is a page of another name."""
        return self.name == key.name

    def unpacked(self) -> Self:
        """As Django would have sent it to whoever cannot unpack it."""
        headers = dict(self.headers)
        if headers.pop(b"Content-Encoding", b"") != b"gzip":
            return self
        body = gzip.decompress(cast(bytes, self.body))
        headers[b"Content-Length"] = b"%d" % len(body)
        if b"ETag" in headers:
            headers[b"ETag"] = headers[b"ETag"].removeprefix(b"W/")
        return self._replace(headers=[*headers.items()], body=body)

    def weight(self, key: Key) -> int:
        """What may not be kept is heavier than all that may."""
        return HEADERS + len(cast(bytes, self.body)) if self.is_kept_as(key) else sys.maxsize


# Makes the answer to a request, as Django does.
Make = Callable[[Any], Answer]


def asked(request: HttpRequest) -> QueryDict | None:
    """What is asked of a page of the reading room; ``None`` for all that is never kept, such as the desk."""
    if request.method not in ("GET", "HEAD") or settings.DEBUG or not _is_taken_in(request):
        return None
    parameters = naming.parameters(request.path_info)
    if parameters is None:
        return None
    return naming.understood(request.GET, parameters) if request.META.get("QUERY_STRING") else NOTHING


def state(as_of: str = "", *, ask: Ask | None = None) -> tuple[str, date]:
    """The version of what is read, and its day: what pages are made from. Asked of the database each time."""
    reading = visits.reading_of(as_of)
    return reading.version(ask=ask), visits.day_of(reading)


def key(path: str, asked: QueryDict, headers: Mapping[str, str], version: str, today: date) -> Key:
    """``headers`` are named as in ``request.META``."""
    name = naming.named(version, today, path, asked)
    if naming.is_known(name, headers.get("HTTP_IF_NONE_MATCH", "")):
        return Key(name, "known")
    return Key(name, "packed" if re_accepts_gzip.search(headers.get("HTTP_ACCEPT_ENCODING", "")) else "plain")


def answer_of(response: HttpResponseBase, body: bytes | Path, request: HttpRequest | None = None) -> Answer:
    """What is sent of a response of Django's. It may be kept if it is the same for everybody."""
    cookies = (("Set-Cookie", cookie.output(header="")) for cookie in response.cookies.values())
    lines = [*response.items(), *cookies]
    headers = [(name.encode("ascii"), value.strip().encode("latin-1")) for name, value in lines]
    is_for_all = not response.cookies and response.headers.get("Vary", "") in ("", "Accept-Encoding")
    may_be_kept = response.status_code in STATUSES and is_for_all and not response.streaming
    name = getattr(request, "page_named", "") if may_be_kept else ""
    return Answer(response.status_code, headers, body, name)


class KeptPages:
    """The answers that were given last, in ``most`` bytes.

    What was asked for once makes room only for what was asked for once: whoever asks for everything there is, or for
    nonsense, does not drive out what everybody reads.
    """

    def __init__(self, most: int) -> None:
        self.newcomers, self.regulars = Kept[Answer](most=most // 4), Kept[Answer](most=most - most // 4)
        self.shared = SharedPages()

    def find(self, key: Key) -> Answer | None:
        found = self._found(key)
        if found is None and key.form == "plain" and (packed := self._found(key.as_made())):
            return self._unpacked(packed, key)
        return found

    def answer(self, request: HttpRequest, make: Make) -> Answer:
        """What is kept; or what is made, once for all who wait for it, each in a thread."""
        key = _key_now(request)
        if key is None:
            return make(request)
        return self.find(key) or self._made(key, request, make)

    def _found(self, key: Key) -> Answer | None:
        if (found := self.regulars.find(key)) or not (taken := self.newcomers.take(key)):
            return found
        self.regulars.keep(key, *taken)
        return taken[0]

    def _made(self, key: Key, request: HttpRequest, make: Make) -> Answer:
        form = key.as_made()
        if key.form == "plain":
            request.META["HTTP_ACCEPT_ENCODING"] = "gzip"

        def made() -> Answer:
            # Somebody who waited as long as this may have found it there.
            return self.regulars.find(form) or self.shared.answer(form, request, make)

        answer = self.newcomers.get(form, made, weight=lambda answer: answer.weight(form))
        return self._unpacked(answer, key) if key.form == "plain" else answer

    def _unpacked(self, packed: Answer, key: Key) -> Answer:
        answer = packed.unpacked()
        self.newcomers.keep(key, answer, answer.weight(key))
        return answer


class SharedPages:
    """The answers that several processes keep together, where the settings name a cache for them.

    While it does not answer, it is left alone for a while, and each process makes its own.
    """

    NAME: Final = "pages"
    LIFETIME: Final = 3600
    REST: Final = 10

    def __init__(self) -> None:
        self.rests_until = 0.0

    def answer(self, key: Key, request: HttpRequest, make: Make) -> Answer:
        written = f"page-{key.form}-{key.name[1:-1]}"
        if found := self._ask(lambda cache: cache.get(written)):
            return cast(Answer, found)
        answer = _of_one_state(request, make)
        if answer.is_kept_as(key):
            self._ask(lambda cache: cache.set(written, answer, self.LIFETIME))
        return answer

    def _ask(self, what: Callable[[BaseCache], Any]) -> Any:
        if self.NAME not in settings.CACHES or monotonic() < self.rests_until:
            return None
        try:
            return what(caches[self.NAME])
        except Exception as failed:  # whatever a cache can come to: pages are made without it
            self.rests_until = monotonic() + self.REST
            log.warning("The cache of pages does not answer, and is left alone for %s s: %r", self.REST, failed)
            return None


def _key_now(request: HttpRequest) -> Key | None:
    question = asked(request)
    if question is None:
        return None
    try:
        reading = visits.reading_of(question.get(addresses.AS_OF, ""))
        named = key(request.path, question, request.META, reading.version(), visits.day_of(reading))
    except Exception:  # no instant, or no database: whatever it is, the page will say so
        return None
    request.reading = reading  # type: ignore[attr-defined]  # the page is made of what names it
    return named


def _of_one_state(request: Any, make: Make) -> Answer:
    """What is made; and made anew if something else became public meanwhile.

    A page asks several questions. Where an act is committed between two of them, it may tell of both states.
    """
    answer = make(request)
    for _ in range(AGAIN):
        reading = _if_another_now(request.reading)
        if reading is None:
            break
        request.reading = reading
        answer = make(request)
    return answer


def _if_another_now(reading: Reading) -> Reading | None:
    """The same instant, if there is something else to read by now."""
    now = replace(reading)
    with suppress(Error):  # no database: what was made of it before is all that there is
        return now if now.version() != reading.version() else None
    return None


def _is_taken_in(request: HttpRequest) -> bool:
    """Whether Django's middleware would let it pass, and write for it what it writes for everybody."""
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return request.is_secure() or not settings.SECURE_SSL_REDIRECT
