"""What is not as it was, in words."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_SEEN_ONLY: Final = {
    **dict.fromkeys(("img", "svg", "canvas", "v:imagedata"), "pictures"),
    **dict.fromkeys(("video", "audio", "iframe", "object", "embed"), "media"),
    **dict.fromkeys(("input", "textarea", "select", "meter", "progress"), "fields"),
}


def seen_only(tags: Iterable[str]) -> Counter[str]:
    """What is to be seen and has no words, by the names of the elements of a page."""
    return Counter(_SEEN_ONLY[tag] for tag in tags if tag in _SEEN_ONLY)


def told(changed: Counter[str]) -> list[str]:
    """Everything that is not as it was, in words, for whoever pasted it."""
    return [_SAID[name](count) % {"count": count} for name in _SAID if (count := changed[name]) > 0]


_SAID: Final[dict[str, Callable[[int], str]]] = {
    "pictures": lambda n: ngettext("%(count)d picture is left out.", "%(count)d pictures are left out.", n),
    "media": lambda n: ngettext(
        "%(count)d film, recording or embedded page is left out.",
        "%(count)d films, recordings or embedded pages are left out.",
        n,
    ),
    "fields": lambda n: ngettext("%(count)d form field is left out.", "%(count)d form fields are left out.", n),
    "tables": lambda n: ngettext(
        "%(count)d table became paragraphs: one for each row, with | between cells and / between lines in a cell.",
        "%(count)d tables became paragraphs: one for each row, with | between cells and / between lines in a cell.",
        n,
    ),
    "formulas": lambda n: ngettext(
        "%(count)d formula became a line of words. Compare every sign.",
        "%(count)d formulas became lines of words. Compare every sign.",
        n,
    ),
    "heights": lambda n: ngettext(
        "%(count)d superscript or subscript within another one is written with ^ or _.",
        "%(count)d superscripts or subscripts within others are written with ^ or _.",
        n,
    ),
    "signs": lambda n: ngettext(
        "%(count)d list is now numbered 1, 2, 3.", "%(count)d lists are now numbered 1, 2, 3.", n
    ),
    "terms": lambda n: ngettext(
        "%(count)d list of terms became paragraphs.", "%(count)d lists of terms became paragraphs.", n
    ),
    "quotations": lambda n: ngettext(
        "%(count)d quotation was given its quotation marks.",
        "%(count)d quotations were given their quotation marks.",
        n,
    ),
    "levels": lambda n: ngettext(
        "%(count)d heading is now of another level.", "%(count)d headings are now of another level.", n
    ),
    "links": lambda n: ngettext(
        "%(count)d link led nowhere from here; its words stay.",
        "%(count)d links led nowhere from here; their words stay.",
        n,
    ),
    "rules": lambda n: ngettext(
        "%(count)d line across the page is left out.", "%(count)d lines across the page are left out.", n
    ),
    "struck": lambda n: ngettext(
        "%(count)d passage is no longer struck through.", "%(count)d passages are no longer struck through.", n
    ),
    "underlined": lambda n: _("Underlining is left out."),
    "coloured": lambda n: _("Colours are left out."),
    "capitals": lambda n: _("Letters that were only shown as capitals, or as small, stand as they were typed."),
}
