"""Names that a record's texts mention without linking to them: found, suggested, and linked when a person says so."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from archive import markup
from archive.matching import Names

from . import known_names
from .base import Record, kinds_that
from .known_names import Authority
from .names import Name
from .saving import saving
from .texts import Text

MOST_SUGGESTED: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Words of the text in ``language`` as they stand there, and what they may name. ``title`` is one of its titles."""

    language: str
    words: str
    known: Authority

    @property
    def title(self) -> str:
        return self.known.names[0].text

    @property
    def key(self) -> str:
        """What a form sends to say that this one is meant."""
        return f"{self.language} {self.known.uuid} {self.words}"


def suggestions(record: Record) -> tuple[Suggestion, ...]:
    """What the texts of ``record`` name and do not link to, in their order, each once in a language. Whoever is not
    public is not suggested: a link would tell who is meant.

    Longer names win, and a name may have the endings of its language. Quotations keep their words as they are.
    """
    texts = sorted((text for text in record.texts.all() if text.body), key=lambda text: text.language)
    known = known_names.known() if texts else Names[Authority](())
    return tuple(one for text in texts for one in _suggested(text, known, besides=record))[:MOST_SUGGESTED]


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


def _suggested(text: Text, known: Names[Authority], *, besides: Record) -> Iterator[Suggestion]:
    linked, own, kinds = set(markup.mentions(text.body)), str(besides.uuid), kinds_that("may_be_linked")

    def may_be_linked(one: Authority, spelling: str) -> bool:
        sorts = {called.sort for called in one.names if called.text == spelling}
        return one.kind in kinds and one.is_public and one.uuid != own and sorts != {Name.Sort.SEARCHED}

    for stretch in markup.linkable(text.body):
        for mention in known.mentions(stretch, language=text.language, may=may_be_linked):
            meant = sorted(mention.authorities, key=lambda one: (one.names[0].text, one.uuid))
            for one in meant:
                if one.uuid not in linked:
                    yield Suggestion(language=text.language, words=mention.words, known=one)
            linked.update(one.uuid for one in meant)
