"""Whether a database was made by the migrations that stand here, and whether cards can be drawn."""

from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

# The first migration of the history before this one, which is not continued.
FORMER: Final = "0001_initial"


@register(Tags.database)
def made_by_these_migrations(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Whoever migrates a database of the former history is told what to do, before anything of it is touched."""
    return [_former(alias) for alias in databases or () if _is_former(alias)]


def _is_former(alias: str) -> bool:
    recorder = MigrationRecorder(connections[alias])
    return ("archive", FORMER) in recorder.applied_migrations()


def _former(alias: str) -> CheckMessage:
    return Error(
        f"The database {alias} was made before the archive's tables got their lasting shape, and cannot be migrated.",
        hint="A sample archive is made anew: move the data folder away (var/) and start again. Records of your own are "
        "exported as sheets by the version that made the database, and come in again as sheets.",
        id="archive.E001",
    )


@register(Tags.staticfiles)
def cards_can_be_drawn(**kwargs: Any) -> list[CheckMessage]:
    """The typeface of pages is packed as browsers want it; a FreeType without Brotli cannot unpack it."""
    from PIL import ImageFont  # only where somebody asks

    try:
        ImageFont.truetype(settings.ROOT / "static/fonts/roman-latin.woff2", 32)
    except OSError as why:
        hint = "Install Pillow as it is published for your system: its FreeType reads WOFF2."
        return [Warning(f"The cards that other sites show cannot be drawn: {why}.", hint=hint, id="archive.W020")]
    return []
