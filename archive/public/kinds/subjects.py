"""What records are about, from broader to narrower."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final
from uuid import UUID

from django.utils.translation import gettext_lazy, ngettext

from archive.catalogue import listing
from archive.editions.payloads.subjects import SubjectPayload
from archive.public import kinds
from archive.public.detail import changes
from archive.public.detail.builder import PageBuilder
from archive.public.detail.pages import DetailPage
from archive.public.frame import addresses
from archive.public.frame.pages import Link
from archive.public.frame.shown import shown
from archive.public.kinds.base import Kind
from archive.public.lists.items import item
from archive.public.lists.pages import Group
from archive.public.programs.json_ld import Terms


@shown
class SubjectPage(DetailPage):
    """``everything`` leads to the lists of what stands under it and under what is narrower."""

    template: ClassVar[str] = "public/subject.html"

    broader: Link | None
    narrower: tuple[Link, ...]
    everything: tuple[Link, ...]
    appears: tuple[Group, ...]


def _fill(payload: SubjectPayload, builder: PageBuilder) -> Mapping[str, Any]:
    subjects = listing.choices(builder.visit.reading, (payload.kind,), reader=builder.language)
    narrower = (entry for entry in subjects if str(entry.broader) == payload.record)
    query = listing.Query(subjects=frozenset({UUID(payload.record)}))
    under = listing.counts(builder.visit.reading, query).facets["kind"]
    return {
        "broader": builder.link(payload.broader) if payload.broader else None,
        "narrower": tuple(item(entry, visit=builder.visit).title for entry in narrower),
        "everything": tuple(
            _list_of(kind, payload, builder)
            for kind in kinds.every()
            if kind.name in under and kind.name != payload.kind
        ),
        "appears": builder.appears("subject"),
    }


def _list_of(kind: Kind, payload: SubjectPayload, builder: PageBuilder) -> Link:
    """The list of a kind, narrowed to what stands under this subject."""
    whole = addresses.listing(builder.language, kind.name)
    query = {"subject": payload.slug, addresses.AS_OF: builder.visit.as_of}
    return Link(text=str(kind.section), address=addresses.with_parameters(whole, **query))


def _json_ld(payload: SubjectPayload, page: SubjectPage, builder: PageBuilder) -> Terms:
    return {"@type": "DefinedTerm"}


KIND: Final = Kind(
    name="subject",
    segment="subjects",
    order=90,
    label=gettext_lazy("Subject"),
    section=gettext_lazy("Subjects"),
    about=gettext_lazy("What the records are about, from broader to narrower."),
    counted=lambda total: ngettext("%(number)s subject", "%(number)s subjects", total),
    fields={"names": changes.NAMES, "broader": gettext_lazy("Broader subject")},
    page=SubjectPage,
    fill=_fill,
    json_ld=_json_ld,
)
