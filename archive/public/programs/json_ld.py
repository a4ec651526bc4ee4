"""What a page is about, in the words of schema.org, for programs that look for it: JSON-LD."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from django.utils.safestring import SafeString, mark_safe

from archive.editions.payloads import Payload
from archive.editions.payloads.collections import CollectionPayload
from archive.editions.payloads.identities import IdentityPayload
from archive.editions.payloads.institutions import InstitutionPayload
from archive.editions.payloads.observances import ObservancePayload
from archive.editions.payloads.persons import PersonPayload
from archive.editions.payloads.places import PlacePayload
from archive.editions.payloads.sources import SourcePayload
from archive.editions.payloads.statements import StatementPayload
from archive.editions.payloads.subjects import SubjectPayload
from archive.editions.payloads.timeline_entries import TimelineEntryPayload
from archive.public.frame import addresses
from archive.public.frame.addresses import outside
from archive.public.pages import (
    CitationLine,
    CollectionPage,
    DetailPage,
    EntryPage,
    FigureLine,
    Frame,
    Link,
    ObservancePage,
    OccurrenceLine,
    OccurrencePage,
    StatementPage,
)
from archive.public.words import attribution
from archive.public.words.attribution import Voice
from archive.rules import Occurrence

if TYPE_CHECKING:
    from archive.public.detail.composing import Composing

Terms = dict[str, Any]

# Sort of a source → what schema.org calls it.
SOURCES: Final = {
    "law": "Legislation",
    "statement": "Article",
    "news": "NewsArticle",
    "report": "Report",
    "book": "Book",
    "web": "WebPage",
}
# What would end the element, or begin another one, in whatever text it stands.
_ESCAPED: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
# A day, a month, a year or an instant as ISO 8601 has it; EDTF knows more than schema.org.
_ISO: Final = re.compile(r"\d{4}(-\d\d(-\d\d(T[0-9:.]+(Z|[+-]\d\d:\d\d))?)?)?", re.ASCII)


def telling(frame: Frame, terms: Terms) -> Frame:
    """``frame`` with what its page is about. Search engines are told nothing of what they are not to keep."""
    return replace(frame, data=written(terms)) if frame.is_indexed else frame


def written(terms: Terms) -> SafeString:
    """JSON that may stand in an element of a page. What says nothing is left out."""
    said = {"@context": "https://schema.org", **terms}
    return mark_safe(json.dumps(_said(said), ensure_ascii=False).translate(_ESCAPED))


def record(page: DetailPage, made: "Composing") -> Terms:
    """The record that a page shows."""
    return {
        **_page(page.frame),
        "name": page.prose.title,
        "alternateName": [name.text for name in page.names],
        "sameAs": [link.address for link in page.elsewhere],
        **_of_its_kind(made.payload, page, made),
    }


def occurrence(page: OccurrencePage, days: Iterable[Occurrence]) -> Terms:
    """An observance in one year, which seldom has more than one occurrence in it."""
    observance = _thing("EventSeries", page.observance)
    events = [
        {
            **_page(page.frame),
            "@id": f"{page.frame.canonical}#{day.first.isoformat()}",
            "@type": "Event",
            "name": page.frame.title,
            "startDate": day.first.isoformat(),
            "endDate": day.last.isoformat(),
            "superEvent": observance,
        }
        for day in days
    ]
    return {"@graph": events}


def several(frame: Frame) -> Terms:
    """A list."""
    return {**_page(frame), "@type": "CollectionPage", "name": frame.title, "isPartOf": _site(frame)}


def archive(frame: Frame) -> Terms:
    """The archive, on its first page."""
    publisher = {**_archive(frame), "email": frame.identity.email}
    return {**_page(frame), **_site(frame), "inLanguage": frame.language, "publisher": publisher}


def _of_its_kind(payload: Payload, page: DetailPage, made: "Composing") -> Terms:
    match payload:
        case StatementPayload():
            assert isinstance(page, StatementPage)
            return _statement(payload, page, made)
        case TimelineEntryPayload():
            assert isinstance(page, EntryPage)
            return _event(payload, page, made)
        case ObservancePayload():
            assert isinstance(page, ObservancePage)
            return {"@type": "EventSeries", "subEvent": [_coming(day, page) for day in page.coming]}
        case PlacePayload():
            return _place(payload, made)
        case InstitutionPayload():
            return _institution(payload, made)
        case PersonPayload():
            return {"@type": "Person", "birthDate": _date(payload.born), "deathDate": _date(payload.died)}
        case SourcePayload():
            return _source(payload)
        case CollectionPayload():
            assert isinstance(page, CollectionPage)
            return {"@type": "Collection", "hasPart": [_thing("WebPage", member.title) for member in page.members]}
        case SubjectPayload():
            return {"@type": "DefinedTerm"}
        case IdentityPayload():
            telephone, address = payload.telephone, " ".join(payload.postal_address.split())
            return {"@type": "ArchiveOrganization", "email": payload.email, "telephone": telephone, "address": address}
    return {"@type": "WebPage", "isPartOf": _site(page.frame)}


def _statement(payload: StatementPayload, page: StatementPage, made: "Composing") -> Terms:
    """What somebody else said, or what is said of it: its author is whoever's words these are."""
    theirs = _document(payload, made)
    if attribution.of_text(payload) == Voice.ISSUER:
        said = {**theirs, **_translation(payload, page, made)}
        said["isBasedOn" if payload.origin == "transcribed" else "citation"] = _cited(payload, page)
    else:
        said = {**_about_document(payload, page), "isBasedOn": [theirs, *_cited(payload, page)]}
    return {
        **said,
        "headline": attribution.headed(payload, page.prose.title),
        "inLanguage": made.language,
        "contentLocation": [_thing("Place", link) for link in page.places],
        "about": [
            *([_thing("EventSeries", page.observance)] if page.observance else []),
            *(_thing("DefinedTerm", link) for link in page.subjects),
        ],
        "isPartOf": _site(page.frame),
    }


def _document(payload: StatementPayload, made: "Composing") -> Terms:
    """The document itself, which is by its issuers."""
    return {
        "@type": "Article",
        "name": made.words.title,
        "author": [_thing("Organization", link) for link in made.links(attribution.issuers(payload))],
        "datePublished": _date(payload.date),
    }


def _about_document(payload: StatementPayload, page: StatementPage) -> Terms:
    """What stands in its place. Who reported it, the sources say."""
    is_ours = attribution.of_text(payload) == Voice.ARCHIVE
    return {
        "@type": "Article",
        "name": attribution.headed(payload, page.prose.title),
        "author": _archive(page.frame) if is_ours else None,
        "datePublished": _date(page.history.published.machine) if page.history else "",
    }


def _translation(payload: StatementPayload, page: StatementPage, made: "Composing") -> Terms:
    """Of which text this one is a translation, and whose it is."""
    first, words = payload.original(), made.words
    address = addresses.absolute(addresses.record(first, payload.kind, payload.slug))
    return {
        "translationOfWork": {"@type": "Article", "inLanguage": first, "url": address}
        if first not in ("", made.language)
        else None,
        "translator": _archive(page.frame) if words.translation == "archive" else None,
        "creditText": attribution.translated(payload, words),
    }


def _event(payload: TimelineEntryPayload, page: EntryPage, made: "Composing") -> Terms:
    begins, _slash, ends = payload.date.partition("/")
    lines = [(table.measure, line) for table in page.figures for line in table.lines]
    return {
        "@type": "Event",
        "startDate": _date(payload.instant or begins),
        "endDate": _date(ends),
        "location": [_thing("Place", link) for link in page.places],
        "superEvent": [_thing("EventSeries", link) for link in page.observances],
        "subjectOf": [
            *_cited(payload, page),
            *(_claim(measure, line, event=page.frame.canonical) for measure, line in lines),
        ],
    }


def _claim(measure: str, line: FigureLine, *, event: str) -> Terms:
    """A figure is what somebody says: without its speaker it is not said here either."""
    counted = f"{measure}: {line.number} {line.counted}".strip()
    return {
        "@type": "Claim",
        "name": f"{counted} ({line.speaker.text})",
        "author": _thing("Organization", line.speaker),
        "datePublished": _date(line.stated_on.machine) if line.stated_on else "",
        "appearance": _source_of(line.cited, "CreativeWork"),
        "about": {"@id": event},
    }


def _coming(day: OccurrenceLine, page: ObservancePage) -> Terms:
    link = Link(text=f"{page.prose.title}, {day.when.words}", address=day.address)
    return {**_thing("Event", link), "startDate": day.when.machine}


def _place(payload: PlacePayload, made: "Composing") -> Terms:
    geo = {"@type": "GeoCoordinates", "latitude": payload.latitude, "longitude": payload.longitude}
    return {
        "@type": "Place",
        "geo": geo if payload.latitude and payload.longitude else None,
        "containedInPlace": [_thing("Place", link) for link in made.links(payload.parents[:1])],
    }


def _institution(payload: InstitutionPayload, made: "Composing") -> Terms:
    return {
        "@type": "Organization",
        "foundingDate": _date(payload.since),
        "dissolutionDate": _date(payload.until),
        "location": _thing("Place", made.link(payload.place)) if payload.place else None,
        "parentOrganization": [_thing("Organization", link) for link in made.links(payload.parents[:1])],
    }


def _source(payload: SourcePayload) -> Terms:
    """Its creator may be a person or a body: it is credited in words."""
    sort = SOURCES.get(payload.sort, "CreativeWork")
    published = _date(payload.published)
    return {
        "@type": sort,
        "creditText": payload.creator,
        "publisher": {"@type": "Organization", "name": payload.publisher} if payload.publisher else None,
        "legislationDate" if sort == "Legislation" else "datePublished": published,
        "inLanguage": payload.language,
        "sameAs": outside(payload.current_address or payload.address),
    }


def _cited(payload: Payload, page: DetailPage) -> list[Terms]:
    """Every source that is cited, once."""
    both = zip(payload.citations, page.citations, strict=True)
    found = {cited.source.record: (line, SOURCES.get(cited.source.sort, "CreativeWork")) for cited, line in both}
    return [_source_of(line, sort) for line, sort in found.values()]


def _source_of(line: CitationLine, sort: str) -> Terms:
    return {**_thing(sort, line.source), "url": _absolute(line.source.address) or line.where.address}


def _page(frame: Frame) -> Terms:
    return {
        "@id": frame.canonical,
        "url": frame.canonical,
        "description": frame.description,
    }


def _archive(frame: Frame) -> Terms:
    return {"@type": "ArchiveOrganization", "name": frame.identity.name}


def _site(frame: Frame) -> Terms:
    return {"@type": "WebSite", "name": frame.identity.name, "url": addresses.absolute(frame.home)}


def _thing(sort: str, link: Link) -> Terms:
    return {"@type": sort, "name": link.text, "url": _absolute(link.address)}


def _absolute(address: str) -> str:
    return addresses.absolute(address) if address else ""


def _date(machine: str) -> str:
    return machine if _ISO.fullmatch(machine) else ""


def _said(value: Any) -> Any:
    """Without what is empty, at any depth."""
    if isinstance(value, Mapping):
        said = {name: _said(one) for name, one in value.items()}
        return {name: one for name, one in said.items() if one}
    return [said for one in value if (said := _said(one))] if isinstance(value, list) else value
