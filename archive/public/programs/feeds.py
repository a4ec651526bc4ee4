"""What is new or changed, for programs that ask again: Atom, of the archive, a list, an observance, the corrections."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from archive import characters
from archive.catalogue import listing
from archive.catalogue.listing import PER_FEED, Entry
from archive.editions.reading import Snapshot
from archive.public import kinds
from archive.public.detail import editions
from archive.public.frame import addresses, identity
from archive.public.frame.visits import Visit
from archive.public.lists import results
from archive.public.lists.filters import Filters

# The digest of an entry's edition: "hash" of RFC 5854, Metalink.
METALINK: Final = "urn:ietf:params:xml:ns:metalink"
# When that changed in which nothing has been published.
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed. ``id`` never changes, whatever becomes of host and address."""

    id: UUID
    title: str
    summary: str
    language: str
    address: str
    edition: str
    digest: str
    kind: str
    since: datetime


class Feed(Atom1Feed):
    """Django's, and of each entry its language, its edition and the digest of what is frozen there."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:metalink": METALINK}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for relation in ("previous", "next"):  # RFC 5005
            if address := self.feed[relation]:
                handler.addQuickElement("link", "", {"rel": relation, "href": address})

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        label = str(kinds.of(item["kind"]).label)
        handler.addQuickElement("category", "", {"term": item["kind"], "label": label})
        if item["edition"]:
            handler.addQuickElement("link", "", {"rel": "memento", "href": item["edition"]})
            handler.addQuickElement("metalink:hash", item["digest"], {"type": "sha-256"})

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=NEVER)


def of_list(filters: Filters, *, kind: str, visit: Visit) -> HttpResponse:
    """A list, or without ``kind`` the archive, as narrowed by ``filters``: those must be valid."""
    entries, more = listing.recent_changes(
        visit.reading, filters.query((kind,) if kind else ()), reader=visit.language, page=filters.page
    )
    words = [*filters.terms, *(one.value for one in results.active_filters(filters, here="", visit=visit))]
    heading = str(kinds.of(kind).section) if kind else _("All that is new or changed")
    whole = addresses.search(visit.language) if filters.parameters else addresses.home(visit.language)
    return _answer(
        [_entry_of_record(entry, visit) for entry in entries],
        name=f"{kind}?{_lasting_name(filters)}",
        title=f"{heading}: {', '.join(words)}" if words else heading,
        page=addresses.listing(visit.language, kind) if kind else whole,
        here=addresses.feed(visit.language, kind),
        parameters=filters.parameters,
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
        [_entry_of_record(entry, visit) for entry in entries],
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
        title=_("Corrections"),
        page=addresses.corrections(visit.language),
        here=addresses.feed_of_corrections(visit.language),
        number=number,
        more=len(announced) > PER_FEED,
        visit=visit,
    )


def _answer(
    entries: Iterable[FeedEntry],
    *,
    name: str,
    title: str,
    page: str,
    here: str,
    parameters: Mapping[str, str] = MappingProxyType({}),
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
        title=characters.line(f"{archive.name} – {title}"),
        link=addresses.absolute(addresses.with_parameters(page, **{**parameters, addresses.AS_OF: visit.as_of})),
        description=None,
        language=visit.language,
        author_name=characters.line(archive.name),
        author_link=addresses.absolute(addresses.home(visit.language)),
        feed_url=leaf(number),
        feed_guid=uuid5(namespace, f"{visit.language}/{name}").urn,
        previous=leaf(number - 1) if number > 1 else "",
        next=leaf(number + 1) if more else "",
    )
    for entry in entries:
        feed.add_item(
            title=characters.line(entry.title),
            link=addresses.absolute(entry.address),
            description=escape(characters.line(entry.summary)) or None,  # type: ignore[arg-type]  # None leaves it out
            unique_id=entry.id.urn,
            updateddate=entry.since,
            language=entry.language,
            kind=entry.kind,
            edition=addresses.absolute(entry.edition) if entry.edition else "",
            digest=entry.digest,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _entry_of_record(entry: Entry, visit: Visit) -> FeedEntry:
    """A record in the language in which this reader is shown it; the same in the feeds of all languages."""
    place = (entry.language, entry.kind, entry.slug)
    return FeedEntry(
        id=uuid5(entry.record, entry.language),
        title=entry.title,
        summary=entry.summary,
        language=entry.language,
        address=addresses.record(*place, as_of=visit.as_of),
        edition=addresses.edition(*place, entry.number, as_of=visit.as_of),
        digest=entry.digest,
        kind=entry.kind,
        since=entry.since,
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
        summary=editions.public_note(snapshot, visit.language)[1],
        language=visit.language,
        address=notice if snapshot.withdrawn else edition,
        edition="" if snapshot.withdrawn else edition,
        digest=snapshot.digest,
        kind=payload.kind,
        since=snapshot.since,
    )


def _lasting_name(filters: Filters) -> str:
    """What was asked, in words that outlast the addresses of the records that were chosen."""
    values = {name: filters.form.cleaned_data[name] for name in sorted(filters.parameters)}
    return "&".join(f"{name}={getattr(value, 'record', value)}" for name, value in values.items())
