"""Fills an empty archive with the sample, and says how to sign in."""

import gc
import os
from pathlib import Path
from secrets import token_urlsafe

from django.conf import settings
from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError

from archive.sample import contents, loading


class Command(BaseCommand):
    # Addresses and forms, which take half a second to load, are checked where they are served.
    requires_system_checks = [Tags.models]
    help = (
        "Fills an empty archive with a sample to look at, and prints the sign-in names. The password is "
        "MEMORIAL_DEMO_PASSWORD, or one that is made once and kept in the data folder."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="Only print how to sign in when the sample is there already."
        )

    def handle(self, *, once: bool, **options) -> None:
        if loading.is_loaded():
            if not once:
                raise CommandError("The sample archive is here already.")
            self._welcome_back()
            return
        password = os.environ.get("MEMORIAL_DEMO_PASSWORD") or _kept() or token_urlsafe(9)
        gc.disable()  # all it would free is 20 MB: to look for it took a thirtieth of the time
        try:
            loading.load(contents.read(), password=password)
        except loading.NotEmpty as refused:
            raise CommandError("This archive is not empty. The sample is for an archive nobody works in.") from refused
        finally:
            gc.enable()
        _keep(password)
        self._tell(password)

    def _welcome_back(self) -> None:
        if given := os.environ.get("MEMORIAL_DEMO_PASSWORD"):
            loading.set_password(given)
            _keep(given)
        self._tell(_kept())

    def _tell(self, password: str) -> None:
        self.stdout.write(f"Sign in as {', '.join(loading.PEOPLE)}.")
        self.stdout.write(f"Password: {password or 'the one the sample was loaded with'}")


def _file() -> Path:
    return settings.MEMORIAL_DATA_DIR / "demo-password"


def _kept() -> str:
    return _file().read_text(encoding="utf-8").strip() if _file().exists() else ""


def _keep(password: str) -> None:
    """Readable by its owner only."""
    _file().unlink(missing_ok=True)
    with open(os.open(_file(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(password)
