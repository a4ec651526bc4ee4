"""Bodies that issue documents or take part in events."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from archive.catalogue import listing
from archive.editions.payloads.institutions import InstitutionPayload
from archive.public.detail import changes
from archive.public.detail.builder import PageBuilder
from archive.public.detail.pages import DetailPage, Within
from archive.public.frame import addresses
from archive.public.frame.pages import Link
from archive.public.frame.shown import shown
from archive.public.kinds.base import Kind
from archive.public.lists.items import link
from archive.public.lists.pages import Group
from archive.public.programs import json_ld
from archive.public.programs.json_ld import Terms
from archive.public.words import counting, labels
from archive.public.words.labels import Labels

SORTS: Final[Labels] = {
    "state": gettext_lazy("State body"),
    "parliament": gettext_lazy("Parliament"),
    "court": gettext_lazy("Court"),
    "mission": gettext_lazy("Embassy or mission"),
    "international": gettext_lazy("International organisation"),
    "civil": gettext_lazy("Organisation of citizens"),
    "media": gettext_lazy("News medium or agency"),
    "memory": gettext_lazy("Archive, library or museum"),
    "other": pgettext_lazy("institution", "Other"),
}


# What is more is behind a link to the list of its statements.
MOST_OBSERVANCES: Final = 5
MOST_YEARS: Final = 12


@shown
class SpokenYear:
    """How many statements it made in a year: for each observance, in their order; empty where it made none."""

    year: str
    counted: tuple[Link, ...]


@shown
class Spoken:
    """When it spoke: its statements by year and by the observances on which it made most, the newest year first."""

    observances: tuple[Link, ...]
    years: tuple[SpokenYear, ...]
    all: Link


@shown
class InstitutionPage(DetailPage):
    """``own_names`` are its official names in other languages; ``existed`` is from when to when, in words.

    ``spoken`` says when it spoke, if it did on any observance.
    """

    template: ClassVar[str] = "public/institution.html"

    own_names: tuple[Link, ...]
    sort: str
    existed: str
    seat: Link | None
    parents: tuple[Link, ...]
    predecessor: Link | None
    spoken: Spoken | None
    appears: tuple[Group, ...]
    within: Within | None


def _fill(payload: InstitutionPayload, builder: PageBuilder) -> Mapping[str, Any]:
    return {
        "own_names": tuple(
            Link(text=name.text, language=labels.tagged(name.language, name.text))
            for name in payload.names
            if name.sort == "official" and name.is_shown and name.language != builder.language
        ),
        "sort": KIND.form(payload.sort),
        "existed": labels.period_in_words(payload.since, payload.until, builder.language),
        "seat": builder.link(payload.place) if payload.place else None,
        "parents": builder.links(payload.parents),
        "predecessor": builder.link(payload.predecessor) if payload.predecessor else None,
        "spoken": _spoken(payload, builder),
        "appears": builder.appears(),
        "within": builder.within("issuer", _("Search its statements")),
    }


def _spoken(payload: InstitutionPayload, builder: PageBuilder) -> Spoken | None:
    """At most one query for a publication version."""
    visit = builder.visit
    found = listing.said_by_year(visit.reading, UUID(payload.record), most=MOST_OBSERVANCES)
    known = listing.named(visit.reading, tuple(found), reader=visit.language) if found else {}
    days = {record: known[record] for record in found if record in known}
    years = sorted({year for record in days for year in found[record]}, reverse=True)[:MOST_YEARS]
    if not years:
        return None
    here = addresses.listing(visit.language, "statement")
    asked = {"issuer": payload.slug, addresses.AS_OF: visit.as_of}

    def cell(record: UUID, year: int) -> Link:
        many = found[record].get(year, 0)
        address = addresses.with_parameters(here, **asked, observance=days[record].slug, year=str(year))
        said = counting.counted("statement", many, visit.language) if many else ""
        return Link(text=said, address=address if many else "")

    return Spoken(
        observances=tuple(link(one, visit=visit) for one in days.values()),
        years=tuple(SpokenYear(year=str(year), counted=tuple(cell(one, year) for one in days)) for year in years),
        all=Link(text=_("All its statements"), address=addresses.with_parameters(here, **asked)),
    )


def _json_ld(payload: InstitutionPayload, page: InstitutionPage, builder: PageBuilder) -> Terms:
    return {
        "@type": "Organization",
        "foundingDate": json_ld.iso_date(payload.since),
        "dissolutionDate": json_ld.iso_date(payload.until),
        "location": json_ld.thing("Place", builder.link(payload.place)) if payload.place else None,
        "parentOrganization": [json_ld.thing("Organization", link) for link in builder.links(payload.parents[:1])],
    }


KIND: Final = Kind(
    name="institution",
    segment="institutions",
    order=50,
    label=gettext_lazy("Institution"),
    section=gettext_lazy("Institutions"),
    about=gettext_lazy("Bodies that issue documents or take part in events."),
    counted=lambda total: ngettext("%(number)s institution", "%(number)s institutions", total),
    forms=SORTS,
    fields={
        "sort": gettext_lazy("What it is"),
        "place": gettext_lazy("Places"),
        "names": changes.NAMES,
        **dict.fromkeys(("since", "until", "predecessor"), gettext_lazy("Dates of existence")),
        "parents": gettext_lazy("Part of"),
    },
    page=InstitutionPage,
    fill=_fill,
    json_ld=_json_ld,
)
