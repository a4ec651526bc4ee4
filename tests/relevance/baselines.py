"""What others would find: the plain means of both databases, over the words of the same texts."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db import connection

from archive import clock
from archive.catalogue.models import RowForReader, RowText

from . import modelsearch
from .asking import Engine
from .judging import Query

# Each text with its title and all its words; the newest first, where an engine has no order of its own.
DOCUMENTS: Final = "CREATE TEMPORARY TABLE document (key TEXT, place INTEGER, title TEXT, words TEXT)"


def engines(queries: Iterable[Query]) -> Iterator[tuple[str, Engine]]:
    """By what they are called in reports, over what is public now. One of them is asked all ``queries`` at once."""
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
    if modelsearch.is_installed():
        typed = [*dict.fromkeys(query.typed for query in queries)]
        for how, found in modelsearch.found(documents, typed, _database("modelsearch")).items():
            yield f"modelsearch {how.upper()}", lambda query, found=found: _once(found[query.typed])


def missing() -> Iterator[str]:
    """What is not measured here, and why."""
    if connection.vendor != "postgresql":
        yield "websearch_to_tsquery: only on PostgreSQL (--postgresql)."
    if not modelsearch.is_installed():
        yield "modelsearch: not installed (pip install modelsearch, for Django 5.2)."


def _documents() -> Iterator[tuple[str, int, str, str]]:
    now = clock.now()
    dates = dict(RowForReader.objects.filter(is_listed=True).values_list("row_id", "sort_date"))
    texts = RowText.objects.filter(
        row__live_from__lte=now, row__live_until__gt=now, row__into__isnull=True
    ).select_related("row")
    for place, text in enumerate(sorted(texts, key=lambda text: (-dates[text.row_id], text.pk))):
        yield f"{text.row.kind}/{text.row.slug}", place, text.title, text.in_one_line()


def _database(name: str) -> dict[str, Any]:
    """Another one on the same server, and empty; on SQLite whoever uses it finds a file."""
    said = connection.settings_dict
    if connection.vendor == "sqlite":
        return {"ENGINE": said["ENGINE"]}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    return {part: said[part] for part in ("ENGINE", "HOST", "PORT", "USER", "PASSWORD")} | {"NAME": name}


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
