"""Lists, filters and search for readers. Everything here starts from a ``Reading`` and sees nothing beyond it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from uuid import UUID

from django.db.models import BinaryField, Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When, Window
from django.db.models.functions import RowNumber

from archive.editions import payloads
from archive.editions.models import Interval, StoredPayload
from archive.editions.payloads import Payload
from archive.editions.reading import Reading

from . import engines
from .models import Row, RowQuerySet, SearchText, Term, naming

PER_PAGE = 20
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

    ``leads`` says whether that is the best one for the reader; it is not when the words that were looked for, or the
    language that was asked for, stand in another. ``words`` is its whole text when searching, ``beside`` what says
    itself in which language it is. ``broader`` is said of
    subjects by ``choices`` and ``around``. ``issuers`` are the labels of those who issued it, by language.
    """

    record: UUID
    kind: str
    slug: str
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
class Around:
    """The records that one record names, and those that name it. A record may be in both.

    ``counted`` are the payloads of those that name it as their observance and hold figures, the earliest first.
    ``found`` are all of these and, besides, who and what is behind the figures.
    """

    named: tuple[Entry, ...]
    naming: tuple[Entry, ...]
    counted: tuple[Payload, ...] = ()
    found: tuple[Entry, ...] = ()


def find(reading: Reading, asked: Asked, *, reader: str, page: int = 1, order: str = "newest") -> Found:
    """One page of what is asked, for a reader of ``reader``. ``order`` is newest, oldest or title.

    Three queries, and one more where words are asked for.
    """
    queries = _queries(reading, asked.terms)
    matching = _matching(reading, asked, queries)
    by_kind_and_years = (
        _in_language(matching, asked)
        .values_list("kind", "year", "first_year", "last_year")
        .annotate(Count("record", distinct=True))
    )
    kinds, years, total = _roll_up(by_kind_and_years.order_by(), asked)
    chosen = _of_kind_and_year(matching, asked)
    if not total and not asked.language:
        return Found(entries=(), total=0, page=1, pages=1, kinds=kinds, years=years, languages={})
    by_language = chosen.values_list("language").annotate(Count("record", distinct=True)).order_by()
    languages = dict(sorted(by_language))
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
    with_figures: bool = False,
) -> Around:
    """The live records that ``record`` names (``named``: their uuids) and those that name it, newest first.

    With ``year``, of the statements only those of that year. ``with_figures``: also the figures of the events it
    recalls, and who is behind them. One query.
    """
    rows = _visible(reading).leading(reader)
    events = rows.filter(
        naming([record], reading.instant, facet="observance"),
        Exists(Term.objects.filter(row=OuterRef("pk"), facet="speaker")),
    )
    said = Term.objects.filter(row__in=events.values("pk"), facet__in=BEHIND_FIGURES)
    behind = Q(record__in=said.values("value")) if with_figures else Q(pk__in=())
    content = _content_of(events) if with_figures else _NOTHING
    of_year = Q() if year is None else ~Q(kind="statement") | Q(year=year)
    # What is only named comes first, so that the limit never cuts it off.
    found = list(
        rows.annotate(is_naming=naming([record], reading.instant), content=content, broader=_BROADER)
        .filter(Q(record__in=list(named)) | Q(is_naming=True) | behind, of_year)
        .exclude(record=record)
        .order_by("is_naming", *_in_order("newest", reader))[:limit]
    )
    entries = [(_entry(row), bool(getattr(row, "is_naming"))) for row in found]  # noqa: B009  # an annotation
    contents = [getattr(row, "content") for row in reversed(found)]  # noqa: B009  # another one
    return Around(
        named=tuple(entry for entry, _is_naming in entries if str(entry.record) in named),
        naming=tuple(entry for entry, is_naming in entries if is_naming),
        counted=tuple(payloads.from_bytes(bytes(content)).of_today() for content in contents if content),
        found=tuple(entry for entry, _is_naming in entries),
    )


BEHIND_FIGURES = ("speaker", "stated-in", "place")
_NOTHING = Value(None, output_field=BinaryField())
# Under which subject a subject stands.
_BROADER = Subquery(Term.objects.filter(row=OuterRef("pk"), facet="broader").values("value")[:1])


def _content_of(events: RowQuerySet) -> Case:
    """The payload of a row that is one of ``events``; nothing for others."""
    stored = StoredPayload.objects.filter(pk=OuterRef("digest")).values("content")
    return Case(When(pk__in=events.values("pk"), then=Subquery(stored)), default=_NOTHING, output_field=BinaryField())


def latest(reading: Reading, kinds: Iterable[str], *, reader: str, limit: int) -> tuple[Entry, ...]:
    """The newest live records of ``kinds``. One query."""
    rows = _listed(reading).leading(reader).filter(kind__in=tuple(kinds))
    return tuple(_entry(row) for row in rows.order_by(*_in_order("newest", reader))[:limit])


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


Cell = tuple[str, int | None, int | None, int | None, int]


def _roll_up(cube: Iterable[Cell], asked: Asked) -> tuple[dict[str, int], dict[int, int], int]:
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
        language=row.language,
        title=row.title,
        summary=row.summary,
        date=row.date,
        one_night=row.one_night,
        time=row.time,
        zone=row.zone,
        year=row.year,
        form=row.form,
        issuers=tuple(row.issuers),
        leads=leads,
        words=text.words if text else "",
        beside=tuple((language, words) for language, words in text.beside) if text else (),
        broader=getattr(row, "broader", None),
    )
