"""What is still to come and names others. No act lets it name what readers would not know by then."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.catalogue.models import Row, Term
from archive.editions import acts, knowledge
from archive.editions.acts import NotPublished
from archive.editions.models import Edition, Interval

IN_THE_WAY: Final = _("“%(title)s” is still to come and would name what readers do not know by then. Recall it first.")
LEFT_BEHIND: Final = _(
    "“%(title)s” is still to come and names this as it was scheduled. Submit this again, so that both change together."
)


class NamesOtherwise(NotPublished):
    """Something is still to come of ``record`` (its uuid), and names others as they would not be known then."""

    def __init__(self, said: str, record: UUID) -> None:
        super().__init__(said)
        self.record = record


def naming(records: Collection[UUID], *, now: datetime) -> list[Edition]:
    """The coming editions that name one of ``records``: the catalogue knows them by its terms. One query."""
    return acts.pending(records=_naming(records, now), now=now) if records else []


def betraying(records: Collection[UUID], *, now: datetime) -> list[Edition]:
    """The coming editions that name one of ``records``, which just changed, as readers will not know it by then."""
    return knowledge.betraying(naming(records, now=now), about={str(record) for record in records})


def require_known(records: Collection[UUID], *, now: datetime, otherwise: Promise = IN_THE_WAY) -> None:
    """After an act has changed when ``records`` stand: all that is to come names them as readers know them by then."""
    _require_none(betraying(records, now=now), otherwise)


def require_all_known(moved: Collection[Edition]) -> None:
    """After coming editions were ``moved`` to another instant: they name only what readers know by then."""
    _require_none(knowledge.betraying(moved), IN_THE_WAY)


def _require_none(betraying: Collection[Edition], otherwise: Promise) -> None:
    for edition in betraying:
        title = next(iter(edition.payload.held.titles().values()))
        raise NamesOtherwise(str(otherwise) % {"title": title}, edition.record)


def _naming(records: Collection[UUID], now: datetime) -> QuerySet[Any]:
    """The uuids of records with something to come that names one of these."""
    term = Term.objects.filter(row=OuterRef("pk"), value__in=records)
    row = Row.objects.filter(Q(Exists(term)) | Q(into__in=records))
    itself = row.filter(record=OuterRef("record"), live_from=OuterRef("live_from"))
    return Interval.objects.filter(Exists(itself), live_from__gt=now).values("record")
