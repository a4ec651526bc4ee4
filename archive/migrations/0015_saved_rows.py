"""Every save keeps what it left. Of earlier saves nothing was kept, and nothing is made up."""

import django.db.models.deletion
from django.db import migrations, models


def make(apps, schema_editor):
    """Unless it is there still: what people saved is not lost on the way back."""
    model = apps.get_model("archive", "SavedRows")
    if model._meta.db_table not in schema_editor.connection.introspection.table_names():
        schema_editor.create_model(model)


class Migration(migrations.Migration):
    dependencies = [("archive", "0014_seals")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="SavedRows",
                    fields=[
                        (
                            "contribution",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="saved_rows",
                                serialize=False,
                                to="archive.contribution",
                            ),
                        ),
                        ("content", models.BinaryField(null=True)),
                    ],
                    options={
                        "verbose_name": "rows as they were saved",
                        "verbose_name_plural": "rows as they were saved",
                    },
                ),
            ],
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
