"""A language that the archive does not have, spoken while a test needs it: the pack in ``packs``."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive import languages
from archive.languages import Language


@contextmanager
def known() -> Iterator[Language]:
    """Ukrainian has a module among the others. Which languages the archive speaks is for its settings to say."""
    folder = str(Path(__file__).parent / "packs")
    languages.__path__.append(folder)
    _forget()
    try:
        yield languages.get("uk")
    finally:
        languages.__path__.remove(folder)
        _forget()


def _forget() -> None:
    languages.known.cache_clear()
    languages.pack.cache_clear()
