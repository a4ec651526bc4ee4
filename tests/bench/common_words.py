"""``python -m tests.bench.common_words``: a search for what very many texts hold, beside SQLite's own order by rank.

The archive is that of the environment (``MEMORIAL_DATA_DIR``). Its texts are put into an index of FTS5 as it comes, in
a temporary file, and each word is asked for there and here, where nothing is kept of it.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Final

import django

# Each of so many words is asked for once: another time something is kept.
WORDS: Final = 20
_BY_RANK: Final = "SELECT rowid FROM said WHERE said MATCH ? ORDER BY rank LIMIT 20"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "memorial.settings")
    django.setup()
    with TemporaryDirectory() as folder:
        beside = sqlite3.connect(Path(folder) / "fts5.sqlite3")
        beside.execute("CREATE VIRTUAL TABLE said USING fts5(words, content='')")
        beside.executemany("INSERT INTO said(rowid, words) VALUES (?, ?)", _texts())
        beside.execute("INSERT INTO said(said) VALUES ('optimize')")
        beside.commit()
        shares = [_compared(word, beside) for word in _common()][1:]  # what is made once is made with the first
    print(f"middle share: {median(shares):.2f}")


def _texts() -> Iterator[tuple[int, str]]:
    """Each as it is written."""
    from archive.catalogue.models import RowText, unpacked

    for key, words in RowText.objects.values_list("pk", "words").iterator():
        yield key, unpacked(bytes(words))[0]


def _common() -> list[str]:
    """Of the words that readers look for those that are used most."""
    from tests.bench import corpus

    return list(corpus.vocabulary("en")[32 : 32 + WORDS])


def _compared(word: str, beside: sqlite3.Connection) -> float:
    from archive import clock
    from archive.catalogue.listing import Query, find
    from archive.editions import reading

    def ours() -> None:
        find(reading.at(clock.now()), Query(question=word), reader="en", order="best")

    (many,) = beside.execute("SELECT count(*) FROM said WHERE said MATCH ?", [f'"{word}"']).fetchone()
    here, there = _spent(ours), _spent(lambda: beside.execute(_BY_RANK, [f'"{word}"']).fetchall())
    print(f"{word}, in {many:,} texts: {here:.1f} ms here, {there:.1f} ms by rank: {here / there:.2f}")
    return here / there


def _spent(does: Callable[[], object]) -> float:
    """Milliseconds of processor."""
    before = process_time()
    does()
    return (process_time() - before) * 1000


if __name__ == "__main__":
    main()
