"""By which words the documents of a language show what they are, when they are imported."""

from collections.abc import Mapping
from typing import ClassVar

from .retelling import Retelling


class Documents(Retelling):
    """All of it may be missing: then archivists say it themselves. Words are compared folded; patterns are regular
    expressions.
    """

    # Lines such as "Author: …", by what they tell: title, date, author, issuer, publisher, address, language.
    line_labels: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    # Whole lines, as sites put them under and beside their articles: of a form for comments, of a button to read on,
    # and those over references.
    comment_lines: ClassVar[tuple[str, ...]] = ()
    read_on_lines: ClassVar[tuple[str, ...]] = ()
    reference_lines: ClassVar[tuple[str, ...]] = ()
    # What a short line says of a translation: "translation".
    says_translation: ClassVar[str] = ""
    # Beginnings of the words of a heading, by the form of statement that they tell: {"joint": "joint statement"}.
    statement_forms: ClassVar[Mapping[str, str]] = {}
    # How a report says that somebody issued one, its form as (?P<form>).
    reports_a_statement: ClassVar[str] = ""
    # Where a heading says whose statement it is, as (?P<who>).
    issuer_in_heading: ClassVar[str] = ""
    # Of an article about a day: the labels in its box that stand before the day's name, that only such a box has, and
    # that stand before the date; the word for a day in its heading, and how its first paragraph says that it is one.
    day_name_labels: ClassVar[tuple[str, ...]] = ()
    day_box_labels: ClassVar[tuple[str, ...]] = ()
    day_date_labels: ClassVar[tuple[str, ...]] = ()
    day_words: ClassVar[tuple[str, ...]] = ()
    says_it_is_a_day: ClassVar[str] = ""
