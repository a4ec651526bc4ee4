"""What an issuer says on an observance in two years: which documents these are, and the page that compares them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from archive import languages
from archive.aligning import Line, Sentence
from archive.catalogue import listing
from archive.editions import reading
from archive.editions.payloads import Payload
from archive.editions.payloads.statements import StatementPayload
from archive.editions.reading import Moved, Snapshot
from archive.public import kinds
from archive.public.comparing.pages import (
    ChangedFigures,
    ChangedName,
    ChangedTerm,
    Compared,
    ComparedLine,
    ComparisonPage,
    Spot,
)
from archive.public.comparing.texts import Texts, first_of
from archive.public.detail import editions
from archive.public.detail.builder import when
from archive.public.frame import addresses, frames
from archive.public.frame.pages import Link, Notice
from archive.public.frame.visits import Visit
from archive.public.kinds import attribution
from archive.public.words import labels
from archive.public.words.labels import Labels
from archive.terms import Term

# Of several documents of one year the one that says most is compared, and of equal ones that which comes first here.
COMPLETENESS: Final = ("full", "excerpt", "report", "summary", "none")
# So many terms are told; a text that was written anew has hundreds.
MOST_TERMS: Final = 60
SORTS: Final[Labels] = {
    "same": gettext_lazy("As before"),
    "changed": gettext_lazy("Changed"),
    "moved": gettext_lazy("Moved"),
    "moved-changed": gettext_lazy("Moved and changed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A statement that is compared, with those of the same year beside it; without a snapshot it is no edition yet."""

    payload: StatementPayload
    snapshot: Snapshot | None
    others: tuple[StatementPayload, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """``observance`` and ``issuer`` are what stands at their addresses now."""

    observance: Payload
    issuer: Payload
    before: Document
    after: Document

    @property
    def years(self) -> tuple[int, int]:
        return self.before.payload.year, self.after.payload.year

    def address(self, visit: Visit) -> str:
        return addresses.comparison(
            visit.language, self.observance.slug, self.issuer.slug, self.years, as_of=visit.as_of
        )


def find(visit: Visit, slug: str, issuer: str, years: tuple[int, int]) -> Comparison | None:
    """Nothing unless all of it can be read. Four queries, and one for each address of before."""
    day, house = (_standing(visit, *where) for where in (("observance", slug), ("institution", issuer)))
    if day is None or house is None:
        return None
    of_years = listing.in_series(visit.reading, day.record, house.record, years)
    if {*of_years.values()} != {*years}:
        return None
    found = visit.reading.snapshots("statement", records=[str(record) for record in of_years])
    documents = [_document(found, year) for year in years]
    if not all(documents):
        return None
    before, after = (one for one in documents if one)
    return Comparison(observance=day.payload, issuer=house.payload, before=before, after=after)


def preview(payload: Payload, *, language: str, now: datetime) -> ComparisonPage | None:
    """``payload``, which readers need not have, beside what its issuer said last; nothing where nothing was said."""
    read = reading.at(now)
    siblings = kinds.of(payload.kind).siblings(payload)
    year = listing.year_before(read, siblings) if siblings else None
    if siblings is None or year is None or not isinstance(payload, StatementPayload):
        return None
    observance, issuer = siblings.observance, siblings.issuer
    named = {one.record: one for one in read.live("observance", "institution", records=[str(observance), str(issuer)])}
    said = listing.in_series(read, observance, issuer, (year,))
    before = _document(read.snapshots("statement", records=[str(record) for record in said]), year)
    if before is None or {str(observance), str(issuer)} != {*named}:
        return None
    comparison = Comparison(
        observance=named[str(observance)],
        issuer=named[str(issuer)],
        before=before,
        after=Document(payload=payload, snapshot=None),
    )
    with override(language):
        return page(comparison, visit=Visit(reading=read, version=read.version(), language=language))


def _standing(visit: Visit, kind: str, slug: str) -> Snapshot | None:
    """What can be read at an address, or at the one it leads to."""
    found = visit.reading.find(kind, slug)
    if isinstance(found, Moved):
        found = visit.reading.find(kind, found.slug)
    return found if isinstance(found, Snapshot) and not found.withdrawn else None


def _document(found: Iterable[Snapshot], year: int) -> Document | None:
    of_year = sorted((one for one in found if _statement(one).year == year), key=_first)
    if not of_year:
        return None
    chosen, *others = of_year
    return Document(payload=_statement(chosen), snapshot=chosen, others=tuple(_statement(one) for one in others))


def _statement(snapshot: Snapshot) -> StatementPayload:
    assert isinstance(snapshot.payload, StatementPayload)
    return snapshot.payload


def _first(snapshot: Snapshot) -> tuple[object, ...]:
    payload = _statement(snapshot)
    forms = [*kinds.of("statement").forms]
    form = forms.index(payload.form) if payload.form in forms else len(forms)
    return COMPLETENESS.index(payload.completeness), form, payload.date, payload.slug


# --- the page -------------------------------------------------------------------------------------------


def page(comparison: Comparison, *, visit: Visit, notices: Iterable[Notice] = ()) -> ComparisonPage:
    """One query more, for the names that may be the same."""
    before, after = comparison.before.payload, comparison.after.payload
    language = _language(before, after, visit.language)
    issuer, observance = (_title(one, visit) for one in (comparison.issuer, comparison.observance))
    heading = _("%(issuer)s: %(earlier)s and %(later)s") % {
        "issuer": issuer.text,
        "earlier": before.year,
        "later": after.year,
    }
    return ComparisonPage(
        frame=frames.frame_for(
            visit,
            title=f"{heading}. {observance.text}",
            description=_("Two documents of one issuer side by side, and what changed between them."),
            canonical=comparison.address(visit).partition("?")[0],
            kind="observance",
            is_indexed=False,
            is_list=False,
        ),
        heading=heading,
        observance=observance,
        issuer=issuer,
        notices=(*notices, *_notices(before, after, language, visit)),
        language=language,
        before=_compared(comparison.before, visit),
        after=_compared(comparison.after, visit),
        **_differences(comparison, language, visit),
    )


def _language(before: Payload, after: Payload, reader: str) -> str:
    """The reader's, if both have it; else the first that both have."""
    order = (*after.lead_order(reader), *after.texts)
    return next((code for code in order if code in before.texts and code in after.texts), "")


def _notices(before: StatementPayload, after: StatementPayload, language: str, visit: Visit) -> Iterator[Notice]:
    if not language:
        yield Notice(tone="note", heading=_("The two cannot be read in one language, and so cannot be compared."))
    elif language != visit.language:
        told = {"language": languages.autonym(language)}
        yield Notice(
            tone="note",
            heading=_("Not both can be read in your language; they are compared in: %(language)s") % told,
        )
    if {before.completeness, after.completeness} != {"full"}:
        yield Notice(
            tone="doubt",
            heading=_("The archive does not hold both documents in full. What it holds is compared."),
        )


def _title(payload: Payload, visit: Visit) -> Link:
    code, words = payload.words(visit.language)
    return Link(
        text=words.title,
        language=code if code != visit.language else "",
        address=addresses.record(visit.language, payload.kind, payload.slug, as_of=visit.as_of),
    )


def _compared(document: Document, visit: Visit) -> Compared:
    payload, snapshot = document.payload, document.snapshot
    title = _title(payload, visit)
    return Compared(
        year=payload.year,
        title=title,
        form=kinds.of("statement").form(payload.form),
        when=when(payload.date, visit.language),
        edition=Link(text=_("Edition %(number)s") % {"number": snapshot.number}, address=_edition(document, visit))
        if snapshot
        else None,
        since=editions.instant(snapshot.since, visit.language) if snapshot else None,
        provenance=_provenance(payload, visit.language),
        others=tuple(_title(one, visit) for one in document.others),
    )


def _edition(document: Document, visit: Visit) -> str:
    """Where the very words stand that are compared; nothing for what is no edition."""
    if document.snapshot is None:
        return ""
    payload, number = document.payload, document.snapshot.number
    return addresses.edition(visit.language, payload.kind, payload.slug, number, as_of=visit.as_of)


def _provenance(payload: StatementPayload, language: str) -> str:
    before, at_names, after = attribution.provenance(payload, attribution.of_text(payload))
    names = (labels.localized(ref.label, language)[1] for ref in attribution.issuers(payload) if at_names)
    return f"{before}{', '.join(names)}{after}"


def _differences(comparison: Comparison, language: str, visit: Visit) -> dict[str, Any]:
    if not language:
        return dict.fromkeys(("figures", "names", "removed", "added", "lines"), ())
    before, after = comparison.before, comparison.after
    first, last = comparison.years
    texts = Texts(before.payload.texts[language], after.payload.texts[language], language, years=last - first)
    respelled, gone, new = texts.respelled(listing.names_borne(visit.reading, texts.names_to_ask_for()))
    was, now = (_in_language(_edition(one, visit), visit, language) for one in (before, after))
    return {
        "figures": tuple(
            ChangedFigures(
                before=", ".join(one.before),
                after=", ".join(one.after),
                spot=_spot(first_of(one.line), now if one.line.after else was),
            )
            for one in texts.figures
        ),
        "names": tuple(
            ChangedName(before=one.before.words, after=one.after.words, address=_of_term(one.after, now))
            for one in respelled
        ),
        "removed": tuple(_term(one, was) for one in gone[:MOST_TERMS]),
        "added": tuple(_term(one, now) for one in new[:MOST_TERMS]),
        "lines": tuple(_lines(texts, comparison.years, was, now)),
    }


def _in_language(address: str, visit: Visit, language: str) -> str:
    """The same page in the language of the words: there are the paragraphs."""
    return f"/{language}{address.removeprefix(f'/{visit.language}')}" if address else ""


def _spot(sentence: Sentence, address: str) -> Spot:
    return Spot(text=sentence.text, address=_paragraph_at(sentence, address))


def _of_term(term: Term, address: str) -> str:
    return _paragraph_at(term.sentence, address)


def _paragraph_at(sentence: Sentence, address: str) -> str:
    return f"{address}#{sentence.block}" if address and sentence.block else address


def _term(term: Term, address: str) -> ChangedTerm:
    said = ngettext("%(number)s time", "%(number)s times", term.times) % {"number": term.times}
    times = said if term.times > 1 else ""
    return ChangedTerm(words=term.words, times=times, address=_of_term(term, address))


def _lines(texts: Texts, years: tuple[int, int], was: str, now: str) -> Iterator[ComparedLine]:
    for line in texts.lines:
        sides = [(line.before, years[0], was), (line.after, years[1], now)]
        there = [(sentence, year, address) for sentence, year, address in sides if sentence]
        sort = _sort(line)
        only = _("Only in %(year)s") % {"year": there[0][1]}
        yield ComparedLine(
            sort=sort,
            label=labels.label_of(SORTS, sort) if sort in SORTS else only,
            slot=labels.label_of(labels.PARTS, part) if (part := first_of(line).slot) else "",
            spans=line.spans,
            spots=tuple(
                Link(text=_paragraph(one, year), address=_paragraph_at(one, address))
                for one, year, address in there
                if one.block and address
            ),
        )


def _paragraph(sentence: Sentence, year: int) -> str:
    return _("%(year)s, paragraph %(number)s") % {"year": year, "number": sentence.block.removeprefix("p")}


def _sort(line: Line) -> str:
    if not (line.before and line.after):
        return "new" if line.after else "gone"
    found = (("moved", line.is_moved), ("changed", line.is_changed))
    return "-".join(sort for sort, is_so in found if is_so) or "same"
