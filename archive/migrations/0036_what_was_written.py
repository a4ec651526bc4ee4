"""What was written of the catalogue's rows; and persons are found in whatever role something names them."""

from typing import Any
from uuid import UUID

from django.db import migrations, models

from archive.catalogue.engines import tells_of_changes

# Before every record.
FROM_THE_BEGINNING = UUID(int=0)


def derive_anew(apps: Any, schema_editor: Any) -> None:
    """As if it had been interrupted before its beginning."""
    if apps.get_model("archive", "Row").objects.exists():
        derivations = apps.get_model("archive", "Derivation").objects
        if not derivations.update(after=FROM_THE_BEGINNING):
            derivations.create(after=FROM_THE_BEGINNING)


def lift_triggers(apps: Any, schema_editor: Any) -> None:
    """They would write to a table that is there no more."""
    for trigger in tells_of_changes(schema_editor.connection.vendor):
        trigger.lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("archive", "0035_searched_words")]

    operations = [
        migrations.CreateModel(
            name="RowChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("written", models.BigIntegerField()),
                ("mark", models.BigIntegerField()),
            ],
        ),
        migrations.RunPython(derive_anew, lift_triggers),
    ]
