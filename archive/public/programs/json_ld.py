"""What a page is about, in the words of schema.org, for programs that look for it: JSON-LD."""

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from django.utils.safestring import SafeString, mark_safe

from archive.editions.payloads import Payload
from archive.public.detail.pages import DetailPage
from archive.public.frame import addresses
from archive.public.frame.pages import Frame, Link

if TYPE_CHECKING:
    from archive.public.detail.builder import PageBuilder

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
# What would end the element, or begin another one, in whatever text it stands; and dashes, which pages write otherwise.
_ESCAPED: Final = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029–—"}
_written: Final = json.JSONEncoder(ensure_ascii=False).encode
# A day, a month, a year or an instant as ISO 8601 has it; EDTF knows more than schema.org.
_ISO: Final = re.compile(r"\d{4}(-\d\d(-\d\d(T[0-9:.]+(Z|[+-]\d\d:\d\d))?)?)?", re.ASCII)


def attach(frame: Frame, terms: Terms) -> Frame:
    """``frame`` with what its page is about. Search engines are told nothing of what they are not to keep."""
    return replace(frame, json_ld=serialized(terms)) if frame.is_indexed else frame


def serialized(terms: Terms) -> SafeString:
    """JSON that may stand in an element of a page. What says nothing is left out."""
    whole = {"@context": "https://schema.org", **terms}
    written = _written(_without_empty(whole))
    for character, escaped in _ESCAPED.items():  # ten times as fast as to translate them all at once
        written = written.replace(character, escaped)
    return mark_safe(written)


def record(page: DetailPage, builder: "PageBuilder") -> Terms:
    """The record that a page shows."""
    return {
        **page_terms(page.frame),
        "name": page.prose.title,
        "alternateName": [name.text for name in page.names],
        "sameAs": [link.address for link in page.elsewhere],
        "image": [_absolute(shown.image.address) for shown in page.pictures if shown.image],
        **builder.kind.json_ld(builder.payload, page, builder),
    }


def of_list(frame: Frame) -> Terms:
    return {**page_terms(frame), "@type": "CollectionPage", "name": frame.title, "isPartOf": website(frame)}


def of_home(frame: Frame) -> Terms:
    """The archive, on its first page."""
    publisher = {**archive(frame), "email": frame.identity.email}
    return {**page_terms(frame), **website(frame), "inLanguage": frame.language, "publisher": publisher}


def cited(payload: Payload, page: DetailPage) -> list[Terms]:
    """Every source that is cited, once."""
    both = zip(payload.citations, page.citations, strict=False)  # the page has those of single figures besides
    found = {cited.source.record: (line, SOURCES.get(cited.source.sort, "CreativeWork")) for cited, line in both}
    return [source_of(line.source, line.access.address, sort) for line, sort in found.values()]


def source_of(source: Link, address: str, sort: str) -> Terms:
    """``address`` is where it is to be read outside the archive."""
    return {**thing(sort, source), "url": _absolute(source.address) or address}


def page_terms(frame: Frame) -> Terms:
    return {
        "@id": frame.canonical,
        "url": frame.canonical,
        "description": frame.description,
    }


def archive(frame: Frame) -> Terms:
    return {"@type": "ArchiveOrganization", "name": frame.identity.name}


def website(frame: Frame) -> Terms:
    return {"@type": "WebSite", "name": frame.identity.name, "url": addresses.absolute(frame.home)}


def thing(sort: str, link: Link) -> Terms:
    return {"@type": sort, "name": link.text, "url": _absolute(link.address)}


def _absolute(address: str) -> str:
    return addresses.absolute(address) if address else ""


def iso_date(machine: str) -> str:
    return machine if _ISO.fullmatch(machine) else ""


def _without_empty(value: Any) -> Any:
    """``value`` without what says nothing, at any depth."""
    if type(value) is str:  # as most
        return value
    if isinstance(value, dict):
        return {name: said for name, one in value.items() if (said := _without_empty(one))}
    return [said for one in value if (said := _without_empty(one))] if isinstance(value, list) else value
