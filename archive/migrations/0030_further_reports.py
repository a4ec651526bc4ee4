from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0029_dossiers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="rendering",
            name="translation",
            field=models.CharField(
                choices=[
                    ("original", "Original"),
                    ("official", "Official translation"),
                    ("issuer", "The issuer’s text in another of its languages"),
                    ("archive", "The archive’s translation"),
                    ("agency", "News agency’s translation"),
                    ("machine", "Machine translation"),
                    ("report", "Somebody’s report of what was said"),
                    ("summary", "The archive’s summary"),
                ],
                default="agency",
                max_length=10,
                verbose_name="original or translation",
            ),
        ),
    ]
