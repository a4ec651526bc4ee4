from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0039_words_name_a_text")]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name="has_content_note",
            field=models.BooleanField(editable=False, null=True),
        ),
    ]
