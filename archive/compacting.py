"""The file of a database keeps the room of what is gone, and rows stand far apart in it: all of it is written anew."""

from typing import Final

from django.db import connection

from archive.catalogue import engines
from archive.records import finding, written

# An index of words that PostgreSQL makes of all rows in one go has pages that are half empty: see ``word_index``.
_IN_PORTIONS: Final = "SET maintenance_work_mem = '1MB'"
_WRITTEN_ANEW: Final = {
    "sqlite": ("VACUUM",),
    "postgresql": (_IN_PORTIONS, "VACUUM (FULL, ANALYZE)", "RESET maintenance_work_mem"),
}
_SIZE: Final = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def compact() -> None:
    """Write the database anew, every row as it is. Nobody else can use it meanwhile; that takes up to twice its room.

    Raises ``DatabaseError`` where somebody does, or there is no such room; all is as it was then.
    """
    for words in (engines.WORDS, finding.WORDS, written.WORDS):
        words.put_together()
    with connection.cursor() as cursor:
        for statement in _WRITTEN_ANEW[connection.vendor]:
            cursor.execute(statement)


def size() -> int:
    """Bytes of the whole database, PostgreSQL's own catalogs among them."""
    with connection.cursor() as cursor:
        cursor.execute(_SIZE[connection.vendor])
        return int(cursor.fetchone()[0])
