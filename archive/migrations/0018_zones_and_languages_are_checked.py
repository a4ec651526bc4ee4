import archive.clock
import archive.languages.codes
import archive.records.places
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0017_authors_brought_in"),
    ]

    operations = [
        migrations.AlterField(
            model_name="citation",
            name="about_language",
            field=models.CharField(
                blank=True,
                help_text="Language code, as in az, en, ru.",
                max_length=8,
                validators=[archive.languages.codes.validate_language],
                verbose_name="language of these words",
            ),
        ),
        migrations.AlterField(
            model_name="citation",
            name="quotation_language",
            field=models.CharField(
                blank=True,
                max_length=8,
                validators=[archive.languages.codes.validate_language],
                verbose_name="language of the quotation",
            ),
        ),
        migrations.AlterField(
            model_name="documentversion",
            name="note_language",
            field=models.CharField(
                blank=True,
                max_length=8,
                validators=[archive.languages.codes.validate_language],
                verbose_name="language of this sentence",
            ),
        ),
        migrations.AlterField(
            model_name="figure",
            name="note_language",
            field=models.CharField(
                blank=True,
                max_length=8,
                validators=[archive.languages.codes.validate_language],
                verbose_name="language of the note",
            ),
        ),
        migrations.AlterField(
            model_name="figure",
            name="quotation_language",
            field=models.CharField(
                blank=True,
                max_length=8,
                validators=[archive.languages.codes.validate_language],
                verbose_name="language of the quotation",
            ),
        ),
        migrations.AlterField(
            model_name="involvement",
            name="quotation_language",
            field=models.CharField(
                blank=True,
                max_length=8,
                validators=[archive.languages.codes.validate_language],
                verbose_name="language of the quotation",
            ),
        ),
        migrations.AlterField(
            model_name="name",
            name="language",
            field=models.CharField(
                default="az",
                help_text="Language code, as in az, hy.",
                max_length=8,
                validators=[archive.languages.codes.validate_language],
                verbose_name="language",
            ),
        ),
        migrations.AlterField(
            model_name="place",
            name="latitude",
            field=models.CharField(
                blank=True,
                max_length=11,
                validators=[archive.records.places.validate_latitude],
                verbose_name="latitude",
            ),
        ),
        migrations.AlterField(
            model_name="place",
            name="longitude",
            field=models.CharField(
                blank=True,
                max_length=11,
                validators=[archive.records.places.validate_longitude],
                verbose_name="longitude",
            ),
        ),
        migrations.AlterField(
            model_name="rendering",
            name="language",
            field=models.CharField(
                help_text="Language code, as in en, tr, fr.",
                max_length=8,
                validators=[archive.languages.codes.validate_language],
                verbose_name="language",
            ),
        ),
        migrations.AlterField(
            model_name="ritual",
            name="zone",
            field=models.CharField(
                blank=True,
                help_text="As in Asia/Baku. Empty means the archive’s own.",
                max_length=64,
                validators=[archive.clock.validate_zone],
                verbose_name="time zone",
            ),
        ),
        migrations.AlterField(
            model_name="source",
            name="described_in",
            field=models.CharField(
                blank=True,
                help_text="Language code of creator and publisher as they are written here, as in az, en, ru.",
                max_length=8,
                validators=[archive.languages.codes.validate_language],
                verbose_name="language of these two",
            ),
        ),
        migrations.AlterField(
            model_name="source",
            name="language",
            field=models.CharField(
                blank=True,
                help_text="Language code of the document itself, as in az, en, ru.",
                max_length=8,
                validators=[archive.languages.codes.validate_language],
                verbose_name="language",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="embargo_zone",
            field=models.CharField(
                blank=True,
                help_text="As in Asia/Baku. Empty means the archive’s own.",
                max_length=64,
                validators=[archive.clock.validate_zone],
                verbose_name="time zone of the embargo",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="original_language",
            field=models.CharField(
                help_text="Language code, as in az, en, ru; or fr, tr, hy for a document the archive only translates.",
                max_length=8,
                validators=[archive.languages.codes.validate_language],
                verbose_name="language of the original",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="released_zone",
            field=models.CharField(
                blank=True,
                help_text="As in Asia/Baku. Empty means the archive’s own.",
                max_length=64,
                validators=[archive.clock.validate_zone],
                verbose_name="time zone",
            ),
        ),
        migrations.AlterField(
            model_name="timelineentry",
            name="date_wording_language",
            field=models.CharField(
                blank=True,
                max_length=8,
                validators=[archive.languages.codes.validate_language],
                verbose_name="language of these words",
            ),
        ),
        migrations.AlterField(
            model_name="timelineentry",
            name="zone",
            field=models.CharField(
                blank=True,
                help_text="Whose clocks: Asia/Baku, Europe/Moscow, UTC.",
                max_length=64,
                validators=[archive.clock.validate_zone],
                verbose_name="time zone",
            ),
        ),
    ]
