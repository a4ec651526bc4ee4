"""Which words a text has is asked of an index again: of a text that goes, they are found at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0053_more_roots_of_words")]

    operations = [
        migrations.AddIndex(model_name="word", index=models.Index(fields=["held_by"], name="word_by_text")),
    ]
