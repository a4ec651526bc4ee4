"""Payloads as they may have been frozen: in every field whatever its form accepts, or accepted once."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from random import Random
from typing import Any, Final

from archive import rights, rules
from archive.editions.payloads import Payload, Phrase, Reference
from archive.editions.payloads.observances import DateRule, Override
from archive.editions.payloads.timeline_entries import FigureForm
from archive.public.kinds import attribution, observances, sources, statements
from archive.public.maps import places
from archive.public.words import labels

# Every kind of date there is, and the ends of the calendar.
DATES: Final = (
    *("0001", "0009-12", "0044-03-15", "0099~", "0918", "1813", "1990", "1990-01", "1990-01-20", "2100", "9999-12-31"),
    *("001X", "199X", "199X%", "999X", "01XX", "19XX", "20XX~", "21XX", "50XX", "99XX", "0001-01-01", "9999"),
    *("1990-XX", "1990-XX-XX", "1990-01-XX", "9999-12-XX", "1990-21", "1990-22", "1990-23", "1990-24", "0001-24"),
    *("1905~", "1905-03?", "1905-03-01%", "1988/1994-05-12", "1990-01-19/1990-01-20", "1918-03~/1918-04", "0044/2100"),
    *("0001-01-01/0001-01-02", "9999-12-30/9999-12-31", "9999-12-05/..", "../0001-01-01", "0001/9999", "/1994"),
    *("1994/", "../1994", "1994/..", "[1992,1993]", "[1990-01-19,1990-01-20,1991?]", "[0001,9999]"),
)
DAYS: Final = ("0001-01-01", "1990-01-20", "2024-02-29", "9999-12-31")
ZONES: Final = ("Asia/Baku", "UTC", "Etc/GMT+4", "America/Argentina/Ushuaia", "Pacific/Kiritimati", "EST", "gone")
STAMPS: Final = (
    *("", "0001-01-01T00:00+00:00", "1900-01-01T00:00+02:30:17", "2026-01-19T22:01+04:00", "9999-12-31T23:59+00:00"),
)
INSTANTS: Final = ("0001-01-01T00:00:00+00:00", "1990-01-19T21:00:00+00:00", "9999-12-31T23:59:00+00:00")
TONGUES: Final = ("az", "en", "ru", "hy", "zh-hans", "az-Cyrl", "AZ", "??", "-")
WORDS: Final = (
    *("Words", "Şuşa İğdır", "Ёлка", "شوشا", "\u200b", "\u202eabc", "\x0b\x01", "e\u0301", "<b>&amp;</b>", " "),
    *("%(names)s %d", "{0}", "“”", "\N{CANDLE}", "line\nline", "a" * 300),
)
ADDRESSES: Final = ("", "https://law.example/1", "http://[", "javascript:alert(1)", "https://ə.example/?q=%FF#")
NUMBERS: Final = (1, 2, 5, 11, 21, 22, 1000, 2_147_483_647)
YEARS: Final = (None, rules.YEARS[0], 1991, rules.YEARS[-1])

# What may stand in a field, by its name.
FIELDS: Final[Mapping[str, Sequence[Any]]] = {
    "date": DATES,
    **dict.fromkeys(("signed", "received", "issued", "published", "since", "until"), ("", *DATES)),
    **dict.fromkeys(("as_of", "stated_on", "born", "died"), ("", *DATES)),
    "accessed": ("", *DAYS),
    **dict.fromkeys(("checked_at", "captured_at"), INSTANTS),
    **dict.fromkeys(("released", "embargo"), STAMPS),
    **dict.fromkeys(("released_zone", "embargo_zone"), ZONES),
    **dict.fromkeys(("language", "quotation_language"), TONGUES),
    **dict.fromkeys(("date_wording_language", "original_language"), TONGUES),
    **dict.fromkeys(("title", "text", "used_by", "scheme", "original_title", "locator", "quotation"), WORDS),
    **dict.fromkeys(("number", "translator", "of_version", "content_note", "words", "date_wording"), WORDS),
    **dict.fromkeys(("mark", "licence", "telephone", "email", "summary"), WORDS),
    **dict.fromkeys(("address", "current_address", "archived_address", "licence_address", "quiet_exit"), ADDRESSES),
    **dict.fromkeys(("latitude", "longitude"), ("", "39.7583", "-0", "-999.9")),
    **dict.fromkeys(("base_year", "base_year_last"), YEARS),
    "year": (1900, 2026, 2200),
    "anniversary": (None, 1, 2, 36, 111, 2000),
    "counted": ((), (36,), (92, 93)),
    "size": NUMBERS,
    "origin": ("authored", "transcribed"),
    "completeness": tuple(attribution.PROVENANCE_OF_NOBODY),
    "status": ("in-force", *observances.STATUSES),
    "form": tuple(statements.FORMS),
    "standing": ("", *sources.STANDINGS),
    "rights": ("", *rights.ALL),
    "master": ("", "cd" * 32),
    "colour": ("#7b342d",),
    **dict.fromkeys(("width", "height"), (1, 319, 320, 961, 20_000)),
    **dict.fromkeys(("focus_x", "focus_y"), (0, 500, 1000)),
    "precision": ("", *places.PRECISIONS),
    "address_state": ("unknown", "ok", *labels.STATES_OF_ADDRESS),
    "media_type": tuple(sources.TYPES_OF_FILE),
    "translation": tuple(labels.TRANSLATIONS),
    "field": ("", *labels.FIELDS),
    "relation": ("supports", *labels.RELATIONS),
    **dict.fromkeys(("is_behind", "offers_support"), (False, True)),
}
# When an event was: its date, whether in a night, its time, its zone and the instant of these.
MOMENTS: Final = (
    *((date, False, "", "", "") for date in DATES),
    ("1990-01-19/1990-01-20", True, "", "", ""),
    ("9999-12-30/9999-12-31", True, "", "", ""),
    *((instant[:10], False, instant[11:16], zone, instant) for instant in INSTANTS for zone in ZONES),
)

BASE: Final = Reference(
    record="00000000-0000-4000-8000-0000000000bb", kind="observance", label={"ru": "День"}, role="base"
)
RULES: Final[tuple[dict[str, Any], ...]] = (
    {"kind": "fixed", "month": 1, "day": 20},
    *({"kind": "fixed", "month": 2, "day": 29, "leap": leap.value} for leap in rules.Leap if leap),
    *({"kind": "nth-weekday", "month": 11, "weekday": "sun", "nth": nth} for nth in (1, 2, 3, 4, 5, rules.LAST)),
    *({"kind": "weekday-near", "weekday": "wed", "side": side.value, "base": BASE} for side in rules.Side),
    *({"kind": "weekday-near", "weekday": "fri", "side": side.value, "month": 12, "day": 31} for side in rules.Side),
    *({"kind": "offset", "base": BASE, "days": days} for days in (-366, -2, 0, 1, 366)),
    {"kind": "listed", "dates": ("1800-01-01", "2026-02-28", "2200-12-31")},
)
NUMBERED: Final[tuple[dict[str, Any], ...]] = (
    *({"qualifier": how, "value": number} for how in ("exact", *labels.QUALIFIERS) for number in (0, *NUMBERS)),
    *({"qualifier": how, "value": None, "low": 0, "high": 22} for how in ("estimated", "range")),
    {"qualifier": "unquantified", "value": None},
)


def varied(payload: Payload, chance: Random) -> Payload:
    """Another payload of the same kind, as full as ``payload``, with other values in its fields."""
    found: Payload = _varied(payload, chance)
    return found


def _varied(value: Any, chance: Random) -> Any:
    match value:
        case str() if value[:1].isupper():  # a label, a note
            return chance.choice(WORDS)
        case tuple():
            return tuple(_varied(one, chance) for one in value)
        case dict():
            return {key: _varied(one, chance) for key, one in value.items()}
        case Phrase():
            return Phrase.of({chance.choice(TONGUES): chance.choice(WORDS) for _word in value.words})
        case DateRule():
            return _rule(value, chance)
        case Override():
            return _override(value, chance)
        case _ if is_dataclass(value):
            return _dataclass(value, chance)
    return value


def _dataclass(value: Any, chance: Random) -> Any:
    changed = {one.name: _field(one.name, getattr(value, one.name), chance) for one in fields(value)}
    if hasattr(value, "one_night"):
        names = ("date", "one_night", "time", "zone", "instant")
        changed |= dict(zip(names, chance.choice(MOMENTS), strict=True))
    if isinstance(value, FigureForm):
        changed |= {"low": None, "high": None, **chance.choice(NUMBERED)}
        changed |= {"measure": chance.choice([*labels.MEASURES]), "unit": chance.choice([*labels.UNITS])}
        changed |= {"population": chance.choice(["", *labels.POPULATIONS])}
    return replace(value, **changed)


def _field(name: str, value: Any, chance: Random) -> Any:
    if is_dataclass(value) or isinstance(value, dict) or name not in FIELDS:
        return _varied(value, chance)
    return chance.choice(FIELDS[name])


def _rule(row: DateRule, chance: Random) -> DateRule:
    first = chance.choice(YEARS)
    sets = row.effect in ("establishes", "changes-date")
    return DateRule(
        effect=row.effect,
        kept_by=row.kept_by,
        instrument=row.instrument,
        signed=chance.choice([date for date in DATES if len(date) <= 10 and not {"/", "["} & set(date)]),
        duration=chance.choice((1, 2, 5, 366)),
        shifts=chance.choice(("", "sun +1", "fri -1, sat +6")),
        at_sunset=chance.choice((False, True)),
        from_year=first,
        to_year=chance.choice((None, rules.YEARS[-1])),
        **(chance.choice(RULES) if sets else {}),
    )


def _override(row: Override, chance: Random) -> Override:
    """Any day was accepted once."""
    day, off = chance.choice(DAYS), chance.choice(("", *DAYS))
    outcome = chance.choice([*rules.Outcome])
    return replace(
        row,
        year=chance.choice((rules.YEARS[0], 2026, rules.YEARS[-1])),
        outcome=outcome.value,
        date=day if outcome is rules.Outcome.MOVED else "",
        day_off=day if outcome is rules.Outcome.AS_RULED else off,
    )
