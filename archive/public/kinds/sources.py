"""Laws, documents, reports and pages on which records rest."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from archive.editions.payloads.sources import SourcePayload
from archive.public.detail import changes
from archive.public.detail.builder import PageBuilder, instant, original_title, phrase, rights_link, when
from archive.public.detail.pages import DetailPage, SourceAccess
from archive.public.frame.addresses import external
from archive.public.frame.pages import Link, When
from archive.public.frame.shown import shown
from archive.public.kinds.base import Kind
from archive.public.lists.pages import Group
from archive.public.programs import json_ld
from archive.public.programs.json_ld import Terms
from archive.public.words import labels
from archive.public.words.labels import Labels

SORTS: Final[Labels] = {
    "law": gettext_lazy("Law or decree"),
    "resolution": gettext_lazy("Resolution of a parliament or an international body"),
    "judgment": gettext_lazy("Document of a court"),
    "treaty": gettext_lazy("Agreement between states"),
    "statement": gettext_lazy("Statement"),
    "letter": gettext_lazy("Letter or telegram"),
    "news": gettext_lazy("News report"),
    "report": gettext_lazy("Report"),
    "testimony": gettext_lazy("Testimony or interview"),
    "book": gettext_lazy("Book"),
    "article": gettext_lazy("Scholarly article"),
    "archival": gettext_lazy("Archival document"),
    "register": gettext_lazy("List or register"),
    "map": gettext_lazy("Map"),
    "recording": gettext_lazy("Photograph, film or sound recording"),
    "web": gettext_lazy("Web page"),
    "other": gettext_lazy("Other source"),
}
STANDINGS: Final[Labels] = {
    "party": gettext_lazy("A party to the events"),
    "government": gettext_lazy("Government"),
    "parliament": gettext_lazy("Parliament"),
    "court": gettext_lazy("Court"),
    "un": gettext_lazy("Body of the United Nations"),
    "international": gettext_lazy("Other international organisation"),
    "ngo": gettext_lazy("Non-governmental organisation"),
    "press": gettext_lazy("Press"),
    "scholarship": gettext_lazy("Scholarship"),
    "witness": gettext_lazy("Eyewitness"),
    "memory": gettext_lazy("Archive, library or museum"),
    "other": gettext_lazy("Other"),
}
TYPES_OF_FILE: Final[Mapping[str, str | Promise]] = {
    "application/pdf": "PDF",
    "text/html": gettext_lazy("web page (HTML)"),
    "multipart/related": gettext_lazy("web page with its pictures (MHTML)"),
    "text/plain": gettext_lazy("plain text"),
    "application/warc": "WARC",
    "application/gzip": "WARC",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/tiff": "TIFF",
    "image/webp": "WebP",
    "application/vnd.oasis.opendocument.text": "ODT",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
}


@shown
class CopyLine:
    """A captured copy that a source offers."""

    captured: When
    type: str
    size: str
    sha256: str


@shown
class SourcePage(DetailPage):
    """``rights`` leads to the statement at rightsstatements.org."""

    template: ClassVar[str] = "public/source.html"

    sort: str
    standing: str
    original_title: Link | None
    creator: Link | None
    publisher: Link | None
    published: When | None
    rights: Link | None
    access: SourceAccess
    further_addresses: tuple[str, ...]
    copy: CopyLine | None
    language_name: str
    accessed: When | None
    cited_by: tuple[Group, ...]


def _fill(payload: SourcePayload, builder: PageBuilder) -> Mapping[str, Any]:
    return {
        "sort": KIND.form(payload.sort),
        "standing": labels.label_of(STANDINGS, payload.standing) if payload.standing else "",
        "original_title": original_title(payload),
        "creator": phrase(payload.creator, builder.language),
        "publisher": phrase(payload.publisher, builder.language),
        "published": when(payload.published, builder.language),
        "rights": rights_link(payload.rights),
        "access": builder.access_to(payload.address, payload.access(), stands=builder.is_current),
        "copy": _copy(payload, builder),
        "further_addresses": tuple(filter(None, map(external, payload.further_addresses))),
        "language_name": labels.language_name(payload.language) if payload.language else "",
        "accessed": when(payload.accessed, builder.language),
        "cited_by": builder.appears(),
    }


def _copy(payload: SourcePayload, builder: PageBuilder) -> CopyLine | None:
    copy = payload.offered_copy
    captured = instant(copy.captured_at, builder.language) if copy else None
    if copy is None or captured is None:
        return None
    return CopyLine(
        captured=captured,
        type=labels.label_of(TYPES_OF_FILE, copy.media_type),
        size=filesizeformat(copy.size),
        sha256=copy.sha256,
    )


def _json_ld(payload: SourcePayload, page: SourcePage, builder: PageBuilder) -> Terms:
    """Its creator may be a person or a body: it is credited in words."""
    sort = json_ld.SOURCES.get(payload.sort, "CreativeWork")
    return {
        "@type": sort,
        "alternateName": payload.original_title,
        "creditText": page.creator.text if page.creator else "",
        "publisher": {"@type": "Organization", "name": page.publisher.text} if page.publisher else None,
        "legislationDate" if sort == "Legislation" else "datePublished": json_ld.iso_date(payload.published),
        "inLanguage": payload.language,
        "sameAs": external(payload.current_address or payload.address),
    }


KIND: Final = Kind(
    name="source",
    segment="sources",
    order=70,
    label=gettext_lazy("Source"),
    section=gettext_lazy("Sources"),
    about=gettext_lazy("Laws, documents, reports and web pages on which the records are based."),
    counted=lambda total: ngettext("%(number)s source", "%(number)s sources", total),
    forms=SORTS,
    fields={
        "sort": gettext_lazy("What it is"),
        "names": changes.NAMES,
        "original_title": gettext_lazy("Original title"),
        **dict.fromkeys(("creator", "publisher", "standing"), gettext_lazy("Author and publisher")),
        "published": gettext_lazy("Date of publication"),
        "language": gettext_lazy("Language of the document"),
        "rights": gettext_lazy("Rights"),
        **dict.fromkeys(
            (
                *("address", "accessed", "current_address", "address_state", "checked_at"),
                *("archived_address", "further_addresses", "offered_copy"),
            ),
            gettext_lazy("Where to read it"),
        ),
    },
    page=SourcePage,
    fill=_fill,
    json_ld=_json_ld,
)
