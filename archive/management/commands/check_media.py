"""Whether every file of a picture is there and is what it was, byte by byte. For a timer: it fails when one is not."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive import upkeep
from archive.catalogue import migrating
from archive.records.pictures import PictureFile
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
        shown = upkeep.shown()
        if remove_orphans and not (shown or PictureFile.objects.exists()):
            raise CommandError("No record of this database names a file: is it the right one? Nothing was removed.")
        first, found = (0, Counter[str]()) if from_start else _where_it_ended()
        draw = migrating.progress_bar(sys.stderr, "Reading pictures") if verbosity else lambda done, total: None
        for number in range(first, min(first + max(parts, 1), len(upkeep.PARTS))):
            for one in self._examined(number, shown):
                found[one.fault] += 1
                self.stdout.write(f"{one.fault}: {one.store}/{one.name}")
                if remove_orphans and one.fault == Fault.ORPHAN:
                    upkeep.remove(one)
                    self.stdout.write(f"removed: {one.store}/{one.name}")
            first = number + 1
            self.stdout.flush()  # what is remembered as found was told
            self._remember(first, found)
            draw(first, len(upkeep.PARTS))
        self._remember(first, Counter())  # it is told now
        self._tell(found)

    def _examined(self, number: int, shown: dict[str, set[upkeep.Shown]]) -> Iterator[upkeep.Finding]:
        try:
            yield from upkeep.examined(upkeep.PARTS[number], shown)
        except OSError as away:
            raise CommandError(
                f"The files cannot be read: {str(away).rstrip('.')}. Called again, it goes on with part {number + 1} "
                f"of {len(upkeep.PARTS)}."
            ) from away

    def _tell(self, found: Counter[str]) -> None:
        if faults := {fault: found[fault] for fault in Fault if found[fault] and fault != Fault.ORPHAN}:
            told = ", ".join(f"{fault}: {count}" for fault, count in faults.items()).capitalize()
            raise CommandError(
                f"{told}. Bring back from a backup what is lost or changed; what is unread, its store did not hand out."
            )
        self.stdout.write(f"No file is lost or changed. Files that no record names: {found[Fault.ORPHAN]}.")

    def _remember(self, number: int, found: Counter[str]) -> None:
        """For the next call, should this one be interrupted: how far it came, and what it has found."""
        try:
            beside = _place().with_suffix(".part")
            beside.write_text(json.dumps([number, found]))
            beside.replace(_place())
        except OSError as failed:
            self.stderr.write(f"The next call will not know where this one ended: {failed}")


def _place() -> Path:
    return settings.MEMORIAL_DATA_DIR / "media-checked"


def _where_it_ended() -> tuple[int, Counter[str]]:
    """The part with which to go on, and what was found before it and not told; the first one after the last, and where
    nothing understandable is written.
    """
    try:
        number, found = json.loads(_place().read_text())
        return number % len(upkeep.PARTS), Counter(found)
    except (FileNotFoundError, ValueError, TypeError):
        return 0, Counter()
