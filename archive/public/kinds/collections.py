"""Records put side by side, in an order."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.utils.translation import gettext_lazy, ngettext

from archive.editions.payloads.collections import CollectionPayload, MemberForm
from archive.public import kinds
from archive.public.detail import changes
from archive.public.detail.builder import PageBuilder
from archive.public.detail.pages import DetailPage
from archive.public.frame.pages import Link, When
from archive.public.frame.shown import shown
from archive.public.kinds.base import Kind
from archive.public.lists.items import item
from archive.public.pictures import heads
from archive.public.pictures.pages import Plate
from archive.public.programs import json_ld
from archive.public.programs.json_ld import Terms


@shown
class MemberLine:
    """One record in a collection: under the title it bore when the collection was frozen, and where it is now.

    ``summary`` is that of the record itself, where the collection says nothing of it. ``plate`` is there of a picture.
    """

    title: Link
    kind: str
    issuers: tuple[Link, ...]
    when: When | None
    caption: str
    caption_language: str
    summary: str
    summary_language: str
    plate: Plate | None


@shown
class CollectionPage(DetailPage):
    """``is_gallery``: most of its members are pictures that are shown."""

    template: ClassVar[str] = "public/collection.html"

    members: tuple[MemberLine, ...]
    is_gallery: bool


def _fill(payload: CollectionPayload, builder: PageBuilder) -> Mapping[str, Any]:
    pictures = (one.record for one in payload.members if one.record.kind == "picture")
    plates = heads.of_members(pictures, visit=builder.visit)
    members = tuple(_member(one, builder, plates.get(one.record.record)) for one in payload.members)
    return {"members": members, "is_gallery": 2 * sum(bool(one.plate) for one in members) > len(members)}


def _member(member: MemberForm, builder: PageBuilder, plate: Plate | None) -> MemberLine:
    now = builder.related.named.get(member.record.record)
    shown = item(now, visit=builder.visit) if now else None
    language, caption = member.caption.localized(builder.language)
    return MemberLine(
        title=builder.link(member.record),
        kind=shown.form if shown and shown.form else str(kinds.of(member.record.kind).label),
        issuers=shown.issuers if shown else (),
        when=shown.when if shown else None,
        caption=caption,
        caption_language=language,
        summary=shown.summary if shown and not caption else "",
        summary_language=now.language if now else "",
        plate=plate,
    )


def _json_ld(payload: CollectionPayload, page: CollectionPage, builder: PageBuilder) -> Terms:
    return {"@type": "Collection", "hasPart": [json_ld.thing("WebPage", member.title) for member in page.members]}


KIND: Final = Kind(
    name="collection",
    segment="collections",
    order=80,
    label=gettext_lazy("Collection"),
    section=gettext_lazy("Collections"),
    about=gettext_lazy("Selected records in order, each with a short note."),
    counted=lambda total: ngettext("%(number)s collection", "%(number)s collections", total),
    fields={"names": changes.NAMES, "members": gettext_lazy("What is in the collection")},
    page=CollectionPage,
    fill=_fill,
    lists_named=True,
    json_ld=_json_ld,
)
