"""What the stored words of a payload are called on the page, in the reader's language."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from archive import clock, dates, languages, names
from archive.dates import Dating
from archive.languages.letters import usual_script

Labels = dict[str, Promise]

# What readers are told of an address; of one that works there is nothing to say.
STATES_OF_ADDRESS: Final[Labels] = {
    "moved": gettext_lazy("It has moved to another address since it was cited."),
    "gone": gettext_lazy("It is no longer available at its address."),
}
SORTS_OF_NAME: Final[Labels] = {
    "variant": gettext_lazy("other spelling"),
    "official": gettext_lazy("official name"),
    "former": gettext_lazy("former name"),
    "short": gettext_lazy("short name"),
    "translit": gettext_lazy("transliteration"),
    "other": gettext_lazy("name used by others"),
    "searched": gettext_lazy("only searched for"),
}
# Registers elsewhere: what they are called, and where they keep what has a number.
REGISTERS: Final = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "geonames": ("GeoNames", "https://www.geonames.org/{}"),
    "viaf": ("VIAF", "https://viaf.org/viaf/{}"),
}
TRANSLATIONS: Final[Labels] = {
    "original": gettext_lazy("This is the original text."),
    "official": gettext_lazy("This is an official translation."),
    "issuer": gettext_lazy("This is the issuer’s own text in another of its languages."),
    "archive": gettext_lazy("This is the archive’s own translation."),
    "agency": gettext_lazy("This is a news agency’s translation."),
    "machine": gettext_lazy("This is a machine translation. It may be wrong: compare it with the original."),
}
# What of a record a source may be cited for.
FIELDS: Final[Labels] = {
    "title": gettext_lazy("Title or name"),
    "date": gettext_lazy("Date"),
    "places": gettext_lazy("Places"),
    "issuers": gettext_lazy("Issuers"),
    "law": gettext_lazy("Legal history"),
    "rituals": gettext_lazy("Rituals"),
}
RELATIONS: Final[Labels] = {
    "disputes": gettext_lazy("This source disputes it."),
    "mentions": gettext_lazy("This source mentions it."),
}
MEASURES: Final[Labels] = {
    "killed": pgettext_lazy("measure", "Killed"),
    "buried": pgettext_lazy("measure", "Buried"),
    "injured": pgettext_lazy("measure", "Injured"),
    "missing": pgettext_lazy("measure", "Missing"),
    "captured": pgettext_lazy("measure", "Taken captive"),
    "arrested": pgettext_lazy("measure", "Arrested"),
    "displaced": pgettext_lazy("measure", "Displaced"),
    "identified": pgettext_lazy("measure", "Identified"),
    "orphaned": pgettext_lazy("measure", "Lost their parents"),
    "destroyed": pgettext_lazy("measure", "Destroyed"),
}
POPULATIONS: Final[Labels] = {
    "civilians": pgettext_lazy("population", "civilians"),
    "servicemen": pgettext_lazy("population", "servicemen"),
    "women": pgettext_lazy("population", "women"),
    "children": pgettext_lazy("population", "children"),
    "elderly": pgettext_lazy("population", "elderly people"),
}
UNITS: Final[Labels] = {
    "persons": pgettext_lazy("unit", "persons"),
    "families": pgettext_lazy("unit", "families"),
    "villages": pgettext_lazy("unit", "villages"),
    "settlements": pgettext_lazy("unit", "settlements"),
    "cities": pgettext_lazy("unit", "cities"),
}
# How a speaker puts a number that is not exact. Languages with endings for "than" have them in %(than)s.
QUALIFIERS: Final[Labels] = {
    "at-least": gettext_lazy("at least %(number)s"),
    "more-than": gettext_lazy("more than %(than)s"),
    "nearly": gettext_lazy("nearly %(number)s"),
    "about": gettext_lazy("about %(number)s"),
    "estimated": gettext_lazy("an estimated %(number)s"),
}
# What a paragraph of a statement is for.
PARTS: Final[Labels] = {
    "heading": gettext_lazy("Heading"),
    "day": gettext_lazy("The day"),
    "event": gettext_lazy("Events"),
    "figures": gettext_lazy("Figures"),
    "consequence": gettext_lazy("Consequence"),
    "assessment": gettext_lazy("Assessment"),
    "tribute": gettext_lazy("Tribute"),
    "pledge": gettext_lazy("Pledge"),
}
CHANGES: Final[Labels] = {
    "first": gettext_lazy("First publication"),
    "minor": gettext_lazy("Minor change"),
    "translation": gettext_lazy("Translation added"),
    "correction": gettext_lazy("Correction"),
    "update": gettext_lazy("Update"),
    "doubt": gettext_lazy("Under review"),
    "withdrawal": gettext_lazy("Withdrawal"),
}
# Whose clocks showed a time.
ZONES: Final[Labels] = {
    "Asia/Baku": gettext_lazy("Baku time"),
    "Europe/Moscow": gettext_lazy("Moscow time"),
    "UTC": gettext_lazy("UTC"),
}


def label_of(labels: Mapping[str, str | Promise], value: str) -> str:
    """The label of ``value``; a value frozen long ago that nothing names any more stands for itself."""
    return str(labels.get(value, value))


def localized(words: Mapping[str, str], language: str) -> tuple[str, str]:
    """From words by language: the reader's, or the first that stands in for them, or whatever there is; with its
    language.
    """
    if said := words.get(language):
        return language, said
    code = next((code for code in (*languages.stand_ins(language), *words) if words.get(code)), "")
    return code, words.get(code, "")


def about_translation(sentence: str, translator: str, version: str) -> str:
    """Whose words a text is, by whom, and which of the issuer's versions it renders."""
    said = (
        sentence,
        _("Translator: %(translator)s.") % {"translator": translator} if translator else "",
        _("It renders the issuer’s version %(version)s.") % {"version": version} if version else "",
    )
    return " ".join(part for part in said if part)


def language_name(code: str) -> str:
    """A language's name in the reader's: "Azerbaijani". Unknown codes stand for themselves."""
    return languages.get(languages.current()).language_name(code)


def tagged(code: str, text: str) -> str:
    """The language of ``text`` as pages mark it, with its script where that is not the usual: "az-Cyrl"."""
    script, usual = names.script(text), usual_script(code)
    return f"{code}-{script}" if script and usual and script != usual else code


def period_in_words(since: str, until: str, language: str) -> str:
    """From when to when, as far as it is known; empty for neither."""
    match bool(since), bool(until):
        case True, True:
            return dates.span_in_words(since, until, language)
        case True, False:
            return _("since %(date)s") % {"date": dates.since_in_words(since, language)}
        case False, True:
            return _("until %(date)s") % {"date": dates.since_in_words(until, language)}
    return ""


def date_in_words(written: str, language: str) -> str:
    """A frozen dating; "--01-20" for a day of every year, "--01" for one that moves in it."""
    if written.startswith("--") and len(written) == len("--01"):
        return languages.get(language).month(int(written[2:4]))
    if written.startswith("--"):
        return dates.day_in_words(int(written[2:4]), int(written[5:7]), language)
    return dates.in_words(written, language) if written else ""


def event_in_words(written: str, language: str, *, one_night: bool, time: str, zone: str) -> str:
    """When an event was: "night of 19–20 January 1990", "00:00, 10 November 2020, Moscow time"."""
    day = Dating.parse(written).night_in_words(language) if one_night else date_in_words(written, language)
    if not time:
        return day
    return _("%(time)s, %(day)s, %(zone)s") % {"time": time, "day": day, "zone": zone_in_words(zone)}


def time_in_words(time: str, zone: str) -> str:
    """When something is done on its day: "12:00, Baku time"; without a zone it is so in each."""
    if not time:
        return ""
    where = zone_in_words(zone) if zone else _("local time wherever one is")
    return _("%(time)s, %(where)s") % {"time": time, "where": where}


def zone_in_words(zone: str) -> str:
    """ "Moscow time"; what no sentence names goes by the city in its name."""
    if zone in ZONES:
        return str(ZONES[zone])
    return _("%(city)s time") % {"city": zone.rpartition("/")[2].replace("_", " ")}


@lru_cache(maxsize=dates.MOST_READ)
def machine_date(written: str) -> str:
    """A date as machines read it in a page: its first day, month or year, if that is beyond doubt."""
    if written.startswith("--"):
        return written[2:] if len(written) == len("--01-20") else ""  # a month of every year is nothing they know
    if dates.plain_day(written):
        return written
    first = Dating.parse(written).known[0]
    return str(first) if first.is_plain and not first.doubt else ""


def day_in_words(day: date, language: str) -> str:
    return dates.in_words(day.isoformat(), language)


def moment_in_words(instant: datetime, language: str) -> str:
    """An instant on the archive's clock: "20 January 2026, 00:00 (Baku time)"."""
    shown = clock.local(instant)
    words = {"day": day_in_words(shown.date(), language), "time": f"{shown:%H:%M}"}
    if settings.MEMORIAL_TIME_ZONE == "Asia/Baku":
        return _("%(day)s, %(time)s (Baku time)") % words
    return _("%(day)s, %(time)s (%(zone)s)") % {**words, "zone": settings.MEMORIAL_TIME_ZONE}


def stamp_in_words(stamp: str, zone: str, language: str) -> str:
    """What clocks in ``zone`` showed, with its distance to UTC; and what the archive's showed, if that was another."""
    there = datetime.fromisoformat(stamp)
    words = _("%(day)s, %(time)s (%(zone)s)") % {
        "day": day_in_words(there.date(), language),
        "time": f"{there:%H:%M}",
        "zone": f"{zone_in_words(zone)}, {stamp[len('2026-01-19T22:01') :]}",
    }
    is_ours = clock.local(there).utcoffset() == there.utcoffset()
    return words if is_ours else f"{words} = {moment_in_words(there, language)}"
