"""Documents that describe an observance; and to which observance of the archive any document belongs."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from archive import datings, languages
from archive.dates import day_in_words
from archive.records.base import Record
from archive.records.date_rules import DateRule
from archive.records.observances import Observance

from .. import heuristics
from ..known import Authority, Named
from ..proposals import Day, Proposal, Understood
from ..reading import Reading, as_day, first_day, in_box, proposed
from . import sources
from .base import DocumentKind, require_valid, value_of


class ObservanceDocument(DocumentKind):
    """An observance that the archive has already is left as it is."""

    KIND: ClassVar[str] = Observance.KIND

    def is_source_only(self, proposal: Proposal) -> bool:
        return bool(proposal.observance)

    def obstacles(self, proposal: Proposal) -> Iterator[str]:
        if not (proposal.observance or proposal.day):
            yield _("An observance needs its day of the year.")

    def record(self, proposal: Proposal) -> Record | None:
        return Observance() if proposal.day and not proposal.observance else None

    def complete(self, record: Any, proposal: Proposal) -> None:
        """The day that the document gives. Which instrument set it, a person finds out."""
        day = value_of(proposal.day)
        rule = DateRule(observance=record, kind=DateRule.Kind.FIXED, month=day.month, day=day.day)
        require_valid(rule)
        rule.save()


# --- recognised and understood ------------------------------------------------------------------------


def by_description(reading: Reading) -> Proposal | None:
    """Its box of facts or its first paragraph says that it is about a day."""
    because = described_day(reading)
    return observance(reading, proposed(Observance.KIND, because)) if because else None


def observance(reading: Reading, kind: Understood[str]) -> Proposal:
    found = day_of_year(reading)
    known = belongs_to(reading, found.value if found else None)
    return sources.proposal(
        reading, kind, published=reading.date(), title=day_title(reading), day=found, observance=known
    )


def described_day(reading: Reading) -> str:
    if pair := heuristics.box_about(reading.document):
        return in_box(pair)
    if words := heuristics.is_a_day(reading.document):
        return _("Its first paragraph says “%(words)s”.") % {"words": words}
    return ""


def day_of_year(reading: Reading) -> Understood[Day] | None:
    """The day of the year that an article about an observance tells."""
    pair = heuristics.box_date(reading.document)
    if pair and (dated := first_day(pair[1])):
        return Understood(value=as_day(dated), because=in_box(pair))
    if dated := first_day(reading.heading):
        because = _("The heading has the day “%(words)s”.") % {"words": dated.words}
        return Understood(value=as_day(dated), because=because)
    days = [dated for dated in datings.days_in(heuristics.first_paragraph(reading.document)) if not dated.year]
    if len(set(map(as_day, days))) == 1:
        because = _("The only day of the year in its first paragraph is “%(words)s”.") % {"words": days[0].words}
        return Understood(value=as_day(days[0]), because=because)
    reading.missing.append(_("It does not say on which day of the year the observance is kept."))
    return None


def day_title(reading: Reading) -> Understood[str]:
    """The name of a day: encyclopedias add to the heading what tells it from others of the same name."""
    if pair := heuristics.box_name(reading.document):
        return Understood(value=pair[1], because=in_box(pair))
    return reading.title()


# --- to which it belongs ----------------------------------------------------------------------------


def belongs_to(reading: Reading, own: Day | None) -> Understood[Named] | None:
    """The observance that most speaks for; ``own`` is the day of the document, the event or the article.

    Its day alone is enough when it is the document's own. A name never is: many countries have a
    Remembrance Day, so its day has to stand somewhere too.
    """
    doubts: list[str] = []
    weighed = [(authority, *_weigh(reading, authority, own, doubts)) for authority in reading.known.observances]
    most = max((weight for _authority, weight, _because in weighed), default=0)
    best = [each for each in weighed if each[1] == most > 0]
    if len(best) == 1:
        return Understood(value=best[0][0].named, because=best[0][2])
    if best:
        titles = ", ".join(f"“{authority.named}”" for authority, _weight, _because in best)
        reading.missing.append(_("It may belong to one of several observances: %(titles)s.") % {"titles": titles})
    else:
        reading.missing += doubts or [_("No observance that the archive knows is named in it.")]
    return None


def _weigh(reading: Reading, authority: Authority, own: Day | None, doubts: list[str]) -> tuple[int, str]:
    """How much speaks for an observance, and the sentences that say what."""
    name, named = _name_of(reading, authority)
    weight, dated = _day_of(reading, authority, own)
    if name and not weight:
        doubts.append(
            _("%(named)s But the day of “%(title)s” stands nowhere, so it may be another of that name.")
            % {"named": named, "title": authority.named}
        )
    if not weight or not (name or own == Day(month=authority.month, day=authority.day)):
        return 0, ""
    return name + weight, " ".join(filter(None, (named, dated)))


def _name_of(reading: Reading, authority: Authority) -> tuple[int, str]:
    if words := reading.named_in(reading.heading, authority):
        return 4, _("The heading names “%(words)s”.") % {"words": words}
    if words := reading.named_in(reading.document.text, authority):
        return 2, _("The text names “%(words)s”.") % {"words": words}
    return 0, ""


def _day_of(reading: Reading, authority: Authority, own: Day | None) -> tuple[int, str]:
    kept = Day(month=authority.month, day=authority.day)
    if own == kept:
        return 3, _("Its own day is %(day)s.") % {"day": day_in_words(kept.month, kept.day, languages.current())}
    if words := _on(kept, datings.days_in(reading.heading)):
        return 3, _("The heading has the day “%(words)s”.") % {"words": words}
    if words := _on(kept, reading.days):
        return 1, _("The text has the day “%(words)s”.") % {"words": words}
    return 0, ""


def _on(day: Day, days: Iterable[datings.Dated]) -> str:
    return next((dated.words for dated in days if as_day(dated) == day), "")
