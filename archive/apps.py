import sys
from collections.abc import Callable
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    name = "archive"
    label = "archive"
    verbose_name = _("Archive")

    def ready(self) -> None:
        from archive.languages import interface

        interface.stand_in()
        if settings.MEMORIAL_SURFACE != "public":
            self._ready_for_commands()

    def _ready_for_commands(self) -> None:
        """What is done where something is checked, migrated or saved; a process of readers alone does none of it."""
        from archive import checks as _checks  # noqa: F401  # registers itself
        from archive import guards
        from archive.catalogue import checks as _readers  # noqa: F401  # registers itself
        from archive.catalogue import engines
        from archive.imaging import checks as _imaging  # noqa: F401  # registers itself
        from archive.records import finding, saving

        if settings.MEMORIAL_MAP_OUTLINE:
            from archive.public.maps import outlines as _outlines  # noqa: F401  # registers itself
        if settings.MEMORIAL_THEME:
            from archive.theme import checks as _theme  # noqa: F401  # registers itself

        pre_migrate.connect(guards.lift_before_migrate, sender=self)
        pre_migrate.connect(finding.lift_before_migrate, sender=self)
        pre_migrate.connect(_keep_copies, sender=self)
        for receiver in (
            engines.install_after_migrate,
            finding.install_after_migrate,
            _seal,  # before anything guards what was saved
            guards.install_after_migrate,
            _give_up_copies,
            _make_groups,
            _derive_anew,
        ):
            post_migrate.connect(receiver, sender=self)
        saving.saved.connect(_derive_state)


def _make_groups(**sent: Any) -> None:
    """What they may do is of no use to whoever only shows pages: it is loaded when groups are made."""
    from archive.editorial import permissions

    permissions.make_groups(**sent)


def _keep_copies(using: str, **sent: Any) -> None:
    from archive.editorial.models import GIVES_UP_ITS_COPY

    GIVES_UP_ITS_COPY.lift(connections[using])


def _give_up_copies(using: str, **sent: Any) -> None:
    from archive.editorial.models import GIVES_UP_ITS_COPY

    if {"archive_candidate", "archive_edition"} <= {*connections[using].introspection.table_names()}:
        GIVES_UP_ITS_COPY.install(connections[using])


def _seal(using: str, **sent: Any) -> None:
    from archive.records import seals

    seals.keep_after_migrate(using, _progress("Sealing", **sent))


def _progress(what: str, verbosity: int = 1, **sent: Any) -> Callable[[int, int], None]:
    from archive.catalogue import migrating, rebuilding

    return migrating.progress_bar(sys.stdout, what) if verbosity else rebuilding.silently


def _derive_anew(**sent: Any) -> None:
    from archive.catalogue import migrating
    from archive.editorial import states
    from archive.records import text_links, written

    migrating.derive_after_migrate(**sent)
    text_links.derive_after_migrate(**sent)
    states.derive_after_migrate(**sent)
    written.derive_after_migrate(**sent, progress=_progress("Deriving words of the desk", **sent))


def _derive_state(**sent: Any) -> None:
    from archive.editorial import states

    states.derive_after_saving(**sent)
