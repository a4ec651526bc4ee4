"""Which languages the archive speaks, from the environment's words."""

from collections.abc import Collection
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from archive.languages import SOURCE, interface, pack
from archive.languages.codes import LONGEST_CODE


def spoken(written: str) -> tuple[str, ...]:
    """The codes of MEMORIAL_LANGUAGES, in their order: "az,en,ru"."""
    codes = _codes(written)
    if not codes:
        raise ImproperlyConfigured("MEMORIAL_LANGUAGES names no language. Write codes with commas between: az,en,ru")
    for code in codes:
        if len(code) > LONGEST_CODE:
            raise ImproperlyConfigured(
                f"MEMORIAL_LANGUAGES names {code!r}. Codes have {LONGEST_CODE} characters at most."
            )
        found = pack(code)
        if not found or found.code != code:
            raise ImproperlyConfigured(
                f"MEMORIAL_LANGUAGES names {code!r}, which no module of archive/languages/ is called."
            )
    return _each_once("MEMORIAL_LANGUAGES", codes)


def retired(written: str, among: Collection[str]) -> tuple[str, ...]:
    """The codes of MEMORIAL_RETIRED_LANGUAGES: some of those that are spoken."""
    codes = _codes(written)
    if foreign := [code for code in codes if code not in among]:
        raise ImproperlyConfigured(
            f"MEMORIAL_RETIRED_LANGUAGES names {foreign[0]!r}, which MEMORIAL_LANGUAGES does not. A language that is "
            "retired keeps its place there, so that its addresses stay."
        )
    if set(codes) == set(among):
        raise ImproperlyConfigured("MEMORIAL_RETIRED_LANGUAGES names every language. One must be left to write in.")
    return _each_once("MEMORIAL_RETIRED_LANGUAGES", codes)


def default_language(codes: tuple[str, ...], catalogues: Path) -> str:
    """The language in which Django speaks where nobody says in which: the source of the interface, if it is spoken, or
    the first that has all of it. What a catalogue of Django's own lacks is said in it as well.
    """
    there = interface.complete(catalogues)
    return next((code for code in (SOURCE, *codes) if code in codes and code in there), codes[0])


def _codes(written: str) -> tuple[str, ...]:
    return tuple(filter(None, (code.strip().lower() for code in written.split(","))))


def _each_once(name: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(codes)) < len(codes):
        raise ImproperlyConfigured(f"{name} names a language twice: {','.join(codes)}")
    return codes
