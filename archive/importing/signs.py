"""Signs by which a document shows what it is. Each function gives the words that are the sign, or ""."""

import re
from typing import Final

from archive import names

from .documents import Document, Remains, Sort

LONGEST_FIRST_WORDS: Final = 150

# --- of the press ------------------------------------------------------------------------------------

# "LORIN, Velmar, May 12." and "ЛОРИН, 12 мая —": a place in capitals, a comma, and soon a full stop or dash.
_DATELINE: Final = re.compile(
    r"(?P<place>[^\W\d_]{3,30}(?:[ -][^\W\d_]{1,30}){0,2}),"
    r"[^.\n]{0,60}?(?:[A-Z][a-z]{2,3}\.[^.\n]{0,20})?(?:\.|\s[–—-])(?=\s)"
)
_AGENCY: Final = re.compile(r"/\s?(?P<name>[^\W\d_][^/\n]{1,60}?)\s?/")


def dateline(document: Document) -> str:
    """The place and day an agency's report begins with."""
    match = _DATELINE.match(_beginning(document)[:120])
    return match[0] if match and match["place"].split()[0].isupper() else ""


def agency(document: Document) -> str:
    """The name between slashes after a dateline."""
    match = _AGENCY.match(_beginning(document), len(dateline(document)) + 1) if dateline(document) else None
    return match["name"] if match else ""


def byline(document: Document) -> str:
    return next((one.words for one in document.remains if one.sort is Remains.BYLINE), "")


def comment_form(document: Document) -> str:
    return next((one.words for one in document.remains if one.sort is Remains.COMMENTS), "")


# --- of an article about a day -----------------------------------------------------------------------

_NAMES_A_DAY: Final = frozenset(
    {"holidayname", "nameofday", "bayraminadi", "gununadi", "названиедня", "названиепраздника"}
)
_ABOUT_A_DAY: Final = _NAMES_A_DAY | {"observedby", "scheduling", "frequency", "qeydedir", "отмечается"}
_DATES_A_DAY: Final = frozenset({"date", "tarix", "tarixi", "дата"})
_DAY_WORDS: Final = frozenset({"day", "gunu", "день"})
_IS_A_DAY: Final = re.compile(
    r"\bis (?:a|an|the) (?:[\w-]{1,30} ){0,4}(?:day|holiday)\b|[\w-]{1,30} günüdür\b|— (?:[\w-]{1,30} ){0,4}день\b",
    re.IGNORECASE,
)


def box_name(document: Document) -> tuple[str, str] | None:
    """The line of a box of facts that names a day: its two halves."""
    return _in_box(document, _NAMES_A_DAY)


def box_about(document: Document) -> tuple[str, str] | None:
    """A line that only the box of a day has."""
    return _in_box(document, _ABOUT_A_DAY)


def box_date(document: Document) -> tuple[str, str] | None:
    return _in_box(document, _DATES_A_DAY)


def is_a_day(document: Document) -> str:
    """The words of a first paragraph that say that the heading is the name of a day."""
    if not set(names.fold(document.heading).split()) & _DAY_WORDS:
        return ""
    match = _IS_A_DAY.search(first_paragraph(document)[:600])
    return match[0].strip() if match else ""


def _in_box(document: Document, keys: frozenset[str]) -> tuple[str, str] | None:
    return next((pair for pair in document.box if names.fold(pair[0]).replace(" ", "") in keys), None)


# --- of what is missing ------------------------------------------------------------------------------

_CUT_SHORT: Final = re.compile(r"\S{0,30}(?:…|\.\.\.|\[\s?(?:…|\.\.\.)\s?\])$")
_TRANSLATED: Final = re.compile(r"\b(?:\w{2,20}\s)?(?:translation|tərcümə|перевод)\b", re.IGNORECASE)
# A longer line that has the word speaks of some other translation.
_LONGEST_REMARK: Final = 100


def cut_short(document: Document) -> str:
    """The sign that there was more: a button to read on, or dots at the end."""
    if more := next((one.words for one in document.remains if one.sort is Remains.MORE), ""):
        return more
    match = _CUT_SHORT.search(document.text[-60:].strip())
    return match[0].strip() if match else ""


def translated(document: Document) -> str:
    """The words of a short line that say that this is a translation."""
    remarks = (*document.headings, *(block.text for block in (*document.blocks[:2], *document.blocks[-2:])))
    found = (_TRANSLATED.search(remark) for remark in remarks if len(remark) <= _LONGEST_REMARK)
    return next((match[0] for match in found if match), "")


# --- its first words ---------------------------------------------------------------------------------

_END_OF_SENTENCE: Final = re.compile(r"[.!?…][\"”»’)]{0,2}(?=\s{1,3}[\"“«‘(]?[^\W\d_a-z])")


def first_words(document: Document) -> str:
    """The first sentence after the dateline and the agency's name, without its full stop."""
    beginning = _beginning(document)[len(dateline(document)) :].lstrip(" –—-")
    if match := _AGENCY.match(beginning):
        beginning = beginning[match.end() :].lstrip(" .–—-")
    end = _END_OF_SENTENCE.search(beginning, 15)
    sentence = beginning[: end.start()] if end else beginning
    return cut(re.sub(r"\*\*|__", "", sentence).rstrip(". "), LONGEST_FIRST_WORDS)


def first_paragraph(document: Document) -> str:
    return next((block.text for block in document.blocks if block.sort is Sort.PARAGRAPH), "")


def cut(text: str, length: int) -> str:
    """At most ``length`` characters, ending with a whole word and "…" if it had to be cut."""
    if len(text) <= length:
        return text
    words, blank, _rest = text[: length - 1].rpartition(" ")
    return words.rstrip(",;:–—- ") + "…" if blank else text[:length]


def _beginning(document: Document) -> str:
    return document.blocks[0].text[:600] if document.blocks else ""
