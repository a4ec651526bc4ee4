"""Each word of the vocabulary names a text that holds it. Of those that are there it is found out as all is derived anew."""

from typing import Any, Final

from django.db import migrations, models

# As one that was interrupted before its first record: readers find what there is until the new rows are there.
BEFORE_ALL: Final = "00000000-0000-0000-0000-000000000000"


def derive_anew(apps: Any, schema_editor: Any) -> None:
    if apps.get_model("archive", "Word").objects.exists():
        several = apps.get_model("archive", "Derivation").objects
        state = several.first() or several.model()
        state.after = BEFORE_ALL
        state.save()


class Migration(migrations.Migration):
    dependencies = [("archive", "0038_words_of_summaries")]

    operations = [
        migrations.AddField(model_name="word", name="held_by", field=models.BigIntegerField(null=True)),
        migrations.AddIndex(model_name="word", index=models.Index(fields=["held_by"], name="word_by_text")),
        migrations.RunPython(derive_anew, migrations.RunPython.noop),
    ]
