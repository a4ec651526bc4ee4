"""Words that are no time have room, so that they can be refused with an offer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0014_dates_that_can_be_sorted"),
    ]

    operations = [
        migrations.AlterField(
            model_name="statement",
            name="embargo_wall",
            field=models.CharField(
                blank=True,
                help_text="As the issuer stated it, whether it was kept or not: 2026-01-20 00:00.",
                max_length=40,
                verbose_name="embargo until",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="released_wall",
            field=models.CharField(
                blank=True,
                help_text="Day and time at which the issuer made it public, as clocks there showed: 2026-01-19 22:01.",
                max_length=40,
                verbose_name="released at",
            ),
        ),
    ]
