"""Feeds as programs read them: Atom, RFC 4287, with pages (5005), mementos (7089) and digests (5854)."""

import html
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from archive import characters
from archive.public.frame.shown import shown

CONTENT_TYPE: Final = "application/atom+xml; charset=utf-8"
ATOM: Final = "http://www.w3.org/2005/Atom"
# The digest of an entry's edition: "hash" of RFC 5854, Metalink.
METALINK: Final = "urn:ietf:params:xml:ns:metalink"
# When that changed in which nothing has been published.
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


@shown
class FeedEntry:
    """One entry of a feed. ``id`` never changes, whatever becomes of host and address. Addresses are absolute.

    ``edition`` is where what it tells of stands for ever, and ``digest`` that of what is frozen there; a notice of
    withdrawal has none. ``label`` is what readers call its ``kind``.
    """

    id: UUID
    title: str
    summary: str
    language: str
    address: str
    edition: str
    digest: str
    kind: str
    label: str
    since: datetime


@shown
class Feed:
    """A page of a feed. ``page`` shows the same to people, ``here`` is its own address, ``archive`` its author's name.

    Newest entries first.
    """

    id: UUID
    title: str
    language: str
    archive: str
    home: str
    page: str
    here: str
    previous: str
    next: str
    entries: Sequence[FeedEntry]


def written(feed: Feed) -> str:
    return "".join(_feed(feed))


def _feed(feed: Feed) -> Iterator[str]:
    updated = max((entry.since for entry in feed.entries), default=NEVER)
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f'<feed xml:lang="{feed.language}" xmlns="{ATOM}" xmlns:metalink="{METALINK}">'
    yield f"<title>{_line(feed.title)}</title>"
    yield _link(feed.page, "alternate") + _link(feed.here, "self")
    yield f"<id>{feed.id.urn}</id><updated>{updated.isoformat()}</updated>"
    yield f"<author><name>{_line(feed.archive)}</name><uri>{_text(feed.home)}</uri></author>"
    yield from (_link(at, to) for at, to in ((feed.previous, "previous"), (feed.next, "next")) if at)
    for entry in feed.entries:
        yield from _entry(entry)
    yield "</feed>"


def _entry(entry: FeedEntry) -> Iterator[str]:
    summary = html.escape(characters.line(entry.summary))
    yield f'<entry xml:lang="{entry.language}"><title>{_line(entry.title)}</title>{_link(entry.address, "alternate")}'
    yield f"<updated>{entry.since.isoformat()}</updated><id>{entry.id.urn}</id>"
    if summary:
        yield f'<summary type="html">{_text(summary)}</summary>'
    yield f'<category label="{_attribute(entry.label)}" term="{entry.kind}"/>'
    if entry.edition:
        yield f'{_link(entry.edition, "memento")}<metalink:hash type="sha-256">{entry.digest}</metalink:hash>'
    yield "</entry>"


def _line(words: str) -> str:
    return _text(characters.line(words))


def _link(address: str, relation: str) -> str:
    """``address`` is one of ours: of what XML reserves it may hold "&" alone."""
    return f'<link href="{address.replace("&", "&amp;")}" rel="{relation}"/>'


def _text(words: str) -> str:
    return html.escape(words, quote=False)


def _attribute(words: str) -> str:
    return _text(words).replace('"', "&quot;")
