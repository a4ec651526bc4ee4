"""What is new or changed, for programs that ask again: Atom, of the archive, a list, an observance, the corrections."""

from collections.abc import Hashable, Iterator, Sequence
from datetime import datetime
from html import escape
from types import MappingProxyType
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from archive import markup
from archive.catalogue import listing
from archive.catalogue.listing import PER_FEED, Entry
from archive.editions.payloads import Payload
from archive.editions.reading import Snapshot
from archive.kept import Kept
from archive.public import kinds
from archive.public.detail import editions
from archive.public.detail.builder import plain_link
from archive.public.frame import addresses, identity
from archive.public.frame.addresses import Parameters
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.lists import results
from archive.public.lists.filters import Filters
from archive.public.programs import atom
from archive.public.programs.atom import Feed, FeedEntry, Tombstone
from archive.public.words.labels import localized

# By version, language and kind: some hundred bytes for each of fifty.
_GONE: Final = Kept[tuple[Tombstone, ...]](most=32)
# In kilobytes, roughly.
_ENTRIES: Final = Kept[FeedEntry](most=1000)


def of_list(filters: Filters, *, kind: str, visit: Visit) -> HttpResponse:
    """A list, or without ``kind`` the archive, as narrowed by ``filters``: those must be valid."""
    entries, more = listing.recent_changes(
        visit.reading, filters.query((kind,) if kind else ()), reader=visit.language, page=filters.page
    )
    typed = [filters.cleaned["q"]] if filters.terms else []
    words = [*typed, *(one.value for one in results.active_filters(filters, here="", visit=visit))]
    heading = str(kinds.of(kind).section) if kind else _("All that is new or changed")
    whole = addresses.search(visit.language) if filters.parameters else addresses.home(visit.language)
    return _answer(
        _entries_of_records(entries, visit),
        gone=_gone(visit, kind) if filters.page == 1 else (),
        name=f"{kind}?{_lasting_name(filters)}",
        title=f"{heading}: {', '.join(words)}" if words else heading,
        page=addresses.listing(visit.language, kind) if kind else whole,
        here=addresses.feed(visit.language, kind),
        parameters=filters.followed,
        number=filters.page,
        more=more,
        visit=visit,
    )


def of_observance(snapshot: Snapshot, *, number: int, visit: Visit) -> HttpResponse:
    """An observance and everything that names it."""
    payload = snapshot.payload
    entries, more = listing.recent_changes(
        visit.reading, listing.Query(), reader=visit.language, page=number, about=snapshot.record
    )
    return _answer(
        _entries_of_records(entries, visit),
        gone=_gone(visit) if number == 1 else (),
        name=payload.record,
        title=payload.words(visit.language)[1].title,
        page=addresses.record(visit.language, payload.kind, payload.slug),
        here=addresses.feed(visit.language, payload.kind, payload.slug),
        number=number,
        more=more,
        visit=visit,
    )


def of_corrections(*, number: int, visit: Visit) -> HttpResponse:
    """What readers were told of any record."""
    announced = visit.reading.announced(first=(number - 1) * PER_FEED, most=PER_FEED + 1)
    return _answer(
        [_entry_of_announcement(snapshot, visit) for snapshot in announced[:PER_FEED]],
        name="corrections",
        title=_("Corrections log"),
        page=addresses.corrections(visit.language),
        here=addresses.feed_of_corrections(visit.language),
        number=number,
        more=len(announced) > PER_FEED,
        visit=visit,
    )


def _answer(
    entries: Sequence[FeedEntry],
    *,
    gone: Sequence[Tombstone] = (),
    name: str,
    title: str,
    page: str,
    here: str,
    parameters: Parameters = MappingProxyType({}),
    number: int,
    more: bool,
    visit: Visit,
) -> HttpResponse:
    """``name`` tells this feed from the archive's others, and never changes; ``page`` shows the same to people."""
    archive = identity.of(visit.reading, version=visit.version, language=visit.language)
    namespace = UUID(archive.record) if archive.record else uuid5(NAMESPACE_URL, addresses.absolute("/"))

    def leaf(wanted: int) -> str:
        said = {**parameters, "page": str(wanted) if wanted > 1 else "", addresses.AS_OF: visit.as_of}
        return addresses.absolute(addresses.with_parameters(here, **said))

    feed = Feed(
        id=uuid5(namespace, f"{visit.language}/{name}"),
        title=f"{archive.name} – {title}",
        language=visit.language,
        archive=archive.name,
        home=addresses.absolute(addresses.home(visit.language)),
        page=addresses.absolute(addresses.with_parameters(page, **{**parameters, addresses.AS_OF: visit.as_of})),
        here=leaf(number),
        previous=leaf(number - 1) if number > 1 else "",
        next=leaf(number + 1) if more else "",
        institutions=addresses.absolute(addresses.without_language(addresses.listing(visit.language, "institution"))),
        entries=entries,
        gone=gone,
    )
    return HttpResponse(atom.written(feed), content_type=atom.CONTENT_TYPE)


def _entries_of_records(entries: Sequence[Entry], visit: Visit) -> list[FeedEntry]:
    """Two queries, whichever they are; none for those that were made before."""
    texts = identity.of(visit.reading, version=visit.version, language=visit.language).texts_in_feeds

    def key(entry: Entry) -> Hashable:
        """All that it is made of: what stands since an instant stays as it is."""
        of_entry, unnamed = (entry.digest, entry.since, entry.language), visit.reading.unnamed
        return *of_entry, visit.language, visit.as_of, texts, unnamed

    found = {entry.record: made for entry in entries if (made := _ENTRIES.find(key(entry)))}
    new = [entry for entry in entries if entry.record not in found]
    for entry, made in _made(new, visit, with_text=texts):
        found[entry.record] = made
        _ENTRIES.keep(key(entry), made, 1 + len(made.content) // 1000)
    return [found[entry.record] for entry in entries if entry.record in found]


def _made(entries: Sequence[Entry], visit: Visit, *, with_text: bool) -> Iterator[tuple[Entry, FeedEntry]]:
    if not entries:
        return
    records = [entry.record for entry in entries]
    standing = visit.reading.snapshots(*{entry.kind for entry in entries}, records={*map(str, records)})
    found = {snapshot.record: snapshot for snapshot in standing}
    published = visit.reading.first_published(records)
    for entry in entries:
        if snapshot := found.get(entry.record):
            yield entry, _entry_of_record(entry, snapshot, published[entry.record], visit=visit, with_text=with_text)


def _entry_of_record(
    entry: Entry, snapshot: Snapshot, published: datetime, *, visit: Visit, with_text: bool
) -> FeedEntry:
    """A record in the language in which this reader is shown it; under one id in the feeds of all languages."""
    place = (entry.language, entry.kind, entry.slug)
    payload, kind = snapshot.payload, kinds.of(entry.kind)
    content = _content(payload, entry.language) if with_text else ""
    over_summary = kind.over_summary(payload) if content else ""
    summary = Link(text=f"{over_summary} {entry.summary}" if over_summary else entry.summary)
    return FeedEntry(
        id=uuid5(entry.record, entry.language),
        title=kind.headed(payload, entry.title),
        summary=tuple(words for words in (*_told(snapshot, entry.language), summary) if words.text.strip()),
        language=entry.language,
        address=addresses.absolute(addresses.record(*place, as_of=visit.as_of)),
        edition=addresses.absolute(addresses.edition(*place, entry.number, as_of=visit.as_of)),
        digest=entry.digest,
        kind=entry.kind,
        label=kinds.called(entry.kind, visit.language),
        since=entry.since,
        published=published,
        authors=tuple(plain_link(ref, entry.language).text for ref in kind.authors(payload)) if content else (),
        issuers=tuple(localized(label, entry.language)[1] for label in entry.issuers),
        content=content,
    )


def _told(snapshot: Snapshot, language: str) -> tuple[Link, ...]:
    """What readers were told when its edition began, in the language of the entry: "Correction: The name." """
    if not editions.is_announced(snapshot):
        return ()
    code, note = editions.public_note(snapshot, language)
    with override(language):
        label = editions.label(snapshot, language)
    return (Link(text=f"{label}: {note}" if note else label, language=code if code not in ("", language) else ""),)


def _noted(snapshot: Snapshot, language: str) -> tuple[Link, ...]:
    code, note = editions.public_note(snapshot, language)
    return (Link(text=note, language=code if code != language else ""),) if note else ()


def _content(payload: Payload, language: str) -> str:
    """The text, with whose words it is over it. Nobody is brought one that begins with a warning in any language."""
    words = payload.texts[language]
    if not words.blocks or payload.has_content_note():
        return ""
    signed = kinds.of(payload.kind).signed(payload, language)
    lists = {place: addresses.absolute(address) for place, address in addresses.of_lists(language).items()}
    text = (markup.link_records(block.html, lists) for block in words.blocks)
    return "".join((f"<p>{escape(signed)}</p>" if signed else "", *text))


def _gone(visit: Visit, *kinds_of_list: str) -> tuple[Tombstone, ...]:
    """What was withdrawn last: whoever has its entry is told that it is there no more. One query for each version."""
    wanted = tuple(filter(None, kinds_of_list))

    def made() -> tuple[Tombstone, ...]:
        return tuple(_tombstone(one, visit.language) for one in visit.reading.withdrawn(*wanted, most=PER_FEED))

    return _GONE.get((visit.version, visit.language, wanted), made)


def _tombstone(notice: Snapshot, language: str) -> Tombstone:
    return Tombstone(
        id=uuid5(notice.record, notice.payload.words(language)[0]),
        since=notice.since,
        why=editions.label(notice, language),
    )


def _entry_of_announcement(snapshot: Snapshot, visit: Visit) -> FeedEntry:
    """What was said of a record at one instant. Of what is withdrawn there is no edition to read.

    Where its name is withheld, nothing leads to it: a feed wants an address, and gets that of the corrections.
    """
    payload = snapshot.payload
    language, words = payload.words(visit.language)
    heading = editions.label(snapshot, visit.language)
    place = (language, payload.kind, payload.slug)
    edition = addresses.edition(*place, snapshot.number, as_of=visit.as_of)
    notice = addresses.record(*place, as_of=visit.as_of) if payload.slug else addresses.corrections(visit.language)
    return FeedEntry(
        id=uuid5(snapshot.record, f"{snapshot.since.isoformat()}/{visit.language}"),
        title=f"{heading}: {words.title}" if words.title else heading,
        summary=_noted(snapshot, visit.language),
        language=visit.language,
        address=addresses.absolute(notice if snapshot.withdrawn else edition),
        edition="" if snapshot.withdrawn else addresses.absolute(edition),
        digest=snapshot.digest,
        kind=payload.kind,
        label=kinds.called(payload.kind, visit.language),
        since=snapshot.since,
    )


def _lasting_name(filters: Filters) -> str:
    """What was asked, in words that outlast the addresses of the records that were chosen."""
    values = {name: filters.cleaned[name] for name in sorted(filters.followed)}
    return "&".join(f"{name}={_lasting(value)}" for name, value in values.items())


def _lasting(value: Any) -> str:
    several = value.values() if isinstance(value, dict) else (value,)
    return ",".join(sorted(str(getattr(one, "record", one)) for one in several))
