"""What the stored words of a payload are called on the page, in the reader's language."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from archive import clock, dates, languages, names
from archive.dates import Dating
from archive.editions.payloads.timeline_entries import TimelineEntryPayload
from archive.languages.letters import usual_script

Labels = dict[str, Promise]

KINDS: Final[Labels] = {
    "observance": gettext_lazy("Observance"),
    "statement": gettext_lazy("Statement"),
    "timeline-entry": gettext_lazy("Timeline entry"),
    "place": gettext_lazy("Place"),
    "institution": gettext_lazy("Institution"),
    "person": gettext_lazy("Person"),
    "source": gettext_lazy("Source"),
    "collection": gettext_lazy("Collection"),
    "subject": gettext_lazy("Subject"),
    "page": gettext_lazy("About the archive"),
    "identity": gettext_lazy("The archive itself"),
}
SECTIONS: Final[Labels] = {
    "observance": gettext_lazy("Observances"),
    "statement": gettext_lazy("Statements"),
    "timeline-entry": gettext_lazy("Timeline"),
    "place": gettext_lazy("Places"),
    "institution": gettext_lazy("Institutions"),
    "person": gettext_lazy("Persons"),
    "source": gettext_lazy("Sources"),
    "collection": gettext_lazy("Collections"),
    "subject": gettext_lazy("Subjects"),
    "page": gettext_lazy("About the archive"),
    "identity": gettext_lazy("The archive itself"),
}
ABOUT_SECTIONS: Final[Labels] = {
    "observance": gettext_lazy("Days of remembrance, the acts that established them and what was said on them."),
    "statement": gettext_lazy("What institutions have said on days of remembrance, with its sources."),
    "timeline-entry": gettext_lazy("Events in the order of their dates, no more precise than their sources."),
    "place": gettext_lazy("Places that the records name, with all their spellings."),
    "institution": gettext_lazy("Bodies that issue documents or take part in events."),
    "person": gettext_lazy("People whom the records name, with the sources that speak of them."),
    "source": gettext_lazy("Laws, documents, reports and pages on which the records rest."),
    "collection": gettext_lazy("Records put side by side, in an order, with a few words on each."),
    "subject": gettext_lazy("What the records are about, from broader to narrower."),
    "page": gettext_lazy("What the archive is, by which rules it works, and how to reach it."),
    "identity": gettext_lazy("Under which name the archive stands, and who answers for it."),
}
FORMS: Final[Labels] = {
    "statement": gettext_lazy("Statement"),
    "message": gettext_lazy("Message"),
    "address": pgettext_lazy("a speech", "Address"),
    "proclamation": gettext_lazy("Proclamation"),
    "post": pgettext_lazy("on a social network", "Post"),
    "joint": gettext_lazy("Joint statement"),
    "condolence": gettext_lazy("Condolence"),
    "article": gettext_lazy("Article"),
    "silence": gettext_lazy("Silence"),
}
SORTS_OF_SOURCE: Final[Labels] = {
    "law": gettext_lazy("Law or decree"),
    "resolution": gettext_lazy("Resolution of a parliament or an international body"),
    "judgment": gettext_lazy("Document of a court"),
    "treaty": gettext_lazy("Agreement between states"),
    "statement": gettext_lazy("Statement"),
    "letter": gettext_lazy("Letter or telegram"),
    "news": gettext_lazy("News report"),
    "report": gettext_lazy("Report"),
    "testimony": gettext_lazy("Testimony or interview"),
    "book": gettext_lazy("Book"),
    "article": gettext_lazy("Scholarly article"),
    "archival": gettext_lazy("Archival document"),
    "register": gettext_lazy("List or register"),
    "map": gettext_lazy("Map"),
    "recording": gettext_lazy("Photograph, film or sound recording"),
    "web": gettext_lazy("Web page"),
    "other": gettext_lazy("Other source"),
}
STANDINGS: Final[Labels] = {
    "party": gettext_lazy("A party to the events"),
    "government": gettext_lazy("Government"),
    "parliament": gettext_lazy("Parliament"),
    "court": gettext_lazy("Court"),
    "un": gettext_lazy("Body of the United Nations"),
    "international": gettext_lazy("Other international organisation"),
    "ngo": gettext_lazy("Non-governmental organisation"),
    "press": gettext_lazy("Press"),
    "scholarship": gettext_lazy("Scholarship"),
    "witness": gettext_lazy("Eyewitness"),
    "memory": gettext_lazy("Archive, library or museum"),
    "other": gettext_lazy("Other"),
}
TYPES_OF_FILE: Final[Mapping[str, str | Promise]] = {
    "application/pdf": "PDF",
    "text/html": gettext_lazy("web page (HTML)"),
    "multipart/related": gettext_lazy("web page with its pictures (MHTML)"),
    "text/plain": gettext_lazy("plain text"),
    "application/warc": "WARC",
    "application/gzip": "WARC",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/tiff": "TIFF",
    "image/webp": "WebP",
    "application/vnd.oasis.opendocument.text": "ODT",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
}
# The statements of rightsstatements.org by their identifiers.
RIGHTS: Final[Labels] = {
    "InC": gettext_lazy("In copyright"),
    "InC-OW-EU": gettext_lazy("In copyright: orphan work in the European Union"),
    "InC-EDU": gettext_lazy("In copyright: educational use permitted"),
    "InC-NC": gettext_lazy("In copyright: non-commercial use permitted"),
    "InC-RUU": gettext_lazy("In copyright: whose rights they are cannot be found out"),
    "NoC-CR": gettext_lazy("No copyright: contractual restrictions"),
    "NoC-NC": gettext_lazy("No copyright: non-commercial use only"),
    "NoC-OKLR": gettext_lazy("No copyright: other known legal restrictions"),
    "NoC-US": gettext_lazy("No copyright in the United States"),
    "CNE": gettext_lazy("Copyright not evaluated"),
    "UND": gettext_lazy("Copyright undetermined"),
    "NKC": gettext_lazy("No known copyright"),
}
# What readers are told of an address; of one that works there is nothing to say.
STATES_OF_ADDRESS: Final[Labels] = {
    "moved": gettext_lazy("It has moved to another address since it was cited."),
    "gone": gettext_lazy("It can no longer be read at its address."),
}
SORTS_OF_NAME: Final[Labels] = {
    "variant": gettext_lazy("other spelling"),
    "official": gettext_lazy("official name"),
    "former": gettext_lazy("former name"),
    "short": gettext_lazy("short name"),
    "translit": gettext_lazy("transliteration"),
    "other": gettext_lazy("name used by others"),
}
# What a source says that somebody was in an event.
ROLES: Final[Labels] = {
    "victim": pgettext_lazy("role", "Victim"),
    "survivor": pgettext_lazy("role", "Survivor"),
    "witness": pgettext_lazy("role", "Witness"),
    "official": pgettext_lazy("role", "Official"),
    "convicted": pgettext_lazy("role", "Convicted by a court"),
    "other": pgettext_lazy("role", "Named in it"),
}
# What the coordinates of a place mean.
PRECISIONS: Final[Labels] = {
    "spot": gettext_lazy("the spot itself"),
    "settlement": gettext_lazy("the middle of a settlement"),
    "area": gettext_lazy("the middle of a district or a region"),
    "rough": gettext_lazy("roughly"),
}
SORTS_OF_INSTITUTION: Final[Labels] = {
    "state": gettext_lazy("State body"),
    "parliament": gettext_lazy("Parliament"),
    "court": gettext_lazy("Court"),
    "mission": gettext_lazy("Embassy or mission"),
    "international": gettext_lazy("International organisation"),
    "civil": gettext_lazy("Organisation of citizens"),
    "media": gettext_lazy("News medium or agency"),
    "memory": gettext_lazy("Archive, library or museum"),
    "other": pgettext_lazy("institution", "Other"),
}
# Registers elsewhere: what they are called, and where they keep what has a number.
REGISTERS: Final = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "geonames": ("GeoNames", "https://www.geonames.org/{}"),
    "viaf": ("VIAF", "https://viaf.org/viaf/{}"),
}
TRANSLATIONS: Final[Labels] = {
    "original": gettext_lazy("These are the original words."),
    "official": gettext_lazy("This is an official translation."),
    "issuer": gettext_lazy("This is the issuer’s own text in another of its languages."),
    "archive": gettext_lazy("This is the archive’s own translation."),
    "agency": gettext_lazy("This is a news agency’s translation."),
    "machine": gettext_lazy("This is a machine translation. It may be wrong: compare it with the original."),
}
# A further text of the same document, in the word over it.
RENDERINGS: Final[Labels] = {
    "original": gettext_lazy("Original"),
    "official": gettext_lazy("Official translation"),
    "issuer": gettext_lazy("The issuer’s text in another of its languages"),
    "archive": gettext_lazy("The archive’s translation"),
    "agency": gettext_lazy("News agency translation"),
    "machine": gettext_lazy("Machine translation"),
}
# Who takes part in a document, in the order in which it is said.
PARTS: Final[dict[str, Promise | str]] = {
    "issuer": "%(names)s",
    "on-behalf-of": gettext_lazy("on behalf of %(names)s"),
    "delivered-by": gettext_lazy("delivered by %(names)s"),
    "published-by": gettext_lazy("published by %(names)s"),
}
# What of a record a source may be cited for.
FIELDS: Final[Labels] = {
    "title": gettext_lazy("Title or name"),
    "date": gettext_lazy("Date"),
    "places": gettext_lazy("Places"),
    "issuers": gettext_lazy("Issuers"),
    "law": gettext_lazy("How law made the day"),
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
CHANGES: Final[Labels] = {
    "first": gettext_lazy("First publication"),
    "minor": gettext_lazy("Minor change"),
    "translation": gettext_lazy("Translation added"),
    "correction": gettext_lazy("Correction"),
    "update": gettext_lazy("Update"),
    "doubt": gettext_lazy("Under review"),
    "withdrawal": gettext_lazy("Withdrawal"),
}
# What an instrument did to an observance.
EFFECTS: Final[Labels] = {
    "establishes": gettext_lazy("It establishes the day."),
    "changes-date": gettext_lazy("It changes the date."),
    "confirms": gettext_lazy("It confirms the day."),
    "renames": gettext_lazy("It renames the day."),
    "adds-ritual": gettext_lazy("It adds a ritual."),
    "abolishes": gettext_lazy("It abolishes the day."),
}
# Of a day in force nothing needs to be said.
STATUSES: Final[Labels] = {
    "proposed": gettext_lazy("Proposed. No instrument has established this day."),
    "suspended": gettext_lazy("Suspended"),
    "abolished": gettext_lazy("Abolished"),
    "renamed": gettext_lazy("Renamed. Another observance has taken its place."),
    "stricken": gettext_lazy("Stricken. This day never came into force."),
}
# What an instrument said of a single year.
OUTCOMES: Final[Labels] = {
    "moved": gettext_lazy("moved to %(day)s"),
    "not-observed": gettext_lazy("not observed"),
    "as-ruled": gettext_lazy("kept on its day"),
}
# Whose clocks showed a time.
ZONES: Final[Labels] = {
    "Asia/Baku": gettext_lazy("Baku time"),
    "Europe/Moscow": gettext_lazy("Moscow time"),
    "UTC": gettext_lazy("UTC"),
}
# Whose words the text is. Keys are origin and completeness.
PROVENANCE: Final[dict[tuple[str, str], Promise]] = {
    ("transcribed", "full"): gettext_lazy("Reproduced as issued by %(issuers)s."),
    ("transcribed", "excerpt"): gettext_lazy("An excerpt, reproduced as issued by %(issuers)s."),
    ("transcribed", "summary"): gettext_lazy("The archive’s summary of a document issued by %(issuers)s."),
    ("transcribed", "report"): gettext_lazy("A report of what %(issuers)s said."),
    ("transcribed", "none"): gettext_lazy("No text: the words, if there were any, are not in the archive."),
    ("authored", "full"): gettext_lazy("Issued by %(issuers)s and published here first-hand."),
    ("authored", "excerpt"): gettext_lazy("An excerpt of a document that %(issuers)s issued and publishes here."),
    ("authored", "summary"): gettext_lazy("The archive’s summary of a document issued by %(issuers)s."),
    ("authored", "report"): gettext_lazy("A report of what %(issuers)s said."),
    ("authored", "none"): gettext_lazy("No text: the words, if there were any, are not in the archive."),
}
# The same, for a document whose issuer is not known.
PROVENANCE_OF_NOBODY: Final[dict[str, Promise]] = {
    "full": gettext_lazy("Reproduced as issued; the issuer is not recorded."),
    "excerpt": gettext_lazy("An excerpt, reproduced as issued; the issuer is not recorded."),
    "summary": gettext_lazy("The archive’s summary; the issuer of the document is not recorded."),
    "report": gettext_lazy("A report of what was said; the issuer is not recorded."),
    "none": gettext_lazy("No text: the words, if there were any, are not in the archive."),
}


def spoken(labels: Mapping[str, str | Promise], value: str) -> str:
    """The label of ``value``; a value frozen long ago that nothing names any more stands for itself."""
    return str(labels.get(value, value))


def chosen(words: Mapping[str, str], language: str) -> tuple[str, str]:
    """From words by language: the reader's, or the first that stands in for them, or whatever there is; with its
    language.
    """
    code = next((code for code in (*languages.stand_ins(language), *words) if words.get(code)), "")
    return code, words.get(code, "")


def provenance(origin: str, completeness: str, *, is_issued: bool) -> tuple[str, str, str]:
    """Who speaks, and whether these are all their words: the sentence before, at and after the issuers' names."""
    if is_issued:
        return str(PROVENANCE[origin, completeness]).partition("%(issuers)s")
    return spoken(PROVENANCE_OF_NOBODY, completeness), "", ""


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


def here_in_words(event: TimelineEntryPayload, language: str) -> str:
    """A time of elsewhere on the archive's clock, with the day if that is another: "01:00 in Baku"."""
    if not event.instant or event.zone == settings.MEMORIAL_TIME_ZONE:
        return ""
    shown = clock.local(datetime.fromisoformat(event.instant))
    time, day = f"{shown:%H:%M}", shown.date()
    words = time if day.isoformat() == event.date else f"{day_in_words(day, language)}, {time}"
    if settings.MEMORIAL_TIME_ZONE == "Asia/Baku":
        return _("%(time)s in Baku") % {"time": words}
    return f"{words}, {zone_in_words(settings.MEMORIAL_TIME_ZONE)}"


def machine_date(written: str) -> str:
    """A date as machines read it in a page: its first day, month or year, if that is beyond doubt."""
    if written.startswith("--"):
        return written[2:] if len(written) == len("--01-20") else ""  # a month of every year is nothing they know
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


def coordinates(latitude: str, longitude: str) -> str:
    """Decimal degrees in words, as in "39.7583° north, 46.7492° east"; empty unless both are known."""
    if not (latitude and longitude):
        return ""
    degrees = {"latitude": latitude.removeprefix("-"), "longitude": longitude.removeprefix("-")}
    match latitude.startswith("-"), longitude.startswith("-"):
        case False, False:
            words = _("%(latitude)s° north, %(longitude)s° east")
        case False, True:
            words = _("%(latitude)s° north, %(longitude)s° west")
        case True, False:
            words = _("%(latitude)s° south, %(longitude)s° east")
        case _:
            words = _("%(latitude)s° south, %(longitude)s° west")
    return words % degrees
