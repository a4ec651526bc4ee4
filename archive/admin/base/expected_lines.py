"""What is expected on an observance, as the desk shows it: each cell and each line leads on to its next act."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.dossiers import expected
from archive.dossiers.expected import MISSING, Cell, Expected
from archive.editorial.models import State
from archive.editorial.people import User
from archive.editorial.permissions import may
from archive.editorial.problems import Spot
from archive.records.statements import Statement

from .links import address, record_url
from .spots import spot_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What comes next with a statement, for whoever looks."""

    label: Promise | str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCell:
    """``cell`` is none in a column whose language is not expected of this statement."""

    language: str
    cell: Cell | None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """One statement that is expected, or that there is."""

    expected: Expected
    title: str
    url: str
    cells: tuple[ShownCell, ...]
    act: Act | None
    alarm: str = ""


def columns(found: Iterable[Expected]) -> list[str]:
    """The languages of all of them: a column each."""
    return expected.in_order(cell.language for one in found for cell in one.cells)


def line(one: Expected, codes: Iterable[str], *, person: User, begun: str, alarm: str = "") -> ShownLine:
    """``begun`` is where a statement that is missing is begun."""
    return ShownLine(
        expected=one,
        title=str(one.record) if one.record else "",
        url=record_url(one.record) if one.record else "",
        cells=tuple(_cells(one, codes)),
        act=next(_acts(one, person, begun), None),
        alarm=alarm,
    )


def begin_url(one: Expected | None, observance: int, year: int, day: date | None) -> str:
    """The form of a new statement, with all in it that is known."""
    said = {"observance": observance, "year": year, "origin": one.origin if one else expected.OURS}
    said |= {"form": one.form} if one else {}
    said |= {"date": day.isoformat()} if day else {}
    return f"{address('archive_statement_add')}?{urlencode(said)}"


def _cells(one: Expected, codes: Iterable[str]) -> Iterator[ShownCell]:
    there = {cell.language: cell for cell in one.cells}
    for code in codes:
        cell = there.get(code)
        yield ShownCell(language=code, cell=cell, url=_cell_url(one, cell) if cell else "")


def _cell_url(one: Expected, cell: Cell) -> str:
    """Where one goes on with it in this language: where it is read, if somebody has to decide."""
    if one.record is None:
        return ""
    if cell.state in (State.IN_REVIEW, State.APPROVED) and one.candidate:
        return address("review", one.candidate)
    return spot_url(one.record, Spot(language=cell.language))


def _acts(one: Expected, person: User, begun: str) -> Iterator[Act]:
    if one.record is None:
        if may(person, "submit"):
            yield Act(label=_("Write the statement") if one.is_ours else _("Record it"), url=begun)
        return
    act = address("act", one.record.uuid, "submit")
    if one.state in (State.DRAFT, State.RETURNED, State.CHANGED, State.DIFFERS, State.OVERTAKEN):
        if may(person, "submit"):
            yield Act(label=_("Submit for review"), url=act)
    elif one.state == State.IN_REVIEW and one.candidate and may(person, "review"):
        yield Act(label=_("Read and decide"), url=address("review", one.candidate))
    elif one.state == State.APPROVED and may(person, "publish"):
        yield Act(label=_("Schedule"), url=address("act", one.record.uuid, "schedule"))
    if may(person, "submit"):
        yield from _missing(one, one.record)


def _missing(one: Expected, record: Statement) -> Iterator[Act]:
    missing = next((cell.language for cell in one.cells if cell.state == MISSING), None)
    if missing:
        yield Act(label=_("Add the missing language"), url=spot_url(record, Spot(language=missing)))
