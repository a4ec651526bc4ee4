"""Observances with a day on which each is kept."""

from collections.abc import Iterable

from archive import languages
from archive.editions.payloads.observances import ObservancePayload
from archive.public import kinds
from archive.public.frame import addresses
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.kinds.observance_calendar import Kept, days_of
from archive.public.lists.pages import Item
from archive.public.time.pages import ObservanceDay


def observance_days(found: Iterable[Kept], *, visit: Visit) -> tuple[ObservanceDay, ...]:
    """Observances with a day on which each is kept, in the order in which they come."""
    return tuple(
        ObservanceDay(
            item=_observance(payload, visit),
            when=days_of(occurrence, visit.language),
            address=addresses.occurrence(visit.language, payload.slug, occurrence.year, as_of=visit.as_of),
            is_today=occurrence.covers(visit.today),
        )
        for payload, occurrence in found
    )


def _observance(payload: ObservancePayload, visit: Visit) -> Item:
    language, words = payload.words(visit.language)
    is_foreign = language != visit.language
    return Item(
        title=Link(
            text=words.title,
            language=language if is_foreign else "",
            address=addresses.record(visit.language, payload.kind, payload.slug, as_of=visit.as_of),
        ),
        kind=str(kinds.of(payload.kind).label),
        form="",
        when=None,
        summary=words.summary,
        language_name=languages.get(language).autonym if is_foreign else "",
    )
