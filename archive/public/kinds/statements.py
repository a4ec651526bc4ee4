"""What institutions have said: documents with those who take part in them, their versions and further texts."""

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any, ClassVar, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from archive import languages, rules
from archive.catalogue.listing import Siblings
from archive.editions.payloads import Reference
from archive.editions.payloads.statements import StatementPayload
from archive.public import kinds
from archive.public.detail import changes
from archive.public.detail.builder import PageBuilder, phrase, plain_link, when
from archive.public.detail.pages import Akin, CitationLine, DetailPage, Paragraph
from archive.public.frame import addresses
from archive.public.frame.pages import Link, When
from archive.public.frame.shown import shown
from archive.public.kinds import attribution
from archive.public.kinds.attribution import Voice
from archive.public.kinds.base import Kind
from archive.public.lists.items import item, items
from archive.public.lists.pages import Item
from archive.public.programs import json_ld
from archive.public.programs.json_ld import Terms
from archive.public.words import labels
from archive.public.words.labels import Labels

FORMS: Final[Labels] = {
    "statement": gettext_lazy("Statement"),
    "message": gettext_lazy("Message"),
    "address": pgettext_lazy("a speech", "Address"),
    "proclamation": gettext_lazy("Proclamation"),
    "post": pgettext_lazy("on a social network", "Post"),
    "joint": gettext_lazy("Joint statement"),
    "condolence": gettext_lazy("Condolence"),
    "article": gettext_lazy("Article"),
    "silence": gettext_lazy("Silence"),
}
# A further text of the same document, in the word over it.
RENDERINGS: Final[Labels] = {
    "original": gettext_lazy("Original"),
    "official": gettext_lazy("Official translation"),
    "issuer": gettext_lazy("The issuer’s text in another of its languages"),
    "archive": gettext_lazy("The archive’s translation"),
    "agency": gettext_lazy("News agency translation"),
    "machine": gettext_lazy("Machine translation"),
    "report": gettext_lazy("A report of what was said"),
    "summary": gettext_lazy("The archive’s summary"),
}


@shown
class BylinePart:
    """Those who take part in a document in one way, with the words before and after their names."""

    before: str
    names: tuple[Link, ...]
    after: str


@shown
class Anniversary:
    """``counted`` is empty where the calendar counts the same, or nothing."""

    stated: str
    counted: str


@shown
class VersionLine:
    """A version of the document by its issuer. ``is_rendered``: the text on this page renders it."""

    label: str
    issued: When | None
    note: Link | None
    found_in: CitationLine | None
    is_rendered: bool


@shown
class RenderingLine:
    """A further text of the same document, in its own language."""

    sort: str
    language: str
    language_name: str
    published: When | None
    about: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    found_in: CitationLine | None


@shown
class StatementPage(DetailPage):
    """``provenance`` says who speaks and whether these are all their words.

    ``own_title`` is that of the document in its own language, if this page is in another. ``is_theirs``: the text is a
    text of the document, so that it matters whose translation it is.
    ``occasion`` is the page of its observance in its year, if readers can see that. ``earlier`` and ``later`` are what
    the same issuer said on the same observance in another year; ``comparisons`` lead to what changed between the two.
    """

    template: ClassVar[str] = "public/statement.html"

    form: str
    own_title: Link | None
    when: When
    byline: tuple[BylinePart, ...]
    observance: Link | None
    year: int
    occasion: str
    provenance: BylinePart
    is_theirs: bool
    number: str
    signed: When | None
    released: When | None
    embargo: When | None
    received: When | None
    anniversary: Anniversary | None
    versions: tuple[VersionLine, ...]
    renderings: tuple[RenderingLine, ...]
    original: str
    places: tuple[Link, ...]
    persons: tuple[Item, ...]
    earlier: Item | None
    later: Item | None
    comparisons: tuple[Link, ...]
    akin: tuple[Akin, ...]

    @property
    def pictures_before_text(self) -> bool:
        """Its own words come first, on a phone above all."""
        return False


def _fill(payload: StatementPayload, builder: PageBuilder) -> Mapping[str, Any]:
    earlier, later = neighbours(builder)
    language = builder.language
    return {
        "form": kinds.form_called(payload.kind, payload.form, language),
        "own_title": _own_title(payload, builder),
        "when": when(payload.date, language),
        "byline": byline(payload, builder),
        "observance": builder.link(payload.observance) if payload.observance else None,
        "year": payload.year,
        "occasion": _occasion(payload, builder),
        "provenance": provenance(payload, builder),
        "is_theirs": attribution.of_text(payload) == Voice.ISSUER,
        "number": payload.number,
        "signed": when(payload.signed, language),
        "released": moment(payload.released, payload.released_zone, language),
        "embargo": moment(payload.embargo, payload.embargo_zone, language),
        "received": when(payload.received, language),
        "anniversary": anniversary(payload, language),
        "versions": versions(payload, builder),
        "renderings": renderings(builder),
        "original": labels.language_name(payload.original_language),
        "places": builder.alphabetical(payload.places),
        "persons": items(builder.naming("person"), visit=builder.visit),
        "earlier": earlier,
        "later": later,
        "comparisons": comparisons(payload, builder),
        "akin": builder.akin(),
    }


def _own_title(payload: StatementPayload, builder: PageBuilder) -> Link | None:
    """How the document is headed in its own language, where its text on the page is in another."""
    own = payload.original_language
    text = payload.titles().get(own, "") if own != builder.language else ""
    return Link(text=text, language=own) if text else None


def _occasion(payload: StatementPayload, builder: PageBuilder) -> str:
    if payload.observance is None or payload.year not in rules.YEARS:
        return ""
    slug = _slug_of(payload.observance, builder)
    return slug and addresses.occurrence(builder.language, slug, payload.year, as_of=builder.visit.as_of)


def _slug_of(ref: Reference, builder: PageBuilder) -> str:
    """Where readers find a record that it names; empty if they cannot."""
    _kind, slug = builder.related.stands.get(ref.record, ("", ""))
    return slug


def comparisons(payload: StatementPayload, builder: PageBuilder) -> tuple[Link, ...]:
    """With what the same issuer said in the nearest years, from the page of what stands."""
    beside = [one.year for one in (builder.related.earlier, builder.related.later) if one and one.year]
    if not (builder.is_current and beside and payload.observance):
        return ()
    slug, issuer = _slug_of(payload.observance, builder), _slug_of(payload.issuing()[0], builder)
    if not (slug and issuer and {payload.year, *beside} <= {*rules.YEARS}):
        return ()
    here = builder.language, slug, issuer
    return tuple(
        Link(
            text=_("Compare with %(year)s") % {"year": languages.get(builder.language).counted_year(year)},
            address=addresses.comparison(*here, (payload.year, year), as_of=builder.visit.as_of),
        )
        for year in beside
    )


def byline(payload: StatementPayload, builder: PageBuilder) -> tuple[BylinePart, ...]:
    """The issuers and those in other parts, each part in the order of the document: "X, on behalf of Y"."""
    return tuple(_byline(payload, builder))


def _byline(payload: StatementPayload, builder: PageBuilder) -> Iterator[BylinePart]:
    for role, pattern in attribution.PARTS.items():
        if names := builder.links(ref for ref in payload.issuers if ref.role == role):
            before, _names, after = str(pattern).partition("%(names)s")
            yield BylinePart(before=before, names=names, after=after)


def provenance(payload: StatementPayload, builder: PageBuilder) -> BylinePart:
    """Who speaks, and whether these are all their words."""
    before, at_names, after = attribution.provenance(payload, attribution.of_text(payload))
    names = tuple(plain_link(ref, builder.language) for ref in attribution.issuers(payload) if at_names)
    return BylinePart(before=before, names=names, after=after)


def same_issuer_and_day(payload: StatementPayload) -> Siblings | None:
    """What its first issuer says on its observance, as far as it has both."""
    if not (payload.observance and payload.issuers):
        return None
    observance, issuer = UUID(payload.observance.record), UUID(payload.issuing()[0].record)
    return Siblings(observance, issuer, payload.year, payload.form)


def neighbours(builder: PageBuilder) -> tuple[Item | None, Item | None]:
    """What the same issuer said on the same observance in the nearest year before, and after; best in the same form."""
    found = (builder.related.earlier, builder.related.later)
    earlier, later = (item(one, visit=builder.visit) if one else None for one in found)
    return earlier, later


def moment(stamp: str, zone: str, language: str) -> When | None:
    """A day and time as clocks showed it where it happened; nothing for none."""
    return When(machine=stamp, words=labels.stamp_in_words(stamp, zone, language)) if stamp else None


def anniversary(payload: StatementPayload, language: str) -> Anniversary | None:
    """The one it states beside the one that is counted, if they differ. The archive mends neither."""
    if payload.anniversary is None:
        return None
    span = range(payload.counted[0], payload.counted[-1] + 1) if payload.counted else (payload.anniversary,)
    ordinal = languages.get(language).ordinal
    counted = "" if payload.anniversary in span else " / ".join(ordinal(one) for one in payload.counted)
    return Anniversary(stated=ordinal(payload.anniversary), counted=counted)


def versions(payload: StatementPayload, builder: PageBuilder) -> tuple[VersionLine, ...]:
    return tuple(
        VersionLine(
            label=version.label,
            issued=when(version.issued, builder.language),
            note=phrase(version.note, builder.language),
            found_in=builder.citation(version.found_in) if version.found_in else None,
            is_rendered=version.label == builder.words.of_version,
        )
        for version in payload.versions
    )


def renderings(builder: PageBuilder) -> tuple[RenderingLine, ...]:
    return tuple(
        RenderingLine(
            sort=labels.label_of(RENDERINGS, one.translation),
            language=one.language,
            language_name=labels.language_name(one.language),
            published=when(one.published, builder.language),
            about=labels.about_translation("", one.translator, one.of_version),
            title=one.title,
            paragraphs=builder.paragraphs(one.blocks),
            found_in=builder.citation(one.found_in) if one.found_in else None,
        )
        for one in builder.words.renderings
    )


def _json_ld(payload: StatementPayload, page: StatementPage, builder: PageBuilder) -> Terms:
    """What somebody else said, or what is said of it: its author is whoever's words these are."""
    document = _document(payload, builder)
    if attribution.of_text(payload) == Voice.ISSUER:
        terms = {**document, **_translation(payload, page, builder)}
        terms["isBasedOn" if payload.origin == "transcribed" else "citation"] = json_ld.cited(payload, page)
    else:
        terms = {**_about_document(payload, page), "isBasedOn": [document, *json_ld.cited(payload, page)]}
    return {
        **terms,
        "headline": attribution.headed(payload, page.prose.title),
        "inLanguage": builder.language,
        "contentLocation": [json_ld.thing("Place", link) for link in page.places],
        "about": [
            *([json_ld.thing("EventSeries", page.observance)] if page.observance else []),
            *(json_ld.thing("DefinedTerm", link) for link in page.subjects),
        ],
        "isPartOf": json_ld.website(page.frame),
    }


def _document(payload: StatementPayload, builder: PageBuilder) -> Terms:
    """The document itself, which is by its issuers."""
    return {
        "@type": "Article",
        "name": builder.words.title,
        "author": [json_ld.thing("Organization", link) for link in builder.links(attribution.issuers(payload))],
        "datePublished": json_ld.iso_date(payload.date),
    }


def _about_document(payload: StatementPayload, page: StatementPage) -> Terms:
    """What stands in its place. Who reported it, the sources say."""
    is_ours = attribution.of_text(payload) == Voice.ARCHIVE
    return {
        "@type": "Article",
        "name": attribution.headed(payload, page.prose.title),
        "author": json_ld.archive(page.frame) if is_ours else None,
        "datePublished": json_ld.iso_date(page.history.published.machine) if page.history else "",
    }


def _translation(payload: StatementPayload, page: StatementPage, builder: PageBuilder) -> Terms:
    """Of which text this one is a translation, and whose it is."""
    first, words = payload.original(), builder.words
    address = addresses.absolute(addresses.record(first, payload.kind, payload.slug))
    return {
        "translationOfWork": {"@type": "Article", "inLanguage": first, "url": address}
        if first not in ("", builder.language)
        else None,
        "translator": json_ld.archive(page.frame) if words.translation == "archive" else None,
        "creditText": attribution.translated(payload, words),
    }


KIND: Final = Kind(
    name="statement",
    segment="statements",
    order=20,
    label=gettext_lazy("Statement"),
    section=gettext_lazy("Statements"),
    about=gettext_lazy("What institutions have said on days of remembrance, with sources."),
    counted=lambda total: ngettext("%(number)s statement", "%(number)s statements", total),
    forms=FORMS,
    is_called_by_form=True,
    fields={
        "form": gettext_lazy("What it is"),
        "issuers": gettext_lazy("Issuers"),
        **dict.fromkeys(("origin", "completeness"), gettext_lazy("Source and completeness of the text")),
        **dict.fromkeys(("observance", "year"), gettext_lazy("Observance and year")),
        "date": gettext_lazy("Date"),
        **dict.fromkeys(("anniversary", "counted"), gettext_lazy("Anniversary")),
        "places": gettext_lazy("Places"),
        "number": gettext_lazy("Issuer’s number"),
        "signed": gettext_lazy("Signed"),
        **dict.fromkeys(("released", "released_zone"), gettext_lazy("Released by the issuer")),
        **dict.fromkeys(("embargo", "embargo_zone"), gettext_lazy("Embargo, as the issuer stated it")),
        "received": gettext_lazy("Received by the archive"),
        "versions": gettext_lazy("The issuer’s versions of this document"),
        "names": changes.NAMES,
        "original_language": gettext_lazy("Language of the document"),
    },
    page=StatementPage,
    fill=_fill,
    json_ld=_json_ld,
    siblings=same_issuer_and_day,
    shows_akin=True,
    parties=attrgetter("issuers"),
    list_order="newest",
    introduced=attribution.introduced,
    authors=attribution.authors,
    signed=attribution.signed,
    headed=attribution.headed,
    over_summary=attribution.over_summary,
    cited=attribution.cited,
)
