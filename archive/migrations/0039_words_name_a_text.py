"""Each word of the vocabulary names a text that holds it. Of those that are there it is found out as all is derived anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0038_words_of_summaries")]

    operations = [
        migrations.AddField(model_name="word", name="held_by", field=models.BigIntegerField(null=True)),
        migrations.AddIndex(model_name="word", index=models.Index(fields=["held_by"], name="word_by_text")),
    ]
