"""What languages know, one module each; and which of them this archive speaks.

A language is added by a module named after its code, with a ``LANGUAGE`` in it (``base`` is the contract). The setting
``MEMORIAL_LANGUAGES`` says which of them the archive speaks, in the order in which they stand in for one another.
"""

import re
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Final

from django.conf import settings
from django.utils.translation import get_language

from .base import Case, Gender, Language, Point, Told

__all__ = [
    "SOURCE",
    "Case",
    "Gender",
    "Language",
    "Point",
    "Told",
    "autonym",
    "current",
    "get",
    "known",
    "pack",
    "retired",
    "spoken",
    "stand_ins",
    "written",
]

# The language that the sentences of the interface are written in; and the one that most people read who read none of
# the archive's.
SOURCE: Final = "en"
# Modules with other names are no languages.
_CODE: Final = re.compile(r"[a-z]{2,3}([_-][a-z0-9]{2,8})*")


def get(code: str) -> Language:
    """The language called ``code``: "en-gb" is English, and an unknown one the first that the archive speaks."""
    found = pack(code) or pack(spoken()[0])
    assert found, "the settings refuse languages that nobody has written"
    return found


@lru_cache(maxsize=1_000)
def pack(code: str) -> Language | None:
    """The language called ``code``, or that of which it is a form; none where nobody has written one."""
    name = code.lower().replace("-", "_")
    while name:
        if found := _module(name):
            return found
        name = name.rpartition("_")[0]
    return None


@lru_cache(maxsize=1)
def known() -> tuple[Language, ...]:
    """Every language that has a module, by its code: more than those that the archive speaks can be read and found."""
    names = sorted(module.name for module in iter_modules(__path__))
    return tuple(found for name in names if (found := _module(name)))


def _module(name: str) -> Language | None:
    if not _CODE.fullmatch(name) or not find_spec(f"{__name__}.{name}"):
        return None
    found = getattr(import_module(f"{__name__}.{name}"), "LANGUAGE", None)
    return found if isinstance(found, Language) else None


# --- what this archive speaks ------------------------------------------------------------------------


def spoken() -> tuple[str, ...]:
    """The codes of the archive's languages, in the order in which they stand in for one another."""
    return tuple(settings.MEMORIAL_LANGUAGES)


def retired() -> tuple[str, ...]:
    """Those of them in which nothing is written any more; what was published in them stays at its address."""
    return tuple(settings.MEMORIAL_RETIRED_LANGUAGES)


def written() -> tuple[str, ...]:
    """Those of them in which archivists write."""
    left = retired()
    return tuple(code for code in spoken() if code not in left)


def autonym(code: str) -> str:
    """What the language called ``code`` calls itself; one that nobody has written is called by its code."""
    found = pack(code)
    return found.autonym if found else code


def current() -> str:
    """The language of the interface right now; the first one, should it be none of the archive's."""
    active, known = (get_language() or "").lower(), spoken()
    return next((code for code in (active, active.partition("-")[0]) if code in known), known[0])


def stand_ins(code: str = "", first: str = "") -> tuple[str, ...]:
    """Whose words are taken for somebody who reads ``code``, best first: hers, those in ``first`` (the language of the
    original), and then those in the archive's languages in their order.
    """
    return tuple(dict.fromkeys(filter(None, (code, first, *spoken()))))
