"""Names that a record's texts mention without linking to them: found, suggested, and linked when a person says so."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, Value

from archive import markup
from archive.matching import Names

from .base import Record, kinds_that
from .names import Name
from .persons import Person
from .saving import saving
from .texts import Text

MOST_NAMES: Final = 20_000
MOST_SUGGESTED: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An authority record that a text may name. ``title`` is one of its titles."""

    uuid: str
    kind: str
    title: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Words of the text in ``language`` as they stand there, and what they may name."""

    language: str
    words: str
    known: Known

    @property
    def key(self) -> str:
        """What a form sends to say that this one is meant."""
        return f"{self.language} {self.known.uuid} {self.words}"


def suggestions(record: Record) -> tuple[Suggestion, ...]:
    """What the texts of ``record`` name and do not link to, in their order, each once in a language. Two queries.

    Longer names win, and a name may have the endings of its language. Quotations keep their words as they are.
    """
    texts = sorted((text for text in record.texts.all() if text.body), key=lambda text: text.language)
    known = Names(_known(besides=record) if texts else ())
    return tuple(one for text in texts for one in _suggested(text, known))[:MOST_SUGGESTED]


def link(record: Record, chosen: Collection[str], *, by, version: int) -> int:
    """Link the suggestions with these keys, the first time each stands in its text; returns how many.

    Raises ``StaleVersion`` if the record was saved since ``version``.
    """
    wanted = [one for one in suggestions(record) if one.key in chosen]
    if not wanted:
        return 0
    with saving(record, by=by, version=version):
        for text in record.texts.all():
            for one in wanted:
                if one.language == text.language:
                    text.body = markup.link(text.body, one.words, one.known.uuid)
            text.save()
    return len(wanted)


def _suggested(text: Text, known: Names[Known]) -> Iterator[Suggestion]:
    linked = set(markup.mentions(text.body))
    for stretch in markup.linkable(text.body):
        for mention in known.mentions(stretch, language=text.language):
            for one in mention.authorities:
                if one.uuid not in linked:
                    yield Suggestion(language=text.language, words=mention.words, known=one)
            linked.update(one.uuid for one in mention.authorities)


def _known(*, besides: Record) -> tuple[Known, ...]:
    """All that a text may link to. Whoever is not public is not suggested: a link would tell who is meant."""
    private = Person.objects.exclude(privacy=Person.Privacy.PUBLIC).values("pk")
    # Said so, what is not merged is not looked up first: that is nearly everything.
    is_of_others = Q(record__merged_into__isnull=False) | Q(record__in=private)
    of_authorities = {"record__kind__in": kinds_that("may_be_linked")}
    titles = Text.objects.filter(**of_authorities).exclude(is_of_others).annotate(rank=Value(0))
    names = Name.objects.exclude(sort=Name.Sort.SEARCHED)
    others = names.filter(**of_authorities).exclude(is_of_others).annotate(rank=Value(1))
    written = (
        titles.order_by()
        .values_list("record__uuid", "record__kind", "rank", "language", "title")
        .union(others.order_by().values_list("record__uuid", "record__kind", "rank", "language", "text"), all=True)
        .order_by("rank", "language", "title")
    )
    spellings: dict[tuple[str, str], list[str]] = defaultdict(list)
    for uuid, kind, _rank, _language, words in written[:MOST_NAMES]:
        spellings[str(uuid), kind].append(words)
    spellings.pop((str(besides.uuid), besides.kind), None)
    return tuple(
        Known(uuid=uuid, kind=kind, title=written[0], spellings=tuple(dict.fromkeys(written)))
        for (uuid, kind), written in spellings.items()
    )
