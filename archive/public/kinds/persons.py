"""People whom records name, as far as they may be named."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from archive.editions.payloads.persons import PersonPayload
from archive.public.detail import changes
from archive.public.detail.builder import PageBuilder, when
from archive.public.detail.pages import CitationLine, DetailPage
from archive.public.frame.pages import Link, When
from archive.public.frame.shown import shown
from archive.public.kinds.base import Kind
from archive.public.lists.pages import Group
from archive.public.programs import json_ld
from archive.public.programs.json_ld import Terms
from archive.public.words import labels
from archive.public.words.labels import Labels

# What a source says that somebody was in an event.
ROLES: Final[Labels] = {
    "victim": pgettext_lazy("role", "Victim"),
    "survivor": pgettext_lazy("role", "Survivor"),
    "witness": pgettext_lazy("role", "Witness"),
    "official": pgettext_lazy("role", "Official"),
    "convicted": pgettext_lazy("role", "Convicted by a court"),
    "other": pgettext_lazy("role", "Named in it"),
}


@shown
class InvolvementLine:
    """What one source says somebody was in an event or a statement."""

    role: str
    event: Link
    cited: CitationLine


@shown
class PersonPage(DetailPage):
    template: ClassVar[str] = "public/person.html"

    born: When | None
    died: When | None
    involvements: tuple[InvolvementLine, ...]
    appears: tuple[Group, ...]


def _fill(payload: PersonPayload, builder: PageBuilder) -> Mapping[str, Any]:
    return {
        "born": when(payload.born, builder.language),
        "died": when(payload.died, builder.language),
        "involvements": tuple(
            InvolvementLine(
                role=labels.label_of(ROLES, one.role),
                event=builder.link(one.event),
                cited=builder.citation(one.stated_in),
            )
            for one in payload.involvements
        ),
        "appears": builder.appears(),
    }


def _json_ld(payload: PersonPayload, page: PersonPage, builder: PageBuilder) -> Terms:
    born, died = json_ld.iso_date(payload.born), json_ld.iso_date(payload.died)
    return {"@type": "Person", "birthDate": born, "deathDate": died}


KIND: Final = Kind(
    name="person",
    segment="persons",
    order=60,
    label=gettext_lazy("Person"),
    section=gettext_lazy("People"),
    about=gettext_lazy("People mentioned in the records, with the sources that mention them."),
    counted=lambda total: ngettext("%(number)s person", "%(number)s people", total),
    fields={
        "names": changes.NAMES,
        **dict.fromkeys(("born", "died"), gettext_lazy("Years of life")),
        "involvements": gettext_lazy("What sources say"),
    },
    page=PersonPage,
    fill=_fill,
    json_ld=_json_ld,
)
