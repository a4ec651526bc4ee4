"""The vocabulary of the catalogue, and how names are heard. What is derived is derived anew after migrating."""

from typing import Any, Final

from django.db import migrations, models

# It speaks of a table that is remade, and is put in place again after migrating.
TRIGGER: Final = "row_takes_all_along"
# As one that was interrupted before its first record: readers find what there is until the new rows are there.
BEFORE_ALL: Final = "00000000-0000-0000-0000-000000000000"


def take_away_trigger(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TRIGGER}")


def derive_anew(apps: Any, schema_editor: Any) -> None:
    if apps.get_model("archive", "Row").objects.exists():
        several = apps.get_model("archive", "Derivation").objects
        state = several.first() or several.model()
        state.after = BEFORE_ALL
        state.save()


class Migration(migrations.Migration):
    dependencies = [("archive", "0033_watched_pages")]

    operations = [
        migrations.RunPython(take_away_trigger, take_away_trigger),
        migrations.CreateModel(
            name="Word",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "word", "language", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("word", models.CharField(max_length=100)),
                ("language", models.CharField(max_length=16)),
                ("root", models.CharField(max_length=100)),
                ("sound", models.CharField(max_length=100)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["root"], name="word_by_root"),
                    models.Index(fields=["sound"], name="word_by_sound"),
                ],
            },
        ),
        migrations.AddField("spelling", "roots", models.CharField(default="", max_length=200), preserve_default=False),
        migrations.AddField("spelling", "sounds", models.CharField(default="", max_length=200), preserve_default=False),
        migrations.AddIndex("spelling", models.Index(fields=["roots"], name="spelling_by_roots")),
        migrations.AddIndex("spelling", models.Index(fields=["sounds"], name="spelling_by_sounds")),
        migrations.RunPython(derive_anew, migrations.RunPython.noop),
    ]
