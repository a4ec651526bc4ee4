from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0031_words_as_text")]

    operations = [
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(fields=["by", "record"], name="contribution_by_its_author"),
        ),
    ]
