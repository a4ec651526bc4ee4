"""A search for what very many texts hold, beside the database's own order by rank: FTS5's, or ``ts_rank_cd``.

The texts of the archive are put as they are written into an index of their own, in a temporary file or table. Each word
is asked for there and here, where nothing is kept of it, and here with all counts and facets.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, Final

from django.db import connection

from archive import clock
from archive.catalogue.listing import Query, find
from archive.catalogue.models import RowText, unpacked
from archive.editions import reading
from tests.bench import corpus, processes

# So many texts are put there at once.
AT_ONCE: Final = 1_000
# Each of so many words is asked for once: another time something is kept.
WORDS: Final = 20
# The most that a search may take, as a share of what the database takes.
MOST: Final = {"sqlite": 0.15, "postgresql": 0.05}
_FTS5: Final = "SELECT rowid FROM said WHERE said MATCH %s ORDER BY rank LIMIT 20"
_GIN: Final = """
    SELECT id FROM said, plainto_tsquery('simple', %s) AS asked
    WHERE words @@ asked ORDER BY ts_rank_cd(words, asked) DESC LIMIT 20"""

Ask = Callable[[str], Any]


def measured() -> dict[str, float]:
    """Milliseconds of processor for a search, and which share that is of what the database takes: the middle ones."""
    with BESIDE[connection.vendor]() as by_rank:
        found = [(_spent(_found, word), _spent(by_rank, word)) for word in _common()]
    found = found[1:]  # what is made once is made with the first
    share = median(here / there for here, there in found)
    return {"median": median(here for here, _there in found), "share": share, "most": MOST[connection.vendor]}


def _common() -> tuple[str, ...]:
    """Of the words that readers look for those that are used most."""
    return tuple(corpus.vocabulary("en")[32 : 32 + WORDS])


def _found(word: str) -> None:
    find(reading.at(clock.now()), Query(question=word), reader="en", order="best")


def _spent(ask: Ask, word: str) -> float:
    """Milliseconds of processor, a database's server included."""
    before = process_time() + processes.database_seconds()
    ask(word)
    return (process_time() + processes.database_seconds() - before) * 1000


def _texts() -> Iterator[tuple[int, str]]:
    for key, words in RowText.objects.values_list("pk", "words").iterator():
        yield key, unpacked(bytes(words))[0]


@contextmanager
def _fts5() -> Iterator[Ask]:
    with TemporaryDirectory() as folder:
        beside = sqlite3.connect(Path(folder) / "fts5.sqlite3")
        beside.execute("CREATE VIRTUAL TABLE said USING fts5(words, content='')")
        beside.executemany("INSERT INTO said(rowid, words) VALUES (?, ?)", _texts())
        beside.execute("INSERT INTO said(said) VALUES ('optimize')")
        beside.commit()
        yield lambda word: beside.execute(_FTS5.replace("%s", "?"), [f'"{word}"']).fetchall()


@contextmanager
def _gin() -> Iterator[Ask]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE written (id bigint, words text)")
        texts = _texts()
        while some := [*islice(texts, AT_ONCE)]:  # nothing else is asked of a connection that copies
            with cursor.copy("COPY written FROM STDIN") as copy:
                for row in some:
                    copy.write_row(row)
        cursor.execute("CREATE TEMPORARY TABLE said AS SELECT id, to_tsvector('simple', words) AS words FROM written")
        cursor.execute("CREATE INDEX said_words ON said USING gin (words)")
        cursor.execute("ANALYZE said")
        yield lambda word: cursor.execute(_GIN, [word]).fetchall()


BESIDE: Final = {"sqlite": _fts5, "postgresql": _gin}
