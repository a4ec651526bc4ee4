"""Everything that names a record: on the desk, before readers, and in what is still to come."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.catalogue.models import Row, Term
from archive.records.base import Record
from archive.records.naming import drafts_naming

from .situations import State, states


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
