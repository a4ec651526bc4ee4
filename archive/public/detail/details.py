"""From what stands at an address to the page that shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import override

from archive import rules
from archive.catalogue import listing
from archive.editions import reading
from archive.editions.payloads import Payload
from archive.editions.payloads.collections import CollectionPayload, MemberForm
from archive.editions.payloads.identities import IdentityPayload
from archive.editions.payloads.institutions import InstitutionPayload
from archive.editions.payloads.observances import ObservancePayload
from archive.editions.payloads.pages import PagePayload
from archive.editions.payloads.persons import PersonPayload
from archive.editions.payloads.places import PlacePayload
from archive.editions.payloads.sources import SourcePayload
from archive.editions.payloads.statements import StatementPayload
from archive.editions.payloads.subjects import SubjectPayload
from archive.editions.payloads.timeline_entries import TimelineEntryPayload
from archive.editions.reading import Snapshot
from archive.editions.reasons import REASONS
from archive.public.detail import changes, citing, editions, figures
from archive.public.detail.composing import Composing, instant, plain_link, when, when_it_was
from archive.public.frame import addresses, frames, identity
from archive.public.frame.addresses import outside
from archive.public.frame.visits import Visit
from archive.public.kinds import documents, laws, occurrences
from archive.public.lists.items import grouped_by_kind, grouped_by_year, item, items
from archive.public.pages import (
    CollectionPage,
    CopyLine,
    DetailPage,
    EntryPage,
    IdentityPage,
    InstitutionPage,
    InvolvementLine,
    Link,
    MemberLine,
    MissingLanguagePage,
    Notice,
    ObservancePage,
    OccurrencePage,
    PersonPage,
    PlacePage,
    SourcePage,
    StatementPage,
    SubjectPage,
    TombstonePage,
)
from archive.public.programs import json_ld
from archive.public.words import attribution, labels
from archive.public.words.attribution import Voice
from archive.public.words.labels import chosen

DAYS_TO_COME: Final = 3
MOST_RELATED: Final = 200


def page_for(
    payload: Payload,
    *,
    visit: Visit,
    history: tuple[Snapshot, ...] = (),
    edition: Snapshot | None = None,
    notices: Iterable[Notice] = (),
) -> DetailPage | MissingLanguagePage:
    """The page for a payload. ``history`` is all that has stood at its address, oldest first.

    ``edition`` is given at an edition's own address. One query.
    """
    if visit.language not in payload.texts:
        return missing_language(payload, visit=visit)
    payload = payload.of_today()
    named = payload.named_records()
    related = listing.related(
        visit.reading,
        UUID(payload.record),
        named,
        reader=visit.language,
        limit=MOST_RELATED + len(named),
        siblings=documents.same_issuer_and_day(payload) if isinstance(payload, StatementPayload) else None,
        with_figures=isinstance(payload, ObservancePayload),
    )
    made = Composing(payload, visit=visit, related=related, is_standing=bool(history) and edition is None)
    told = (*notices, *editions.notices(history, visit=visit, edition=edition), *made.warnings())
    form, show = FORMS[type(payload)]
    shown = edition or (history[-1] if history else None)
    page = form(
        frame=made.frame(
            slug=history[-1].payload.slug if history else payload.slug,
            is_indexed=edition is None and not (history and history[-1].withdrawn),
            number=shown.number if shown else 0,
        ),
        kind=labels.spoken(labels.KINDS, payload.kind),
        offers_support=payload.offers_support,
        notices=told,
        prose=made.prose(),
        tongues=frames.readable(frames.tongues(visit, payload.texts)),
        names=made.names(),
        elsewhere=made.elsewhere(),
        citations=tuple(made.citation(cited) for cited in payload.citations),
        sources={field: made.sources_of(field=field) for field in labels.FIELDS},
        changes=changes.of(edition, history, visit=visit) if edition else None,
        history=editions.history(history, visit=visit, edition=edition),
        cite=citing.cite(history, visit=visit, edition=edition),
        subjects=made.alphabetical(payload.subjects),
        collections=tuple(item(entry, visit=visit).title for entry in made.naming("collection")),
        **show(payload, made),
    )
    frame = replace(page.frame, published=page.history.published.machine if page.history else "")
    return replace(page, frame=json_ld.telling(frame, json_ld.record(page, made)))


def preview(payload: Payload, *, language: str, now: datetime) -> DetailPage | MissingLanguagePage:
    """How ``payload`` would look to a reader of ``language``: what ``room.answer`` takes.

    It need not be published; its links are those that work ``now``.
    """
    read = reading.at(now)
    visit = Visit(
        reading=read,
        version=read.version(),
        language=language,
        path=addresses.record(language, payload.kind, payload.slug).removeprefix(f"/{language}/"),
    )
    with override(language):
        said = [Notice(tone="note", heading=_("This is a preview. Readers cannot see this page."))]
        if payload.merged_into:
            into = chosen(payload.merged_into.label, language)[1]
            said.append(
                Notice(tone="note", heading=_("From here on readers will be led to “%(title)s”.") % {"title": into})
            )
        return page_for(payload, visit=visit, notices=said)


def occurrence(
    payload: ObservancePayload, year: int, *, visit: Visit, history: tuple[Snapshot, ...]
) -> OccurrencePage | MissingLanguagePage:
    """The page for an observance in one year. Two queries, and those of ``occurrences.around``.

    ``history`` is all that has stood at the observance's address, oldest first.
    """
    if visit.language not in payload.texts:
        return missing_language(payload, visit=visit)
    named = payload.named_records()
    related = listing.related(
        visit.reading,
        UUID(payload.record),
        named,
        reader=visit.language,
        limit=MOST_RELATED,
        year=year,
        with_figures=True,
    )
    made = Composing(payload, visit=visit, related=related)
    return laws.page(payload, year, made, history)


def missing_language(payload: Payload, *, visit: Visit) -> MissingLanguagePage:
    """A record that readers of this language cannot read yet, and the languages it can be read in."""
    language, words = payload.words(visit.language)
    return MissingLanguagePage(
        frame=frames.around(
            visit,
            title=words.title,
            canonical=addresses.record(visit.language, payload.kind, payload.slug),
            kind=payload.kind,
            live=payload.texts,
            is_indexed=False,
        ),
        kind=labels.spoken(labels.KINDS, payload.kind),
        title=Link(text=words.title, language=language),
        tongues=frames.readable(frames.tongues(visit, payload.texts)),
    )


def tombstone(snapshot: Snapshot, *, visit: Visit) -> TombstonePage:
    """What is left where a record was withdrawn and may not be read any more."""
    payload, reason = snapshot.payload.of_today(), REASONS[snapshot.reason_class]
    language, words = payload.words(visit.language)
    note_language, note = chosen(snapshot.note, visit.language)
    kind = labels.spoken(labels.KINDS, payload.kind)
    shown = payload if reason.shows_title else None
    here = addresses.record(visit.language, payload.kind, payload.slug) if shown else frames.here(visit, as_of=False)
    return TombstonePage(
        frame=frames.around(
            visit,
            title=words.title if shown else _("Withdrawn"),
            canonical=here,
            kind=payload.kind,
            live=(),
            is_indexed=False,
        ),
        kind=kind,
        title=Link(text=words.title, language=language) if shown else None,
        issuers=tuple(plain_link(ref, visit.language) for ref in getattr(shown, "issuers", ())),
        date=when(getattr(shown, "date", ""), visit.language),
        reason=str(reason.label),
        note=note,
        note_language=note_language,
        since=editions.instant(snapshot.since, visit.language),
    )


# --- what each kind adds ------------------------------------------------------------------------------


def _observance(payload: ObservancePayload, made: Composing) -> Mapping[str, Any]:
    visit, today = made.visit, made.visit.today
    calendar = occurrences.around(payload, visit.reading)
    coming = calendar.coming(payload, today, limit=DAYS_TO_COME)
    others = tuple(entry for entry in made.naming() if entry.kind not in ("statement", "timeline-entry", "collection"))
    statements = addresses.listing(visit.language, "statement")
    return {
        "status": laws.status(payload),
        "successor": made.link(payload.successor) if payload.successor else None,
        "day": laws.day(payload, today.year, visit.language),
        "counted_from": " / ".join(str(year) for year in (payload.base_year, payload.base_year_last) if year),
        "is_today": any(one.covers(today) for one in coming),
        "coming": tuple(laws.occurrence(one, payload, made) for one in coming),
        "diary": laws.diary(payload, coming[0].year if coming else None, made) if made.is_standing else None,
        "law": laws.law(payload, made),
        "single_years": laws.single_years(payload, made),
        "rituals": laws.rituals(payload, made),
        "statements": grouped_by_year(made.naming("statement"), visit=visit, observance=payload.slug),
        "all_statements": addresses.asking(statements, observance=payload.slug, **{addresses.AS_OF: visit.as_of}),
        "events": items(reversed(made.naming("timeline-entry")), visit=visit),
        "figures": figures.of_events(made),
        "others": grouped_by_kind(others, visit=visit),
    }


def _statement(payload: StatementPayload, made: Composing) -> Mapping[str, Any]:
    earlier, later = documents.neighbours(payload, made)
    return {
        "form": labels.spoken(labels.FORMS, payload.form),
        "when": when(payload.date, made.language),
        "byline": documents.byline(payload, made),
        "observance": made.link(payload.observance) if payload.observance else None,
        "year": payload.year,
        "occasion": _occasion(payload, made),
        "provenance": documents.provenance(payload, made),
        "is_theirs": attribution.of_text(payload) == Voice.ISSUER,
        "number": payload.number,
        "signed": when(payload.signed, made.language),
        "released": documents.moment(payload.released, payload.released_zone, made.language),
        "embargo": documents.moment(payload.embargo, payload.embargo_zone, made.language),
        "received": when(payload.received, made.language),
        "anniversary": documents.anniversary(payload, made.language),
        "versions": documents.versions(payload, made),
        "renderings": documents.renderings(made),
        "original": labels.language_name(payload.original_language),
        "places": made.alphabetical(payload.places),
        "persons": items(made.naming("person"), visit=made.visit),
        "earlier": earlier,
        "later": later,
    }


def _occasion(payload: StatementPayload, made: Composing) -> str:
    slugs = {str(entry.record): entry.slug for entry in made.related.named}
    slug = slugs.get(payload.observance.record) if payload.observance else None
    if slug is None or payload.year not in rules.YEARS:
        return ""
    return addresses.occurrence(made.language, slug, payload.year, as_of=made.visit.as_of)


def _entry(payload: TimelineEntryPayload, made: Composing) -> Mapping[str, Any]:
    return {
        "when": when_it_was(payload, made.language),
        "here": labels.here_in_words(payload, made.language),
        "wording": payload.date_wording,
        "wording_language": payload.date_wording_language,
        "observances": made.alphabetical(payload.observances),
        "places": made.alphabetical(payload.places),
        "figures": figures.tables(payload.figures, made),
        "appears": made.appears(),
    }


def _place(payload: PlacePayload, made: Composing) -> Mapping[str, Any]:
    return {
        "coordinates": labels.coordinates(payload.latitude, payload.longitude),
        "precision": labels.spoken(labels.PRECISIONS, payload.precision),
        "parents": made.links(payload.parents),
        "appears": made.appears(),
    }


def _institution(payload: InstitutionPayload, made: Composing) -> Mapping[str, Any]:
    return {
        "sort": labels.spoken(labels.SORTS_OF_INSTITUTION, payload.sort),
        "existed": labels.period_in_words(payload.since, payload.until, made.language),
        "seat": made.link(payload.place) if payload.place else None,
        "parents": made.links(payload.parents),
        "predecessor": made.link(payload.predecessor) if payload.predecessor else None,
        "appears": made.appears(),
    }


def _person(payload: PersonPayload, made: Composing) -> Mapping[str, Any]:
    return {
        "born": when(payload.born, made.language),
        "died": when(payload.died, made.language),
        "involvements": tuple(
            InvolvementLine(
                role=labels.spoken(labels.ROLES, one.role),
                event=made.link(one.event),
                cited=made.citation(one.stated_in),
            )
            for one in payload.involvements
        ),
        "appears": made.appears(),
    }


def _source(payload: SourcePayload, made: Composing) -> Mapping[str, Any]:
    return {
        "sort": labels.spoken(labels.SORTS_OF_SOURCE, payload.sort),
        "standing": labels.spoken(labels.STANDINGS, payload.standing) if payload.standing else "",
        "creator": payload.creator,
        "publisher": payload.publisher,
        "described_in": payload.described_in,
        "published": when(payload.published, made.language),
        "rights": _rights(payload.rights),
        "where": made.whereabouts(payload.address, payload),
        "copy": _copy(payload, made),
        "further_addresses": tuple(filter(None, map(outside, payload.further_addresses))),
        "language_name": labels.language_name(payload.language) if payload.language else "",
        "accessed": when(payload.accessed, made.language),
        "cited_by": made.appears(),
    }


def _copy(payload: SourcePayload, made: Composing) -> CopyLine | None:
    copy = payload.offered_copy
    captured = instant(copy.captured_at, made.language) if copy else None
    if copy is None or captured is None:
        return None
    return CopyLine(
        captured=captured,
        type=labels.spoken(labels.TYPES_OF_FILE, copy.media_type),
        size=filesizeformat(copy.size),
        sha256=copy.sha256,
    )


def _rights(identifier: str) -> Link | None:
    if identifier not in labels.RIGHTS:
        return None
    address = f"https://rightsstatements.org/vocab/{identifier}/1.0/"
    return Link(text=labels.spoken(labels.RIGHTS, identifier), address=address)


def _collection(payload: CollectionPayload, made: Composing) -> Mapping[str, Any]:
    return {"members": tuple(_member(member, made) for member in payload.members)}


def _member(member: MemberForm, made: Composing) -> MemberLine:
    now = next((entry for entry in made.related.named if str(entry.record) == member.record.record), None)
    shown = item(now, visit=made.visit) if now else None
    language, caption = chosen(member.caption, made.language)
    return MemberLine(
        title=made.link(member.record),
        kind=labels.spoken(labels.KINDS, member.record.kind),
        issuers=shown.issuers if shown else (),
        when=shown.when if shown else None,
        caption=caption,
        caption_language=language,
        summary=shown.summary if shown and not caption else "",
        summary_language=now.language if now else "",
    )


def _subject(payload: SubjectPayload, made: Composing) -> Mapping[str, Any]:
    narrower = (entry for entry in made.naming("subject") if str(entry.broader) == payload.record)
    asked = {"subject": payload.slug, addresses.AS_OF: made.visit.as_of}
    return {
        "broader": made.link(payload.broader) if payload.broader else None,
        "narrower": tuple(item(entry, visit=made.visit).title for entry in narrower),
        "everything": tuple(
            Link(
                text=str(labels.SECTIONS[kind]),
                address=addresses.asking(addresses.listing(made.language, kind), **asked),
            )
            for kind in ("statement", "timeline-entry")
        ),
        "appears": grouped_by_kind(
            tuple(entry for entry in made.naming() if entry.kind != "subject"), visit=made.visit
        ),
    }


def _page(payload: PagePayload, made: Composing) -> Mapping[str, Any]:
    return {}


def _identity(payload: IdentityPayload, made: Composing) -> Mapping[str, Any]:
    return {
        "mark": payload.mark,
        "licence": identity.licence(payload),
        "postal_address": tuple(payload.postal_address.splitlines()),
        "email": payload.email,
        "telephone": payload.telephone,
    }


FORMS: Final[dict[type[Payload], tuple[type[DetailPage], Any]]] = {
    ObservancePayload: (ObservancePage, _observance),
    StatementPayload: (StatementPage, _statement),
    TimelineEntryPayload: (EntryPage, _entry),
    PlacePayload: (PlacePage, _place),
    InstitutionPayload: (InstitutionPage, _institution),
    PersonPayload: (PersonPage, _person),
    SourcePayload: (SourcePage, _source),
    CollectionPayload: (CollectionPage, _collection),
    SubjectPayload: (SubjectPage, _subject),
    PagePayload: (DetailPage, _page),
    IdentityPayload: (IdentityPage, _identity),
}
