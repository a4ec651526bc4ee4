"""Paragraphs of statements may say which of the recurring parts they are."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0027_carried"),
    ]

    operations = [
        migrations.CreateModel(
            name="Slot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=16, verbose_name="language")),
                (
                    "paragraph",
                    models.PositiveSmallIntegerField(
                        help_text="Its number on the public page.",
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="paragraph",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("heading", "Heading"),
                            ("day", "The day"),
                            ("event", "What happened"),
                            ("figures", "Figures"),
                            ("consequence", "Consequence"),
                            ("assessment", "Assessment"),
                            ("tribute", "Tribute"),
                            ("pledge", "Pledge"),
                        ],
                        max_length=12,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="archive.statement"
                    ),
                ),
            ],
            options={
                "verbose_name": "recurring part",
                "verbose_name_plural": "recurring parts",
                "ordering": ("statement", "language", "paragraph"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "language", "paragraph"),
                        name="slot_is_one_of_a_paragraph",
                        violation_error_message="It is said already what this paragraph is.",
                    )
                ],
            },
        ),
    ]
