"""Give the disk back what the database takes more than it needs."""

from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from archive import compacting

MEGABYTE = 1_000_000


class Command(BaseCommand):
    # Addresses and forms, which take half a second to load, are checked where they are served.
    requires_system_checks = [Tags.models]
    help = (
        "Write the database anew without the room of what is gone, after migrate or rebuild_catalogue have written "
        "much of it otherwise. No row changes. Stop the archive before: whoever asks meanwhile waits. Up to twice the "
        "room of the database is needed until that is done."
    )

    def handle(self, **options) -> None:
        before = compacting.size()
        try:
            compacting.compact()
        except DatabaseError as failed:
            raise CommandError(f"The database is as it was. {failed}") from failed
        sizes = (f"{size / MEGABYTE:,.1f} MB" for size in (before, compacting.size()))
        self.stdout.write("The database took {} and takes {}.".format(*sizes))
