"""Whether every file of a picture is there and is what it was, byte by byte. For a timer: it fails when one is not."""

import sys
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive import upkeep
from archive.catalogue import migrating
from archive.upkeep import Fault


class Command(BaseCommand):
    help = (
        "Reads every original and master of a picture and compares it with its SHA-256, and tells of files that no "
        "record names. It fails when one is lost or changed. If it is interrupted, it goes on from there when it is "
        "called again. Nothing is removed unless it is asked to, and then each file is named."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--parts", type=int, default=256, help="so many of 256 parts now; all of them if left out")
        parser.add_argument("--from-start", action="store_true", help="do not go on where the last call ended")
        parser.add_argument(
            "--remove-orphans", action="store_true", help="remove files that no record has named for a month"
        )

    def handle(self, *, parts: int, from_start: bool, remove_orphans: bool, verbosity: int, **options) -> None:
        found, shown = Counter[Fault](), upkeep.shown()
        draw = migrating.progress_bar(sys.stderr, "Reading pictures") if verbosity else lambda done, total: None
        first = 0 if from_start else _where_it_ended()
        for number in range(first, min(first + max(parts, 1), len(upkeep.PARTS))):
            for one in upkeep.examined(upkeep.PARTS[number], shown):
                found[one.fault] += 1
                self.stdout.write(f"{one.fault}: {one.store}/{one.name}")
                if remove_orphans and one.fault == Fault.ORPHAN:
                    upkeep.remove(one)
                    self.stdout.write(f"removed: {one.store}/{one.name}")
            self._ended_after(number + 1)
            draw(number + 1, len(upkeep.PARTS))
        if found[Fault.LOST] or found[Fault.CHANGED]:
            raise CommandError(
                f"Lost: {found[Fault.LOST]}, changed: {found[Fault.CHANGED]}. Bring these files back from a backup."
            )
        self.stdout.write(f"No file is lost or changed. Files that no record names: {found[Fault.ORPHAN]}.")

    def _ended_after(self, number: int) -> None:
        try:
            _place().write_text(str(number))
        except OSError as failed:
            self.stderr.write(f"The next call will not know where this one ended: {failed}")


def _place() -> Path:
    return settings.MEMORIAL_DATA_DIR / "media-checked"


def _where_it_ended() -> int:
    """The part with which to go on; the first one after the last, and where nothing understandable is written."""
    try:
        return int(_place().read_text()) % len(upkeep.PARTS)
    except (FileNotFoundError, ValueError):
        return 0
