import archive.datings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0016_pages_collections_subjects"),
    ]

    operations = [
        migrations.AddField(
            model_name="row",
            name="first_year",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="row",
            name="last_year",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="row",
            name="one_night",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="row",
            name="sort_date",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="row",
            name="time",
            field=models.CharField(blank=True, max_length=5),
        ),
        migrations.AddField(
            model_name="row",
            name="zone",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="timelineentry",
            name="date_wording",
            field=models.CharField(
                blank=True,
                help_text="Letter by letter, as in “in the night of the 19th to the 20th”. Readers see it beside the date.",
                max_length=200,
                verbose_name="date in the source’s own words",
            ),
        ),
        migrations.AddField(
            model_name="timelineentry",
            name="date_wording_language",
            field=models.CharField(blank=True, max_length=8, verbose_name="language of these words"),
        ),
        migrations.AddField(
            model_name="timelineentry",
            name="one_night",
            field=models.BooleanField(
                default=False,
                help_text="Of two days: it happened in the night between them, as in 1990-01-19/1990-01-20.",
                verbose_name="one night",
            ),
        ),
        migrations.AddField(
            model_name="timelineentry",
            name="time",
            field=models.TimeField(
                blank=True,
                help_text="Only if the source gives it, as the clocks of that place showed it: 00:00, 23:30.",
                null=True,
                verbose_name="time",
            ),
        ),
        migrations.AddField(
            model_name="timelineentry",
            name="zone",
            field=models.CharField(
                blank=True,
                help_text="Whose clocks: Asia/Baku, Europe/Moscow, UTC.",
                max_length=64,
                verbose_name="time zone",
            ),
        ),
        migrations.AlterField(
            model_name="row",
            name="date",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AlterField(
            model_name="timelineentry",
            name="date",
            field=models.CharField(
                help_text="No more precise than the sources: 1990-01-20, 1990-01 or 1990; 1990-01-19/1990-01-20 from one day to another; 1905~ circa, 1905? perhaps; 199X the 1990s; [1992,1993] one of them; ../1994 or earlier, 1994/.. or later.",
                max_length=40,
                validators=[archive.datings.validate_date],
                verbose_name="date",
            ),
        ),
    ]
