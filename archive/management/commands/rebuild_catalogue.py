"""Derive anew every list, filter and search row of the ledger, where each record stands, what texts link to, and the
words by which the desk finds."""

import gc
import sys
from collections.abc import Callable

from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError

from archive.catalogue import migrating, rebuilding
from archive.editorial import states
from archive.records import text_links, written


class Command(BaseCommand):
    # Addresses and forms, which take half a second to load, are checked where they are served.
    requires_system_checks = [Tags.models]
    help = (
        "Derive every list, filter and search row anew from the ledger, where each record stands, what texts link to, "
        "and the words by which the desk finds. Nothing published changes. Readers and the desk go on meanwhile; if it "
        "is interrupted, it goes on from there when it is called again."
    )

    def handle(self, *, verbosity: int, **options) -> None:
        gc.freeze()  # what is loaded stays: to look through it for what may go would take a tenth of the time
        try:
            records = _derive(verbosity)
        except KeyboardInterrupt as stopped:
            why = "Stopped. What was derived stays; call it again, and it goes on."
            raise CommandError(why, returncode=130) from stopped
        finally:
            gc.unfreeze()
        self.stdout.write(f"The catalogue of {records} records has been derived anew.")


def _derive(verbosity: int) -> int:
    """Everything; returns how many records have an edition."""
    records = rebuilding.rebuild(_progress("Deriving", verbosity))
    states.derive_all(_progress("Deriving states", verbosity))
    text_links.derive_all(_progress("Deriving links in texts", verbosity))
    written.derive_all(_progress("Deriving words of the desk", verbosity))
    return records


def _progress(what: str, verbosity: int) -> Callable[[int, int], None]:
    return migrating.progress_bar(sys.stdout, what) if verbosity else rebuilding.silently
