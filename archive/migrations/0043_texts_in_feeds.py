from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0042_first_page")]

    operations = [
        migrations.AddField(
            model_name="identity",
            name="texts_in_feeds",
            field=models.BooleanField(
                default=False,
                help_text=(
                    "Those who follow the archive then read texts in their feed reader. Without it they are led to the "
                    "page. What begins with a content note is never brought."
                ),
                verbose_name="feeds bring whole texts",
            ),
        ),
    ]
