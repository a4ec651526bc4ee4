"""What a document may become. Each proposal says which words it was taken from; what is not there is not guessed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive import names
from archive.dates import day_in_words
from archive.records.base import Kind
from archive.records.sources import Source
from archive.records.statements import Statement

from . import datings, forms, languages, matching
from .documents import Block, Document, Remains, Sort
from .known import Authority, Known, KnownSource, Named

__all__ = ["Day", "Proposal", "Understood", "obstacles", "propose"]

T = TypeVar("T")
LONGEST_TITLE: Final = 300
LONGEST_FIRST_WORDS: Final = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood(Generic[T]):
    """Something proposed, and the sentence that tells an archivist which words of the document say so."""

    value: T
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of every year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What one document seems to be. ``date`` is the one on the document, or of the event of a timeline entry.

    ``observance`` is the one a statement was issued for, or the one in the archive that an article describes;
    ``day`` is that of an observance which the archive does not have. ``known_source`` is this very document,
    described as a source before. ``missing`` says in sentences what was looked for and not found.
    """

    kind: Understood[str]
    title: Understood[str]
    language: Understood[str] | None = None
    form: Understood[str] | None = None
    completeness: Understood[str] | None = None
    date: Understood[str] | None = None
    year: Understood[int] | None = None
    day: Understood[Day] | None = None
    observance: Understood[Named] | None = None
    issuer: Understood[Named] | None = None
    places: tuple[Understood[Named], ...] = ()
    source_sort: Understood[str]
    source_title: str
    creator: Understood[str] | None = None
    publisher: Understood[str] | None = None
    published: str = ""
    address: Understood[str] | None = None
    known_source: Understood[Named] | None = None
    missing: tuple[str, ...] = ()


def propose(document: Document, *, known: Known) -> Proposal:
    """What ``document`` seems to be, told by its own words and by what the archive knows."""
    return _Reading(document, known).proposal()


def obstacles(proposal: Proposal) -> tuple[str, ...]:
    """Why no draft can be made of this: what a draft of its kind must have. Empty when one can."""
    return tuple(_obstacles(proposal))


def _obstacles(proposal: Proposal) -> Iterator[str]:
    if proposal.language is None:
        yield _("A draft needs one of the archive’s languages.")
    if proposal.kind.value == Kind.OBSERVANCE and not (proposal.observance or proposal.day):
        yield _("An observance needs its day of the year.")


class _Reading:
    """One document being understood. What is asked first may decide what is asked next."""

    def __init__(self, document: Document, known: Known) -> None:
        self.document = document
        self.known = known
        self.missing: list[str] = []
        self.heading = document.heading or next((label.value for label in self.labels("title")), "")
        self.text = f"{self.heading}\n{document.text}"
        self.dateline = _dateline(document.blocks[0].text) if document.blocks else ""

    def proposal(self) -> Proposal:
        document = self.document
        language = self.language()
        title = self.title()
        code = language.value if language else ""
        kind, form = self.kind()
        event = datings.opening(self.heading) if kind.value == Kind.TIMELINE_ENTRY else None
        date = self.date()
        year = self.year(date)
        if kind.value == Kind.STATEMENT and not year:
            kind, form = self.only_a_source(kind), None
        is_statement = kind.value == Kind.STATEMENT
        day = self.day() if kind.value == Kind.OBSERVANCE else None
        observance = self.observance(title, date, day, code) if kind.value != Kind.SOURCE else None
        issuer = self.issuer(form, code) if is_statement else None
        publisher, creator, address = self.publisher(), self.creator(issuer), self.address()
        published = date.value if date else str(year.value) if year and is_statement else ""
        if event:
            day_of_event, words, rest = event
            date = Understood(
                value=str(day_of_event), because=_("The heading begins with “%(words)s”.") % {"words": words}
            )
            title = Understood(value=rest, because=_("It follows the date in the heading."))
        elif is_statement and year and not date:
            date = Understood(
                value=str(year.value), because=_("Only the year could be worked out; no date stands on the document.")
            )
        source_title = self.heading or title.value
        return Proposal(
            kind=kind,
            form=form,
            title=_shortened(title),
            language=language,
            completeness=_completeness(document) if is_statement else None,
            date=date,
            year=year if is_statement else None,
            day=day,
            observance=observance,
            issuer=issuer,
            places=self.places(code) if kind.value in (Kind.STATEMENT, Kind.TIMELINE_ENTRY) else (),
            source_sort=self.source_sort(kind, form),
            source_title=_cut(source_title, LONGEST_TITLE),
            creator=creator,
            publisher=publisher,
            published=published,
            address=address,
            known_source=self.known_source(source_title, published, address),
            missing=tuple(self.missing),
        )

    # --- what it is ---------------------------------------------------------------------------------

    def kind(self) -> tuple[Understood[str], Understood[str] | None]:
        """The kind, and for statements the form."""
        form = forms.form_of(self.heading)
        press = self.press()
        if form and (form.at_edge or not press):
            because = _("The heading has the word “%(words)s”.") % {"words": form.words}
            return _is(Kind.STATEMENT, because), _is(form.form, because)
        if because := self.described_day():
            return _is(Kind.OBSERVANCE, because), None
        if opening := datings.opening(self.heading):
            because = _("The heading begins with “%(words)s” and goes on with what happened.") % {"words": opening[1]}
            return _is(Kind.TIMELINE_ENTRY, because), None
        if press:
            return _is(Kind.STATEMENT, press), _is(Statement.Form.ARTICLE, press)
        return _is(Kind.SOURCE, _("Nothing in it says what it is, so it is only kept as a source.")), None

    def only_a_source(self, kind: Understood[str]) -> Understood[str]:
        self.missing.append(
            _("Neither a date nor a year could be found: a statement needs the year it was issued for.")
        )
        return _is(
            Kind.SOURCE,
            _("%(because)s But it names no year, so it is only kept as a source.") % {"because": kind.because},
        )

    def press(self) -> str:
        """What shows that it was printed or sent out by the press, as a sentence; or ""."""
        document = self.document
        if document.stamp or self.dateline:
            words = self.dateline or f"date {document.stamp}"
            return _("It begins like an agency’s report: “%(words)s”.") % {"words": words}
        if document.byline:
            return _("It has an author’s line like a newspaper’s article: “%(words)s”.") % {
                "words": self.byline_words()
            }
        for remain in document.remains:
            if remain.sort is Remains.COMMENTS:
                return _("It has remains of a site’s comment form: “%(words)s”.") % {"words": remain.words}
        return ""

    def described_day(self) -> str:
        for key, value in self.document.box:
            if names.fold(key).replace(" ", "") in _BOX_OF_A_DAY:
                return _("Its box of facts says “%(key)s: %(value)s”.") % {"key": key, "value": value}
        if not set(names.fold(self.heading).split()) & _DAY_WORDS:
            return ""
        if match := _IS_A_DAY.search(self.first_paragraph()[:600]):
            return _("Its first paragraph says “%(words)s”.") % {"words": match[0].strip()}
        return ""

    def source_sort(self, kind: Understood[str], form: Understood[str] | None) -> Understood[str]:
        if form and form.value != Statement.Form.ARTICLE:
            return _is(Source.Sort.STATEMENT, form.because)
        if press := self.press():
            return _is(Source.Sort.NEWS, press)
        if self.document.box:
            return _is(Source.Sort.WEB, _("It has a box of facts, as pages of encyclopedias have."))
        return _is(Source.Sort.OTHER, _("Nothing in it says what sort of source it is."))

    # --- words about it -----------------------------------------------------------------------------

    def title(self) -> Understood[str]:
        named = next((pair for pair in self.document.box if names.fold(pair[0]).replace(" ", "") in _BOX_NAMES), None)
        if named:
            return Understood(
                value=named[1],
                because=_("Its box of facts says “%(key)s: %(value)s”.") % {"key": named[0], "value": named[1]},
            )
        if self.document.headings:
            count = len(self.document.headings)
            return Understood(
                value=self.heading,
                because=ngettext("It is the heading.", "It is put together of the first %(count)s headings.", count)
                % {"count": count},
            )
        if self.heading:
            return Understood(value=self.heading, because=_("A line at its top says so."))
        self.missing.append(_("It has no heading: its first words stand in for a title until you write one."))
        words = _first_words(self.document.text, self.dateline)
        return Understood(
            value=words or self.document.name, because=_("No heading was found; it begins with these words.")
        )

    def language(self) -> Understood[str] | None:
        spoken = languages.language_of(self.text)
        if not spoken:
            self.missing.append(_("Its language could not be told: it is too short, mixed, or none of az, en and ru."))
            return None
        words = ", ".join(f"“{word}” ({count})" for word, count in spoken.words)
        return Understood(
            value=spoken.language, because=_("Its most frequent small words are %(words)s.") % {"words": words}
        )

    def creator(self, issuer: Understood[Named] | None) -> Understood[str] | None:
        if self.document.byline:
            return Understood(
                value=self.document.byline, because=_("A line says “%(words)s”.") % {"words": self.byline_words()}
            )
        if label := next(self.labels("author"), None):
            return Understood(value=label.value, because=_("A line says “%(words)s”.") % {"words": label.words})
        if issuer:
            return Understood(value=issuer.value.title, because=issuer.because)
        return None

    def publisher(self) -> Understood[str] | None:
        for label in self.labels("publisher"):
            if not label.value.startswith(("http://", "https://")):
                return Understood(value=label.value, because=_("A line says “%(words)s”.") % {"words": label.words})
        if agency := _AGENCY.search(self.document.text[:200]) if self.dateline else None:
            return Understood(
                value=agency["name"].strip(), because=_("The report begins with “%(words)s”.") % {"words": agency[0]}
            )
        self.missing.append(_("It does not say who made it public."))
        return None

    def address(self) -> Understood[str] | None:
        for label in (*self.labels("address"), *self.labels("publisher")):
            if label.value.startswith(("http://", "https://")) and len(label.value) <= 500:
                return Understood(value=label.value, because=_("A line says “%(words)s”.") % {"words": label.words})
        self.missing.append(_("It does not say at which web address it was found."))
        return None

    # --- when ---------------------------------------------------------------------------------------

    def date(self) -> Understood[str] | None:
        """The date on the document. A day somewhere in the text is not it."""
        for dated, because in self.dates():
            if dated and dated.year:
                return Understood(value=dated.date, because=because % {"words": dated.words})
        self.missing.append(_("No date stands on the document."))
        return None

    def dates(self) -> Iterator[tuple[datings.Dated | None, str]]:
        document = self.document
        yield _first_day(document.stamp), _("The copy begins with “date %(words)s”.")
        yield _first_day(document.date_line), _("A line at the top is the date “%(words)s”.")
        for label in self.labels("date"):
            yield datings.whole_day(label.value), _("A line gives the date as “%(words)s”.")
        yield _first_day(self.dateline), _("The report is dated “%(words)s”.")
        if document.blocks and len(last := document.blocks[-1].text) <= 80:
            yield _signed_on(last), _("It ends with the date “%(words)s”.")
        if forms.form_of(self.heading):
            yield (
                next((day for day in datings.days_in(self.heading) if day.year), None),
                _("The heading has the date “%(words)s”."),
            )

    def year(self, date: Understood[str] | None) -> Understood[int] | None:
        if date:
            return Understood(value=int(date.value[:4]), because=_("It is the year of the date."))
        if found := datings.anniversary(self.text):
            return Understood(
                value=found.year, because=_("It is worked out from the words “%(words)s”.") % {"words": found.words}
            )
        return None

    def day(self) -> Understood[Day] | None:
        """The day of the year that an article about an observance tells."""
        for key, value in self.document.box:
            if names.fold(key) in _BOX_DATES and (dated := _first_day(value)):
                because = _("Its box of facts says “%(key)s: %(value)s”.") % {"key": key, "value": value}
                return Understood(value=Day(month=dated.month, day=dated.day), because=because)
        for dated in datings.days_in(self.heading):
            return Understood(
                value=Day(month=dated.month, day=dated.day),
                because=_("The heading has the day “%(words)s”.") % {"words": dated.words},
            )
        days = [dated for dated in datings.days_in(self.first_paragraph()) if not dated.year]
        if len({(dated.month, dated.day) for dated in days}) == 1:
            return Understood(
                value=Day(month=days[0].month, day=days[0].day),
                because=_("The only day of the year in its first paragraph is “%(words)s”.") % {"words": days[0].words},
            )
        self.missing.append(_("It does not say on which day of the year the observance is kept."))
        return None

    # --- what it names ------------------------------------------------------------------------------

    def observance(
        self, title: Understood[str], date: Understood[str] | None, day: Understood[Day] | None, language: str
    ) -> Understood[Named] | None:
        own = day.value if day else _day_of(date)
        weighed = [
            (weight, authority, because)
            for authority in self.known.observances
            for weight, because in [self.weigh(authority, title.value, own, language)]
            if weight >= _ENOUGH
        ]
        best = [each for each in weighed if each[0] == max(each[0] for each in weighed)]
        if len(best) == 1:
            return Understood(value=best[0][1].named, because=best[0][2])
        if best:
            titles = ", ".join(f"“{authority.named}”" for _weight, authority, _because in best)
            self.missing.append(_("It may belong to one of several observances: %(titles)s.") % {"titles": titles})
        else:
            self.missing.append(_("No observance that the archive knows is named in it."))
        return None

    def weigh(self, authority: Authority, title: str, own: Day | None, language: str) -> tuple[int, str]:
        """How much speaks for an observance, and the sentences that say what."""
        day = Day(month=authority.month, day=authority.day)
        signs: list[tuple[int, str]] = []
        if words := _named_in(self.heading or title, authority, language):
            signs.append((4, _("The heading names “%(words)s”.") % {"words": words}))
        elif words := _named_in(self.document.text, authority, language):
            signs.append((2, _("The text names “%(words)s”.") % {"words": words}))
        if own == day:
            said = {"day": day_in_words(day.month, day.day, "en")}
            signs.append((3, _("Its own date is %(day)s.") % said))
        elif words := _dated_in(self.heading, day):
            signs.append((3, _("The heading has the day “%(words)s”.") % {"words": words}))
        elif words := _dated_in(self.document.text, day):
            signs.append((1, _("The text has the day “%(words)s”.") % {"words": words}))
        return sum(weight for weight, _sentence in signs), " ".join(sentence for _weight, sentence in signs)

    def issuer(self, form: Understood[str] | None, language: str) -> Understood[Named] | None:
        """Who issues it: named in the heading or in a line of its own, never in the running text."""
        is_article = form is not None and form.value == Statement.Form.ARTICLE
        lines = [label.words for label in self.labels("publisher" if is_article else "issuer")]
        if agency := _AGENCY.search(self.document.text[:200]) if self.dateline and is_article else None:
            lines.append(agency[0])
        if not is_article:
            lines.insert(0, self.heading)
        for line in lines:
            for mention in matching.mentions(line, self.known.institutions, language=language):
                if len(mention.authorities) == 1:
                    because = _("The words “%(words)s” name it.") % {"words": mention.words}
                    return Understood(value=mention.authorities[0].named, because=because)
        self.missing.append(_no_issuer(lines, is_article))
        return None

    def places(self, language: str) -> tuple[Understood[Named], ...]:
        found: list[Understood[Named]] = []
        for mention in matching.mentions(self.text, self.known.places, language=language):
            if len(mention.authorities) == 1:
                because = _("The text has “%(words)s”.") % {"words": mention.words}
                found.append(Understood(value=mention.authorities[0].named, because=because))
            else:
                titles = ", ".join(f"“{authority.named}”" for authority in mention.authorities)
                self.missing.append(
                    _("“%(words)s” may be one of several places: %(titles)s.")
                    % {"words": mention.words, "titles": titles}
                )
        if not found:
            self.missing.append(_("No place that the archive knows is named in it."))
        return tuple({each.value: each for each in reversed(found)}.values())[::-1]

    def known_source(self, title: str, published: str, address: Understood[str] | None) -> Understood[Named] | None:
        for source in self.known.sources:
            if address and source.address == address.value:
                return Understood(value=source.named, because=_("It has the same web address."))
            if published and source.published == published and _is_called(source, title):
                return Understood(value=source.named, because=_("It has the same title and date."))
        return None

    # --- parts of the document ----------------------------------------------------------------------

    def labels(self, about: str):
        return (label for label in self.document.labels if label.about == about)

    def byline_words(self) -> str:
        return next((one.words for one in self.document.remains if one.sort is Remains.BYLINE), self.document.byline)

    def first_paragraph(self) -> str:
        return next((block.text for block in self.document.blocks if block.sort is Sort.PARAGRAPH), "")


# --- words that tell something -------------------------------------------------------------------------

# What speaks for an observance: its name in the heading is enough, so is the document's own date; a name or a
# day somewhere in the text are only enough together.
_ENOUGH: Final = 3
_BOX_NAMES: Final = frozenset(
    {"holidayname", "nameofday", "bayraminadi", "guninadi", "gununadi", "названиедня", "названиепраздника"}
)
_BOX_OF_A_DAY: Final = _BOX_NAMES | {"observedby", "scheduling", "frequency", "qeydedir", "отмечается"}
_BOX_DATES: Final = frozenset({"date", "tarix", "tarixi", "дата"})
_DAY_WORDS: Final = frozenset({"day", "gunu", "день"})
_IS_A_DAY: Final = re.compile(
    r"\bis (?:a|an|the) (?:[\w-]+ ){0,4}(?:day|holiday)\b|[\w-]+ günüdür\b|— (?:[\w-]+ ){0,4}день\b", re.IGNORECASE
)
# "LORIN, Velmar, May 12." and "ЛОРИН, 12 мая —": a place in capitals, a comma, and soon a full stop or dash.
_DATELINE: Final = re.compile(
    r"(?P<place>[^\W\d_]{3,}(?:[ -][^\W\d_]+){0,2}),[^.\n]{0,60}?(?:[A-Z][a-z]{2}\.[^.\n]{0,20})?(?:\.|\s[–—-])(?=\s)"
)
_AGENCY: Final = re.compile(r"/\s?(?P<name>[^\W\d_][^/\n]{1,60}?)\s?/")
_CUT_SHORT: Final = re.compile(
    r"(?:…|\.\.\.|\[\s?(?:…|\.\.\.)\s?\]|\bread more|\bcontinue reading|\bardını oxu|\bдалее)\W*$", re.IGNORECASE
)
_ENDS_SENTENCE: Final = re.compile(r"[.!?…][\"”»’)]*(?=\s+[\"“«‘(]?[^\W\d_a-z])")
_OF_WHOM: Final = (
    re.compile(
        r"\b(?:of|by|from)\s+(?P<who>the\s+.{3,120}?)(?=\s+(?:on|regarding|concerning|about|for|to)\s|$)", re.IGNORECASE
    ),
    re.compile(r"(?P<who>[^\W\d_].{3,120}?)\s+(?:birgə\s+)?(?:bəyanat|müraciət|mesaj)[ıi]\b", re.IGNORECASE),
    re.compile(
        r"\b(?:заявлени|обращени|послани)[а-я]{1,2}\s+(?P<who>.{3,120}?)(?=\s+(?:по|в связи|о|об|от|к|ко)\s|$)",
        re.IGNORECASE,
    ),
)


def _is(value: str, because: str) -> Understood[str]:
    return Understood(value=str(value), because=because)


def _dateline(text: str) -> str:
    match = _DATELINE.match(text[:120])
    return match[0] if match and match["place"].split()[0].isupper() else ""


def _first_words(text: str, dateline: str) -> str:
    """The first sentence after the dateline and the agency's name, without its full stop."""
    beginning = text[len(dateline) :][:600].split("\n", 1)[0].lstrip(" –—-")
    if agency := _AGENCY.match(beginning):
        beginning = beginning[agency.end() :].lstrip(" .–—-")
    end = _ENDS_SENTENCE.search(beginning, 15)
    return _cut(
        re.sub(r"\*\*|__", "", beginning[: end.start()] if end else beginning).rstrip(". "), LONGEST_FIRST_WORDS
    )


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return text[: length - 1].rpartition(" ")[0].rstrip(",;:–—- ") + "…" if " " in text[: length - 1] else text[:length]


def _shortened(title: Understood[str]) -> Understood[str]:
    if len(title.value) <= LONGEST_TITLE:
        return title
    because = _("%(because)s It was longer and is cut here.") % {"because": title.because}
    return Understood(value=_cut(title.value, LONGEST_TITLE), because=because)


def _completeness(document: Document) -> Understood[str]:
    last: Block | None = document.blocks[-1] if document.blocks else None
    if last and (cut := _CUT_SHORT.search(last.text[-40:])):
        return _is(Statement.Completeness.EXCERPT, _("It ends with “%(words)s”.") % {"words": cut[0].strip()})
    return _is(Statement.Completeness.FULL, _("Nothing in it says that a part was left out."))


def _first_day(text: str) -> datings.Dated | None:
    return next(iter(datings.days_in(text)), None)


def _signed_on(line: str) -> datings.Dated | None:
    """The day of a last line like "Lorin, 12 May 2026": a place at most stands before it, and nothing after."""
    days = [dated for dated in datings.days_in(line) if dated.year]
    if len(days) != 1 or len(names.words(line[: days[0].start])) > 3:
        return None
    return days[0] if datings.whole_day(line[days[0].start :]) else None


def _day_of(date: Understood[str] | None) -> Day | None:
    if not date or len(date.value) < len("2026-01-20"):
        return None
    return Day(month=int(date.value[5:7]), day=int(date.value[8:10]))


def _named_in(text: str, authority: Authority, language: str) -> str:
    return next((found.words for found in matching.mentions(text, (authority,), language=language)), "")


def _dated_in(text: str, day: Day) -> str:
    return next(
        (found.words for found in datings.days_in(text) if (found.month, found.day) == (day.month, day.day)), ""
    )


def _is_called(source: KnownSource, title: str) -> bool:
    return names.fold(title) in map(names.fold, source.titles)


def _no_issuer(lines: Iterable[str], is_article: bool) -> str:
    for pattern in () if is_article else _OF_WHOM:
        for line in lines:
            if match := pattern.search(line[:LONGEST_TITLE]):
                return _(
                    "The archive has no institution called “%(words)s”: describe it first, or choose the issuer "
                    "in the draft."
                ) % {"words": match["who"].strip(" –—-,")}
    if is_article:
        return _("The archive has no institution that published it: choose the issuer in the draft.")
    return _("It does not say who issues it: choose the issuer in the draft.")
