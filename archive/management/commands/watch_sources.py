"""Ask whether the pages that dossiers watch have changed: a timer calls it around the day, and it may be late."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.dossiers import watching
from archive.dossiers.asking import Asker
from archive.dossiers.models import WatchedAddress


class Command(BaseCommand):
    help = (
        "Ask for the pages that dossiers watch, from a week before the day until the day after: one request to a host "
        "at a time, with a pause, and nothing that its robots.txt does not want. What has changed is told in the "
        "dossier. It has to be allowed by MEMORIAL_CHECK_SOURCES."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--most", type=int, default=100, help="so many pages at most (100)")
        parser.add_argument("--pause", type=float, default=5.0, help="seconds between two requests to a host (5)")

    def handle(self, *, most: int, pause: float, **options) -> None:
        if not settings.MEMORIAL_CHECK_SOURCES:
            raise CommandError("Other people’s servers are not asked. Set MEMORIAL_CHECK_SOURCES=1 to allow it.")
        found = watching.due(most=max(most, 0))
        watching.look(found, Asker(pause=pause), self._told)
        self.stdout.write(f"{len(found)} asked.")

    def _told(self, asked: WatchedAddress, is_changed: bool) -> None:
        if is_changed:
            self.stdout.write(f"changed: {asked.address}")
        elif asked.answer != "200":
            self.stdout.write(f"{asked.answer}: {asked.address}")
