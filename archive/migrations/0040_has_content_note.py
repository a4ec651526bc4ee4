from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0038_words_of_summaries")]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name="has_content_note",
            field=models.BooleanField(editable=False, null=True),
        ),
    ]
