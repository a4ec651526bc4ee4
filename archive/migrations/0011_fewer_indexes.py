"""What begins anew is put at the end of an index, and what nobody asks has none."""

import django.db.models.deletion
from django.db import migrations, models


def without_index(model: str, index: str, field: models.Field) -> migrations.SeparateDatabaseAndState:
    """Taken away by its name: SQLite would have the table remade, and rows that are written once stay where they are."""
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(f"DROP INDEX IF EXISTS {index}_like", migrations.RunSQL.noop),
            migrations.RunSQL(f"DROP INDEX {index}", f"CREATE INDEX {index} ON archive_{model} (payload_id)"),
        ],
        state_operations=[migrations.AlterField(model_name=model, name="payload", field=field)],
    )


class Migration(migrations.Migration):
    dependencies = [("archive", "0010_texts_packed")]

    operations = [
        without_index(
            "edition",
            "archive_edition_payload_id_0750180d",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="archive.storedpayload",
            ),
        ),
        without_index(
            "interval",
            "archive_interval_payload_id_77fd1bc5",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="archive.storedpayload",
            ),
        ),
        migrations.RemoveIndex(model_name="interval", name="interval_by_beginning"),
        migrations.RemoveIndex(model_name="interval", name="interval_by_state"),
        migrations.RemoveIndex(model_name="rowforreader", name="listed_by_beginning"),
        migrations.RemoveIndex(model_name="rowforreader", name="listed_of_kind_by_beginning"),
        migrations.RemoveIndex(model_name="term", name="term_by_beginning"),
        migrations.AddIndex(
            model_name="interval", index=models.Index(fields=["live_from", "seq"], name="interval_by_beginning")
        ),
        migrations.AddIndex(
            model_name="interval", index=models.Index(fields=["state", "live_from"], name="interval_by_state")
        ),
        migrations.AddIndex(
            model_name="rowforreader",
            index=models.Index(
                condition=models.Q(is_listed=True), fields=["reader", "live_from"], name="listed_by_beginning"
            ),
        ),
        migrations.AddIndex(
            model_name="rowforreader",
            index=models.Index(
                condition=models.Q(is_listed=True),
                fields=["reader", "kind", "live_from"],
                name="listed_of_kind_by_beginning",
            ),
        ),
        migrations.AddIndex(
            model_name="term",
            index=models.Index(fields=["value", "live_from", "row", "facet", "is_first"], name="term_by_beginning"),
        ),
    ]
