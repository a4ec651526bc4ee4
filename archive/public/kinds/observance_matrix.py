"""What was said on an observance through the years, by whom, in which form and languages, and with which figures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive import languages, rules
from archive.catalogue import listing
from archive.catalogue.listing import Issuer, Said
from archive.dates import Dating
from archive.editions.figures import in_order
from archive.editions.payloads.observances import ObservancePayload
from archive.editions.payloads.timeline_entries import FigureForm
from archive.kept import Kept
from archive.public import kinds
from archive.public.detail import figures
from archive.public.detail.builder import PageBuilder
from archive.public.frame import addresses
from archive.public.frame.pages import Link
from archive.public.frame.shown import shown
from archive.public.words import labels

# What is more is behind a link to the list: older years, issuers who said less, documents of one year.
MOST_YEARS: Final = 12
MOST_ISSUERS: Final = 8
MOST_IN_A_CELL: Final = 3
# So many measures of an issuer stand in its cells: the first of the list of measures.
MOST_MEASURES: Final = 3


@shown
class MatrixLanguage:
    code: str
    name: str


@shown
class MatrixStatement:
    """``link`` is called by its form; ``title`` is that of the document, and ``languages`` those it can be read in."""

    link: Link
    title: Link
    languages: tuple[MatrixLanguage, ...]


@shown
class MatrixFigure:
    """``has_moved``: the issuer gave another number in the year before that it gave any."""

    measure: str
    number: str
    has_moved: bool


@shown
class MatrixCell:
    """What ``issuer`` said in one year; nothing recorded without ``statements``. ``more`` leads to the others of it."""

    issuer: Link
    statements: tuple[MatrixStatement, ...]
    more: Link | None
    figures: tuple[MatrixFigure, ...]
    comparison: Link | None


@shown
class MatrixRow:
    """One year; or, without cells, several years of which nothing is recorded."""

    years: Link
    cells: tuple[MatrixCell, ...]


@shown
class Matrix:
    """Years from the newest on, and who said most first. ``left_out`` says what is not here, ``all`` leads to it."""

    issuers: tuple[Link, ...]
    rows: tuple[MatrixRow, ...]
    left_out: str
    all: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """``said`` by issuer and year; ``numbers`` by issuer, measure and year."""

    issuers: tuple[Issuer, ...]
    years: tuple[int, ...]
    said: Mapping[tuple[UUID | None, int], list[Said]]
    numbers: Mapping[UUID | None, Mapping[str, Mapping[int, str]]]


# In statements: about a kilobyte for each.
_KEPT: Final = Kept[Matrix | None](most=4_000)


def matrix(payload: ObservancePayload, builder: PageBuilder, *, all_statements: str) -> Matrix | None:
    """Nothing where nothing was said. One query, and those of the figures of its events; once for a version.

    It follows from what is public, and of ``payload`` only from which observance it is and where it stands.
    """
    visit = builder.visit
    name = visit.version, payload.record, payload.slug, visit.language, visit.as_of, builder.is_current
    return _KEPT.get(name, lambda: _matrix(payload, builder, all_statements=all_statements), weight=_weight)


def _weight(made: Matrix | None) -> int:
    return 1 + sum(len(cell.statements) for row in made.rows for cell in row.cells) if made else 1


def _matrix(payload: ObservancePayload, builder: PageBuilder, *, all_statements: str) -> Matrix | None:
    found = listing.said_on(builder.visit.reading, UUID(payload.record), reader=builder.language)
    if not found:
        return None
    table = _table(found, figures.stated(builder), builder.language)
    years = table.years[:MOST_YEARS]
    issuers = tuple((one, _issuer(one, builder)) for one in table.issuers[:MOST_ISSUERS])
    return Matrix(
        issuers=tuple(link for _issuer, link in issuers),
        rows=tuple(_rows(payload, table, years, issuers, builder)),
        left_out=_left_out(table),
        all=all_statements,
    )


def _table(found: Iterable[Said], stated: Iterable[FigureForm], language: str) -> _Table:
    said: dict[tuple[UUID | None, int], list[Said]] = defaultdict(list)
    issuers: dict[UUID | None, Issuer] = {}
    for one in found:
        said[one.issuer.record, one.year].append(one)
        issuers.setdefault(one.issuer.record, one.issuer)
    years: dict[UUID | None, int] = defaultdict(int)
    for record, _year in said:
        years[record] += 1
    return _Table(
        issuers=tuple(sorted(issuers.values(), key=lambda one: -years[one.record])),
        years=tuple(sorted({year for _record, year in said}, reverse=True)),
        said=said,
        numbers=_numbers(stated, issuers, language),
    )


def _numbers(
    stated: Iterable[FigureForm], issuers: Mapping[UUID | None, Issuer], language: str
) -> Mapping[UUID | None, Mapping[str, Mapping[int, str]]]:
    """What each issuer stated last in each year, as it put it; measures are in the order of the list of them."""
    found: dict[UUID | None, dict[str, dict[int, str]]] = defaultdict(lambda: defaultdict(dict))
    for figure in in_order([one for one in stated if one.stated_on]):
        dating, record = Dating.parse(figure.stated_on), UUID(figure.stated_by.record)
        if record in issuers and dating.earliest and dating.latest and dating.earliest.year == dating.latest.year:
            measure = figures.measure_in_words(figure)
            found[record][measure][dating.earliest.year] = figures.number_in_words(figure, language)
    order = {str(label): place for place, label in enumerate(labels.MEASURES.values())}
    return {
        record: {measure: numbers[measure] for measure in sorted(numbers, key=lambda one: order.get(one, len(order)))}
        for record, numbers in found.items()
    }


def _rows(
    payload: ObservancePayload,
    table: _Table,
    years: tuple[int, ...],
    issuers: tuple[tuple[Issuer, Link], ...],
    builder: PageBuilder,
) -> Iterable[MatrixRow]:
    for year, earlier in zip(years, (*years[1:], years[-1] - 1), strict=True):
        yield MatrixRow(
            years=Link(text=str(year), address=_of_year(payload, year, builder)),
            cells=tuple(_cell(payload, table, one, link, year, builder) for one, link in issuers),
        )
        if between := range(earlier + 1, year):
            span = (str(between[0]), str(between[-1]))
            yield MatrixRow(years=Link(text="–".join(dict.fromkeys(span))), cells=())


def _of_year(payload: ObservancePayload, year: int, builder: PageBuilder) -> str:
    if year not in rules.YEARS:
        return ""
    return addresses.occurrence(builder.language, payload.slug, year, as_of=builder.visit.as_of)


def _cell(
    payload: ObservancePayload, table: _Table, issuer: Issuer, link: Link, year: int, builder: PageBuilder
) -> MatrixCell:
    said = table.said.get((issuer.record, year), [])
    more = len(said) - MOST_IN_A_CELL
    return MatrixCell(
        issuer=link,
        statements=tuple(_statement(one, builder) for one in said[:MOST_IN_A_CELL]),
        more=Link(
            text=ngettext("%(number)s more", "%(number)s more", more) % {"number": more},
            address=_of_year(payload, year, builder),
        )
        if more > 0
        else None,
        figures=tuple(_figures(table.numbers.get(issuer.record, {}), year)) if said else (),
        comparison=_comparison(payload, table, issuer, year, builder) if said else None,
    )


def _issuer(issuer: Issuer, builder: PageBuilder) -> Link:
    return Link(
        text=issuer.title or _("Issuer not recorded"),
        language=issuer.language if issuer.language != builder.language else "",
        address=addresses.record(builder.language, "institution", issuer.slug, as_of=builder.visit.as_of)
        if issuer.slug
        else "",
    )


def _statement(one: Said, builder: PageBuilder) -> MatrixStatement:
    language = builder.language
    return MatrixStatement(
        link=Link(
            text=kinds.of("statement").form(one.form) if one.form else str(kinds.of("statement").label),
            address=addresses.record(language, "statement", one.slug, as_of=builder.visit.as_of),
        ),
        title=Link(text=one.title, language=one.language if one.language != language else ""),
        languages=tuple(MatrixLanguage(code=code, name=languages.autonym(code)) for code in one.languages),
    )


def _figures(numbers: Mapping[str, Mapping[int, str]], year: int) -> Iterable[MatrixFigure]:
    for measure, by_year in islice(numbers.items(), MOST_MEASURES):
        if year in by_year:
            before = max((one for one in by_year if one < year), default=None)
            has_moved = before is not None and by_year[before] != by_year[year]
            yield MatrixFigure(measure=measure, number=by_year[year], has_moved=has_moved)


def _comparison(
    payload: ObservancePayload, table: _Table, issuer: Issuer, year: int, builder: PageBuilder
) -> Link | None:
    """With the nearest year before; not beside what readers cannot see as it stands."""
    earlier = max((one for one in table.years if one < year and (issuer.record, one) in table.said), default=None)
    if earlier is None or not issuer.slug or not builder.is_current:
        return None
    if earlier not in rules.YEARS or year not in rules.YEARS:
        return None
    here = builder.language, payload.slug, issuer.slug
    return Link(
        text=_("Compare with %(year)s") % {"year": languages.get(builder.language).counted_year(earlier)},
        address=addresses.comparison(*here, (earlier, year), as_of=builder.visit.as_of),
    )


def _left_out(table: _Table) -> str:
    """How many years and issuers there are besides."""
    years, issuers = len(table.years) - MOST_YEARS, len(table.issuers) - MOST_ISSUERS
    if years <= 0 and issuers <= 0:
        return ""
    return _("Not all years and issuers are shown.")
