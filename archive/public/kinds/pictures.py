"""Pictures: photographs, drawings, maps and sheets of documents, and what is said of them."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.utils.translation import gettext_lazy, ngettext

from archive.editions.payloads.pictures import PicturePayload
from archive.public.detail import changes
from archive.public.detail.builder import PageBuilder, when
from archive.public.detail.pages import DetailPage
from archive.public.frame import addresses
from archive.public.frame.pages import Link, When
from archive.public.frame.shown import shown
from archive.public.kinds.base import Kind, Position
from archive.public.lists.pages import Group
from archive.public.pictures import heads, showing
from archive.public.pictures.pages import ShownPicture
from archive.public.programs import json_ld
from archive.public.programs.json_ld import Terms
from archive.public.words.labels import Labels

SORTS: Final[Labels] = {
    "photograph": gettext_lazy("Photograph"),
    "document": gettext_lazy("Sheet of a document"),
    "map": gettext_lazy("Map"),
    "drawing": gettext_lazy("Drawing or painting"),
    "diagram": gettext_lazy("Diagram"),
    "other": gettext_lazy("Other picture"),
}


@shown
class PicturePage(DetailPage):
    """``picture`` is missing where no file was taken in yet.

    ``everything`` is the list of all pictures, to which nothing else leads.
    """

    template: ClassVar[str] = "public/picture.html"

    sort: str
    picture: ShownPicture | None
    when: When | None
    places: tuple[Link, ...]
    persons: tuple[Link, ...]
    used_in: tuple[Group, ...]
    everything: str


def _fill(payload: PicturePayload, builder: PageBuilder) -> Mapping[str, Any]:
    return {
        "sort": KIND.form(payload.sort),
        "picture": _shown(payload, builder),
        "when": when(payload.date, builder.language),
        "places": builder.alphabetical(payload.places),
        "persons": builder.alphabetical(payload.persons),
        "used_in": builder.appears(),
        "everything": addresses.listing(builder.language, payload.kind, as_of=builder.visit.as_of),
    }


def _shown(payload: PicturePayload, builder: PageBuilder) -> ShownPicture | None:
    """As strictly as it was frozen, and as it stands now: of what may not be seen any more there are the words."""
    if not payload.master:
        return None
    if builder.media:
        return showing.shown(payload, builder.language, root=builder.media)
    now = builder.pictures.get(payload.record)
    without = showing.kept_back(payload, builder.visit.reading) if now else payload.masters()
    return showing.shown(payload, builder.language, is_on_request=bool(now and now.is_on_request), without=without)


def _json_ld(payload: PicturePayload, page: PicturePage, builder: PageBuilder) -> Terms:
    """What is shown on request only is told nobody who looks for pictures."""
    image = page.picture.image if page.picture else None
    return {
        "@type": "ImageObject" if image else "CreativeWork",
        "contentUrl": addresses.absolute(image.address) if image else "",
        "width": image.width if image else None,
        "height": image.height if image else None,
        "caption": page.picture.caption.text if page.picture and page.picture.caption else "",
        "creditText": page.picture.credit.text if page.picture and page.picture.credit else "",
        "license": page.picture.rights.address if page.picture and page.picture.rights else "",
        "dateCreated": json_ld.iso_date(payload.date),
        "contentLocation": [json_ld.thing("Place", link) for link in page.places],
    }


KIND: Final = Kind(
    name="picture",
    segment="pictures",
    order=75,
    position=Position.NOWHERE,
    label=gettext_lazy("Picture"),
    section=gettext_lazy("Pictures"),
    about=gettext_lazy("Photographs, drawings, maps and sheets of documents, with what is known of them."),
    counted=lambda total: ngettext("%(number)s picture", "%(number)s pictures", total),
    forms=SORTS,
    is_called_by_form=True,
    fields={
        "sort": gettext_lazy("What it is"),
        "names": changes.NAMES,
        **dict.fromkeys(
            ("master", "media_type", "width", "height", "colour", "focus_x", "focus_y"), gettext_lazy("The picture")
        ),
        "pages": gettext_lazy("Further pages"),
        "date": gettext_lazy("Date"),
        "places": gettext_lazy("Places"),
        "persons": gettext_lazy("Persons shown"),
        **dict.fromkeys(("alternative", "decorative"), gettext_lazy("Description for those who cannot see it")),
        **dict.fromkeys(("creator", "credit", "rights"), gettext_lazy("Creator and rights")),
        "sensitive": gettext_lazy("Whether it is shown on request only"),
    },
    page=PicturePage,
    fill=_fill,
    json_ld=_json_ld,
    images_of=heads.in_list,
)
