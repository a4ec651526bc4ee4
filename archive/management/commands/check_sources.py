"""Ask whether the addresses of sources still lead to them: a timer calls it, and it may be late."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.dossiers import source_checks
from archive.dossiers.asking import Asker
from archive.dossiers.models import AddressCheck
from archive.dossiers.source_checks import Due


class Command(BaseCommand):
    help = (
        "Ask at the addresses of sources that were not asked for a month: one request to a host at a time, with a "
        "pause, and nothing that its robots.txt does not want. What is found stands beside each source and in "
        "dossiers, and no record is changed. It has to be allowed by MEMORIAL_CHECK_SOURCES."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--most", type=int, default=500, help="so many addresses at most (500)")
        parser.add_argument("--pause", type=float, default=5.0, help="seconds between two requests to a host (5)")

    def handle(self, *, most: int, pause: float, **options) -> None:
        if not settings.MEMORIAL_CHECK_SOURCES:
            raise CommandError("Other people’s servers are not asked. Set MEMORIAL_CHECK_SOURCES=1 to allow it.")
        found = source_checks.due(most=max(most, 0))
        source_checks.check(found, Asker(pause=pause), self._told)
        self.stdout.write(f"{len(found)} asked.")

    def _told(self, asked: Due, check: AddressCheck) -> None:
        if check.state != AddressCheck.State.OK:
            self.stdout.write(f"{check.state} ({check.answer}): {asked[1]}")
