"""What readers were told of any record since it was first published: the list makes itself from the editions."""

from itertools import groupby
from typing import Final

from django.utils.translation import gettext as _

from archive import clock
from archive.editions.reading import Snapshot
from archive.public import kinds
from archive.public.detail import changes, editions
from archive.public.frame import addresses, frames
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.lists.pages import CorrectionLine, CorrectionsOfYear, CorrectionsPage

PER_PAGE: Final = 50


def page(number: int, *, visit: Visit) -> CorrectionsPage:
    """One query."""
    told = visit.reading.announced(first=(number - 1) * PER_PAGE, most=PER_PAGE + 1)
    here = addresses.corrections(visit.language)

    def leaf(wanted: int) -> str:
        return addresses.with_parameters(here, page=str(wanted) if wanted > 1 else "", **{addresses.AS_OF: visit.as_of})

    return CorrectionsPage(
        frame=frames.frame_for(
            visit,
            title=_("Corrections log"),
            description=_("Every correction, update, doubt and withdrawal announced to readers, newest first."),
            canonical=addresses.with_parameters(here, page=str(number) if number > 1 else ""),
            is_indexed=bool(told) or number == 1,
            feed=addresses.feed_of_corrections(visit.language),
        ),
        years=tuple(
            CorrectionsOfYear(heading=str(year), lines=tuple(_line(snapshot, visit) for snapshot in same))
            for year, same in groupby(told[:PER_PAGE], key=lambda snapshot: clock.local(snapshot.since).year)
        ),
        newer=leaf(number - 1) if number > 1 else "",
        older=leaf(number + 1) if len(told) > PER_PAGE else "",
    )


def _line(snapshot: Snapshot, visit: Visit) -> CorrectionLine:
    payload = snapshot.payload
    kind, slug = payload.kind, payload.slug
    note_language, note = editions.public_note(snapshot, visit.language)
    language, words = payload.words(visit.language)
    # Of some withdrawals neither the title may be told nor the address: that is a name as well.
    address = addresses.record(visit.language, kind, slug, as_of=visit.as_of) if slug else ""
    edition = addresses.edition(visit.language, kind, slug, snapshot.number, as_of=visit.as_of)
    edition += "" if snapshot.is_again else changes.ANCHOR
    return CorrectionLine(
        label=editions.label(snapshot, visit.language),
        title=Link(
            text=words.title or _("A withdrawn record"), language=language if words.title else "", address=address
        ),
        kind=kinds.called(kind, visit.language),
        note=note,
        note_language=note_language,
        since=editions.instant(snapshot.since, visit.language),
        edition=Link(text=_("Edition %(number)s") % {"number": snapshot.number}, address=edition)
        if not snapshot.withdrawn
        else None,
    )
