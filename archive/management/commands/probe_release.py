"""Look at the public site from outside, some minutes after a release, whether all of it is at its place."""

from datetime import timedelta
from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive import clock
from archive.dossiers.models import Report
from archive.editions.models import Release
from archive.rehearsal import checks, reporting
from archive.rehearsal.checks import Answer, Outcome

# Without a release named, those of the last hour are looked at, each once.
SINCE: Final = timedelta(hours=1)
SECONDS: Final = 20
LARGEST: Final = 5_000_000
WHO: Final = "MemorialArchive/probe"


class Command(BaseCommand):
    help = (
        "Ask the public site for every page and feed of a release, in every language, and write down in the dossiers "
        "whether all of it is there. A timer calls it every five minutes; then it looks at what was released in the "
        "last hour. It fails when something is not at its place."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "release", nargs="?", type=int, help="the number of a release, as in its address at the desk"
        )
        parser.add_argument("--address", default="", help="where the site is, if it is not MEMORIAL_ADDRESS")

    def handle(self, *, release: int | None, address: str, **options) -> None:
        base = (address or settings.MEMORIAL_ADDRESS).rstrip("/")
        wrong = 0
        for one in _named(release) if release else _recent():
            outcomes = checks.run(checks.of_release(one), lambda path: _ask(f"{base}{path}"))
            reporting.keep(one, "probe", outcomes)
            self._tell(one, outcomes)
            wrong += sum(not outcome.is_ok for outcome in outcomes)
        if wrong:
            raise CommandError(f"{wrong} of what was released is not at its place.")

    def _tell(self, release: Release, outcomes: list[Outcome]) -> None:
        left_out = checks.left_out(release)
        more = f" {left_out} more records were not." if left_out else ""
        self.stdout.write(f"{release}: {len(outcomes)} looked at.{more}")
        for one in outcomes:
            if not one.is_ok:
                self.stdout.write(f"  {one.status or 'no answer'} {one.check.address} ({one.check.place})")


def _named(key: int) -> list[Release]:
    found = list(Release.objects.filter(pk=key, instant__lte=clock.now()))
    if not found:
        raise CommandError("There is no such release, or its instant has not come yet.")
    return found


def _recent() -> list[Release]:
    now = clock.now()
    recent = Release.objects.filter(instant__gt=now - SINCE, instant__lte=now).order_by("instant")
    looked_at = {*Report.objects.filter(kind="probe", made_at__gt=now - SINCE).values_list("data__release", flat=True)}
    return [one for one in recent if one.pk not in looked_at and reporting.dossiers_of(one)]


class _Stay(HTTPRedirectHandler):
    """What leads elsewhere is not at its place."""

    def redirect_request(self, *args, **kwargs) -> None:
        return None


def _ask(address: str) -> Answer:
    request = Request(address, headers={"User-Agent": WHO, "Cache-Control": "no-cache"})
    try:
        with build_opener(_Stay).open(request, timeout=SECONDS) as response:
            return Answer(status=response.status, text=response.read(LARGEST).decode(errors="replace"))
    except HTTPError as refused:
        return Answer(status=refused.code)
    except (URLError, OSError, HTTPException, ValueError):
        return Answer(status=0)
