from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0036_what_was_written")]

    operations = [
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(fields=["by", "record"], name="contribution_by_its_author"),
        ),
    ]
