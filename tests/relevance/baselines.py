"""What others would find: the plain means of both databases, over the words of the same texts."""

import sqlite3
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from typing import Any, Final

from django.db import connection

from archive import clock
from archive.catalogue.models import RowForReader, RowText

from .asking import Engine
from .judging import Query

# Each text with its title and all its words; the newest first, where an engine has no order of its own.
DOCUMENTS: Final = "CREATE TEMPORARY TABLE document (key TEXT, place INTEGER, title TEXT, words TEXT)"
MODELSEARCH: Final = "modelsearch"


def engines() -> Iterator[tuple[str, Engine]]:
    """By what they are called in reports, over what is public now."""
    documents = [*_documents()]
    with connection.cursor() as cursor:
        cursor.execute(DOCUMENTS)
        cursor.executemany("INSERT INTO document VALUES (%s, %s, %s, %s)", documents)
    yield "LIKE, whole", lambda query: _like([query.typed])
    yield "LIKE, per word", lambda query: _like(query.typed.split())
    full_text = _full_text(documents)
    yield "FTS5 AND", lambda query: _fts5(full_text, query, " ")
    yield "FTS5 OR", lambda query: _fts5(full_text, query, " OR ")
    if connection.vendor == "postgresql":
        yield "websearch, english", lambda query: _websearch(query, "english")
        yield "websearch, simple", lambda query: _websearch(query, "simple")


def missing() -> Iterator[str]:
    """What is not measured here, and why."""
    if connection.vendor != "postgresql":
        yield "websearch_to_tsquery: only on PostgreSQL (--postgresql)."
    if not find_spec(MODELSEARCH):
        yield f"{MODELSEARCH}: not installed."


def _documents() -> Iterator[tuple[str, int, str, str]]:
    now = clock.now()
    dates = dict(RowForReader.objects.filter(is_listed=True).values_list("row_id", "sort_date"))
    texts = RowText.objects.filter(
        row__live_from__lte=now, row__live_until__gt=now, row__into__isnull=True
    ).select_related("row")
    for place, text in enumerate(sorted(texts, key=lambda text: (-dates[text.row_id], text.pk))):
        yield f"{text.row.kind}/{text.row.slug}", place, text.title, text.in_one_line()


def _like(words: Iterable[str]) -> list[str]:
    operator = "ILIKE" if connection.vendor == "postgresql" else "LIKE"
    patterns = [f"%{word}%" for word in words]
    where = " AND ".join(f"title || ' ' || words {operator} %s" for _one in patterns)
    return _keys(f"SELECT key FROM document WHERE {where} ORDER BY place", patterns)


def _websearch(query: Query, config: str) -> list[str]:
    return _keys(
        """SELECT key
        FROM document, to_tsvector(%s, title || ' ' || words) AS said, websearch_to_tsquery(%s, %s) AS asked
        WHERE said @@ asked ORDER BY ts_rank_cd(said, asked) DESC, place""",
        [config, config, query.typed],
    )


def _keys(sql: str, said: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, said)
        return _once(key for (key,) in cursor.fetchall())


def _full_text(documents: Iterable[tuple[Any, ...]]) -> sqlite3.Connection:
    """In memory, whichever database the archive is on."""
    made = sqlite3.connect(":memory:")
    columns = "key UNINDEXED, place UNINDEXED, title, words"
    made.execute(f"CREATE VIRTUAL TABLE document USING fts5 ({columns}, tokenize = 'unicode61')")
    made.executemany("INSERT INTO document VALUES (?, ?, ?, ?)", documents)
    return made


def _fts5(made: sqlite3.Connection, query: Query, joined: str) -> list[str]:
    """Each word between quotation marks, so that no sign in it is an operator."""
    words = [f'"{word}"' for word in query.typed.replace('"', " ").split()]
    found = made.execute("SELECT key FROM document WHERE document MATCH ? ORDER BY rank, place", [joined.join(words)])
    return _once(key for (key,) in found)


def _once(keys: Iterable[str]) -> list[str]:
    """Each record at its best place."""
    return [*dict.fromkeys(keys)]
