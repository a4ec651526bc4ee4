"""Reads a cleaned document and proposes what it is. What does not stand in it is not guessed."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive import datings, languages, matching, names
from archive.dates import day_in_words
from archive.languages.codes import validate_language
from archive.records.base import Language
from archive.records.observances import Observance
from archive.records.sources import Source
from archive.records.statements import Statement
from archive.records.timeline_entries import TimelineEntry

from . import forms, language_detection, signs
from .documents import Document, Label, is_address
from .known import Authority, Known, Named
from .proposals import Day, Proposal, Understood

__all__ = ["propose"]

LONGEST_TITLE: Final = 300


def propose(document: Document, *, known: Known) -> Proposal:
    """What ``document`` seems to be, told by its own words and by what the archive knows."""
    reading = _Reading(document, known)
    kind, form = reading.kind()
    match kind.value:
        case Statement.KIND:
            return reading.statement(kind, form)
        case Observance.KIND:
            return reading.observance(kind)
        case TimelineEntry.KIND:
            return reading.timeline_entry(kind)
    return reading.source(kind)


class _Reading:
    """One document being understood."""

    def __init__(self, document: Document, known: Known) -> None:
        self.document = document
        self.known = known
        self.missing: list[str] = []
        self.doubts: list[str] = []
        self.heading = document.title
        self.days = datings.days_in(document.text)
        self.text = f"{self.heading}\n{document.text}"
        self.language = self.find_language()
        spoken = self.language.value if self.language else ""
        self.code = spoken if spoken in Language.values else ""

    # --- the kinds ----------------------------------------------------------------------------------

    def kind(self) -> tuple[Understood[str], Understood[str] | None]:
        """The kind, and for statements the form."""
        if not self.code:
            return _is(Source.KIND, self.speaks_otherwise()), None
        form = forms.form_of(self.heading)
        press = self.press()
        if form and (form.at_edge or not press):
            because = _("The heading has the word “%(words)s”.") % {"words": form.words}
            return _is(Statement.KIND, because), _is(form.form, because)
        if because := self.described_day():
            return _is(Observance.KIND, because), None
        if opening := datings.opening(self.heading):
            because = _("The heading begins with “%(words)s” and goes on with what happened.") % {
                "words": opening.words
            }
            return _is(TimelineEntry.KIND, because), None
        if press:
            return _is(Statement.KIND, press), _is(Statement.Form.ARTICLE, press)
        return _is(Source.KIND, _("Nothing in it says what it is, so it is only kept as a source.")), None

    def statement(self, kind: Understood[str], form: Understood[str] | None) -> Proposal:
        date = self.date()
        year = self.year(date)
        if year is None:
            because = _("%(because)s But it names no year, so it is only kept as a source.") % {"because": kind.because}
            return self.proposal(_is(Source.KIND, because), sort=self.source_sort(form), published=None)
        on_document = date or Understood(
            value=str(year.value), because=_("Only the year could be worked out; no date stands on the document.")
        )
        issuer = self.issuer(form)
        observance = self.belongs_to(_day_of(date))
        self.look_for_the_same(issuer, observance, year.value)
        return self.proposal(
            kind,
            form=form,
            sort=self.source_sort(form),
            published=date,
            issuer=issuer,
            creator=self.creator(None if _is_article(form) else issuer),
            date=on_document,
            year=year,
            observance=observance,
            places=self.places(),
            completeness=self.completeness(),
        )

    def observance(self, kind: Understood[str]) -> Proposal:
        day = self.day()
        known = self.belongs_to(day.value if day else None)
        return self.proposal(kind, published=self.date(), title=self.day_title(), day=day, observance=known)

    def timeline_entry(self, kind: Understood[str]) -> Proposal:
        opening = datings.opening(self.heading)
        if opening is None:  # it is what made it a timeline entry
            raise ValueError(self.heading)
        because = _("The heading begins with “%(words)s”.") % {"words": opening.words}
        date = Understood(value=str(opening.date), because=because)
        return self.proposal(
            kind,
            published=self.date(),
            title=Understood(value=opening.rest, because=_("It follows the date in the heading.")),
            date=date,
            observance=self.belongs_to(_day_of(date)),
            places=self.places(),
        )

    def source(self, kind: Understood[str]) -> Proposal:
        return self.proposal(kind, published=self.date())

    def proposal(
        self,
        kind: Understood[str],
        *,
        published: Understood[str] | None,
        title: Understood[str] | None = None,
        sort: Understood[str] | None = None,
        creator: Understood[str] | None = None,
        **of_its_kind,
    ) -> Proposal:
        title = title or self.title()
        source_title = signs.cut(self.heading or title.value, LONGEST_TITLE)
        address = self.address()
        if address is None:
            self.missing.append(_("It does not say at which web address it was found."))
        return Proposal(
            kind=kind,
            title=_shortened(title),
            language=self.language,
            source_sort=sort or self.source_sort(None),
            source_title=source_title,
            creator=creator or self.creator(None),
            publisher=self.publisher(),
            published=published,
            address=address,
            known_source=self.known_source(source_title, published, address),
            **of_its_kind,
            missing=tuple(self.missing),
        )

    def press(self) -> str:
        """What shows that the press printed it or sent it out, as a sentence; or ""."""
        stamp = f"date {self.document.stamp}" if self.document.stamp else ""
        if words := signs.dateline(self.document) or stamp:
            return _("It begins like an agency’s report: “%(words)s”.") % {"words": words}
        if words := signs.byline(self.document):
            return _("It has an author’s line like a newspaper’s article: “%(words)s”.") % {"words": words}
        if words := signs.comment_form(self.document):
            return _("It has remains of a site’s comment form: “%(words)s”.") % {"words": words}
        return ""

    def described_day(self) -> str:
        if pair := signs.box_about(self.document):
            return _in_box(pair)
        if words := signs.is_a_day(self.document):
            return _("Its first paragraph says “%(words)s”.") % {"words": words}
        return ""

    def source_sort(self, form: Understood[str] | None) -> Understood[str]:
        if form and not _is_article(form):
            return _is(Source.Sort.STATEMENT, form.because)
        if press := self.press():
            return _is(Source.Sort.NEWS, press)
        if self.document.box:
            return _is(Source.Sort.WEB, _("It has a box of facts, as pages of encyclopedias have."))
        if address := self.address():
            return _is(Source.Sort.WEB, address.because)
        return _is(Source.Sort.OTHER, _("Nothing in it says what sort of source it is."))

    # --- words about it -----------------------------------------------------------------------------

    def title(self) -> Understood[str]:
        count = len(self.document.headings)
        if count:
            because = ngettext("It is the heading.", "It is put together of the first %(count)s headings.", count)
            return Understood(value=self.heading, because=because % {"count": count})
        if self.heading:
            return Understood(value=self.heading, because=_("A line about the document gives it."))
        self.missing.append(_("It has no heading: its first words stand in for a title until you write one."))
        words = signs.first_words(self.document) or self.document.name
        return Understood(value=words, because=_("No heading was found; it begins with these words."))

    def day_title(self) -> Understood[str]:
        """The name of a day: encyclopedias add to the heading what tells it from others of the same name."""
        if pair := signs.box_name(self.document):
            return Understood(value=pair[1], because=_in_box(pair))
        return self.title()

    def speaks_otherwise(self) -> str:
        if self.language:
            return _("It is in none of the archive’s languages, so it is only kept as a source.")
        return _("In which language it is could not be told, so it is only kept as a source.")

    def find_language(self) -> Understood[str] | None:
        spoken = language_detection.language_of(self.text)
        if not spoken and (label := next(filter(_code_of, self.labels("language")), None)):
            return _is(_code_of(label), _in_line(label.words))
        if not spoken:
            self.missing.append(_("Its language could not be told: it is too short, mixed, or none of az, en and ru."))
            return None
        if words := signs.translated(self.document):
            self.missing.append(
                _("It says “%(words)s”: which language the original is in has to be set in the draft.")
                % {"words": words}
            )
        words = ", ".join(f"“{word}” ({count})" for word, count in spoken.words)
        return _is(spoken.language, _("Its most frequent small words are %(words)s.") % {"words": words})

    def creator(self, issuer: Understood[Named] | None) -> Understood[str] | None:
        if words := signs.byline(self.document):
            return Understood(value=self.document.byline, because=_in_line(words))
        if label := next(self.labels("author"), None):
            return Understood(value=label.value, because=_in_line(label.words))
        if issuer is None:
            return None
        bodies = (one for one in self.known.institutions if one.named == issuer.value)
        return Understood(value=next(bodies).called(self.code), because=issuer.because)

    def publisher(self) -> Understood[str] | None:
        for label in self.labels("publisher"):
            if not is_address(label.value):
                return Understood(value=label.value, because=_in_line(label.words))
        if name := signs.agency(self.document):
            return Understood(value=name, because=_("The report begins with “/%(words)s/”.") % {"words": name})
        self.missing.append(_("It does not say who made it public."))
        return None

    def address(self) -> Understood[str] | None:
        label = self.document.address_line
        return Understood(value=label.value, because=_in_line(label.words)) if label else None

    def completeness(self) -> Understood[str]:
        if words := signs.cut_short(self.document):
            return _is(Statement.Completeness.EXCERPT, _("It breaks off with “%(words)s”.") % {"words": words})
        return _is(Statement.Completeness.FULL, _("Nothing in it says that a part was left out."))

    def labels(self, about: str) -> Iterator[Label]:
        return (label for label in self.document.labels if label.about == about)

    # --- when ---------------------------------------------------------------------------------------

    def date(self) -> Understood[str] | None:
        """The date on the document. A day somewhere in the text is not it."""
        for dated, because in self.dates():
            if dated and dated.year:
                return Understood(value=dated.date, because=because % {"words": dated.words})
        self.missing.append(_("No date stands on the document."))
        return None

    def dates(self) -> Iterator[tuple[datings.Dated | None, str]]:
        """Where a document may bear its date, the surest first."""
        yield _first_day(self.document.stamp), _("The copy begins with “date %(words)s”.")
        yield _first_day(self.document.date_line), _("A line at the top is the date “%(words)s”.")
        for label in self.labels("date"):
            yield datings.whole_day(label.value), _("A line about the document gives the date as “%(words)s”.")
        yield _first_day(signs.dateline(self.document)), _("The report is dated “%(words)s”.")
        if self.document.blocks:
            yield _signed_on(self.document.blocks[-1].text), _("It ends with the date “%(words)s”.")
        if forms.form_of(self.heading):
            day = next((day for day in datings.days_in(self.heading) if day.year), None)
            yield day, _("The heading has the date “%(words)s”.")

    def year(self, date: Understood[str] | None) -> Understood[int] | None:
        if date:
            return Understood(value=int(date.value[:4]), because=_("It is the year of the date."))
        if found := datings.anniversary(self.text):
            because = _("It is worked out from the words “%(words)s”.") % {"words": found.words}
            return Understood(value=found.year, because=because)
        return None

    def day(self) -> Understood[Day] | None:
        """The day of the year that an article about an observance tells."""
        pair = signs.box_date(self.document)
        if pair and (dated := _first_day(pair[1])):
            return Understood(value=_day(dated), because=_in_box(pair))
        if dated := _first_day(self.heading):
            because = _("The heading has the day “%(words)s”.") % {"words": dated.words}
            return Understood(value=_day(dated), because=because)
        days = [dated for dated in datings.days_in(signs.first_paragraph(self.document)) if not dated.year]
        if len(set(map(_day, days))) == 1:
            because = _("The only day of the year in its first paragraph is “%(words)s”.") % {"words": days[0].words}
            return Understood(value=_day(days[0]), because=because)
        self.missing.append(_("It does not say on which day of the year the observance is kept."))
        return None

    # --- what it names ------------------------------------------------------------------------------

    def belongs_to(self, own: Day | None) -> Understood[Named] | None:
        """The observance that most speaks for; ``own`` is the day of the document, the event or the article.

        Its day alone is enough when it is the document's own. A name never is: many countries have a
        Remembrance Day, so its day has to stand somewhere too.
        """
        weighed = [(authority, *self.weigh(authority, own)) for authority in self.known.observances]
        most = max((weight for _authority, weight, _because in weighed), default=0)
        best = [each for each in weighed if each[1] == most > 0]
        if len(best) == 1:
            return Understood(value=best[0][0].named, because=best[0][2])
        if best:
            titles = ", ".join(f"“{authority.named}”" for authority, _weight, _because in best)
            self.missing.append(_("It may belong to one of several observances: %(titles)s.") % {"titles": titles})
        else:
            self.missing += self.doubts or [_("No observance that the archive knows is named in it.")]
        return None

    def weigh(self, authority: Authority, own: Day | None) -> tuple[int, str]:
        """How much speaks for an observance, and the sentences that say what."""
        name, named = self.name_of(authority)
        day, dated = self.day_of(authority, own)
        if name and not day:
            self.doubts.append(
                _("%(named)s But the day of “%(title)s” stands nowhere, so it may be another of that name.")
                % {"named": named, "title": authority.named}
            )
        if not day or not (name or own == Day(month=authority.month, day=authority.day)):
            return 0, ""
        return name + day, " ".join(filter(None, (named, dated)))

    def name_of(self, authority: Authority) -> tuple[int, str]:
        if words := self.named_in(self.heading, authority):
            return 4, _("The heading names “%(words)s”.") % {"words": words}
        if words := self.named_in(self.document.text, authority):
            return 2, _("The text names “%(words)s”.") % {"words": words}
        return 0, ""

    def day_of(self, authority: Authority, own: Day | None) -> tuple[int, str]:
        day = Day(month=authority.month, day=authority.day)
        if own == day:
            return 3, _("Its own day is %(day)s.") % {"day": day_in_words(day.month, day.day, languages.current())}
        if words := _on(day, datings.days_in(self.heading)):
            return 3, _("The heading has the day “%(words)s”.") % {"words": words}
        if words := _on(day, self.days):
            return 1, _("The text has the day “%(words)s”.") % {"words": words}
        return 0, ""

    def named_in(self, text: str, authority: Authority) -> str:
        return next((found.words for found in matching.mentions(text, (authority,), language=self.code)), "")

    def issuer(self, form: Understood[str] | None) -> Understood[Named] | None:
        """Who issues it: named in the heading or in a line about the document, never in the running text."""
        is_article = _is_article(form)
        if is_article:
            lines = [*(label.value for label in self.labels("publisher")), signs.agency(self.document)]
        else:
            lines = [self.heading, *(label.value for label in self.labels("issuer"))]
        for line in lines:
            for mention in matching.mentions(line, self.known.institutions, language=self.code):
                if len(mention.authorities) == 1:
                    because = _("The words “%(words)s” name it.") % {"words": mention.words}
                    return Understood(value=mention.authorities[0].named, because=because)
        name = next(filter(None, lines if is_article else map(_of_whom, lines)), "")
        if name:
            unknown = _(
                "The archive has no institution called “%(name)s”: describe it first, or choose the issuer later."
            )
            self.missing.append(unknown % {"name": name})
        else:
            self.missing.append(_("It does not say who issues it: choose the issuer in the draft."))
        return None

    def look_for_the_same(
        self, issuer: Understood[Named] | None, observance: Understood[Named] | None, year: int
    ) -> None:
        """Report statements of the archive that this one may be: same issuer, observance and year."""
        if issuer is None or observance is None:
            return
        for known in self.known.statements:
            if (known.observance, known.year) == (observance.value.slug, year) and issuer.value.slug in known.issuers:
                message = _("The archive has a statement of this issuer for this day and year: see “%(title)s”.")
                self.missing.append(message % {"title": known.named})

    def places(self) -> tuple[Understood[Named], ...]:
        found: dict[Named, Understood[Named]] = {}
        for mention in matching.mentions(self.text, self.known.places, language=self.code):
            if len(mention.authorities) == 1:
                named = mention.authorities[0].named
                because = _("The text has “%(words)s”.") % {"words": mention.words}
                found.setdefault(named, Understood(value=named, because=because))
            else:
                titles = ", ".join(f"“{authority.named}”" for authority in mention.authorities)
                ambiguous = _("“%(words)s” may be one of several places: %(titles)s.")
                self.missing.append(ambiguous % {"words": mention.words, "titles": titles})
        if not found:
            self.missing.append(_("No place that the archive knows is named in it."))
        return tuple(found.values())

    def known_source(
        self, title: str, published: Understood[str] | None, address: Understood[str] | None
    ) -> Understood[Named] | None:
        for source in self.known.sources:
            if address and address.value in source.addresses:
                return Understood(value=source.named, because=_("It has the same web address."))
            if published and source.published == published.value and source.is_called(title):
                return Understood(value=source.named, because=_("It has the same title and date."))
        return None


# --- small readings ----------------------------------------------------------------------------------

# The words after or before the form that say whose it is: "Statement by the Council on …", "Şuranın bəyanatı".
_OF_WHOM: Final = tuple(re.compile(one.issuer_in_heading) for one in languages.known() if one.issuer_in_heading)


def _of_whom(heading: str) -> str:
    found = (pattern.search(heading[:LONGEST_TITLE]) for pattern in _OF_WHOM)
    return next((match["who"].strip(" –—-,") for match in found if match), "")


def _is(value: str, because: str) -> Understood[str]:
    return Understood(value=str(value), because=because)


def _is_article(form: Understood[str] | None) -> bool:
    return form is not None and form.value == Statement.Form.ARTICLE


def _in_box(pair: tuple[str, str]) -> str:
    return _("Its box of facts says “%(key)s: %(value)s”.") % {"key": pair[0], "value": pair[1]}


def _in_line(words: str) -> str:
    return _("A line says “%(words)s”.") % {"words": words}


def _shortened(title: Understood[str]) -> Understood[str]:
    if len(title.value) <= LONGEST_TITLE:
        return title
    because = _("%(because)s It was longer and is cut here.") % {"because": title.because}
    return Understood(value=signs.cut(title.value, LONGEST_TITLE), because=because)


def _code_of(label: Label) -> str:
    """The language that a line about the document gives by its code, or by a name of one of the archive's."""
    own = {names.fold(name): code for code, name in Language.choices}
    written = own.get(names.fold(label.value), label.value.strip().lower())
    try:
        validate_language(written)
    except ValidationError:
        return ""
    return written if len(written) <= 8 else ""


def _first_day(text: str) -> datings.Dated | None:
    return next(iter(datings.days_in(text)), None)


def _signed_on(line: str) -> datings.Dated | None:
    """The day of a last line like "Lorin, 12 May 2026": a place at most stands before it, and nothing after."""
    days = [dated for dated in datings.days_in(line) if dated.year] if len(line) <= 80 else []
    if len(days) != 1 or len(names.words(line[: days[0].start])) > 3:
        return None
    return days[0] if datings.whole_day(line[days[0].start :]) else None


def _day(dated: datings.Dated) -> Day:
    return Day(month=dated.month, day=dated.day)


def _day_of(date: Understood[str] | None) -> Day | None:
    year_month_day = date.value.split("-") if date else []
    return Day(month=int(year_month_day[1]), day=int(year_month_day[2])) if len(year_month_day) == 3 else None


def _on(day: Day, days: Iterable[datings.Dated]) -> str:
    return next((dated.words for dated in days if _day(dated) == day), "")
