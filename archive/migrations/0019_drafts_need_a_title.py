"""A draft of a statement or of a timeline entry needs no year, date or language of the original yet."""

import archive.clock
import archive.datings
import archive.records.base
import archive.records.names
import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0018_releases_at_once"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="statement",
            name="statement_by_year",
        ),
        migrations.RemoveIndex(
            model_name="statement",
            name="statement_by_form",
        ),
        migrations.RemoveIndex(
            model_name="statement",
            name="statement_by_origin",
        ),
        migrations.AlterField(
            model_name="name",
            name="language",
            field=models.CharField(
                default=archive.records.names.default_language,
                help_text="As in Azerbaijani, Armenian.",
                max_length=16,
                verbose_name="language",
            ),
        ),
        migrations.AlterField(
            model_name="rendering",
            name="language",
            field=models.CharField(help_text="As in English, Turkish, French.", max_length=16, verbose_name="language"),
        ),
        migrations.AlterField(
            model_name="ritual",
            name="zone",
            field=models.CharField(
                blank=True,
                help_text="As in Baku. Empty means the archive’s own.",
                max_length=64,
                validators=[archive.clock.validate_zone],
                verbose_name="time zone",
            ),
        ),
        migrations.AlterField(
            model_name="source",
            name="language",
            field=models.CharField(
                blank=True, help_text="That of the document itself.", max_length=16, verbose_name="language"
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="date",
            field=models.CharField(
                blank=True,
                help_text="As the document itself is dated: 2026-01-20, or 2026-01, or 2026.",
                max_length=40,
                validators=[archive.datings.validate_date],
                verbose_name="date on the document",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="embargo_zone",
            field=models.CharField(
                blank=True,
                help_text="As in Baku. Empty means the archive’s own.",
                max_length=64,
                validators=[archive.clock.validate_zone],
                verbose_name="time zone of the embargo",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="original_language",
            field=models.CharField(
                blank=True,
                help_text="As in Azerbaijani; or in French for a document that the archive only translates.",
                max_length=16,
                verbose_name="language of the original",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="released_zone",
            field=models.CharField(
                blank=True,
                help_text="As in Baku. Empty means the archive’s own.",
                max_length=64,
                validators=[archive.clock.validate_zone],
                verbose_name="time zone",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="year",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="The year of the observance it was issued for, even if it was released on the eve.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1900),
                    django.core.validators.MaxValueValidator(2200),
                ],
                verbose_name="year",
            ),
        ),
        migrations.AlterField(
            model_name="timelineentry",
            name="date",
            field=models.CharField(
                blank=True,
                help_text="No more precise than the sources: 1990-01-20, 1990-01 or 1990; 1990-01-19/1990-01-20 from one day to another; 1905~ circa, 1905? perhaps; 199X the 1990s; [1992,1993] one of them; ../1994 or earlier, 1994/.. or later.",
                max_length=40,
                validators=[archive.datings.validate_date],
                verbose_name="date",
            ),
        ),
        migrations.AlterField(
            model_name="timelineentry",
            name="zone",
            field=models.CharField(
                blank=True,
                help_text="Whose clocks: Baku, Moscow, UTC.",
                max_length=64,
                validators=[archive.clock.validate_zone],
                verbose_name="time zone",
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=archive.records.base.EmptyLeast(
                fields=["-year", "-earliest", "-record_ptr"], name="statement_by_year"
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=archive.records.base.EmptyLeast(
                fields=["form", "-year", "-earliest", "-record_ptr"], name="statement_by_form"
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=archive.records.base.EmptyLeast(
                fields=["origin", "-year", "-earliest", "-record_ptr"], name="statement_by_origin"
            ),
        ),
        migrations.AddIndex(
            model_name="timelineentry",
            index=archive.records.base.EmptyLeast(fields=["earliest", "record_ptr"], name="timeline_entry_by_day"),
        ),
    ]
