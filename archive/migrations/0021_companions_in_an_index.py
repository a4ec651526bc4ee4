"""Of companions there are few: their indexes hold them alone, and are no way to all other candidates."""

import django.db.models.deletion
from django.db import migrations, models


def without_index(field: str, index: str, related_name: str) -> migrations.SeparateDatabaseAndState:
    """Taken away by its name: SQLite would have the table remade, and rows that are written once stay where they are."""
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(f"DROP INDEX {index}", f"CREATE INDEX {index} ON archive_candidate ({field}_id)"),
        ],
        state_operations=[
            migrations.AlterField(
                model_name="candidate",
                name=field,
                field=models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name=related_name,
                    to="archive.candidate",
                ),
            ),
        ],
    )


class Migration(migrations.Migration):
    dependencies = [("archive", "0020_waiting_in_an_index")]

    operations = [
        without_index("companion_of", "archive_candidate_companion_of_id_d7c4dadd", "companions"),
        without_index("relabels", "archive_candidate_relabels_id_d824b35a", "+"),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                condition=models.Q(companion_of__isnull=False), fields=["companion_of"], name="candidate_companion"
            ),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                condition=models.Q(relabels__isnull=False), fields=["relabels"], name="candidate_relabelling"
            ),
        ),
    ]
