import archive.editorial.people
import archive.records.names
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0022_numbers_that_last"),
    ]

    operations = [
        migrations.CreateModel(
            name="Caption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=16, verbose_name="language")),
                ("words", models.CharField(max_length=500, verbose_name="caption")),
            ],
            options={
                "verbose_name": "caption",
                "verbose_name_plural": "captions",
                "ordering": ("owner", "id"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CitedFor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=16, verbose_name="language")),
                (
                    "words",
                    models.CharField(
                        help_text="What it is cited for in words, as in “number of injured”. May stay empty.",
                        max_length=100,
                        verbose_name="about",
                    ),
                ),
            ],
            options={
                "verbose_name": "what a source is cited for",
                "verbose_name_plural": "what sources are cited for",
                "ordering": ("owner", "id"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FigureNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=16, verbose_name="language")),
                (
                    "words",
                    models.CharField(
                        help_text="One neutral sentence for readers, if the figure needs it.",
                        max_length=300,
                        verbose_name="note",
                    ),
                ),
            ],
            options={
                "verbose_name": "note on a figure",
                "verbose_name_plural": "notes on figures",
                "ordering": ("owner", "id"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RitualWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=16, verbose_name="language")),
                ("words", models.CharField(max_length=200, verbose_name="what is done")),
            ],
            options={
                "verbose_name": "words of a ritual",
                "verbose_name_plural": "words of rituals",
                "ordering": ("owner", "id"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SourceDescription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=16, verbose_name="language")),
                (
                    "creator",
                    models.CharField(
                        blank=True, help_text="Who wrote or signed it.", max_length=200, verbose_name="creator"
                    ),
                ),
                (
                    "publisher",
                    models.CharField(
                        blank=True, help_text="Who made it public.", max_length=200, verbose_name="publisher"
                    ),
                ),
            ],
            options={
                "verbose_name": "creator and publisher",
                "verbose_name_plural": "creators and publishers",
                "ordering": ("owner", "id"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VersionNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=16, verbose_name="language")),
                (
                    "words",
                    models.CharField(
                        help_text="One neutral sentence: what it says and what the version before said.",
                        max_length=300,
                        verbose_name="what the issuer changed",
                    ),
                ),
            ],
            options={
                "verbose_name": "note on an issuer’s version",
                "verbose_name_plural": "notes on issuers’ versions",
                "ordering": ("owner", "id"),
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="documentversion",
            name="document_version_note_has_a_language",
        ),
        migrations.RemoveConstraint(
            model_name="figure",
            name="figure_note_has_a_language",
        ),
        migrations.RemoveConstraint(
            model_name="ritual",
            name="ritual_is_said_in_a_language",
        ),
        migrations.RemoveField(
            model_name="citation",
            name="about",
        ),
        migrations.RemoveField(
            model_name="citation",
            name="about_language",
        ),
        migrations.RemoveField(
            model_name="documentversion",
            name="note",
        ),
        migrations.RemoveField(
            model_name="documentversion",
            name="note_language",
        ),
        migrations.RemoveField(
            model_name="figure",
            name="note",
        ),
        migrations.RemoveField(
            model_name="figure",
            name="note_language",
        ),
        migrations.RemoveField(
            model_name="member",
            name="caption_az",
        ),
        migrations.RemoveField(
            model_name="member",
            name="caption_en",
        ),
        migrations.RemoveField(
            model_name="member",
            name="caption_ru",
        ),
        migrations.RemoveField(
            model_name="ritual",
            name="what_az",
        ),
        migrations.RemoveField(
            model_name="ritual",
            name="what_en",
        ),
        migrations.RemoveField(
            model_name="ritual",
            name="what_ru",
        ),
        migrations.RemoveField(
            model_name="source",
            name="creator",
        ),
        migrations.RemoveField(
            model_name="source",
            name="described_in",
        ),
        migrations.RemoveField(
            model_name="source",
            name="publisher",
        ),
        migrations.AddField(
            model_name="source",
            name="original_title",
            field=models.CharField(
                blank=True,
                help_text="As the document itself bears it, in its own language and letters.",
                max_length=300,
                verbose_name="original title",
            ),
        ),
        migrations.AlterField(
            model_name="citation",
            name="paragraph_language",
            field=models.CharField(
                blank=True,
                help_text="Empty: of the text in every language.",
                max_length=16,
                verbose_name="of the text in",
            ),
        ),
        migrations.AlterField(
            model_name="citation",
            name="quotation_language",
            field=models.CharField(blank=True, max_length=16, verbose_name="language of the quotation"),
        ),
        migrations.AlterField(
            model_name="editorsnote",
            name="language",
            field=models.CharField(
                help_text="The note stands beside the text in this language, and is written in it.",
                max_length=16,
                verbose_name="language",
            ),
        ),
        migrations.AlterField(
            model_name="figure",
            name="quotation_language",
            field=models.CharField(blank=True, max_length=16, verbose_name="language of the quotation"),
        ),
        migrations.AlterField(
            model_name="involvement",
            name="quotation_language",
            field=models.CharField(blank=True, max_length=16, verbose_name="language of the quotation"),
        ),
        migrations.AlterField(
            model_name="name",
            name="language",
            field=models.CharField(
                default=archive.records.names.default_language,
                help_text="Language code, as in az, hy.",
                max_length=16,
                verbose_name="language",
            ),
        ),
        migrations.AlterField(
            model_name="rendering",
            name="language",
            field=models.CharField(
                help_text="Language code, as in en, tr, fr.", max_length=16, verbose_name="language"
            ),
        ),
        migrations.AlterField(
            model_name="row",
            name="language",
            field=models.CharField(max_length=16),
        ),
        migrations.AlterField(
            model_name="source",
            name="language",
            field=models.CharField(
                blank=True,
                help_text="Language code of the document itself, as in az, en, ru.",
                max_length=16,
                verbose_name="language",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="original_language",
            field=models.CharField(
                help_text="Language code, as in az, en, ru; or fr, tr, hy for a document the archive only translates.",
                max_length=16,
                verbose_name="language of the original",
            ),
        ),
        migrations.AlterField(
            model_name="text",
            name="language",
            field=models.CharField(max_length=16, verbose_name="language"),
        ),
        migrations.AlterField(
            model_name="timelineentry",
            name="date_wording_language",
            field=models.CharField(blank=True, max_length=16, verbose_name="language of these words"),
        ),
        migrations.AlterField(
            model_name="user",
            name="language",
            field=models.CharField(
                default=archive.editorial.people.default_language, max_length=16, verbose_name="language of the desk"
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("original_title", ""), models.Q(("language", ""), _negated=True), _connector="OR"),
                name="source_with_an_original_title_has_a_language",
                violation_error_message="Say in which language the document is: its original title is in that.",
            ),
        ),
        migrations.AddField(
            model_name="caption",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="phrases", to="archive.member"
            ),
        ),
        migrations.AddField(
            model_name="citedfor",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="phrases", to="archive.citation"
            ),
        ),
        migrations.AddField(
            model_name="figurenote",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="phrases", to="archive.figure"
            ),
        ),
        migrations.AddField(
            model_name="ritualwords",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="phrases", to="archive.ritual"
            ),
        ),
        migrations.AddField(
            model_name="sourcedescription",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="phrases", to="archive.source"
            ),
        ),
        migrations.AddField(
            model_name="versionnote",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="phrases", to="archive.documentversion"
            ),
        ),
        migrations.AddConstraint(
            model_name="caption",
            constraint=models.UniqueConstraint(fields=("owner", "language"), name="caption_is_one_per_language"),
        ),
        migrations.AddConstraint(
            model_name="citedfor",
            constraint=models.UniqueConstraint(fields=("owner", "language"), name="citedfor_is_one_per_language"),
        ),
        migrations.AddConstraint(
            model_name="figurenote",
            constraint=models.UniqueConstraint(fields=("owner", "language"), name="figurenote_is_one_per_language"),
        ),
        migrations.AddConstraint(
            model_name="ritualwords",
            constraint=models.UniqueConstraint(fields=("owner", "language"), name="ritualwords_is_one_per_language"),
        ),
        migrations.AddConstraint(
            model_name="sourcedescription",
            constraint=models.UniqueConstraint(
                fields=("owner", "language"), name="sourcedescription_is_one_per_language"
            ),
        ),
        migrations.AddConstraint(
            model_name="versionnote",
            constraint=models.UniqueConstraint(fields=("owner", "language"), name="versionnote_is_one_per_language"),
        ),
    ]
