"""Lists, filters and search for readers. Everything here starts from a ``Reading`` and sees nothing beyond it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from django.db.models import (
    BinaryField,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    PositiveSmallIntegerField,
    Q,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber

from archive.dates import Dating
from archive.editions.masking import name_withheld
from archive.editions.models import Interval, StoredPayload
from archive.editions.payloads import Payload, SourcePayload
from archive.editions.reading import Reading

from . import engines
from .models import Row, RowQuerySet, SearchText, Term, naming

PER_PAGE = 20
# What happened is read on.
EVENTS_PER_PAGE = 50
PER_FEED = 50
# So many names of one thing are looked for besides the one that was asked for.
MOST_NAMES = 60
# Who has found nothing is offered so many names, out of so many, that are at least so like what was typed.
MOST_ALIKE = 3
MOST_COMPARED = 5000
LIKENESS = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a reader asked for. Everything is optional; ``terms`` are folded words, all of which must occur.

    ``subjects`` are one subject and those below it: one of them is enough.
    """

    kinds: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    observance: UUID | None = None
    issuer: UUID | None = None
    place: UUID | None = None
    subjects: frozenset[UUID] = frozenset()
    year: int | None = None
    language: str = ""
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record in a list, in the language in which it is shown.

    ``number`` and ``digest`` are those of its edition, which stands ``since`` an instant. ``leads`` says whether the
    language is the best one for the reader; it is not when the words that were looked for, or the language that was
    asked for, stand in another. ``words`` is its whole text when searching, ``beside`` what says itself in which
    language it is. ``broader`` is said of subjects by ``choices`` and ``around``. ``issuers`` are the labels of those
    who issued it, by language.
    """

    record: UUID
    kind: str
    slug: str
    number: int
    digest: str
    since: datetime
    language: str
    title: str
    summary: str
    date: str
    one_night: bool
    time: str
    zone: str
    year: int | None
    form: str
    issuers: tuple[Mapping[str, str], ...] = ()
    leads: bool = True
    words: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    broader: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of a list. Counts are of records, and each facet's counts ignore its own filter.

    ``words`` are the folded words by which it was searched: those that were asked for, and those of other names.
    """

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int
    kinds: dict[str, int]
    years: dict[int, int]
    languages: dict[str, int]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """So many records lie from ``earliest`` to ``latest``; they stand under the year ``year``."""

    earliest: date
    latest: date
    year: int
    count: int

    def lies_in(self, earliest: date | None, latest: date | None) -> bool:
        """Whether it touches the time between the two; either end may be open."""
        return (earliest or date.min) <= self.latest and self.earliest <= (latest or date.max)

    def is_known_in(self, earliest: date, latest: date) -> bool:
        """Whether it does so by more than an open end: of what is open at one end, only the other is known."""
        first = self.earliest if self.earliest > date.min else self.latest
        last = self.latest if self.latest < date.max else self.earliest
        return earliest <= last and first <= latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """One page of what happened, the earliest first.

    ``cells`` tell how it lies in time: all of it, also what lies outside the time that was asked for.
    """

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The records that one record names, and those that name it. A record may be in both.

    ``counted`` are the payloads of those that name it as their observance and hold figures, the earliest first.
    ``sources`` are those of the sources it names, and of those behind the figures: where a source can be read changes
    after it was cited. ``beside`` are the statements of one issuer on one observance, if those were asked for.
    ``found`` are all of these and, besides, who and what is behind the figures.
    """

    named: tuple[Entry, ...]
    naming: tuple[Entry, ...]
    counted: tuple[Payload, ...] = ()
    sources: tuple[SourcePayload, ...] = ()
    beside: tuple[Entry, ...] = ()
    found: tuple[Entry, ...] = ()


def find(reading: Reading, asked: Asked, *, reader: str, page: int = 1, order: str = "newest") -> Found:
    """One page of what is asked, for a reader of ``reader``. ``order`` is newest, oldest or title.

    Two queries, and one more where words are asked for.
    """
    queries = _queries(reading, asked.terms)
    matching = _matching(reading, asked, queries)
    chosen = _of_kind_and_year(matching, asked)
    cube, languages = _counted(_in_language(matching, asked), chosen)
    kinds, years, total = _roll_up(cube, asked)
    if not total:
        return Found(entries=(), total=0, page=1, pages=1, kinds=kinds, years=years, languages=languages)
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(page, 1), pages)
    rows = _one_a_record(chosen, asked, reader).order_by(*_in_order(order, reader))
    if asked.terms:
        rows = rows.select_related("text")
    shown = rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Found(
        entries=tuple(
            _entry(row, leads=getattr(row, f"leads_{reader}"), text=row.text if asked.terms else None) for row in shown
        ),
        total=total,
        page=page,
        pages=pages,
        kinds=kinds,
        years=years,
        languages=languages,
        words=tuple(dict.fromkeys(term for terms in queries for term in terms)),
    )


def spread(reading: Reading, asked: Asked, *, reader: str) -> tuple[Cell, ...]:
    """How what is asked lies in time: all of it, whatever span was asked. One query."""
    of_any_time = _of_kind_and_year(_matching(reading, replace(asked, earliest=None, latest=None), ()), asked)
    rows = _one_a_record(of_any_time, asked, reader).filter(earliest__isnull=False)
    counted = rows.order_by("earliest", "latest").values_list("earliest", "latest", "year").annotate(Count("pk"))
    return tuple(
        Cell(earliest=earliest, latest=latest, year=year, count=count) for earliest, latest, year, count in counted
    )


def chronicle(reading: Reading, asked: Asked, *, reader: str, page: int = 1) -> Chronicle:
    """One page of what is asked in the order in which it happened. Two queries."""
    cells = spread(reading, asked, reader=reader)
    total = sum(cell.count for cell in cells if cell.lies_in(asked.earliest, asked.latest))
    pages = max(1, -(-total // EVENTS_PER_PAGE))
    page = min(max(page, 1), pages)
    rows = _one_a_record(_of_kind_and_year(_matching(reading, asked, ()), asked), asked, reader)
    shown = rows.order_by(*_in_order("oldest", reader))[(page - 1) * EVENTS_PER_PAGE : page * EVENTS_PER_PAGE]
    return Chronicle(entries=tuple(map(_entry, shown)), total=total, page=page, pages=pages, cells=cells)


def named_by(reading: Reading, entries: Iterable[Entry], facet: str) -> dict[UUID, frozenset[UUID]]:
    """Record → those that it names under ``facet``; instead of what was merged, what took it in. One query."""
    rows = Row.objects.live(reading.instant).filter(record__in=[entry.record for entry in entries])
    into = Row.objects.live(reading.instant).filter(record=OuterRef("value"), into__isnull=False).values("into")[:1]
    terms = Term.objects.filter(row__in=rows, facet=facet).annotate(kept=Coalesce(Subquery(into), "value"))
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for record, value in terms.values_list("row__record", "kept"):
        found[record].add(value)
    return {record: frozenset(values) for record, values in found.items()}


def _in_order(order: str, reader: str) -> tuple[str, ...]:
    """Newest, oldest, or title: this one in the alphabet of ``reader``, which decides between equal dates as well."""
    dates = {"newest": ("-sort_date",), "oldest": ("sort_date",), "title": ()}
    return (*dates[order], f"sort_{reader}", "pk")


def choices(reading: Reading, kinds: Iterable[str], *, reader: str) -> tuple[Entry, ...]:
    """Every live record of ``kinds`` by title: what filters offer, under its current name. One query."""
    rows = _listed(reading).leading(reader).filter(kind__in=tuple(kinds)).annotate(broader=_BROADER)
    return tuple(_entry(row) for row in rows.order_by(*_in_order("title", reader)))


def near(reading: Reading, terms: tuple[str, ...], *, reader: str) -> tuple[Entry, ...]:
    """What bears a name that looks like the folded ``terms``, or like one of them, the likest first. One query."""
    spelled = _listed(reading).filter(spellings__isnull=False).annotate(folded=F("spellings__folded"))
    rows = list(spelled.order_by("pk", "folded")[:MOST_COMPARED])
    of_name: dict[str, list[UUID]] = defaultdict(list)
    for row in rows:
        of_name[getattr(row, "folded")].append(row.record)  # noqa: B009  # an annotation
    words = dict.fromkeys((" ".join(terms), *terms))
    alike = [name for word in words for name in get_close_matches(word, of_name, n=MOST_ALIKE, cutoff=LIKENESS)]
    found = dict.fromkeys(record for name in alike for record in of_name[name])
    leading = {row.record: row for row in rows if getattr(row, f"leads_{reader}")}
    return tuple(_entry(leading[record]) for record in found if record in leading)[:MOST_ALIKE]


def below(subject: UUID, subjects: Iterable[Entry]) -> frozenset[UUID]:
    """``subject`` and all that are narrower, by the tree as it stands at the reader's instant. No query."""
    parents = {entry.record: entry.broader for entry in subjects}
    found, step = {subject}, {subject}
    while step:  # a circle, which two editions can make between them, ends where it began
        step = {one for one, parent in parents.items() if parent in step} - found
        found |= step
    return frozenset(found)


def around(
    reading: Reading,
    record: UUID,
    named: Collection[str],
    *,
    reader: str,
    limit: int = 500,
    year: int | None = None,
    beside: tuple[UUID, UUID] | None = None,
    with_figures: bool = False,
) -> Around:
    """The live records that ``record`` names (``named``: their uuids) and those that name it, newest first.

    With ``year``, of the statements only those of that year, and the earliest of all. ``beside`` is an observance and
    an issuer: also the statements of both. ``with_figures``: also the figures of the events it recalls, and who is
    behind them. One query.
    """
    rows = _visible(reading).leading(reader)
    led_to, counted = Q(record__in=list(named)), NONE
    if with_figures:
        events = rows.filter(
            naming([record], reading.instant, facet="observance"),
            Exists(Term.objects.filter(row=OuterRef("pk"), facet="speaker")),
        )
        said = Term.objects.filter(row__in=events.values("pk"), facet__in=BEHIND_FIGURES)
        led_to |= Q(record__in=said.values("value"))
        counted = Q(pk__in=events.values("pk"))
    content = Case(
        When(Q(led_to, kind="source") | counted, then=_CONTENT), default=_NOTHING, output_field=BinaryField()
    )
    alike = _of_both(*beside, reading.instant) if beside else NONE
    of_year = Q()
    if year is not None:
        on_it = rows.filter(naming([record], reading.instant, facet="observance"), kind="statement")
        of_year = ~Q(kind="statement") | Q(year=year) | Q(pk__in=on_it.order_by("year", "pk").values("pk")[:1])
    # What is only named comes first, so that the limit never cuts it off.
    found = list(
        rows.annotate(
            is_naming=naming([record], reading.instant),
            is_beside=Case(When(alike, then=Value(True)), default=Value(False)),
            content=content,
            broader=_BROADER,
        )
        .filter(led_to | Q(is_naming=True) | Q(is_beside=True), of_year)
        .exclude(record=record)
        .order_by("is_naming", *_in_order("newest", reader))[:limit]
    )
    entries = [(_entry(row), vars(row)) for row in found]
    contents = [bytes(row["content"]) for _entry, row in reversed(entries) if row["content"]]
    said_there = [reading.payload(content).of_today() for content in contents]
    return Around(
        named=tuple(entry for entry, _row in entries if str(entry.record) in named),
        naming=tuple(entry for entry, row in entries if row["is_naming"]),
        counted=tuple(payload for payload in said_there if not isinstance(payload, SourcePayload)),
        sources=tuple(payload for payload in said_there if isinstance(payload, SourcePayload)),
        beside=tuple(entry for entry, row in entries if row["is_beside"]),
        found=tuple(entry for entry, _row in entries),
    )


BEHIND_FIGURES = ("speaker", "stated-in", "place")
NONE = Q(pk__in=())
_NOTHING = Value(None, output_field=BinaryField())
# Under which subject a subject stands.
_BROADER = Subquery(Term.objects.filter(row=OuterRef("pk"), facet="broader").values("value")[:1])
_CONTENT = Subquery(StoredPayload.objects.filter(pk=OuterRef("digest")).values("content"))


def _of_both(observance: UUID, issuer: UUID, instant: datetime) -> Q:
    on_it, by_it = naming([observance], instant, facet="observance"), naming([issuer], instant, facet="issuer")
    return Q(on_it, by_it, kind="statement", into=None)


DATED = ("statement", "timeline-entry")


def on_day(reading: Reading, month: int, day: int, *, reader: str) -> tuple[Entry, ...]:
    """Events and statements dated to that day of any year, the earliest first; of a span, its first and last day.

    One query.
    """
    bounds = Q(earliest__month=month, earliest__day=day) | Q(latest__month=month, latest__day=day)
    rows = _listed(reading).leading(reader).filter(bounds, kind__in=DATED).order_by(*_in_order("oldest", reader))
    return tuple(entry for entry in map(_entry, rows) if (month, day) in _days(entry))


def _days(entry: Entry) -> set[tuple[int, int]]:
    return {(day.month, day.day) for day in Dating.parse(entry.date).days}


def days(reading: Reading) -> set[tuple[int, int]]:
    """Month and day of every date on which ``on_day`` finds something. One query."""
    dated = _listed(reading).leading("az").filter(kind__in=DATED).order_by("date").values_list("date", flat=True)
    return {(day.month, day.day) for written in dated.distinct() for day in Dating.parse(written).days}


def in_year(reading: Reading, year: int, *, reader: str, limit: int = 500) -> tuple[Entry, ...]:
    """Statements of a year and events that touch it, the earliest first. One query."""
    rows = _listed(reading).leading(reader).filter(kind__in=DATED, first_year__lte=year, last_year__gte=year)
    return tuple(map(_entry, rows.order_by(*_in_order("oldest", reader))[:limit]))


def tally_of_years(reading: Reading) -> dict[int, dict[str, int]]:
    """Year → kind → how many statements and events stand under it. One query."""
    rows = _listed(reading).filter(kind__in=DATED, leads_en=True, year__isnull=False)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for year, kind, count in rows.order_by("year").values_list("year", "kind").annotate(Count("pk")):
        found[year][kind] = count
    return dict(found)


def latest_statements(
    reading: Reading, *, reader: str, limit: int, kept: Mapping[UUID, int]
) -> tuple[tuple[Entry, UUID | None], ...]:
    """The newest statements, and all of those on the observances ``kept`` in these years; each with its observance.

    One query.
    """
    rows = _listed(reading).leading(reader).filter(kind="statement").order_by(*_in_order("newest", reader))
    wanted = Q(pk__in=rows.values("pk")[:limit])
    for observance, year in kept.items():
        wanted |= Q(naming([observance], reading.instant, facet="observance"), year=year)
    on = Term.objects.filter(row=OuterRef("pk"), facet="observance").values("value")[:1]
    found = rows.filter(wanted).annotate(observance=Subquery(on))
    return tuple((_entry(row), getattr(row, "observance")) for row in found)  # noqa: B009  # an annotation


def changed(
    reading: Reading, asked: Asked, *, reader: str, page: int = 1, about: UUID | None = None
) -> tuple[tuple[Entry, ...], bool]:
    """What is asked, what changed last first, and whether there is more. ``about``: one record and all that name it.

    One query, and one more where words are asked for.
    """
    matching = _of_kind_and_year(_matching(reading, asked, _queries(reading, asked.terms)), asked)
    rows = _one_a_record(matching, asked, reader)
    if about:
        rows = rows.filter(Q(record=about) | naming([about], reading.instant))
    first = (page - 1) * PER_FEED
    found = rows.order_by("-live_from", f"sort_{reader}", "record")[first : first + PER_FEED + 1]
    entries = tuple(_entry(row, leads=getattr(row, f"leads_{reader}")) for row in found)
    return entries[:PER_FEED], len(entries) > PER_FEED


def tally(reading: Reading) -> dict[int | None, int]:
    """How many live records stand under each year, and under none. One query."""
    return dict(_listed(reading).leading("az").order_by("year").values_list("year").annotate(Count("pk")))


def of_year(reading: Reading, year: int | None, *, part: int, most: int) -> tuple[tuple[Entry, ...], ...]:
    """The live records under ``year``, each in all its languages: so many, after those of earlier parts. One query."""
    rows = _listed(reading).filter(year=year)
    records = rows.leading("az").order_by("record").values("record")[(part - 1) * most : part * most]
    found = rows.filter(record__in=records).order_by("record", "language")
    return tuple(tuple(map(_entry, same)) for _record, same in groupby(found, key=lambda row: row.record))


def _visible(reading: Reading) -> RowQuerySet:
    rows = Row.objects.live(reading.instant)
    if reading.is_past:
        withheld = Interval.objects.covering(reading.now).filter(record=OuterRef("record"), withheld=True)
        rows = rows.filter(~Exists(withheld))
    return rows


def _listed(reading: Reading) -> RowQuerySet:
    return _visible(reading).of_their_own()


def _queries(reading: Reading, terms: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """``terms``, and the same with every other name of what they name in it: "garabagh 1990" for "karabakh 1990".

    The longest name counts. Names are those of today, whenever the archive is looked at. One query, or none.
    """
    if not terms:
        return ()
    spans = {
        " ".join(terms[first:end]): (first, end)
        for first in range(len(terms))
        for end in range(first + 1, len(terms) + 1)
    }
    live = Row.objects.live(reading.now).of_their_own()
    meant = live.filter(spellings__folded__in=spans).values("record")
    of_record: dict[UUID, set[str]] = defaultdict(set)
    for record, folded in live.filter(record__in=meant).values_list("record", "spellings__folded").distinct():
        of_record[record].add(folded or "")
    found = {name for names in of_record.values() for name in names if name in spans}
    if not found:
        return (terms,)
    longest = max(found, key=lambda name: (len(name.split()), name))
    first, end = spans[longest]
    others = {name for names in of_record.values() if longest in names for name in names} - {longest, ""}
    again = ((*terms[:first], *name.split(), *terms[end:]) for name in sorted(others)[:MOST_NAMES])
    return (terms, *again)


def _matching(reading: Reading, asked: Asked, queries: tuple[tuple[str, ...], ...]) -> RowQuerySet:
    """All but the filters whose facets are counted."""
    rows = _listed(reading)
    for facet in ("observance", "issuer", "place"):
        if value := getattr(asked, facet):
            rows = rows.filter(naming([value], reading.instant, facet=facet))
    if asked.subjects:
        rows = rows.filter(naming(asked.subjects, reading.instant, facet="subject"))
    if asked.earliest:
        rows = rows.filter(latest__gte=asked.earliest)
    if asked.latest:
        rows = rows.filter(earliest__lte=asked.latest)
    if queries:
        rows = rows.filter(pk__in=engines.rows_with(queries))
    return rows


def _in_language(rows: RowQuerySet, asked: Asked) -> RowQuerySet:
    return rows.filter(language=asked.language) if asked.language else rows


def _of_kind_and_year(rows: RowQuerySet, asked: Asked) -> RowQuerySet:
    if asked.kinds:
        rows = rows.filter(kind__in=asked.kinds)
    if asked.year is None:
        return rows
    return rows.filter(first_year__lte=asked.year, last_year__gte=asked.year)


def _one_a_record(rows: RowQuerySet, asked: Asked, reader: str) -> RowQuerySet:
    if asked.language:
        return rows.filter(language=asked.language)
    if not asked.terms:
        return rows.leading(reader)
    # The words may occur in one language only: then that row stands for the record.
    rank = Window(RowNumber(), partition_by="record", order_by=(f"-leads_{reader}", "language"))
    return rows.alias(rank=rank).filter(rank=1)


Counted = tuple[str, int | None, int | None, int | None, int]


_YEAR = PositiveSmallIntegerField(null=True)


def _counted(rows: RowQuerySet, chosen: RowQuerySet) -> tuple[list[Counted], dict[str, int]]:
    """How many records there are in ``rows`` of each kind and years, and in ``chosen`` of each language. One query."""
    columns = ("kind", "year", "first_year", "last_year")
    none = {"no_kind": Value(""), **{f"no_{column}": Value(None, output_field=_YEAR) for column in columns[1:]}}
    records = Count("record", distinct=True)
    of_kinds = rows.annotate(no_language=Value("")).values_list(*columns, "no_language").annotate(count=records)
    of_languages = chosen.annotate(**none).values_list(*none, "language").annotate(count=records)
    found = list(of_kinds.order_by().union(of_languages.order_by(), all=True))
    cube = [(kind, year, first, last, count) for kind, year, first, last, language, count in found if not language]
    return cube, {language: count for *_none, language, count in sorted(found, key=itemgetter(4)) if language}


def _roll_up(cube: Iterable[Counted], asked: Asked) -> tuple[dict[str, int], dict[int, int], int]:
    """Counts by kind, by year and in all. A year is offered if something stands under it; all that touch it count."""
    kinds: Counter[str] = Counter()
    of_kind: list[tuple[int | None, range, int]] = []
    total = 0
    for kind, year, first, last, count in cube:
        touched = range(first or 0, (last or 0) + 1)
        is_of_year = asked.year is None or asked.year in touched
        if is_of_year:
            kinds[kind] += count
        if not asked.kinds or kind in asked.kinds:
            of_kind.append((year, touched, count))
            total += count if is_of_year else 0
    offered = sorted({year for year, _touched, _count in of_kind if year is not None}, reverse=True)
    years = {year: sum(count for _year, touched, count in of_kind if year in touched) for year in offered}
    return dict(sorted(kinds.items())), years, total


def _entry(row: Row, *, leads: bool = True, text: SearchText | None = None) -> Entry:
    return Entry(
        record=row.record,
        kind=row.kind,
        slug=row.slug,
        number=row.number,
        digest=row.digest,
        since=row.live_from,
        language=row.language,
        title=row.title,
        summary=row.summary,
        date=row.date,
        one_night=row.one_night,
        time=row.time,
        zone=row.zone,
        year=row.year,
        form=row.form,
        issuers=tuple(label or name_withheld() for label in row.issuers),
        leads=leads,
        words=text.words if text else "",
        beside=tuple((language, words) for language, words in text.beside) if text else (),
        broader=getattr(row, "broader", None),
    )
