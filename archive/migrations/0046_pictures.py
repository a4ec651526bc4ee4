"""Pictures, the files that were taken in of them, and those at the heads of records."""

import archive.datings
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from archive.fields import DigestField


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0045_used_by"),
    ]

    operations = [
        migrations.CreateModel(
            name="Picture",
            fields=[
                ("earliest", models.DateField(db_index=True, editable=False, null=True)),
                (
                    "record_ptr",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        related_name="as_%(class)s",
                        serialize=False,
                        to="archive.record",
                    ),
                ),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("photograph", "Photograph"),
                            ("document", "Sheet of a document"),
                            ("map", "Map"),
                            ("drawing", "Drawing or painting"),
                            ("diagram", "Diagram"),
                            ("other", "Other"),
                        ],
                        default="photograph",
                        max_length=10,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "date",
                    models.CharField(
                        blank=True,
                        help_text="When it was made, no more precisely than is known: 1990-01-20, 1990-01, 1990, 199X or 1990~.",
                        max_length=40,
                        validators=[archive.datings.validate_date],
                        verbose_name="date",
                    ),
                ),
                (
                    "consent",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own", "Those whom it shows have agreed"),
                            ("family", "Their families have agreed"),
                            ("office", "It shows them in a public office, and for nothing else"),
                            ("published", "It was made public officially, and the source is cited"),
                        ],
                        help_text="Needed where persons are shown who can be recognised. Readers never see it.",
                        max_length=10,
                        verbose_name="basis of consent",
                    ),
                ),
                (
                    "rights",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("CC0-1.0", "CC0: no rights reserved"),
                            ("PDM-1.0", "Public domain"),
                            ("CC-BY-4.0", "CC BY: attribution"),
                            ("CC-BY-SA-4.0", "CC BY-SA: attribution, share alike"),
                            ("CC-BY-ND-4.0", "CC BY-ND: attribution, no changes"),
                            ("CC-BY-NC-4.0", "CC BY-NC: attribution, non-commercial"),
                            ("CC-BY-NC-SA-4.0", "CC BY-NC-SA: attribution, non-commercial, share alike"),
                            ("CC-BY-NC-ND-4.0", "CC BY-NC-ND: attribution, non-commercial, no changes"),
                            ("InC", "In copyright"),
                            ("InC-OW-EU", "In copyright: orphan work in the European Union"),
                            ("InC-EDU", "In copyright: educational use permitted"),
                            ("InC-NC", "In copyright: non-commercial use permitted"),
                            ("InC-RUU", "In copyright: rights holder cannot be found"),
                            ("NoC-CR", "No copyright: contractual restrictions"),
                            ("NoC-NC", "No copyright: non-commercial use only"),
                            ("NoC-OKLR", "No copyright: other known legal restrictions"),
                            ("NoC-US", "No copyright in the United States"),
                            ("CNE", "Copyright not evaluated"),
                            ("UND", "Copyright undetermined"),
                            ("NKC", "No known copyright"),
                        ],
                        help_text="A licence of Creative Commons, or one of the statements of rightsstatements.org.",
                        max_length=15,
                        verbose_name="rights",
                    ),
                ),
                (
                    "decorative",
                    models.BooleanField(
                        default=False,
                        help_text="It tells nothing, so nothing is read out in its place. Then it needs no alternative text.",
                        verbose_name="decorative",
                    ),
                ),
                (
                    "sensitive",
                    models.BooleanField(
                        default=False,
                        help_text="For what is hard to see. Readers are told what it shows before they choose to see it; it is in no card, list or result. Say what it shows in the content note of its text.",
                        verbose_name="shown on request only",
                    ),
                ),
                (
                    "focus_x",
                    models.PositiveSmallIntegerField(
                        default=500,
                        validators=[django.core.validators.MaxValueValidator(1000)],
                        verbose_name="focal point from the left",
                    ),
                ),
                (
                    "focus_y",
                    models.PositiveSmallIntegerField(
                        default=500,
                        help_text="What has to stay in sight where it is cropped, in thousandths of its width and height.",
                        validators=[django.core.validators.MaxValueValidator(1000)],
                        verbose_name="focal point from above",
                    ),
                ),
                (
                    "persons",
                    models.ManyToManyField(
                        blank=True, related_name="pictures", to="archive.person", verbose_name="persons shown"
                    ),
                ),
                (
                    "places",
                    models.ManyToManyField(
                        blank=True, related_name="pictures", to="archive.place", verbose_name="places"
                    ),
                ),
                ("subjects", models.ManyToManyField(blank=True, to="archive.subject", verbose_name="subjects")),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
            },
            bases=("archive.record", models.Model),
        ),
        migrations.CreateModel(
            name="PictureFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", DigestField(db_index=True, max_length=64, verbose_name="SHA-256")),
                ("size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                ("media_type", models.CharField(max_length=100, verbose_name="type of file")),
                ("name", models.CharField(max_length=255, verbose_name="name of the file")),
                ("captured", models.JSONField(default=dict, verbose_name="what the file tells of itself")),
                ("master", DigestField(db_index=True, max_length=64, verbose_name="SHA-256 of the master")),
                ("master_type", models.CharField(max_length=100, verbose_name="type of the master")),
                ("width", models.PositiveIntegerField(verbose_name="width in pixels")),
                ("height", models.PositiveIntegerField(verbose_name="height in pixels")),
                ("colour", models.CharField(max_length=7, verbose_name="colour")),
                ("look", models.CharField(max_length=16, verbose_name="look")),
                ("taken_at", models.DateTimeField(verbose_name="taken in at")),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="archive.picture",
                        verbose_name="picture",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken in by",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of a picture",
                "verbose_name_plural": "files of pictures",
                "ordering": ("picture", "-id"),
            },
        ),
        migrations.AddField(
            model_name="picture",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="archive.picturefile",
                verbose_name="file",
            ),
        ),
        migrations.CreateModel(
            name="ShownPicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="place in the list")),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shown_at",
                        to="archive.picture",
                        verbose_name="picture",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shown_pictures",
                        to="archive.record",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture at the head of a record",
                "verbose_name_plural": "pictures at the heads of records",
                "ordering": ("record", "position", "id"),
            },
        ),
        migrations.CreateModel(
            name="PictureDescription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=16, verbose_name="language")),
                (
                    "alternative",
                    models.CharField(
                        blank=True,
                        help_text="For whoever cannot see it: who and what is to be seen, where and when, in one or two sentences. Neither “photo of”, nor what only the caption knows, nor what it makes one feel.",
                        max_length=500,
                        verbose_name="alternative text",
                    ),
                ),
                (
                    "creator",
                    models.CharField(
                        blank=True, help_text="Who took, drew or wrote it.", max_length=200, verbose_name="creator"
                    ),
                ),
                (
                    "credit",
                    models.CharField(
                        blank=True,
                        help_text="As whoever holds the rights wants it, as in “National Archives, 1-23”. Readers see it.",
                        max_length=200,
                        verbose_name="credit line",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phrases",
                        to="archive.picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "description of a picture",
                "verbose_name_plural": "descriptions of pictures",
                "ordering": ("owner", "id"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "language"), name="picturedescription_is_one_per_language")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="picturefile",
            index=models.Index(django.db.models.functions.text.Substr("look", 1, 2), name="picture_file_by_look_1"),
        ),
        migrations.AddIndex(
            model_name="picturefile",
            index=models.Index(django.db.models.functions.text.Substr("look", 3, 2), name="picture_file_by_look_3"),
        ),
        migrations.AddIndex(
            model_name="picturefile",
            index=models.Index(django.db.models.functions.text.Substr("look", 5, 2), name="picture_file_by_look_5"),
        ),
        migrations.AddIndex(
            model_name="picturefile",
            index=models.Index(django.db.models.functions.text.Substr("look", 7, 2), name="picture_file_by_look_7"),
        ),
        migrations.AddIndex(
            model_name="picturefile",
            index=models.Index(django.db.models.functions.text.Substr("look", 9, 2), name="picture_file_by_look_9"),
        ),
        migrations.AddIndex(
            model_name="picturefile",
            index=models.Index(django.db.models.functions.text.Substr("look", 11, 2), name="picture_file_by_look_11"),
        ),
        migrations.AddIndex(
            model_name="picturefile",
            index=models.Index(django.db.models.functions.text.Substr("look", 13, 2), name="picture_file_by_look_13"),
        ),
        migrations.AddIndex(
            model_name="picturefile",
            index=models.Index(django.db.models.functions.text.Substr("look", 15, 2), name="picture_file_by_look_15"),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.CheckConstraint(
                condition=models.Q(("focus_x__lte", 1000), ("focus_y__lte", 1000)),
                name="picture_focal_point_lies_in_it",
                violation_error_message="The focal point lies within the picture: from 0 to 1000.",
            ),
        ),
        migrations.AddConstraint(
            model_name="shownpicture",
            constraint=models.UniqueConstraint(
                fields=("record", "picture"),
                name="shown_picture_is_shown_once",
                violation_error_message="This picture is shown here already.",
            ),
        ),
    ]
