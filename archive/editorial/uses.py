"""Everything that names a record: on the desk, before readers, in what is still to come; and in mere words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import clock, names
from archive.catalogue import engines
from archive.catalogue.models import Row, RowText, Term
from archive.editions.models import Interval
from archive.passages import Piece, passages
from archive.records.base import Record
from archive.records.naming import drafts_naming
from archive.records.pictures import Picture
from archive.records.texts import titles

from . import privacy
from .models import State
from .states import states

# So many texts are read, those that readers have now first.
MOST_READ: Final = 200
# Among so many, the newest that were found: a name may stand in most of what there is.
MOST_FOUND: Final = 2 * MOST_READ


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


WHEN: Final = (_("readers have it"), _("still to come"), _("earlier"))
NOW, COMING, PAST = range(len(WHEN))


def uses(record: Record) -> tuple[Use, ...]:
    """Every other record that names ``record``, by kind and title. What is frozen is found by its terms."""
    return _uses(record, most=None)


def first_uses(record: Record, *, most: int) -> tuple[tuple[Use, ...], bool]:
    """So many of them at ``most``, and whether there are more."""
    found = _uses(record, most=most + 1)
    return found[:most], len(found) > most


def _uses(record: Record, *, most: int | None) -> tuple[Use, ...]:
    drafts = drafts_naming(record, most=most)
    frozen = [] if most and len(drafts) >= most else _records_naming(record, most)
    found = Record.objects.filter(Q(pk__in=[*drafts][:most]) | Q(uuid__in=frozen)).prefetch_related(titles())
    naming = sorted(found, key=lambda one: (one.kind, str(one)))[:most]
    state, editions = states(naming), _editions_naming(record, [one.uuid for one in naming])
    in_text = gettext("shown in a text") if record.kind == Picture.KIND else gettext("link in a text")
    return tuple(
        Use(
            record=one,
            state=state[one.pk],
            ways=tuple(str(way) if way else in_text for way in drafts.get(one.pk, ())),
            editions=tuple(editions.get(one.uuid, ())),
        )
        for one in naming
    )


def texts_naming(record: Record) -> tuple[tuple[NamingText, ...], bool]:
    """The texts whose own words hold a name of ``record``, and whether there may be more than were read.

    A whole name comes before a part of one; then what readers have now, what is still to come, and earlier editions.
    Each text once.
    """
    called = privacy.names_of(record)
    if not called:
        return (), False
    texts, are_all = _holding(record, called)
    named = Record.objects.filter(uuid__in={text.row.record for text in texts}).prefetch_related(titles())
    records = {one.uuid: one for one in named}
    found: dict[tuple[UUID, str], tuple[int, NamingText]] = {}
    for text in texts:
        row = text.row
        own = text.in_one_line()
        words = frozenset(names.fold(own).split())
        held = [name for name in called if privacy.is_held(words, name)]
        if held and (row.record, text.language) not in found:
            when = str(WHEN[_when(row.live_from, row.live_until, clock.now())])
            held_in = passages(own, {beginning for name in held for beginning in name}, beginnings=True)
            naming = NamingText(record=records[row.record], language=text.language, when=when, passages=held_in)
            found[row.record, text.language] = max(map(len, held)), naming
    fullest_first = sorted(found.values(), key=lambda one: -one[0])
    return tuple(naming for _length, naming in fullest_first), not are_all


def _holding(record: Record, called: Collection[privacy.Beginnings]) -> tuple[list[RowText], bool]:
    """Texts of others that may hold one of these names, and whether these are all: they are found by what they name as
    well.
    """
    found = _newest(called, MOST_FOUND)
    withheld = Interval.objects.covering(clock.now()).filter(record=OuterRef("row__record"), withheld=True)
    texts = RowText.objects.filter(~Exists(withheld), pk__in=found).exclude(row__record=record.uuid)
    newest = list(texts.order_by("-row__live_until", "row__live_from", "pk").select_related("row")[: MOST_READ + 1])
    return newest[:MOST_READ], len(newest) <= MOST_READ and len(found) < MOST_FOUND


def _newest(called: Collection[privacy.Beginnings], most: int) -> list[int]:
    """Of the texts with words that begin so, so many that were derived last."""
    sql, words = engines.WORDS.rows_with(sorted(called), beginnings=True)
    with connection.cursor() as cursor:
        cursor.execute(engines.WORDS.newest(sql, "%(words)s", most, are_rare=True), {"words": words})
        return [key for (key,) in cursor.fetchall()]


def _records_naming(record: Record, most: int | None) -> list[UUID]:
    """The uuids of other records with an edition that names ``record``, those that readers were given last first."""
    terms = Term.objects.filter(value=record.uuid).order_by("-live_from", "row")
    # An edition may name it in several facets.
    found = terms.values_list("row__record", flat=True)[: most and 4 * most]
    return [uuid for uuid in dict.fromkeys(found) if uuid != record.uuid][:most]


def _editions_naming(record: Record, others: Collection[UUID]) -> dict[UUID, list[Naming]]:
    """uuid of each of these ``others`` → its editions that name ``record``, in their order."""
    # The value without its index: in which everything stands that names the record.
    terms = Term.objects.alias(named=Coalesce("value", F("value"))).filter(row=OuterRef("pk"), named=record.uuid)
    named = Row.objects.filter(Exists(terms))
    stands: dict[tuple[UUID, int], set[int]] = {}
    now = clock.now()
    spans = named.filter(record__in=others).order_by("record", "number").distinct()
    for uuid, number, begin, end in spans.values_list("record", "number", "live_from", "live_until"):
        stands.setdefault((uuid, number), set()).add(_when(begin, end, now))
    found: dict[UUID, list[Naming]] = {}
    said = tuple(map(str, WHEN))
    for (uuid, number), whens in stands.items():
        when = min(whens)
        naming = Naming(number=None if when == COMING else number, when=said[when])
        found.setdefault(uuid, []).append(naming)
    return found


def _when(begin: datetime, end: datetime, now: datetime) -> int:
    """Its place in ``WHEN``."""
    if begin > now:
        return COMING
    return NOW if now < end else PAST
