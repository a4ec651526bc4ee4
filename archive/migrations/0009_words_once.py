"""The words by which texts are found stand once: on SQLite packed, beside an index that knows which text has them."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.db import migrations

import archive.word_index
from archive.packing import packed, unpacked

AT_ONCE: Final = 500
INDEXES: Final = ("archive_searchindex", "archive_recordwords_index")
# What speaks of these, and of the table that is remade. All of it is put in place again after migrating.
TRIGGERS: Final = (
    "row_takes_all_along",
    *(f"{name}_{event}" for name in ("searchindex", "recordwords_index") for event in ("insert", "delete", "update")),
)


# Who comes back to here from 0030 has them as a tsvector.
AS_TEXT: Final = """
DO $$ BEGIN
    IF (SELECT data_type FROM information_schema.columns WHERE table_schema = current_schema()
        AND table_name = 'archive_rowtext' AND column_name = 'folded') = 'tsvector' THEN
        ALTER TABLE archive_rowtext ALTER COLUMN folded TYPE text
            USING array_to_string(tsvector_to_array(folded), ' ');
    END IF;
END $$"""


def take_away_indexes(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        statements = [f"DROP TRIGGER IF EXISTS {name}" for name in TRIGGERS]
        statements += [f"DROP TABLE IF EXISTS {name}" for name in INDEXES]
    else:
        statements = ["ALTER TABLE archive_rowtext DROP COLUMN IF EXISTS words_in_it"]
        statements += ["DROP INDEX IF EXISTS rowtext_words", AS_TEXT]
    for statement in statements:
        schema_editor.execute(statement)


def pack(folded: str) -> bytes:
    return packed(" ".join(sorted(set(folded.split()))).encode())


def unpack(stored: bytes) -> str:
    return unpacked(stored).decode()


def rewrite(apps: Any, schema_editor: Any, *, of_each: Callable[[Any], Any]) -> None:
    """What SQLite has in the column, some hundreds at a time."""
    if schema_editor.connection.vendor != "sqlite":
        return
    last = -1
    with schema_editor.connection.cursor() as cursor:
        while rows := _after(cursor, last):
            changed = [(of_each(folded), key) for key, folded in rows]
            cursor.executemany("UPDATE archive_rowtext SET folded = %s WHERE id = %s", changed)
            last = rows[-1][0]


def _after(cursor: Any, last: int) -> list[tuple[int, Any]]:
    cursor.execute(f"SELECT id, folded FROM archive_rowtext WHERE id > %s ORDER BY id LIMIT {AT_ONCE}", [last])
    found: list[tuple[int, Any]] = cursor.fetchall()
    return found


class Migration(migrations.Migration):
    dependencies = [("archive", "0008_states_in_the_index")]

    operations = [
        migrations.RunPython(take_away_indexes, migrations.RunPython.noop),
        migrations.RunPython(migrations.RunPython.noop, partial(rewrite, of_each=unpack)),
        migrations.AlterField(
            model_name="rowtext",
            name="folded",
            field=archive.word_index.WordsField(blank=True),
        ),
        migrations.RunPython(partial(rewrite, of_each=pack), take_away_indexes),
    ]
