"""Derive every list, filter and search row anew from the ledger."""

import sys

from django.core.management.base import BaseCommand

from archive.catalogue import migrating, rebuilding


class Command(BaseCommand):
    help = (
        "Derive every list, filter and search row anew from the ledger. Nothing published changes. Readers and the "
        "desk go on meanwhile; if it is interrupted, it goes on from there when it is called again."
    )

    def handle(self, *, verbosity: int, **options) -> None:
        records = rebuilding.rebuild(
            migrating.progress_bar(sys.stdout, "Deriving") if verbosity else rebuilding.silently
        )
        self.stdout.write(f"The catalogue of {records} records has been derived anew.")
