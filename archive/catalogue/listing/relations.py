"""The records that one record names, and those that name it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import BinaryField, Case, Exists, OuterRef, Q, Subquery, Value, When

from archive.catalogue.models import Term, naming
from archive.editions.models import StoredPayload
from archive.editions.payloads import Payload
from archive.editions.payloads.sources import SourcePayload
from archive.editions.reading import Reading

from . import queries
from .entries import BROADER, Entry, entry_of

BEHIND_FIGURES = ("speaker", "stated-in", "place")
_NONE = Q(pk__in=())
_NOTHING = Value(None, output_field=BinaryField())
_CONTENT = Subquery(StoredPayload.objects.filter(pk=OuterRef("digest")).values("content"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """The records that one record names, and those that name it. A record may be in both.

    ``with_figures`` are the payloads of those that name it as their observance and hold figures, the earliest first.
    ``sources`` are those of the sources it names, and of those behind the figures: where a source can be read changes
    after it was cited. ``siblings`` are the statements of one issuer on one observance, if those were asked for.
    ``entries`` are all of these and, besides, who and what is behind the figures.
    """

    named: tuple[Entry, ...]
    naming: tuple[Entry, ...]
    with_figures: tuple[Payload, ...] = ()
    sources: tuple[SourcePayload, ...] = ()
    siblings: tuple[Entry, ...] = ()
    entries: tuple[Entry, ...] = ()


def related(
    reading: Reading,
    record: UUID,
    named: Collection[str],
    *,
    reader: str,
    limit: int = 500,
    year: int | None = None,
    siblings: tuple[UUID, UUID] | None = None,
    with_figures: bool = False,
) -> Related:
    """The live records that ``record`` names (``named``: their uuids) and those that name it, newest first.

    With ``year``, of the statements only those of that year, and the earliest of all. ``siblings`` is an observance and
    an issuer: also the statements of both. ``with_figures``: also the figures of the events it recalls, and who is
    behind them. One query.
    """
    rows = queries.visible(reading).leading(reader)
    wanted, counted = Q(record__in=list(named)), _NONE
    if with_figures:
        events = rows.filter(
            naming([record], reading.instant, facet="observance"),
            Exists(Term.objects.filter(row=OuterRef("pk"), facet="speaker")),
        )
        said = Term.objects.filter(row__in=events.values("pk"), facet__in=BEHIND_FIGURES)
        wanted |= Q(record__in=said.values("value"))
        counted = Q(pk__in=events.values("pk"))
    content = Case(
        When(Q(wanted, kind="source") | counted, then=_CONTENT), default=_NOTHING, output_field=BinaryField()
    )
    alike = _of_both(*siblings, reading.instant) if siblings else _NONE
    of_year = Q()
    if year is not None:
        on_it = rows.filter(naming([record], reading.instant, facet="observance"), kind="statement")
        of_year = ~Q(kind="statement") | Q(year=year) | Q(pk__in=on_it.order_by("year", "pk").values("pk")[:1])
    # What is only named comes first, so that the limit never cuts it off.
    found = list(
        rows.annotate(
            is_naming=naming([record], reading.instant),
            is_sibling=Case(When(alike, then=Value(True)), default=Value(False)),
            content=content,
            broader=BROADER,
        )
        .filter(wanted | Q(is_naming=True) | Q(is_sibling=True), of_year)
        .exclude(record=record)
        .order_by("is_naming", *queries.ordering("newest"))[:limit]
    )
    pairs = [(entry_of(row), vars(row)) for row in found]
    contents = [bytes(row["content"]) for _entry, row in reversed(pairs) if row["content"]]
    payloads = [reading.payload(content) for content in contents]
    return Related(
        named=tuple(entry for entry, _row in pairs if str(entry.record) in named),
        naming=tuple(entry for entry, row in pairs if row["is_naming"]),
        with_figures=tuple(payload for payload in payloads if not isinstance(payload, SourcePayload)),
        sources=tuple(payload for payload in payloads if isinstance(payload, SourcePayload)),
        siblings=tuple(entry for entry, row in pairs if row["is_sibling"]),
        entries=tuple(entry for entry, _row in pairs),
    )


def _of_both(observance: UUID, issuer: UUID, instant: datetime) -> Q:
    on_it, by_it = naming([observance], instant, facet="observance"), naming([issuer], instant, facet="issuer")
    return Q(on_it, by_it, kind="statement", into=None)
