"""What the stored words of a payload are called on the page, in the reader's language."""

from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language_info, pgettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from archive import clock, dates
from archive.dates import PartialDate
from archive.editions.payloads import StatementPayload

LANGUAGES: Final = tuple(code for code, _name in settings.LANGUAGES)
AUTONYMS: Final = dict(settings.LANGUAGES)

Labels = dict[str, Promise]

KINDS: Final[Labels] = {
    "observance": later("Observance"),
    "statement": later("Statement"),
    "timeline-entry": later("Timeline entry"),
    "place": later("Place"),
    "institution": later("Institution"),
    "source": later("Source"),
}
SECTIONS: Final[Labels] = {
    "observance": later("Observances"),
    "statement": later("Statements"),
    "timeline-entry": later("Timeline"),
    "place": later("Places"),
    "institution": later("Institutions"),
    "source": later("Sources"),
}
ABOUT_SECTIONS: Final[Labels] = {
    "observance": later("Days of remembrance, the acts that established them and what was said on them."),
    "statement": later("What institutions have said on days of remembrance, with its sources."),
    "timeline-entry": later("Events in the order of their dates, no more precise than their sources."),
    "place": later("Places that the records name, with all their spellings."),
    "institution": later("Bodies that issue documents or take part in events."),
    "source": later("Laws, documents, reports and pages on which the records rest."),
}
FORMS: Final[Labels] = {
    "statement": later("Statement"),
    "message": later("Message"),
    "address": pgettext_lazy("a speech", "Address"),
    "proclamation": later("Proclamation"),
    "post": pgettext_lazy("on a social network", "Post"),
    "joint": later("Joint statement"),
    "condolence": later("Condolence"),
    "article": later("Article"),
}
SORTS_OF_SOURCE: Final[Labels] = {
    "law": later("Law or decree"),
    "statement": later("Statement"),
    "news": later("News report"),
    "report": later("Report"),
    "book": later("Book"),
    "web": later("Web page"),
    "other": later("Other source"),
}
SORTS_OF_NAME: Final[Labels] = {
    "variant": later("other spelling"),
    "former": later("former name"),
    "short": later("short name"),
    "other": later("name used by others"),
}
TRANSLATIONS: Final[Labels] = {
    "original": later("These are the original words."),
    "official": later("This is an official translation."),
    "archive": later("This is the archive’s own translation."),
    "agency": later("This is a news agency’s translation."),
    "machine": later("This is a machine translation. It may be wrong: compare it with the original."),
}
RELATIONS: Final[Labels] = {
    "disputes": later("This source disputes it."),
    "mentions": later("This source mentions it."),
}
CHANGES: Final[Labels] = {
    "first": later("First publication"),
    "minor": later("Minor change"),
    "translation": later("Translation added"),
    "correction": later("Correction"),
    "update": later("Update"),
    "doubt": later("Under review"),
    "withdrawal": later("Withdrawal"),
}
# Whose words the text is. Keys are origin and completeness.
PROVENANCE: Final[dict[tuple[str, str], Promise]] = {
    ("transcribed", "full"): later("Reproduced as issued by %(issuers)s."),
    ("transcribed", "excerpt"): later("An excerpt, reproduced as issued by %(issuers)s."),
    ("transcribed", "summary"): later("The archive’s summary of a document issued by %(issuers)s."),
    ("authored", "full"): later("Issued by %(issuers)s and published here first-hand."),
    ("authored", "excerpt"): later("An excerpt of a document that %(issuers)s issued and publishes here."),
    ("authored", "summary"): later("The archive’s summary of a document issued by %(issuers)s."),
}
# The same, for a document whose issuer is not known.
PROVENANCE_OF_NOBODY: Final[dict[str, Promise]] = {
    "full": later("Reproduced as issued; the issuer is not recorded."),
    "excerpt": later("An excerpt, reproduced as issued; the issuer is not recorded."),
    "summary": later("The archive’s summary; the issuer of the document is not recorded."),
}


def spoken(labels: Labels, value: str) -> str:
    """The label of ``value``; a value frozen long ago that nothing names any more stands for itself."""
    return str(labels.get(value, value))


def provenance(statement: StatementPayload, issuers: str) -> str:
    """Who speaks, and whether these are all their words."""
    if not issuers:
        return spoken(PROVENANCE_OF_NOBODY, statement.completeness)
    sentence = PROVENANCE.get((statement.origin, statement.completeness))
    return str(sentence) % {"issuers": issuers} if sentence else issuers


def language_name(code: str) -> str:
    """A language's name in the reader's: "Azerbaijani". Unknown codes stand for themselves."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def date_in_words(written: str, language: str) -> str:
    """A frozen date: a day, month or year, or "--01-20" for a day of every year."""
    if written.startswith("--"):
        return dates.day_in_words(int(written[2:4]), int(written[5:7]), language)
    return PartialDate.parse(written).in_words(language) if written else ""


def span_in_words(first: str, last: str, language: str) -> str:
    """A date, or a span with what both ends share said once: "19–20 January 1990", "March – April 1918"."""
    if not last or last == first:
        return date_in_words(first, language)
    begin, end = PartialDate.parse(first), PartialDate.parse(last)
    words, until = begin.in_words(language), end.in_words(language)
    if begin.day and end.day and (begin.year, begin.month) == (end.year, end.month):
        return f"{begin.day}–{until}"
    if begin.month and end.month and begin.year == end.year:
        words = words.removesuffix(f" {begin.year}")
    return f"{words} – {until}"


def day_in_words(day: date, language: str) -> str:
    return PartialDate(year=day.year, month=day.month, day=day.day).in_words(language)


def moment_in_words(instant: datetime, language: str) -> str:
    """An instant on the archive's clock: "20 January 2026, 00:00 (Baku time)"."""
    shown = clock.local(instant)
    words = {"day": day_in_words(shown.date(), language), "time": f"{shown:%H:%M}"}
    if settings.MEMORIAL_TIME_ZONE == "Asia/Baku":
        return _("%(day)s, %(time)s (Baku time)") % words
    return _("%(day)s, %(time)s (%(zone)s)") % {**words, "zone": settings.MEMORIAL_TIME_ZONE}
