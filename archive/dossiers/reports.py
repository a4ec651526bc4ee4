"""The one place in a dossier for what was looked at: by a program that ran at the day, or by closing it."""

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.audit import Actor
from archive.records.observances import Observance

from . import opening
from .models import Dossier, Report

# What somebody found out elsewhere, and gave a title.
ADDED: Final = "added"
# What each sort of report is called; one that nobody has named is called as it was kept.
NAMES: Final[dict[str, Promise]] = {
    "fixity": _("Whether every byte is what it was"),
    "addresses": _("Addresses of sources"),
    "rehearsal": _("Rehearsal"),
    "watch": _("A watched page says something else"),
    "look-back": _("How the year went"),
    "probe": _("The public site, seen from outside"),
}


def name_of(report: Report) -> str:
    """Of what somebody added from elsewhere the title that they gave it."""
    return str(report.data.get("title") or NAMES.get(report.kind, report.kind))


def keep(
    observance: Observance,
    year: int,
    kind: str,
    *,
    is_ok: bool | None = None,
    words: str = "",
    data: dict[str, Any] | None = None,
    by: Actor | None = None,
) -> Report:
    """Put a report into the dossier, which is made if it is not there; in a closed one too: a report changes nothing.

    ``kind`` names the sort of report for ever, ``data`` is what programs read of it.
    """
    dossier = opening.opened_for(observance, year, by=by)
    return add(dossier, kind, is_ok=is_ok, words=words, data=data, by=by)


def add(
    dossier: Dossier,
    kind: str,
    *,
    is_ok: bool | None = None,
    words: str = "",
    data: dict[str, Any] | None = None,
    by: Actor | None = None,
) -> Report:
    return Report.objects.create(
        dossier=dossier,
        kind=kind,
        made_at=clock.now(),
        by_id=by.pk if by else None,
        is_ok=is_ok,
        words=words,
        data=data or {},
    )
