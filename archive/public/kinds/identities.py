"""The archive itself, of which there is one: under which name it stands, and who answers for it."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.utils.translation import gettext_lazy

from archive.editions.payloads.identities import IdentityPayload
from archive.public.detail.builder import PageBuilder
from archive.public.detail.pages import DetailPage
from archive.public.frame import identity
from archive.public.frame.pages import Link
from archive.public.frame.shown import shown
from archive.public.kinds.base import Kind, Position
from archive.public.programs.json_ld import Terms


@shown
class IdentityPage(DetailPage):
    """``postal_address`` is there in its lines."""

    template: ClassVar[str] = "public/identity.html"

    mark: str
    licence: Link | None
    postal_address: tuple[str, ...]
    email: str
    telephone: str


def _fill(payload: IdentityPayload, builder: PageBuilder) -> Mapping[str, Any]:
    return {
        "mark": payload.mark,
        "licence": identity.licence(payload),
        "postal_address": tuple(payload.postal_address.splitlines()),
        "email": payload.email,
        "telephone": payload.telephone,
    }


def _json_ld(payload: IdentityPayload, page: IdentityPage, builder: PageBuilder) -> Terms:
    telephone, address = payload.telephone, " ".join(payload.postal_address.split())
    return {"@type": "ArchiveOrganization", "email": payload.email, "telephone": telephone, "address": address}


KIND: Final = Kind(
    name="identity",
    segment="identity",
    order=110,
    # The foot leads to the archive itself, of which there is no list.
    position=Position.NOWHERE,
    label=gettext_lazy("About this archive"),
    section=gettext_lazy("About this archive"),
    about=gettext_lazy("The archive’s name, and who is responsible for it."),
    fields={
        **dict.fromkeys(("support", "quiet_exit"), gettext_lazy("Where to find support")),
        **dict.fromkeys(("story", "figures_of"), gettext_lazy("What the first page shows")),
        "mark": gettext_lazy("Mark"),
        **dict.fromkeys(("licence", "licence_address"), gettext_lazy("Licence of our own texts")),
        **dict.fromkeys(("postal_address", "email", "telephone"), gettext_lazy("Contact")),
        "texts_in_feeds": gettext_lazy("Whole texts in feeds"),
    },
    page=IdentityPage,
    fill=_fill,
    json_ld=_json_ld,
)
