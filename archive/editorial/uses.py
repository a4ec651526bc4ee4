"""Everything that names a record: on the desk, before readers, in what is still to come; and in mere words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.catalogue import engines
from archive.catalogue.models import Row, RowText, Term
from archive.editions.models import Interval
from archive.passages import Piece, passages
from archive.records.base import Record
from archive.records.naming import drafts_naming

from . import privacy
from .models import State
from .states import states

# So many texts are read, those that readers have now first.
MOST_READ: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """An edition that names it: one that readers have now, will have, or had. What is still to come has no number."""

    number: int | None
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One record that names another: ``ways`` says where in its draft, ``editions`` in what is frozen."""

    record: Record
    state: State
    ways: tuple[str, ...]
    editions: tuple[Naming, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingText:
    """A text in ``language`` that holds a name of another record, with the ``passages`` in which it does."""

    record: Record
    language: str
    when: str
    passages: tuple[tuple[Piece, ...], ...]


NOW, COMING, PAST = _("readers have it"), _("still to come"), _("earlier")


def uses(record: Record) -> tuple[Use, ...]:
    """Every other record that names ``record``, by kind and title. What is frozen is found by its terms."""
    record = record.of_its_kind()
    drafts, editions = drafts_naming(record), _editions_naming(record)
    found = Record.objects.filter(pk__in=drafts) | Record.objects.filter(uuid__in=editions)
    naming = list(found.prefetch_related("texts"))
    state = states(naming)
    return tuple(
        Use(
            record=one,
            state=state[one.pk],
            ways=tuple(str(way) if way else gettext("link in a text") for way in drafts.get(one.pk, ())),
            editions=tuple(editions.get(one.uuid, ())),
        )
        for one in sorted(naming, key=lambda one: (one.kind, str(one)))
    )


def texts_naming(record: Record) -> tuple[tuple[NamingText, ...], bool]:
    """The texts whose own words hold a name of ``record``, and whether there may be more than were read.

    A whole name comes before a part of one; then what readers have now, what is still to come, and earlier editions.
    Each text once.
    """
    called = privacy.names_of(record)
    if not called:
        return (), False
    texts = _holding(record, called)
    records = {one.uuid: one for one in Record.objects.filter(uuid__in={text.row.record for text in texts})}
    found: dict[tuple[UUID, str], tuple[int, NamingText]] = {}
    for text in texts:
        row = text.row
        own = text.in_one_line()
        held = [name for name in called if privacy.holds(own, name)]
        if held and (row.record, text.language) not in found:
            when = str(_when(row.live_from, row.live_until, clock.now()))
            held_in = passages(own, {beginning for name in held for beginning in name}, beginnings=True)
            naming = NamingText(record=records[row.record], language=text.language, when=when, passages=held_in)
            found[row.record, text.language] = max(map(len, held)), naming
    fullest_first = sorted(found.values(), key=lambda one: -one[0])
    return tuple(naming for _length, naming in fullest_first), len(texts) == MOST_READ


def _holding(record: Record, called: Collection[privacy.Beginnings]) -> list[RowText]:
    """Texts of others that may hold one of these names: they are found by what they name as well."""
    withheld = Interval.objects.covering(clock.now()).filter(record=OuterRef("row__record"), withheld=True)
    texts = RowText.objects.filter(~Exists(withheld), pk__in=engines.WORDS.ids_with(sorted(called), beginnings=True))
    newest = texts.exclude(row__record=record.uuid).order_by("-row__live_until", "row__live_from", "pk")
    return list(newest.select_related("row")[:MOST_READ])


def _editions_naming(record: Record) -> dict[UUID, list[Naming]]:
    """uuid of each other record → its editions that name ``record``, in their order."""
    named = Row.objects.filter(Exists(Term.objects.filter(row=OuterRef("pk"), value=record.uuid)))
    stands: dict[tuple[UUID, int], set[object]] = {}
    now = clock.now()
    spans = named.exclude(record=record.uuid).order_by("record", "number").distinct()
    for uuid, number, begin, end in spans.values_list("record", "number", "live_from", "live_until"):
        stands.setdefault((uuid, number), set()).add(_when(begin, end, now))
    found: dict[UUID, list[Naming]] = {}
    for (uuid, number), whens in stands.items():
        when = next(one for one in (NOW, COMING, PAST) if one in whens)
        found.setdefault(uuid, []).append(Naming(number=None if when is COMING else number, when=str(when)))
    return found


def _when(begin: datetime, end: datetime, now: datetime) -> object:
    if begin > now:
        return COMING
    return NOW if now < end else PAST
