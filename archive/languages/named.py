"""Languages, and the zones of clocks, by their names: nobody has to know a code, and whoever knows one may write it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from zoneinfo import available_timezones

from babel.core import get_global
from babel.dates import get_timezone_location

from . import SOURCE, current, get, known, spoken
from .base import Language
from .codes import KNOWN

# The country of zones that are no places.
NOWHERE: Final = "ZZ"


def name_of(code: str) -> str:
    """A language in that of the interface; what is no code stays as it is written."""
    return get(current()).language_name(code) if code else ""


def code_of(name: str) -> str:
    """The code of the language called ``name`` in any language that has a module; what is no name stays as it is."""
    return _codes().get(_plain(name), name)


@lru_cache(maxsize=20)
def language_names(speaks: str) -> dict[str, str]:
    """Code → name in the language ``speaks``, of all that may be chosen; the archive's own come first."""
    says = get(speaks)
    named = {code: says.language_name(code) for code in sorted(KNOWN)}
    others = sorted((code for code in named if named[code] != code), key=lambda code: says.plain(named[code]))
    return {code: named.get(code) or says.language_name(code) for code in dict.fromkeys((*spoken(), *others))}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    found = {_plain(language.autonym): language.code for language in known()}
    for language in known():
        for code, name in (*language_names(language.code).items(), *_listed(language)):
            found.setdefault(_plain(name), code)
    return found


def _listed(language: Language) -> Iterator[tuple[str, str]]:
    """Code → name as dictionaries list it, which its sentences may put otherwise: "türk" beside "türkcə"."""
    return ((code, name) for code, name in language.cldr.languages.items() if code in KNOWN)


def zone_name(zone: str) -> str:
    """A zone as its place is called: "Baku, Azerbaijan"; what is none stays as it is written."""
    return zone_names(current()).get(zone, zone)


def zone_of(name: str) -> str:
    """The zone whose place is called ``name`` in any language that has a module, or is a city by this name alone."""
    return _zones().get(_plain(name), name)


@lru_cache(maxsize=20)
def zone_names(speaks: str) -> dict[str, str]:
    """Zone → its place in the language ``speaks``, of all zones that lie in a country; and UTC."""
    locale = get(speaks).cldr
    countries = get_global("zone_territories")
    named = {
        zone: f"{get_timezone_location(zone, locale=locale, return_city=True)}, {locale.territories[countries[zone]]}"
        for zone in available_timezones()
        if countries.get(zone, NOWHERE) != NOWHERE and countries[zone] in locale.territories
    }
    return {"UTC": "UTC", **dict(sorted(named.items(), key=lambda one: get(speaks).plain(one[1])))}


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in known():
        for zone, name in zone_names(language.code).items():
            found.setdefault(_plain(name), zone)
            found.setdefault(_plain(name.partition(", ")[0]), zone)
    return found


def _plain(name: str) -> str:
    """How names are compared, whatever language they are in."""
    return get(SOURCE).plain(name.strip())
