"""What a draft says as an earlier year's statement did, and who has confirmed it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0026_plain_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("rule", models.CharField(max_length=40)),
                ("language", models.CharField(max_length=16, verbose_name="language")),
                ("place", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=32)),
                ("found", models.JSONField(default=list)),
                ("changed", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confirmations",
                        to="archive.statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "confirmation",
                "verbose_name_plural": "confirmations",
                "ordering": ("id",),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ConfirmedIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "candidate",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmed",
                        to="archive.candidate",
                    ),
                ),
                (
                    "confirmation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submitted_in",
                        to="archive.confirmation",
                    ),
                ),
            ],
            options={
                "verbose_name": "confirmation that was submitted",
                "verbose_name_plural": "confirmations that were submitted",
                "ordering": ("id",),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Carried",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="archive.edition"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="carried",
                        to="archive.statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "what it was carried from",
                "verbose_name_plural": "what it was carried from",
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("statement",), name="statement_is_carried_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.UniqueConstraint(fields=("statement", "digest"), name="passage_is_confirmed_once"),
        ),
        migrations.AddConstraint(
            model_name="confirmedin",
            constraint=models.UniqueConstraint(
                fields=("candidate", "confirmation"), name="confirmation_is_submitted_once"
            ),
        ),
    ]
