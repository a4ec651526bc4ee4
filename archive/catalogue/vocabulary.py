"""The words that texts of the catalogue hold, each once for a language, kept in step by every act that derives rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from django.db import connection

from archive import rows
from archive.sounds import heard, root
from archive.word_index import WORDS_FOUND

from .engines import WORDS
from .models import RowText, Word
from .tokens import LANGUAGE

# So many words are asked of in one statement.
AT_ONCE: Final = 1000
# By languages words, each with the key of a text that holds it.
Held = dict[str, dict[str, int]]
_COLUMNS: Final = ("word", "language", "root", "sound", "held_by")
# The key of no text.
NOBODY: Final = 0

_LANGUAGE: Final = f"'{LANGUAGE}' || lower(replace(archive_word.language, '-', ''))"
_HOLD: Final = f"SELECT {WORDS.index}.rowid AS id FROM {WORDS.index} WHERE {WORDS.index} MATCH"
# A text of its language that holds a word. SQLite takes long to find two words at once: most often one of the first
# texts that hold it is of that language.
_ANOTHER: Final = {
    "sqlite": f"""
        (SELECT said.id FROM ({_HOLD} '"' || archive_word.word || '"' LIMIT 20) AS found
            CROSS JOIN {WORDS.table} AS said
            WHERE said.id = found.id AND said.language = archive_word.language LIMIT 1),
        ({_HOLD} '"' || archive_word.word || '" AND "' || {_LANGUAGE} || '"' LIMIT 1)""",
    "postgresql": f"""
        (SELECT id FROM {WORDS.table} WHERE {WORDS_FOUND} @@
            CAST('''' || archive_word.word || ''' & ''' || {_LANGUAGE} || '''' AS tsquery) LIMIT 1)""",
}


def held_by(texts: Iterable[RowText]) -> Held:
    held: Held = defaultdict(dict)
    for text in texts:
        held[text.language].update(dict.fromkeys(text.found_by, text.pk))
    return held


def without(held: Held, others: Mapping[str, Collection[str]]) -> Held:
    """Those of ``held`` that ``others`` have not, of letters alone: nobody means another number than is typed."""
    left = {code: words.keys() - others.get(code, ()) for code, words in held.items()}
    return {code: {word: held[code][word] for word in words if word.isalpha()} for code, words in left.items()}


def learn(words: Held) -> None:
    """Add those that are not there. One statement for some thousands of them, none for none."""
    rows.insert_values(Word, _COLUMNS, _written(words), unless_there=True)


def forget(texts: Collection[int]) -> None:
    """``texts`` are gone, or say something else: of the words that each named as its own those go that no text holds
    any more. Two statements, none for none.
    """
    if texts:
        _look_again(f"held_by IN ({', '.join(['%s'] * len(texts))})", [*texts])


def _look_again(which: str, values: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        another = f"COALESCE({_ANOTHER[connection.vendor]}, {NOBODY})"
        cursor.execute(f"UPDATE archive_word SET held_by = {another} WHERE {which}", values)
        cursor.execute(f"DELETE FROM archive_word WHERE held_by = {NOBODY}")


def _written(words: Held) -> list[rows.Values]:
    return [
        (word, code, root(word, code), heard(word, code), text)
        for code, some in sorted(words.items())
        for word, text in sorted(some.items())
    ]


class Rebuilding:
    """Whoever derives all texts anew meets all words: the index is asked only of those that were there and are not met.

    Those that were there get the roots and sounds that their languages know by now.
    """

    def __init__(self) -> None:
        self.there: dict[str, set[str]] = defaultdict(set)
        # Those to be written once more, as soon as a text that holds them is met.
        self.otherwise: dict[str, set[str]] = defaultdict(set)
        asked = Word.objects.values_list("word", "language", "held_by", "root", "sound")
        for word, language, text, *formed in asked.iterator():
            self.there[language].add(word)
            if text is None or formed != [root(word, language), heard(word, language)]:
                self.otherwise[language].add(word)
        self.unmet = defaultdict(set, {code: set(words) for code, words in self.there.items()})

    def meet(self, texts: Iterable[RowText]) -> None:
        for code, words in held_by(texts).items():
            new = without({code: words}, self.there)
            learn(new)
            _write_again({code: {word: words[word] for word in self.otherwise[code] & words.keys()}})
            self.there[code].update(new[code])
            self.unmet[code].difference_update(words)
            self.otherwise[code].difference_update(words)

    def end(self) -> None:
        for code, unmet in self.unmet.items():
            left = sorted(unmet)
            for first in range(0, len(left), AT_ONCE):
                some = left[first : first + AT_ONCE]
                _look_again(f"language = %s AND word IN ({', '.join(['%s'] * len(some))})", [code, *some])


def _write_again(words: Held) -> None:
    rows.insert_values(Word, _COLUMNS, _written(words), instead_of=["word", "language"])
