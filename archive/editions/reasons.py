"""Of which changes readers are told; why a record may be withdrawn, and what they are shown then."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Changes of which readers are told besides in a record's history.
ANNOUNCED = frozenset({"correction", "update", "doubt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What readers are shown for one reason class.

    ``shows_text``: the page stays readable under a banner (200). Otherwise a tombstone answers (410), and all
    editions and past readings are withheld. ``shows_title``: whether the tombstone may say what stood here.
    """

    label: Promise
    shows_text: bool
    shows_title: bool


# The reason classes of docs/concepts.md#withdrawal
REASONS = {
    "issuer-withdrew": Reason(label=_("The issuer withdrew it"), shows_text=True, shows_title=True),
    "superseded": Reason(label=_("Something else has taken its place"), shows_text=True, shows_title=True),
    "published-in-error": Reason(label=_("Published in error"), shows_text=False, shows_title=True),
    "legal": Reason(label=_("Legal reasons"), shows_text=False, shows_title=True),
    "personal-data": Reason(label=_("Protection of personal data"), shows_text=False, shows_title=False),
    "safety": Reason(label=_("Safety of persons"), shows_text=False, shows_title=False),
}

# Under these nobody is told what stood there: neither where it was, nor by another record that names it.
UNNAMED = frozenset(key for key, reason in REASONS.items() if not reason.shows_title)
