"""What the desk calls the fields of a payload, and the places in its texts."""

from typing import Final

from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import languages
from archive.editorial.problems import EVERYWHERE, Spot
from archive.records.base import KINDS
from archive.records.texts import Text

from ..site import site

LABELS: Final[dict[str, Promise]] = {
    "names": gettext_lazy("Other names and spellings"),
    "citations": gettext_lazy("Citations"),
    "identifiers": gettext_lazy("Identifiers elsewhere"),
    "pictures": gettext_lazy("Pictures at its head"),
}


def fact_label(kind: str, name: str) -> str:
    """The field ``name`` of payloads of ``kind``."""
    desk = site.get_model_admin(KINDS[kind])
    labels = LABELS | desk.payload_labels
    if name in labels:
        return str(labels[name])
    try:
        return capfirst(str(desk.model._meta.get_field(name).verbose_name))
    except FieldDoesNotExist:
        return name


def spot_label(kind: str, spot: Spot) -> str:
    """As in “Azərbaycanca, paragraph 3”."""
    if spot == EVERYWHERE:
        return _("The record as a whole")
    if not spot.language:
        return fact_label(kind, spot.field)
    return ", ".join(filter(None, (languages.autonym(spot.language), place_label(spot))))


def place_label(spot: Spot) -> str:
    """The place within its language, as in “paragraph 3”."""
    if spot.field:
        return str(Text._meta.get_field(spot.field).verbose_name)
    number = spot.block.removeprefix("p")
    return _("paragraph %(number)s") % {"number": number} if number.isdecimal() else spot.block
