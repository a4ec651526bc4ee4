"""Two texts of an issuer in a year: what was published beside what was captured, a report beside the original."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.editions.models import Interval
from archive.editions.payloads import Words
from archive.editorial.freezing import words_of
from archive.editorial.freezing.texts import blocks
from archive.records.statements import Issuer, Rendering, Statement
from archive.records.texts import Text

from .expected import OURS

# What tells of a document and is not all of it.
TOLD: Final = frozenset({"report", "summary", "excerpt"})
NOT_THE_ISSUERS: Final = frozenset({"agency", "machine", "archive", "report", "summary"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OneText:
    """The text of a statement in one language, or a further one of it."""

    statement: Statement
    language: str
    whose: str
    rendering: Rendering | None = None

    @property
    def key(self) -> str:
        """Names it for ever."""
        further = f"-{self.rendering.number}" if self.rendering else ""
        return f"{self.statement.uuid}-{self.language}{further}"

    @property
    def what(self) -> str | Promise:
        """Whose words they are, and whether they are all."""
        if self.rendering:
            return str(self.rendering.get_translation_display())
        if self.statement.completeness != Statement.Completeness.FULL:
            return str(self.statement.get_completeness_display())
        if self.statement.origin == OURS:
            return _("We issue")
        if self.whose == Text.Translation.ORIGINAL:
            return str(Statement.Completeness.FULL.label)
        return str(Text.Translation(self.whose).label)

    @property
    def rank(self) -> tuple[int, str]:
        """Ours first, then what tells of a document, then the words of its issuer."""
        is_told = self.whose in NOT_THE_ISSUERS or (not self.rendering and self.statement.completeness in TOLD)
        return (0 if self.statement.origin == OURS else 1 if is_told else 2), self.key


Pair = tuple[OneText, OneText]


def pairs(statements: Sequence[Statement]) -> list[Pair]:
    """Of all texts of these ``statements`` any two of one issuer in one language. Three queries."""
    issuers = _issuers([one.pk for one in statements])
    by_language = defaultdict(list)
    for one in _texts(statements):
        by_language[one.language].append(one)
    every = (pair for texts in by_language.values() for pair in combinations(sorted(texts, key=lambda t: t.rank), 2))
    return [(one, other) for one, other in every if issuers[one.statement.pk] & issuers[other.statement.pk]]


def words(text: OneText) -> Words:
    """As readers have it; if they do not yet, as it is saved. At most three queries."""
    held = _public(text)
    if held is not None:
        return held
    if text.rendering:
        return Words(title=text.rendering.title, blocks=blocks(text.rendering, f"r{text.rendering.number}"))
    return words_of(text.statement).get(text.language) or Words(title="")


def is_public(text: OneText) -> bool:
    return _public(text) is not None


def _public(text: OneText) -> Words | None:
    stands = Interval.objects.live(clock.now()).filter(record=text.statement.uuid).select_related("payload").first()
    texts = stands.payload.held.texts if stands else {}
    if text.rendering is None:
        return texts.get(text.language)
    name = f"r{text.rendering.number}"
    found = (one for said in texts.values() for one in said.renderings if one.id == name)
    return next((Words(title=one.title, blocks=one.blocks) for one in found), None)


def _issuers(statements: Collection[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {one: set() for one in statements}
    for statement, institution in Issuer.objects.filter(statement__in=statements).values_list(
        "statement", "institution"
    ):
        found[statement].add(institution)
    return found


def _texts(statements: Sequence[Statement]) -> Iterator[OneText]:
    by_key = {one.pk: one for one in statements}
    for record, code, whose in (
        Text.objects.filter(record__in=by_key).exclude(body="").values_list("record", "language", "translation")
    ):
        yield OneText(statement=by_key[record], language=code, whose=whose)
    for one in Rendering.objects.filter(statement__in=by_key):
        yield OneText(statement=by_key[one.statement_id], language=one.language, whose=one.translation, rendering=one)
