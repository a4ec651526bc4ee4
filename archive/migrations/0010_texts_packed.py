"""The words of texts are stored packed, as payloads are."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.db import migrations, models

from archive.packing import packed, unpacked

AT_ONCE: Final = 200


def bytes_of_words(apps: Any, schema_editor: Any) -> None:
    """PostgreSQL would read signs for bytes in them."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE archive_text ALTER body TYPE bytea USING convert_to(body, 'UTF8')")


def words_of_bytes(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("UPDATE archive_text SET body = convert_from(CAST(body AS bytea), 'UTF8')")


def pack(vendor: str, body: Any) -> bytes:
    return packed(body.encode() if isinstance(body, str) else bytes(body))


def unpack(vendor: str, body: Any) -> bytes | str:
    content = unpacked(bytes(body))
    return content.decode() if vendor == "sqlite" else content


def rewrite(apps: Any, schema_editor: Any, *, of_each: Callable[[str, Any], Any]) -> None:
    """Some hundreds at a time."""
    last, vendor = -1, schema_editor.connection.vendor
    with schema_editor.connection.cursor() as cursor:
        while rows := _after(cursor, last):
            changed = [(of_each(vendor, body), key) for key, body in rows]
            cursor.executemany("UPDATE archive_text SET body = %s WHERE id = %s", changed)
            last = rows[-1][0]


def _after(cursor: Any, last: int) -> list[tuple[int, Any]]:
    cursor.execute(f"SELECT id, body FROM archive_text WHERE id > %s ORDER BY id LIMIT {AT_ONCE}", [last])
    found: list[tuple[int, Any]] = cursor.fetchall()
    return found


class Migration(migrations.Migration):
    dependencies = [("archive", "0009_words_once")]

    operations = [
        migrations.RunPython(bytes_of_words, words_of_bytes),
        migrations.AlterField(
            model_name="text",
            name="body",
            field=models.BinaryField(blank=True, verbose_name="text"),
        ),
        migrations.RunPython(partial(rewrite, of_each=pack), partial(rewrite, of_each=unpack)),
    ]
