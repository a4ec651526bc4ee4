"""Feeds as programs read them: Atom, RFC 4287, with pages (5005), mementos (7089) and digests (5854).

What is there no more has a tombstone (6721).
"""

import html
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from archive import characters
from archive.public.frame.pages import Link
from archive.public.frame.shown import shown

CONTENT_TYPE: Final = "application/atom+xml; charset=utf-8"
ATOM: Final = "http://www.w3.org/2005/Atom"
# The digest of an entry's edition: "hash" of RFC 5854, Metalink.
METALINK: Final = "urn:ietf:params:xml:ns:metalink"
# An entry that is there no more: "deleted-entry" of RFC 6721.
TOMBSTONES: Final = "http://purl.org/atompub/tombstones/1.0"
# When that changed in which nothing has been published.
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


@shown
class FeedEntry:
    """One entry of a feed. ``id`` never changes, whatever becomes of host and address. Addresses are absolute.

    ``edition`` is where what it tells of stands for ever, and ``digest`` that of what is frozen there; a notice of
    withdrawal has none. ``label`` is what readers call its ``kind``.

    ``summary`` is there in paragraphs, each with its language if that is another one; ``content`` is safe HTML, and
    empty where no text is brought. ``issuers`` are those of a document, ``authors`` who speaks in the text that is
    brought: without one all that is said is the archive's. ``published`` is since when there was anything to read.
    """

    id: UUID
    title: str
    summary: tuple[Link, ...]
    language: str
    address: str
    edition: str
    digest: str
    kind: str
    label: str
    since: datetime
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    content: str = ""


@shown
class Tombstone:
    """That the entry called ``id`` is there no more, ``since`` an instant, and why: not a word of what stood there."""

    id: UUID
    since: datetime
    why: str


@shown
class Feed:
    """A page of a feed. ``page`` shows the same to people, ``here`` is its own address, ``archive`` its author's name.

    ``institutions`` is where issuers are listed, which names the scheme of what says who they are.
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
    institutions: str
    entries: Sequence[FeedEntry]
    gone: Sequence[Tombstone] = ()


def written(feed: Feed) -> str:
    return "".join(_feed(feed))


def _feed(feed: Feed) -> Iterator[str]:
    updated = max((*(entry.since for entry in feed.entries), *(one.since for one in feed.gone)), default=NEVER)
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f'<feed xml:lang="{feed.language}" xmlns="{ATOM}" xmlns:at="{TOMBSTONES}" xmlns:metalink="{METALINK}">'
    yield f"<title>{_line(feed.title)}</title>"
    yield _link(feed.page, "alternate") + _link(feed.here, "self")
    yield f"<id>{feed.id.urn}</id><updated>{updated.isoformat()}</updated>"
    yield _author(feed.archive, feed.home)
    yield from (_link(at, to) for at, to in ((feed.previous, "previous"), (feed.next, "next")) if at)
    for entry in feed.entries:
        yield from _entry(entry, institutions=feed.institutions)
    for one in feed.gone:
        yield f'<at:deleted-entry ref="{one.id.urn}" when="{one.since.isoformat()}">'
        yield f"<at:comment>{_line(one.why)}</at:comment></at:deleted-entry>"
    yield "</feed>"


def _entry(entry: FeedEntry, *, institutions: str) -> Iterator[str]:
    yield f'<entry xml:lang="{entry.language}"><title>{_line(entry.title)}</title>{_link(entry.address, "alternate")}'
    yield f"<updated>{entry.since.isoformat()}</updated><id>{entry.id.urn}</id>"
    if entry.published:
        yield f"<published>{entry.published.isoformat()}</published>"
    yield from (_author(name) for name in entry.authors)
    if entry.summary:
        yield f'<summary type="html">{_text("".join(map(_paragraph, entry.summary)))}</summary>'
    if entry.content:
        yield f'<content type="html">{_text(entry.content)}</content>'
    yield f'<category label="{_attribute(entry.label)}" term="{entry.kind}"/>'
    yield from (f'<category scheme="{institutions}" term="{_attribute(name)}"/>' for name in entry.issuers)
    if entry.edition:
        yield f'{_link(entry.edition, "memento")}<metalink:hash type="sha-256">{entry.digest}</metalink:hash>'
    yield "</entry>"


def _author(name: str, address: str = "") -> str:
    uri = f"<uri>{_text(address)}</uri>" if address else ""
    return f"<author><name>{_line(name)}</name>{uri}</author>"


def _paragraph(words: Link) -> str:
    language = f' lang="{words.language}"' if words.language else ""
    return f"<p{language}>{html.escape(characters.line(words.text))}</p>"


def _line(words: str) -> str:
    return _text(characters.line(words))


def _link(address: str, relation: str) -> str:
    """``address`` is one of ours: of what XML reserves it may hold "&" alone."""
    return f'<link href="{address.replace("&", "&amp;")}" rel="{relation}"/>'


def _text(words: str) -> str:
    return html.escape(words, quote=False)


def _attribute(words: str) -> str:
    return _line(words).replace('"', "&quot;")
