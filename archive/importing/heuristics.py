"""Heuristics by which a document shows what it is. Each function gives the words that show it, or ""."""

import re
from dataclasses import dataclass
from typing import Final

from archive import languages, names

from .documents import Document, Remains, Sort

LONGEST_FIRST_WORDS: Final = 150

# --- of the press ------------------------------------------------------------------------------------

# "LORIN, Velmar, May 12." and "ЛОРИН, 12 мая —": a place in capitals, a comma, and soon a full stop or dash.
_DATELINE: Final = re.compile(
    r"(?P<place>[^\W\d_]{3,30}(?:[ -][^\W\d_]{1,30}){0,2}),"
    r"[^.\n]{0,60}?(?:[A-Z][a-z]{2,3}\.[^.\n]{0,20})?(?:\.|\s[–—-])(?=\s)"
)
# Where a sentence of a report may end: what follows begins with a capital.
_SENTENCES: Final = re.compile(r"(?<=[.!?…/])\s+(?=[^\W\d_a-z])")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """That somebody issued a statement, as a report tells it: the sentence, the words, and its form among them."""

    sentence: str
    words: str
    form: str


def reported(document: Document) -> Told | None:
    """The first of its sentences, up to the third paragraph, that tells of a statement."""
    lines = (document.title, *(block.text for block in document.blocks[:3]))
    for sentence in (part for line in lines for part in _SENTENCES.split(line)):
        for spoken in (one.reports_a_statement for one in languages.known()):
            if spoken and (found := re.search(spoken, sentence, re.IGNORECASE)):
                return Told(sentence=sentence, words=found[0], form=found["form"])
    return None


# --- of an article about a day -----------------------------------------------------------------------


def _keys(*names_of_labels: str) -> frozenset[str]:
    """Labels in a box of facts, of every language, as they are compared there: some sites leave out the blanks."""
    labels = (label for one in languages.known() for name in names_of_labels for label in getattr(one, name))
    return frozenset(names.fold(label).replace(" ", "") for label in labels)


def box_name(document: Document) -> tuple[str, str] | None:
    """The line of a box of facts that names a day: its two halves."""
    return _in_box(document, _keys("day_name_labels"))


def box_about(document: Document) -> tuple[str, str] | None:
    """A line that only the box of a day has."""
    return _in_box(document, _keys("day_name_labels", "day_box_labels"))


def box_date(document: Document) -> tuple[str, str] | None:
    return _in_box(document, _keys("day_date_labels"))


def is_a_day(document: Document) -> str:
    """The words of a first paragraph that say that the heading is the name of a day."""
    words = {names.fold(word) for one in languages.known() for word in one.day_words}
    if words.isdisjoint(names.fold(document.heading).split()):
        return ""
    pattern = "|".join(filter(None, (one.says_it_is_a_day for one in languages.known())))
    match = re.search(pattern, first_paragraph(document)[:600], re.IGNORECASE)
    return match[0].strip() if match else ""


def _in_box(document: Document, keys: frozenset[str]) -> tuple[str, str] | None:
    return next((pair for pair in document.box if names.fold(pair[0]).replace(" ", "") in keys), None)


# --- of what is missing ------------------------------------------------------------------------------

_CUT_SHORT: Final = re.compile(r"\S{0,30}(?:…|\.\.\.|\[\s?(?:…|\.\.\.)\s?\])$")
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
    words = "|".join(filter(None, (one.says_translation for one in languages.known())))
    pattern = re.compile(rf"\b(?:\w{{2,20}}\s)?(?:{words})\b", re.IGNORECASE)
    found = (pattern.search(remark) for remark in remarks if len(remark) <= _LONGEST_REMARK)
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
