"""What search engines know of the words in a table."""

from django.db import connection

from archive.word_index import WORDS_FOUND, WordIndex


def indexed(words: WordIndex) -> set[tuple[int, str]]:
    """The keys of rows, each with every word by which it is found."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TABLE IF EXISTS temp.indexed")
            cursor.execute(f"CREATE VIRTUAL TABLE temp.indexed USING fts5vocab(main, {words.index}, 'instance')")
            cursor.execute("SELECT doc, term FROM temp.indexed")
        else:
            cursor.execute(f"SELECT {words.key}, unnest(tsvector_to_array({WORDS_FOUND})) FROM {words.table}")
        return {(key, word) for key, word in cursor.fetchall()}
