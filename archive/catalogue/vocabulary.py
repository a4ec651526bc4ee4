"""The words that texts of the catalogue hold, each once for a language, kept in step by every act that derives rows."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from django.db import connection

from archive import rows
from archive.sounds import heard, root
from archive.word_index import WORDS_FOUND

from .engines import WORDS
from .models import RowText, Word
from .tokens import LANGUAGE

# So many texts are read for the words that most texts hold.
LAST: Final = 40
# Words, each with its language.
Held = set[tuple[str, str]]

_LANGUAGE: Final = f"'{LANGUAGE}' || lower(replace(archive_word.language, '-', ''))"
_HOLD: Final = f"SELECT {WORDS.index}.rowid AS id FROM {WORDS.index} WHERE {WORDS.index} MATCH"
# That no text of its language holds a word. SQLite takes long to find two words at once: most often one of the first
# texts that hold it is of that language.
_FORGOTTEN: Final = {
    "sqlite": f"""NOT EXISTS (SELECT 1 FROM ({_HOLD} '"' || archive_word.word || '"' LIMIT 20) AS found
            CROSS JOIN {WORDS.table} AS said
            WHERE said.id = found.id AND said.language = archive_word.language)
        AND NOT EXISTS ({_HOLD} '"' || archive_word.word || '" AND "' || {_LANGUAGE} || '"')""",
    "postgresql": f"""NOT EXISTS (SELECT 1 FROM {WORDS.table} WHERE {WORDS_FOUND} @@
        CAST('''' || archive_word.word || ''' & ''' || {_LANGUAGE} || '''' AS tsquery))""",
}


def held_by(texts: Iterable[RowText]) -> Held:
    """Words of letters alone: nobody means another number than is typed."""
    return {(word, text.language) for text in texts for word in text.folded.split() if word.isalpha()}


def learn(words: Held) -> None:
    """Add those that are not there. One statement for some thousands of them, none for none."""
    rows.insert(
        [
            Word(word=word, language=language, root=root(word, language), sound=heard(word, language))
            for word, language in sorted(words)
        ],
        unless_there=True,
    )


def forget(words: Held) -> None:
    """Take away those that no text holds any more. Two statements, none for none.

    What is common stands in one of the last texts already: to ask the index for it takes the longer the more texts
    there are.
    """
    lately = _held_lately() if words else {}
    if rare := sorted((code, word) for word, code in words if word not in lately.get(code, ())):
        several = {code: [word for _code, word in some] for code, some in groupby(rare, itemgetter(0))}
        which = " OR ".join(f"language = %s AND word IN ({', '.join(['%s'] * len(some))})" for some in several.values())
        _forget(f"({which}) AND ", [value for code, some in several.items() for value in (code, *some)])


def _held_lately() -> dict[str, set[str]]:
    """All words of the ``LAST`` texts of the catalogue, by their languages."""
    held: dict[str, set[str]] = defaultdict(set)
    for text in RowText.objects.order_by("-pk").only("language", "folded")[:LAST]:
        held[text.language].update(text.folded.split())
    return held


def forget_all_that_is_gone() -> None:
    """The same of every word."""
    _forget("", [])


def _forget(which: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM archive_word WHERE {which}{_FORGOTTEN[connection.vendor]}", values)
