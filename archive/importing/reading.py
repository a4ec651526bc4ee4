"""One document being understood: what it says of itself, whatever it is. What does not stand in it is not guessed."""

from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive import datings, languages, matching, names
from archive.languages.codes import validate_language

from . import forms, heuristics, language_detection
from .documents import Document, Label
from .known import Authority, Known
from .proposals import Day, Understood

LONGEST_TITLE: Final = 300


class Reading:
    """``missing`` gathers in sentences what was looked for and not found."""

    def __init__(self, document: Document, known: Known) -> None:
        self.document = document
        self.known = known
        self.missing: list[str] = []
        self.heading = document.title
        self.days = datings.days_in(document.text)
        self.text = f"{self.heading}\n{document.text}"
        self.language = self.find_language()
        spoken = self.language.value if self.language else ""
        self.code = spoken if spoken in languages.spoken() else ""

    def find_language(self) -> Understood[str] | None:
        spoken = language_detection.language_of(self.text)
        if not spoken and (label := next(filter(_code_of, self.labels("language")), None)):
            return proposed(_code_of(label), in_line(label.words))
        if not spoken:
            self.missing.append(_("Its language could not be told: it is too short, mixed, or none of az, en and ru."))
            return None
        if words := heuristics.translated(self.document):
            self.missing.append(
                _("It says “%(words)s”: which language the original is in has to be set in the draft.")
                % {"words": words}
            )
        words = ", ".join(f"“{word}” ({count})" for word, count in spoken.words)
        return proposed(spoken.language, _("Its most frequent small words are %(words)s.") % {"words": words})

    def title(self) -> Understood[str]:
        count = len(self.document.headings)
        if count:
            because = ngettext("It is the heading.", "It is put together of the first %(count)s headings.", count)
            return Understood(value=self.heading, because=because % {"count": count})
        if self.heading:
            return Understood(value=self.heading, because=_("A line about the document gives it."))
        self.missing.append(_("It has no heading: its first words stand in for a title until you write one."))
        words = heuristics.first_words(self.document) or self.document.name
        return Understood(value=words, because=_("No heading was found; it begins with these words."))

    def press(self) -> str:
        """What shows that the press printed it or sent it out, as a sentence; or ""."""
        stamp = f"date {self.document.stamp}" if self.document.stamp else ""
        if words := heuristics.dateline(self.document) or stamp:
            return _("It begins like an agency’s report: “%(words)s”.") % {"words": words}
        if words := heuristics.byline(self.document):
            return _("It has an author’s line like a newspaper’s article: “%(words)s”.") % {"words": words}
        if words := heuristics.comment_form(self.document):
            return _("It has remains of a site’s comment form: “%(words)s”.") % {"words": words}
        return ""

    def labels(self, about: str) -> Iterator[Label]:
        return (label for label in self.document.labels if label.about == about)

    def date(self) -> Understood[str] | None:
        """The date on the document. A day somewhere in the text is not it."""
        for dated, because in self.dates():
            if dated and dated.year:
                return Understood(value=dated.date, because=because % {"words": dated.words})
        self.missing.append(_("No date stands on the document."))
        return None

    def dates(self) -> Iterator[tuple[datings.Dated | None, str]]:
        """Where a document may bear its date, the surest first."""
        yield first_day(self.document.stamp), _("The copy begins with “date %(words)s”.")
        yield first_day(self.document.date_line), _("A line at the top is the date “%(words)s”.")
        for label in self.labels("date"):
            yield datings.whole_day(label.value), _("A line about the document gives the date as “%(words)s”.")
        yield first_day(heuristics.dateline(self.document)), _("The report is dated “%(words)s”.")
        if self.document.blocks:
            yield _signed_on(self.document.blocks[-1].text), _("It ends with the date “%(words)s”.")
        if forms.form_of(self.heading):
            day = next((day for day in datings.days_in(self.heading) if day.year), None)
            yield day, _("The heading has the date “%(words)s”.")

    def named_in(self, text: str, authority: Authority) -> str:
        return next((found.words for found in matching.mentions(text, (authority,), language=self.code)), "")


def proposed(value: str, because: str) -> Understood[str]:
    return Understood(value=str(value), because=because)


def in_box(pair: tuple[str, str]) -> str:
    return _("Its box of facts says “%(key)s: %(value)s”.") % {"key": pair[0], "value": pair[1]}


def in_line(words: str) -> str:
    return _("A line says “%(words)s”.") % {"words": words}


def _code_of(label: Label) -> str:
    """The language that a line about the document gives by its code, or by a name of one of the archive's."""
    own = {names.fold(name): code for code, name in settings.LANGUAGES}
    written = own.get(names.fold(label.value), label.value.strip().lower())
    try:
        validate_language(written)
    except ValidationError:
        return ""
    return written if len(written) <= 16 else ""


def first_day(text: str) -> datings.Dated | None:
    return next(iter(datings.days_in(text)), None)


def _signed_on(line: str) -> datings.Dated | None:
    """The day of a last line like "Lorin, 12 May 2026": a place at most stands before it, and nothing after."""
    days = [dated for dated in datings.days_in(line) if dated.year] if len(line) <= 80 else []
    if len(days) != 1 or len(names.words(line[: days[0].start])) > 3:
        return None
    return days[0] if datings.whole_day(line[days[0].start :]) else None


def as_day(dated: datings.Dated) -> Day:
    return Day(month=dated.month, day=dated.day)


def day_of(date: Understood[str] | None) -> Day | None:
    year_month_day = date.value.split("-") if date else []
    return Day(month=int(year_month_day[1]), day=int(year_month_day[2])) if len(year_month_day) == 3 else None
