"""Further pages of pictures, and what is said of them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0046_pictures"),
    ]

    operations = [
        migrations.CreateModel(
            name="PicturePage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "transcription",
                    models.TextField(
                        blank=True,
                        help_text="What can be read on the page, letter by letter and line by line, errors included.",
                        verbose_name="transcription",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=16, verbose_name="language of the transcription")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="place in the list")),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="archive.picturefile",
                        verbose_name="file",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pages",
                        to="archive.picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "further page of a picture",
                "verbose_name_plural": "further pages",
                "ordering": ("picture", "position", "id"),
            },
        ),
        migrations.CreateModel(
            name="PicturePageWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=16, verbose_name="language")),
                (
                    "translation",
                    models.TextField(
                        blank=True,
                        help_text="What the transcription says, for readers of other languages.",
                        verbose_name="translation",
                    ),
                ),
                (
                    "alternative",
                    models.CharField(
                        blank=True,
                        help_text="What else is to be seen than words: a drawing, a stamp, a signature. Else leave it empty.",
                        max_length=500,
                        verbose_name="alternative text",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phrases",
                        to="archive.picturepage",
                    ),
                ),
            ],
            options={
                "verbose_name": "words of a further page",
                "verbose_name_plural": "words of further pages",
                "ordering": ("owner", "id"),
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="picturepage",
            index=models.Index(fields=["picture", "position"], name="picture_page_in_its_order"),
        ),
        migrations.AddConstraint(
            model_name="picturepage",
            constraint=models.CheckConstraint(
                condition=models.Q(("transcription", ""), models.Q(("language", ""), _negated=True), _connector="OR"),
                name="picture_page_transcription_has_a_language",
                violation_error_message="Say in which language the transcription is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="picturepagewords",
            constraint=models.UniqueConstraint(
                fields=("owner", "language"), name="picturepagewords_is_one_per_language"
            ),
        ),
    ]
