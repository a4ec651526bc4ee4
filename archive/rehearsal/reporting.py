"""What was found out about a release, in the dossiers of what it is for."""

from collections.abc import Collection
from uuid import UUID

from archive.audit import Actor
from archive.dossiers import reports
from archive.dossiers.models import Report
from archive.editions.models import Release
from archive.editions.payloads.statements import StatementPayload
from archive.records.observances import Observance

from . import checks, site
from .checks import Answer, Outcome


def rehearse(release: Release, *, by: Actor | None = None) -> list[Outcome]:
    """Whether everything will be at its place by what is scheduled now; the dossiers keep it."""
    outcomes = checks.run(checks.of_release(release), lambda address: _answered(address, release))
    keep(release, "rehearsal", outcomes, by=by)
    return outcomes


def keep(release: Release, kind: str, outcomes: Collection[Outcome], *, by: Actor | None = None) -> list[Report]:
    """In the dossier of each observance and year for which ``release`` has a statement."""
    wrong = [_told(one) for one in outcomes if not one.is_ok]
    data = {"release": release.pk, "checked": len(outcomes), "wrong": wrong, "left_out": checks.left_out(release)}
    is_ok = bool(outcomes) and not wrong
    return [
        reports.keep(observance, year, kind, is_ok=is_ok, data=data, by=by) for observance, year in dossiers_of(release)
    ]


def dossiers_of(release: Release) -> list[tuple[Observance, int]]:
    payloads = (edition.payload.held for edition in release.editions.filter(kind="statement").select_related("payload"))
    named = {
        (UUID(one.observance.record), one.year)
        for one in payloads
        if isinstance(one, StatementPayload) and one.observance
    }
    found = {one.uuid: one for one in Observance.objects.filter(uuid__in=[uuid for uuid, _year in named])}
    return [(found[uuid], year) for uuid, year in sorted(named, key=str) if uuid in found]


def _answered(address: str, release: Release) -> Answer:
    response = site.page(address, at=release.instant)
    return Answer(status=response.status_code, text=getattr(response, "content", b"").decode())


def _told(one: Outcome) -> dict[str, object]:
    return {"address": one.check.address, "place": one.check.place.value, "status": one.status}
