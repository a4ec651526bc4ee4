"""Whether a document is a text of a statement that is there already, and which of its texts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from archive import languages, markup
from archive.aligning import Sentence
from archive.records.statements import Rendering, Statement
from archive.records.texts import Text

from . import heuristics
from .documents import Document
from .kinds.statements import is_report
from .likeness import likeness
from .proposals import Proposal

__all__ = ["Belonging", "Role", "belonging"]

# Two texts of one statement are dated so few days apart at most: on the eve, on the day, and after a weekend.
DAYS_APART: Final = 3
# From here on it is the same text, with nothing but what clings to a copy.
THE_SAME: Final = 0.85
# Such a share of the longer words of the shorter text stands in the other; two translations have half in common, two
# statements about one event much less.
ALIKE: Final = 0.45
# Such a share of the figures; fewer figures than these tell nothing.
FIGURES_ALIKE: Final = 0.5
FEWEST_FIGURES: Final = 2
# Words are compared by so many of their first letters, because of endings; shorter ones stand everywhere.
STEM: Final = 5
SHORTEST: Final = 4


class Role(StrEnum):
    """What a document is to the statement: the ``same`` text once more, the ``page`` in a language that it lacks, a
    ``further`` text, or the ``official`` one in whose place a first report or an agency's translation stood.
    """

    SAME = "same"
    PAGE = "page"
    FURTHER = "further"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """``because`` says why in sentences. ``translation`` is what the text is marked as.

    ``text`` is the one of the statement it is most like; none in its language was there, if it is none.
    """

    statement: Statement
    role: Role
    translation: str
    because: tuple[str, ...]
    text: Text | Rendering | None = None
    is_other_voice: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    """What a text is known by: its longer words, and its figures."""

    text: str
    stems: frozenset[str]
    figures: Counter[int]


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How much of two texts is the same; ``because`` says it. ``words`` is 0 across languages."""

    because: str
    words: float = 0.0
    is_same: bool = False
    text: Text | Rendering | None = None


def belonging(document: Document, proposal: Proposal) -> Belonging | None:
    """To which statement it belongs: of the same issuer, observance, year and form, if the words agree.

    None if it is a statement of its own, or if two fit alike. What our institution issues is written at the desk.
    """
    if not (proposal.issuer and proposal.text_language):
        return None
    found = [one for statement in _candidates(proposal) if (one := _belongs(document, proposal, statement))]
    return found[0] if len(found) == 1 else None


def _candidates(proposal: Proposal) -> Iterator[Statement]:
    if not (proposal.issuer and proposal.observance and proposal.year and proposal.form):
        return
    rows = Statement.objects.filter(
        merged_into=None,
        origin=Statement.Origin.TRANSCRIBED,
        observance__slug=proposal.observance.value.slug,
        year=proposal.year.value,
        form=proposal.form.value,
        issued_by__institution__slug=proposal.issuer.value.slug,
    )
    for statement in rows.select_related("observance").distinct().order_by("pk"):
        if _are_near(statement.date, proposal.date.value if proposal.date else ""):
            yield statement


def _are_near(one: str, other: str) -> bool:
    """Whether two documents may be of the same days. A date that is not known to the day tells nothing."""
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= DAYS_APART
    except ValueError:
        return True


def _belongs(document: Document, proposal: Proposal, statement: Statement) -> Belonging | None:
    like = _most_alike(document, proposal, statement)
    if like is None:
        return None
    page = statement.texts.filter(language=proposal.text_language).exclude(body="").first()
    role = _role(proposal, statement, page, like)
    return Belonging(
        statement=statement,
        role=role,
        translation=_marked_as(proposal, statement, page, role),
        because=(_("It has the same issuer, observance, year and form."), like.because, _why(role)),
        text=like.text,
        is_other_voice=_is_of_others(proposal) != _stands_in(statement, page),
    )


def _role(proposal: Proposal, statement: Statement, page: Text | None, like: _Likeness) -> Role:
    if like.is_same:
        return Role.SAME
    if not _is_of_others(proposal) and _stands_in(statement, page):
        return Role.OFFICIAL
    return Role.FURTHER if page or is_report(proposal) else Role.PAGE


def _is_of_others(proposal: Proposal) -> bool:
    """Whether it has the words of the press, translated or told."""
    return bool(proposal.translation) or is_report(proposal)


def _stands_in(statement: Statement, page: Text | None) -> bool:
    """Whether the page has somebody else's words, until the issuer's own are there."""
    return _is_told(statement) or bool(page and page.translation in (Text.Translation.AGENCY, Text.Translation.MACHINE))


def _marked_as(proposal: Proposal, statement: Statement, page: Text | None, role: Role) -> str:
    if is_report(proposal):
        return Statement.Completeness.REPORT.value
    if proposal.translation:
        return proposal.translation.value
    is_original = proposal.text_language == (statement.original_language or languages.spoken()[0])
    has_original = any(text.is_original and text.body for text in statement.texts.all()) and not _is_told(statement)
    if is_original or not (has_original or statement.original_language):
        return Text.Translation.ORIGINAL
    return Text.Translation.ISSUER


def _is_told(statement: Statement) -> bool:
    """Whether the page tells what was said, in the words of the press or of the archive."""
    return statement.completeness in Rendering.TOLD


def _why(role: Role) -> str:
    return {
        Role.SAME: _("It is the same text once more."),
        Role.PAGE: _("It is its text in a language in which there was none."),
        Role.FURTHER: _("There is a text in this language already; both are kept."),
        Role.OFFICIAL: _("It is the issuer’s own text, where until now somebody else’s words stood."),
    }[role]


# --- how alike ----------------------------------------------------------------------------------------


def _most_alike(document: Document, proposal: Proposal, statement: Statement) -> _Likeness | None:
    """What speaks for it: likeness in its own language, else its figures. None if the words are those of another."""
    now = _words(document.text.removeprefix(heuristics.dateline(document)))
    unsaid = _unsaid(statement)
    stored: list[Text | Rendering] = [*statement.texts.all(), *statement.renderings.all()]
    texts = [text for text in stored if text.body]
    here = [text for text in texts if text.language == proposal.text_language]
    if not texts:
        return _Likeness(_("None of its words were here until now."))
    if here:
        found = [_compared(_words(markup.plain(text.body)), now, unsaid, text) for text in here]
        most = max(filter(None, found), key=lambda one: one.words, default=None)
        return most or (_retold(here, now, unsaid) if _is_told(statement) else None)
    return _across(texts, now, unsaid)


def _unsaid(statement: Statement) -> frozenset[int]:
    """Numbers that every statement of this observance and year may have: days, and the years it recalls."""
    recalled = statement.observance
    years = (statement.year, recalled.base_year if recalled else None, recalled.base_year_last if recalled else None)
    return frozenset([*range(32), *filter(None, years)])


def _words(text: str) -> _Words:
    read = Sentence(text=text)
    stems = frozenset(word[:STEM] for word in read.words if len(word) >= SHORTEST)
    return _Words(text, stems, read.numbers)


def _compared(then: _Words, now: _Words, unsaid: frozenset[int], text: Text | Rendering) -> _Likeness | None:
    shared = len(then.stems & now.stems) / max(1, min(len(then.stems), len(now.stems)))
    if shared < ALIKE:
        return None
    percent = {"percent": round(shared * 100), "title": text.title}
    because = _("%(percent)s per cent of its longer words stand in “%(title)s” too.") % percent
    is_same = likeness(then.text, now.text) >= THE_SAME and _figures(then, unsaid) == _figures(now, unsaid)
    return _Likeness(because, shared, is_same, text)


def _retold(texts: Sequence[Text | Rendering], now: _Words, unsaid: frozenset[int]) -> _Likeness | None:
    """What tells of a statement has other words; the figures are its own."""
    shared = _shared_figures(texts, now, unsaid)
    return _Likeness(_same_figures(shared)) if shared else None


def _across(texts: Sequence[Text | Rendering], now: _Words, unsaid: frozenset[int]) -> _Likeness | None:
    """Of another language, figures alone can tell; where they are too few, nothing speaks against it."""
    shared = _shared_figures(texts, now, unsaid)
    if shared is None:
        return _Likeness(_("It is in another language, and has too few figures to compare: look at both."))
    return _Likeness(_same_figures(shared)) if shared else None


def _same_figures(shared: frozenset[int]) -> str:
    return _("The same figures stand in both: %(figures)s.") % {"figures": ", ".join(map(str, sorted(shared)))}


def _shared_figures(texts: Sequence[Text | Rendering], now: _Words, unsaid: frozenset[int]) -> frozenset[int] | None:
    """The figures it shares with one of them; empty if those are too few of all, None where there is no telling."""
    mine = _figures(now, unsaid)
    all_theirs = (_figures(_words(markup.plain(text.body)), unsaid) for text in texts)
    theirs = [found for found in all_theirs if len(found) >= FEWEST_FIGURES]
    if len(mine) < FEWEST_FIGURES or not theirs:
        return None
    shared = [mine & other for other in theirs if len(mine & other) >= FIGURES_ALIKE * min(len(mine), len(other))]
    return max(shared, key=len, default=frozenset())


def _figures(words: _Words, unsaid: frozenset[int]) -> frozenset[int]:
    return frozenset(words.figures) - unsaid
