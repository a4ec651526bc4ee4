"""Make the files in which pictures are shown, as far as they are missing."""

import sys

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive import picture_files, upkeep
from archive.catalogue import migrating
from archive.imaging.refusals import Unfit


class Command(BaseCommand):
    help = (
        "Makes the files in which pictures of drafts and editions are shown, as far as they are missing: after putting "
        "back a backup without them, or a new Pillow. If it is interrupted, it makes what is still missing when it is "
        "called again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--drop", action="store_true", help="remove those that are there first, and make them anew")

    def handle(self, *, drop: bool, verbosity: int, **options) -> None:
        shown = sorted(upkeep.shown().items())
        draw = migrating.progress_bar(sys.stderr, "Making files") if verbosity else lambda done, total: None
        dropped, made, failed = 0, 0, 0
        for number, (master, of_it) in enumerate(shown, start=1):
            # One after the other: readers have all others meanwhile.
            try:
                dropped += upkeep.drop(master) if drop else 0
                made += picture_files.derive_missing(master, upkeep.offered(of_it))
            except (OSError, Unfit) as why:
                failed += 1
                self.stderr.write(f"{master}: {why}")
            draw(number, len(shown))
        self.stdout.write(f"Removed: {dropped}, made: {made}.")
        if failed:
            raise CommandError(f"Masters of which not all could be made: {failed}.")
