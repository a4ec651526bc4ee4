"""Names in the texts of a record that link to nothing yet, as its form tells them."""

from dataclasses import dataclass

from archive import languages
from archive.records import linking
from archive.records.base import Record, kind_name
from archive.records.linking import Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedLink:
    """A name that may be linked, as the form shows it."""

    key: str
    words: str
    code: str
    language: str
    title: str
    kind: str


def suggested_links(record: Record) -> tuple[SuggestedLink, ...]:
    """What could be linked in the texts of ``record`` as they are saved."""
    return tuple(map(_suggested, linking.suggestions(record)))


def _suggested(one: Suggestion) -> SuggestedLink:
    return SuggestedLink(
        key=one.key,
        words=one.words,
        code=one.language,
        language=languages.autonym(one.language),
        title=one.title,
        kind=kind_name(one.known.kind),
    )
