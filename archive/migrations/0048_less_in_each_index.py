"""An index holds what is asked of it: what is known in memory is counted there, and no list is read by what nobody asks.

On PostgreSQL the words of summaries are in no index, as texts that were found are read for them.
"""

from typing import Any, Final

from django.db import migrations, models

# Of PostgreSQL: columns of bytes that are packed, by which nobody asks.
PACKED: Final = (("archive_rowtext", "words"), ("archive_storedpayload", "content"), ("archive_text", "body"))


def without_statistics(apps: Any, schema_editor: Any) -> None:
    _set(schema_editor, 0)


def with_statistics(apps: Any, schema_editor: Any) -> None:
    _set(schema_editor, -1)


def _set(schema_editor: Any, statistics: int) -> None:
    """And the index of words is made after migrating, as it is meant then. Rows that are there stay as they are."""
    if schema_editor.connection.vendor == "postgresql":
        for table, column in PACKED:
            schema_editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS {statistics}")
        schema_editor.execute("DROP INDEX IF EXISTS rowtext_words")


class Migration(migrations.Migration):
    dependencies = [("archive", "0047_picture_pages")]

    operations = [
        migrations.RemoveIndex(model_name="rowforreader", name="listed_by_beginning"),
        migrations.RemoveIndex(model_name="rowforreader", name="listed_by_date"),
        migrations.RemoveIndex(model_name="rowforreader", name="listed_by_span"),
        migrations.RemoveIndex(model_name="rowforreader", name="listed_by_year"),
        migrations.RemoveIndex(model_name="term", name="term_by_beginning"),
        migrations.RemoveIndex(model_name="term", name="term_by_date"),
        migrations.RemoveIndex(model_name="term", name="term_by_row"),
        migrations.RemoveIndex(model_name="term", name="term_by_span"),
        migrations.RemoveIndex(model_name="term", name="term_by_year"),
        migrations.AddIndex(
            model_name="rowforreader",
            index=models.Index(
                condition=models.Q(("is_listed", True)),
                fields=["reader", "kind", "-sort_date", "sort_key", "row"],
                name="listed_by_date",
            ),
        ),
        migrations.AddIndex(
            model_name="term", index=models.Index(fields=["value", "live_from"], name="term_by_beginning")
        ),
        migrations.AddIndex(
            model_name="term",
            index=models.Index(fields=["value", "kind", "-sort_date", "row", "facet", "is_first"], name="term_by_date"),
        ),
        migrations.AddIndex(model_name="term", index=models.Index(fields=["row"], name="term_by_row")),
        migrations.RunPython(without_statistics, with_statistics),
    ]
