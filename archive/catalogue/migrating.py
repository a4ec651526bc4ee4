"""After tables got another shape, or a derivation was interrupted, all that is derived is derived anew by itself."""

import sys
from collections.abc import Callable
from typing import Any, Final, TextIO

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connection

from archive.editions.models import Derivation

from . import rebuilding
from .models import RowText

WIDTH: Final = 40


def derive_after_migrate(sender: AppConfig, using: str, verbosity: int = 1, **kwargs: Any) -> None:
    """Receiver of ``post_migrate``: an archive that was filled does not stand empty until somebody thinks of it."""
    tables = {Derivation._meta.db_table, RowText._meta.db_table}
    if using != DEFAULT_DB_ALIAS or not tables <= set(connection.introspection.table_names()):
        return
    if rebuilding.is_due():
        rebuilding.rebuild(
            progress_bar(sys.stdout, "Deriving the catalogue anew") if verbosity else rebuilding.silently
        )


def progress_bar(out: TextIO, what: str) -> Callable[[int, int], None]:
    """Draws how much is done: in place on a terminal, else a line for every tenth."""
    tenths = set[int]()

    def draw(done: int, total: int) -> None:
        part = done / max(total, 1)
        if out.isatty():
            bar = "#" * round(WIDTH * part)
            out.write(f"\r{what}: [{bar:<{WIDTH}}] {done} of {total}" + ("\n" if done >= total else ""))
        elif int(10 * part) not in tenths:
            tenths.add(int(10 * part))
            out.write(f"{what}: {done} of {total}\n")
        out.flush()

    return draw
