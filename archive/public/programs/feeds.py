"""What is new or changed, for programs that ask again: Atom, of the archive, a list, an observance, the corrections."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.http import HttpResponse
from django.utils.translation import gettext as _

from archive.catalogue import listing
from archive.catalogue.listing import PER_FEED, Entry
from archive.editions.reading import Snapshot
from archive.public import kinds
from archive.public.detail import editions
from archive.public.frame import addresses, identity
from archive.public.frame.addresses import Parameters
from archive.public.frame.visits import Visit
from archive.public.lists import results
from archive.public.lists.filters import Filters
from archive.public.programs import atom
from archive.public.programs.atom import Feed, FeedEntry


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
    entries: Sequence[FeedEntry],
    *,
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
        entries=entries,
    )
    return HttpResponse(atom.written(feed), content_type=atom.CONTENT_TYPE)


def _entry_of_record(entry: Entry, visit: Visit) -> FeedEntry:
    """A record in the language in which this reader is shown it; the same in the feeds of all languages."""
    place = (entry.language, entry.kind, entry.slug)
    return FeedEntry(
        id=uuid5(entry.record, entry.language),
        title=entry.title,
        summary=entry.summary,
        language=entry.language,
        address=addresses.absolute(addresses.record(*place, as_of=visit.as_of)),
        edition=addresses.absolute(addresses.edition(*place, entry.number, as_of=visit.as_of)),
        digest=entry.digest,
        kind=entry.kind,
        label=kinds.called(entry.kind, visit.language),
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
        address=addresses.absolute(notice if snapshot.withdrawn else edition),
        edition="" if snapshot.withdrawn else addresses.absolute(edition),
        digest=snapshot.digest,
        kind=payload.kind,
        label=kinds.called(payload.kind, visit.language),
        since=snapshot.since,
    )


def _lasting_name(filters: Filters) -> str:
    """What was asked, in words that outlast the addresses of the records that were chosen."""
    values = {name: filters.cleaned[name] for name in sorted(filters.parameters)}
    return "&".join(f"{name}={_lasting(value)}" for name, value in values.items())


def _lasting(value: Any) -> str:
    several = value.values() if isinstance(value, dict) else (value,)
    return ",".join(sorted(str(getattr(one, "record", one)) for one in several))
