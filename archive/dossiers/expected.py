"""What is to be said on an observance in a year, in which languages, and how far each of them is."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from archive import clock, languages
from archive.catalogue.models import RowForReader
from archive.editorial.models import RecordState, State
from archive.records.base import leading
from archive.records.statements import Issuer, Statement
from archive.records.texts import Text, titles_of

from .models import Obligation

# Primary key of an observance, and a year.
Year = tuple[int, int]

MISSING: Final = "missing"
# So many statements are read, of all that is asked for at once; of one year those come first that are our own.
MOST: Final = 500
OURS: Final = Statement.Origin.AUTHORED.value
# In these, something of it is in readers' hands or will be by itself.
FROZEN: Final = (State.SCHEDULED, State.PUBLISHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How far a statement is in one language. ``at`` is when it goes out, if it is scheduled.

    ``whose`` says whose words they are, where others have issued it and it is not the original.
    """

    language: str
    state: str
    at: datetime | None = None
    whose: str = ""

    @property
    def label(self) -> str:
        return str(_("Missing")) if self.state == MISSING else str(State(self.state).label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A statement that somebody must issue, or that there is. ``record`` is a statement without its words.

    ``issuer`` and ``form`` are as the desk calls them, ``basis`` is the instrument that obliges it, or a note;
    ``state`` is that of the record, where there is one.
    """

    cells: tuple[Cell, ...]
    form: str
    origin: str
    issuer: str = ""
    basis: str = ""
    obligation: Obligation | None = None
    record: Statement | None = None
    state: State | None = None
    goes_out_otherwise: bool = False
    # What was submitted last, by its uuid.
    candidate: UUID | None = None

    @property
    def is_ours(self) -> bool:
        return self.origin == OURS

    @property
    def form_label(self) -> str:
        return str(Statement.Form(self.form).label)

    @property
    def how_much(self) -> str:
        """What is here of what others issued, where that is not all: an excerpt, or somebody's report."""
        is_part = self.record and not self.is_ours and self.record.completeness != Statement.Completeness.FULL
        return str(self.record.get_completeness_display()) if self.record and is_part else ""

    @property
    def goes_out_at(self) -> datetime | None:
        """When the first of what is scheduled goes out."""
        return min((cell.at for cell in self.cells if cell.at), default=None)

    @property
    def is_frozen(self) -> bool:
        """Whether anything of it will be read without anybody doing anything more."""
        return any(cell.state in FROZEN for cell in self.cells)


def of_year(observance: int, year: int) -> tuple[Expected, ...]:
    return of_years([(observance, year)])[observance, year]


def of_years(years: Collection[Year]) -> dict[Year, tuple[Expected, ...]]:
    """What is expected in each of ``years``, and what there is besides; what we issue first. Seven queries for all."""
    asked = _Asked(years)
    return {year: tuple(sorted(asked.of(year), key=lambda one: not one.is_ours)) for year in years}


class _Asked:
    """All that is known of several years, read at once."""

    def __init__(self, years: Collection[Year]) -> None:
        observances = {observance for observance, _year in years}
        self.obligations = _by_observance(observances)
        self.statements = _by_year(years)
        records = [one for found in self.statements.values() for one in found]
        self.issuers = _issuers([one.pk for one in records])
        named = {key for keys in self.issuers.values() for key in keys}
        obliged = [one for found in self.obligations.values() for one in found]
        named |= {key for one in obliged for key in (one.institution_id, one.instrument_id) if key}
        keys = [*(one.pk for one in records), *named]
        self.titles: Mapping[int, Mapping[str, str]] = titles_of(keys) if keys else {}
        self.standing = _standing([one.pk for one in records])
        self.frozen = _frozen([one.uuid for one in records])
        self.whose = _whose([one.pk for one in records if one.origin != OURS])

    def of(self, year: Year) -> Iterator[Expected]:
        left = list(self.statements.get(year, ()))
        for obligation in self.obligations.get(year[0], ()):
            if obligation.holds_in(year[1]):
                found = next((one for one in left if self._fulfils(one, obligation)), None)
                if found:
                    left.remove(found)
                yield self._expected(obligation, found)
        for one in left:
            yield self._expected(None, one)

    def _fulfils(self, statement: Statement, obligation: Obligation) -> bool:
        is_such = (statement.form, statement.origin) == (obligation.form, obligation.origin)
        return is_such and obligation.institution_id in self.issuers.get(statement.pk, ())

    def _expected(self, obligation: Obligation | None, statement: Statement | None) -> Expected:
        said: Any = obligation or statement
        issuers = self.issuers.get(statement.pk, ()) if statement else (said.institution_id,)
        found = self.standing.get(statement.pk) if statement else None
        if statement:
            statement.listed_titles = self.titles[statement.pk]
        return Expected(
            obligation=obligation,
            record=statement,
            form=said.form,
            origin=said.origin,
            issuer=", ".join(map(self._called, issuers)),
            basis=self._basis(obligation) if obligation else "",
            cells=tuple(self._cells(obligation, statement, found)),
            state=found.state if found else None,
            goes_out_otherwise=bool(found and found.goes_out_otherwise),
            candidate=found.candidate if found else None,
        )

    def _called(self, record: int) -> str:
        return leading(self.titles[record], languages.current())

    def _basis(self, obligation: Obligation) -> str:
        instrument = self._called(obligation.instrument_id) if obligation.instrument_id else ""
        return " · ".join(filter(None, (instrument, obligation.note)))

    def _cells(self, obligation: Obligation | None, statement: Statement | None, found: "_Standing | None") -> Any:
        written = {code for code, title in self.titles[statement.pk].items() if title} if statement else set()
        frozen = self.frozen.get(statement.uuid, {}) if statement else {}
        for code in in_order(_wanted(obligation, statement) | written | frozen.keys()):
            whose = self.whose.get((statement.pk, code), "") if statement else ""
            yield replace(_cell(code, written, frozen.get(code), found), whose=whose)


def _wanted(obligation: Obligation | None, statement: Statement | None) -> set[str]:
    """What we issue is expected in every language in which we write, unless the obligation names some."""
    if obligation and obligation.languages:
        return set(obligation.languages)
    is_ours = OURS in (obligation and obligation.origin, statement and statement.origin)
    return set(languages.written()) if is_ours else set()


def in_order(codes: Iterable[str]) -> list[str]:
    """Languages as the archive names them, others behind."""
    order = {code: place for place, code in enumerate(languages.spoken())}
    return sorted(set(codes), key=lambda code: (order.get(code, len(order)), code))


def _cell(code: str, written: Collection[str], live_from: datetime | None, found: "_Standing | None") -> Cell:
    """Readers' hands first, then what waits, then what is only written."""
    if found and found.state == State.WITHDRAWN:
        return Cell(language=code, state=State.WITHDRAWN)
    if live_from:
        is_coming = live_from > clock.now()
        return Cell(language=code, state=FROZEN[not is_coming], at=live_from if is_coming else None)
    if found and found.waiting and code in found.languages:
        return Cell(language=code, state=found.waiting)
    return Cell(language=code, state=State.DRAFT if code in written else MISSING)


# --- what is asked ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Standing:
    """The state of a record now; what waits of it, and in which languages."""

    state: State
    waiting: str
    languages: Collection[str]
    goes_out_otherwise: bool
    candidate: UUID | None


def _by_observance(observances: Collection[int]) -> dict[int, list[Obligation]]:
    found = defaultdict(list)
    for one in Obligation.objects.filter(observance__in=observances).order_by("pk"):
        found[one.observance_id].append(one)
    return found


def left_out(found: Mapping[Year, Collection[Expected]]) -> int:
    """How many statements of the years that were ``found`` are more than are read at once. One query, if any are."""
    read = sum(one.record is not None for every in found.values() for one in every)
    return _statements(found).count() - read if read >= MOST else 0


def _statements(years: Collection[Year]) -> QuerySet[Statement]:
    of_year = defaultdict(list)
    for observance, year in years:
        of_year[year].append(observance)
    such = Q() if years else Q(pk=None)
    for year, observances in of_year.items():
        such |= Q(year=year, observance__in=observances)
    return Statement.objects.filter(such, merged_into=None).order_by("origin", "pk")


def _by_year(years: Collection[Year]) -> dict[Year, list[Statement]]:
    read = _statements(years).only("uuid", "kind", "slug", "year", "form", "origin", "completeness", "observance")
    found = defaultdict(list)
    for one in read[:MOST]:
        found[one.observance_id or 0, one.year or 0].append(one)
    return found


def _issuers(statements: Collection[int]) -> dict[int, list[int]]:
    found = defaultdict(list)
    if statements:
        rows = Issuer.objects.filter(statement__in=statements).order_by("statement", "position", "pk")
        for statement, institution in rows.values_list("statement", "institution"):
            found[statement].append(institution)
    return found


def _whose(statements: Collection[int]) -> dict[tuple[int, str], str]:
    """Whose words each text is, where it is not the original."""
    if not statements:
        return {}
    rows = Text.objects.filter(record__in=statements).exclude(translation=Text.Translation.ORIGINAL)
    found = rows.values_list("record", "language", "translation")
    return {(record, code): str(Text.Translation(status).label) for record, code, status in found}


def _standing(statements: Collection[int]) -> dict[int, _Standing]:
    if not statements:
        return {}
    now = clock.now()
    rows = RecordState.objects.filter(record__in=statements).values(
        *("record", "state", "waiting", "changes_at", "next_state", "next_waiting"),
        *("goes_out_otherwise", "candidate__languages", "candidate__uuid"),
    )
    found = {}
    for row in rows:
        is_past = row["changes_at"] is not None and row["changes_at"] <= now
        found[row["record"]] = _Standing(
            State(row["next_state"] if is_past else row["state"]),
            (row["next_waiting"] if is_past else row["waiting"]) or "",
            row["candidate__languages"] or (),
            row["goes_out_otherwise"] and not is_past,
            row["candidate__uuid"],
        )
    return found


def _frozen(records: Collection[UUID]) -> dict[UUID, dict[str, datetime]]:
    """Since when, or from when on, readers have each record in each of its languages."""
    if not records:
        return {}
    lasting = RowForReader.objects.filter(reader=languages.spoken()[0], row__record__in=records)
    rows = lasting.filter(row__live_until__gt=clock.now()).order_by("-row__live_from")
    found: dict[UUID, dict[str, datetime]] = defaultdict(dict)
    for record, codes, begin in rows.values_list("row__record", "languages", "row__live_from"):
        found[record] |= dict.fromkeys(codes.split(), begin)
    return found
