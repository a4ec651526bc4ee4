"""What happened, as precisely dated as its sources allow."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Final
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive import clock
from archive.catalogue.listing import InTime
from archive.editions.payloads.timeline_entries import TimelineEntryPayload
from archive.public.detail import figures
from archive.public.detail.builder import PageBuilder
from archive.public.detail.figures import when_it_was
from archive.public.detail.pages import Akin, Board, DetailPage, FigureLine
from archive.public.frame.pages import Link, When
from archive.public.frame.shown import shown
from archive.public.kinds.base import Kind
from archive.public.lists.pages import Group
from archive.public.maps.pages import Map
from archive.public.programs import json_ld
from archive.public.programs.json_ld import Terms
from archive.public.time import timeline
from archive.public.words import labels


@shown
class TimelineEntryPage(DetailPage):
    """``here`` is its time on the archive's clock, ``wording`` the date in the source's words.

    ``before`` and ``after`` are the nearest events in time, of its first observance if it has one.
    """

    template: ClassVar[str] = "public/timeline_entry.html"

    when: When
    here: str
    wording: str
    wording_language: str
    observances: tuple[Link, ...]
    places: tuple[Link, ...]
    map: Map | None
    figures: Board | None
    appears: tuple[Group, ...]
    akin: tuple[Akin, ...]
    before: Akin | None
    after: Akin | None


def _fill(payload: TimelineEntryPayload, builder: PageBuilder) -> Mapping[str, Any]:
    before, after = builder.in_time()
    return {
        "when": when_it_was(payload, builder.language),
        "here": _here(payload, builder.language),
        "wording": payload.date_wording,
        "wording_language": payload.date_wording_language,
        "observances": builder.alphabetical(payload.observances),
        "places": builder.alphabetical(payload.places),
        "map": builder.map(ref.record for ref in payload.places),
        "figures": figures.board(payload, builder),
        "appears": builder.appears(),
        "akin": builder.akin(),
        "before": before,
        "after": after,
    }


def _in_time(payload: TimelineEntryPayload) -> InTime:
    return InTime(UUID(payload.observances[0].record) if payload.observances else None)


def _here(event: TimelineEntryPayload, language: str) -> str:
    """A time of elsewhere on the archive's clock, with the day if that is another: "01:00 in Baku"."""
    if not event.instant or event.zone == settings.MEMORIAL_TIME_ZONE:
        return ""
    shown = clock.local(datetime.fromisoformat(event.instant))
    time, day = f"{shown:%H:%M}", shown.date()
    words = time if day.isoformat() == event.date else f"{labels.day_in_words(day, language)}, {time}"
    if settings.MEMORIAL_TIME_ZONE == "Asia/Baku":
        return _("%(time)s in Baku") % {"time": words}
    return f"{words}, {labels.zone_in_words(settings.MEMORIAL_TIME_ZONE)}"


def _json_ld(payload: TimelineEntryPayload, page: TimelineEntryPage, builder: PageBuilder) -> Terms:
    begins, _slash, ends = payload.date.partition("/")
    return {
        "@type": "Event",
        "startDate": json_ld.iso_date(payload.instant or begins),
        "endDate": json_ld.iso_date(ends),
        "location": [json_ld.thing("Place", link) for link in page.places],
        # A day of remembrance is about what happened; it is no part of the day.
        "subjectOf": [
            *(json_ld.thing("EventSeries", link) for link in page.observances),
            *json_ld.cited(payload, page),
            *(_claim(line, event=page.frame.canonical) for line in (page.figures.claims if page.figures else ())),
        ],
    }


def _claim(line: FigureLine, *, event: str) -> Terms:
    """A figure is what somebody says: without its speaker it is not said here either."""
    counted = f"{line.measure}: {line.number} {line.counted}".strip()
    return {
        "@type": "Claim",
        "name": f"{counted} ({line.speaker.text})",
        "author": json_ld.thing("Organization", line.speaker),
        "datePublished": json_ld.iso_date(line.stated_on.machine) if line.stated_on else "",
        "appearance": json_ld.source_of(line.cited.source, line.cited.address, "CreativeWork"),
        "about": {"@id": event},
    }


KIND: Final = Kind(
    name="timeline-entry",
    segment="timeline",
    order=30,
    label=gettext_lazy("Timeline entry"),
    section=gettext_lazy("Timeline"),
    about=gettext_lazy("Events in order of date, dated no more precisely than their sources."),
    counted=lambda total: ngettext("%(number)s event", "%(number)s events", total),
    fields={
        "observances": gettext_lazy("Observance and year"),
        **dict.fromkeys(
            ("date", "one_night", "time", "zone", "instant", "order_in_day", "date_wording", "date_wording_language"),
            gettext_lazy("Date"),
        ),
        "weight": gettext_lazy("Weight on the timeline"),
        "places": gettext_lazy("Places"),
        "figures": gettext_lazy("Figures"),
    },
    page=TimelineEntryPage,
    fill=_fill,
    json_ld=_json_ld,
    in_time=_in_time,
    shows_akin=True,
    filters=("lanes",),
    list_order="oldest",
    list_page=timeline.page,
)
