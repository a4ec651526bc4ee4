"""Move an archive that has outgrown its SQLite file to PostgreSQL."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from archive import moving
from archive.editions import ledger
from memorial import databases


class Command(BaseCommand):
    help = (
        "Fill the PostgreSQL database of MEMORIAL_DATABASE_URL, which has been migrated and is empty, with the archive "
        "of an SQLite file. The file stays as it is. Stop the archive before: what is written meanwhile stays behind."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the archive.sqlite3 of the data folder")

    def handle(self, *, file: Path, verbosity: int, **options) -> None:
        settings = databases.sqlite(file.absolute())
        databases.only_if_there(settings)
        moved: list[int] = []

        def tell(table: str, rows: int) -> None:
            moved.append(rows)
            if verbosity and rows:
                self.stdout.write(f"{table}: {rows}")

        try:
            moving.move(settings, tell)
        except (moving.NotMoved, DatabaseError) as refused:
            raise CommandError(f"Nothing was moved. {refused}") from refused
        self.stdout.write(f"The archive has been moved: {sum(moved)} rows. Its folders stay where they are.")
        if broken := ledger.broken_at():
            raise CommandError(f"Its ledger does not hold from entry {broken} on. See whether it did in the file.")
        self.stdout.write("Its ledger holds, with everything that was ever published.")
