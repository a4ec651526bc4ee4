"""What may be done with somebody's work: the statements of rightsstatements.org, and the licences of Creative Commons.

Each is named by the last parts of its own address, which it never changes.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Rights(NamedTuple):
    label: Promise
    address: str


def _of_rights(identifier: str, label: Promise) -> tuple[str, Rights]:
    return identifier, Rights(label, f"https://rightsstatements.org/vocab/{identifier}/1.0/")


def _of_commons(identifier: str, label: Promise, path: str) -> tuple[str, Rights]:
    return identifier, Rights(label, f"https://creativecommons.org/{path}/")


RIGHTS_STATEMENTS: Final[Mapping[str, Rights]] = dict(
    (
        _of_rights("InC", _("In copyright")),
        _of_rights("InC-OW-EU", _("In copyright: orphan work in the European Union")),
        _of_rights("InC-EDU", _("In copyright: educational use permitted")),
        _of_rights("InC-NC", _("In copyright: non-commercial use permitted")),
        _of_rights("InC-RUU", _("In copyright: rights holder cannot be found")),
        _of_rights("NoC-CR", _("No copyright: contractual restrictions")),
        _of_rights("NoC-NC", _("No copyright: non-commercial use only")),
        _of_rights("NoC-OKLR", _("No copyright: other known legal restrictions")),
        _of_rights("NoC-US", _("No copyright in the United States")),
        _of_rights("CNE", _("Copyright not evaluated")),
        _of_rights("UND", _("Copyright undetermined")),
        _of_rights("NKC", _("No known copyright")),
    )
)
LICENCES: Final[Mapping[str, Rights]] = dict(
    (
        _of_commons("CC0-1.0", _("CC0: no rights reserved"), "publicdomain/zero/1.0"),
        _of_commons("PDM-1.0", _("Public domain"), "publicdomain/mark/1.0"),
        _of_commons("CC-BY-4.0", _("CC BY: attribution"), "licenses/by/4.0"),
        _of_commons("CC-BY-SA-4.0", _("CC BY-SA: attribution, share alike"), "licenses/by-sa/4.0"),
        _of_commons("CC-BY-ND-4.0", _("CC BY-ND: attribution, no changes"), "licenses/by-nd/4.0"),
        _of_commons("CC-BY-NC-4.0", _("CC BY-NC: attribution, non-commercial"), "licenses/by-nc/4.0"),
        _of_commons(
            "CC-BY-NC-SA-4.0", _("CC BY-NC-SA: attribution, non-commercial, share alike"), "licenses/by-nc-sa/4.0"
        ),
        _of_commons(
            "CC-BY-NC-ND-4.0", _("CC BY-NC-ND: attribution, non-commercial, no changes"), "licenses/by-nc-nd/4.0"
        ),
    )
)
ALL: Final[Mapping[str, Rights]] = {**LICENCES, **RIGHTS_STATEMENTS}
