"""Derive every list, filter and search row anew from the ledger."""

from django.core.management.base import BaseCommand

from archive.catalogue import rebuilding


class Command(BaseCommand):
    help = "Derive every list, filter and search row anew from the ledger. Nothing published changes."

    def handle(self, *args, **options) -> None:
        records = rebuilding.rebuild()
        self.stdout.write(f"The catalogue of {records} records has been derived anew.")
