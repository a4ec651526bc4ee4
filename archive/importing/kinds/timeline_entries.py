"""Documents that tell what happened on a day, and the drafts that they become."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _

from archive import datings
from archive.records.base import Record
from archive.records.observances import Observance
from archive.records.places import Place
from archive.records.timeline_entries import TimelineEntry

from ..proposals import Proposal, Understood
from ..reading import Reading, day_of, proposed
from . import sources
from .base import DocumentKind, value_of
from .observances import belongs_to
from .places import places


class TimelineEntryDocument(DocumentKind):
    KIND: ClassVar[str] = TimelineEntry.KIND

    def record(self, proposal: Proposal) -> Record:
        return TimelineEntry(date=value_of(proposal.date))

    def complete(self, record: Any, proposal: Proposal) -> None:
        if proposal.observance:
            record.observances.set(Observance.objects.filter(slug=proposal.observance.value.slug))
        record.places.set(Place.objects.filter(slug__in=[place.value.slug for place in proposal.places]))


def by_opening(reading: Reading) -> Proposal | None:
    """Its heading begins with a date, and goes on with what happened then."""
    opening = datings.opening(reading.heading)
    if opening is None:
        return None
    told = _("The heading begins with “%(words)s” and goes on with what happened.") % {"words": opening.words}
    because = _("The heading begins with “%(words)s”.") % {"words": opening.words}
    date = Understood(value=str(opening.date), because=because)
    return sources.proposal(
        reading,
        proposed(TimelineEntry.KIND, told),
        published=reading.date(),
        title=Understood(value=opening.rest, because=_("It follows the date in the heading.")),
        date=date,
        observance=belongs_to(reading, day_of(date)),
        places=places(reading),
    )
