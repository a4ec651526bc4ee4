"""The words that texts of the catalogue hold, each once for a language, kept in step by every act that derives rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from django.db import connection

from archive import rows
from archive.sounds import heard, root
from archive.word_index import WORDS_FOUND

from .engines import WORDS
from .models import RowText, Word
from .tokens import LANGUAGE

# So many texts are read for the words that most texts hold.
LAST: Final = 40
# So many words are written, or asked of, in one statement.
AT_ONCE: Final = 1000
# Words by their languages.
Held = dict[str, set[str]]

_LANGUAGE: Final = f"'{LANGUAGE}' || lower(replace(archive_word.language, '-', ''))"
_HOLD: Final = f"SELECT {WORDS.index}.rowid AS id FROM {WORDS.index} WHERE {WORDS.index} MATCH"
# That no text of its language holds a word. SQLite takes long to find two words at once: most often one of the first
# texts that hold it is of that language.
_GONE: Final = {
    "sqlite": f"""NOT EXISTS (SELECT 1 FROM ({_HOLD} '"' || archive_word.word || '"' LIMIT 20) AS found
            CROSS JOIN {WORDS.table} AS said
            WHERE said.id = found.id AND said.language = archive_word.language)
        AND NOT EXISTS ({_HOLD} '"' || archive_word.word || '" AND "' || {_LANGUAGE} || '"')""",
    "postgresql": f"""NOT EXISTS (SELECT 1 FROM {WORDS.table} WHERE {WORDS_FOUND} @@
        CAST('''' || archive_word.word || ''' & ''' || {_LANGUAGE} || '''' AS tsquery))""",
}


def held_by(texts: Iterable[RowText]) -> Held:
    held: Held = defaultdict(set)
    for text in texts:
        held[text.language].update(text.folded.split())
    return held


def without(held: Held, *others: Held) -> Held:
    """Those of ``held`` that none of ``others`` has, of letters alone: nobody means another number than is typed."""
    left = {code: words.difference(*(other.get(code, ()) for other in others)) for code, words in held.items()}
    return {code: {word for word in words if word.isalpha()} for code, words in left.items()}


def learn(words: Held) -> None:
    """Add those that are not there. One statement for some thousands of them, none for none."""
    rows.insert([_word(word, code) for code in sorted(words) for word in sorted(words[code])], unless_there=True)


def forget(words: Held) -> None:
    """Take away those that no text holds any more. Two statements for some hundreds of them, none for none.

    What is common stands in one of the last texts already: to ask the index for it takes the longer the more texts
    there are.
    """
    if any(words.values()):
        rare = without(words, held_by(RowText.objects.order_by("-pk").only("language", "folded")[:LAST]))
        for some in _some((word, code) for code in rare for word in rare[code]):
            _forget(some)


class Rebuilding:
    """Whoever derives all texts anew meets all words: only of those that were there and are not met the index is asked.

    Those that were there get the roots and sounds that their languages know by now.
    """

    def __init__(self) -> None:
        self.there: Held = defaultdict(set)
        otherwise = []
        for word, language, *formed in Word.objects.values_list("word", "language", "root", "sound").iterator():
            self.there[language].add(word)
            if formed != [root(word, language), heard(word, language)]:
                otherwise.append((word, language))
        self.unmet = defaultdict(set, {code: set(words) for code, words in self.there.items()})
        for some in _some(otherwise):
            _write_again(some)

    def meet(self, texts: Iterable[RowText]) -> None:
        held = held_by(texts)
        new = without(held, self.there)
        learn(new)
        for code, words in held.items():
            self.there[code] |= new[code]
            self.unmet[code] -= words

    def end(self) -> None:
        forget(self.unmet)


def _write_again(words: Sequence[tuple[str, str]]) -> None:
    Word.objects.bulk_create(
        [_word(*one) for one in words],
        update_conflicts=True,
        unique_fields=["word", "language"],
        update_fields=["root", "sound"],
    )


def _forget(words: Sequence[tuple[str, str]]) -> None:
    pairs, gone = ", ".join(["(%s, %s)"] * len(words)), _GONE[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM archive_word WHERE (word, language) IN (VALUES {pairs}) AND {gone}",
            [*chain.from_iterable(words)],
        )


def _word(word: str, language: str) -> Word:
    return Word(word=word, language=language, root=root(word, language), sound=heard(word, language))


def _some(words: Iterable[tuple[str, str]]) -> Iterator[Sequence[tuple[str, str]]]:
    """As many at once as one statement takes, each with its language."""
    left = sorted(words)
    return (left[first : first + AT_ONCE] for first in range(0, len(left), AT_ONCE))
