"""What was understood of a document, in sentences for the archivist at the terminal."""

from collections.abc import Iterable, Iterator

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from archive import clock
from archive.dates import day_in_words
from archive.records.base import Kind, Language, Record
from archive.records.sources import Source
from archive.records.statements import Statement

from .documents import Document, Remains
from .models import ImportedDocument
from .proposals import Proposal, obstacles

# A remain is shown by its beginning: enough to see what it was.
LONGEST_WORDS = 70

LEFT_OUT = {
    Remains.STAMP: gettext_lazy("Left out of the text: the copy’s own date, “%(words)s”."),
    Remains.FRONT_MATTER: gettext_lazy("Left out of the text: lines about the file, “%(words)s”."),
    Remains.BOX: gettext_lazy("Left out of the text: a box of facts, “%(words)s”."),
    Remains.BYLINE: gettext_lazy("Left out of the text: the author’s line, “%(words)s”."),
    Remains.LABEL: gettext_lazy("Left out of the text: a line about the document, “%(words)s”."),
    Remains.COMMENTS: gettext_lazy("Left out of the text: remains of a comment form, “%(words)s”."),
    Remains.MORE: gettext_lazy("Left out of the text: a button for reading on, “%(words)s”."),
    Remains.SEE_ALSO: gettext_lazy("Left out of the text: a list of other pages, “%(words)s”."),
    Remains.REPETITION: gettext_lazy("Left out of the text: a paragraph that stands there twice, “%(words)s”."),
    Remains.DATE_LINE: gettext_lazy("Left out of the text: the line with the date, “%(words)s”."),
}


def understood(document: Document, proposal: Proposal) -> tuple[str, ...]:
    """Every proposal with its reason, then what was left out, what is missing, and what keeps it from being a draft."""
    return (
        *_proposed(proposal),
        *_left_out(document),
        *(_("Still open: %(what)s") % {"what": sentence} for sentence in proposal.missing),
        *(_("No draft can be made of it: %(why)s") % {"why": sentence} for sentence in obstacles(proposal)),
    )


def drafted(drafts: Iterable[Record]) -> tuple[str, ...]:
    """Which drafts were made."""
    return tuple(
        _("Saved as a draft: %(kind)s “%(title)s” (%(slug)s).")
        % {"kind": Kind(draft.kind).label, "title": draft.title(), "slug": draft.slug}
        for draft in drafts
    )


def imported_before(before: ImportedDocument) -> str:
    return _("It has the same words as %(name)s, which %(person)s imported on %(day)s as “%(title)s”.") % {
        "name": before.name,
        "person": before.by,
        "day": clock.local(before.at).date(),
        "title": before.record,
    }


def _proposed(proposal: Proposal) -> Iterator[str]:
    yield _line(_("Kind: %(value)s."), Kind(proposal.kind.value).label, proposal.kind.because)
    if proposal.form:
        yield _line(_("Form: %(value)s."), Statement.Form(proposal.form.value).label, proposal.form.because)
    yield _line(_("Title: “%(value)s”."), proposal.title.value, proposal.title.because)
    if proposal.language:
        yield _line(_("Language: %(value)s."), Language(proposal.language.value).label, proposal.language.because)
    if proposal.date:
        yield _line(_("Date: %(value)s."), proposal.date.value, proposal.date.because)
    if proposal.year:
        yield _line(_("Year: %(value)s."), proposal.year.value, proposal.year.because)
    if proposal.day:
        day = day_in_words(proposal.day.value.month, proposal.day.value.day, get_language() or "en")
        yield _line(_("Day of the year: %(value)s."), day, proposal.day.because)
    if proposal.issuer:
        yield _line(_("Issuer: %(value)s."), proposal.issuer.value, proposal.issuer.because)
    yield from _observance(proposal)
    for place in proposal.places:
        yield _line(_("Place: %(value)s."), place.value, place.because)
    if proposal.completeness:
        label = Statement.Completeness(proposal.completeness.value).label
        yield _line(_("Completeness: %(value)s."), label, proposal.completeness.because)
    yield from _source(proposal)
    if proposal.kind.value == Kind.STATEMENT and proposal.language:
        original = {"value": Language(proposal.language.value).label}
        yield _("Language of the original: %(value)s, unless you know that this is a translation.") % original


def _observance(proposal: Proposal) -> Iterator[str]:
    if not proposal.observance:
        return
    yield _line(_("Observance: %(value)s."), proposal.observance.value, proposal.observance.because)
    if proposal.kind.value == Kind.OBSERVANCE:
        yield _("The archive has this observance already; it stays as it is, and only the source is drafted.")


def _source(proposal: Proposal) -> Iterator[str]:
    if proposal.known_source:
        yield _line(
            _("Source, known already: “%(value)s”."), proposal.known_source.value, proposal.known_source.because
        )
        return
    label = Source.Sort(proposal.source_sort.value).label
    yield _line(_("Sort of source: %(value)s."), label, proposal.source_sort.because)
    yield _("Title of the source: “%(title)s”.") % {"title": proposal.source_title}
    if proposal.creator:
        yield _line(_("Written by: %(value)s."), proposal.creator.value, proposal.creator.because)
    if proposal.publisher:
        yield _line(_("Made public by: %(value)s."), proposal.publisher.value, proposal.publisher.because)
    if proposal.published and proposal.published != proposal.date:
        yield _line(_("Made public on: %(value)s."), proposal.published.value, proposal.published.because)
    if proposal.address:
        yield _line(_("Web address: “%(value)s”."), proposal.address.value, proposal.address.because)


def _left_out(document: Document) -> Iterator[str]:
    """One line for each sort; the words are those it begins with."""
    for sort, sentence in LEFT_OUT.items():
        words = " / ".join(remain.words for remain in document.remains if remain.sort is sort)
        if words:
            yield sentence % {"words": words if len(words) <= LONGEST_WORDS else words[:LONGEST_WORDS].rstrip() + "…"}


def _line(sentence: str, value: object, because: str) -> str:
    return f"{sentence % {'value': value}} {because}"
