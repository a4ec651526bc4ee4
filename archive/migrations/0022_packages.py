"""Candidates that are read and go out together, and whose labels each of them holds."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0021_companions_in_an_index")]

    operations = [
        # Without a default the column is added; SQLite remakes nothing that is written once.
        migrations.AddField(
            model_name="candidate",
            name="package",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                condition=models.Q(("package__isnull", False)), fields=["package"], name="candidate_package"
            ),
        ),
        migrations.CreateModel(
            name="HeldLabel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "candidate",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held_labels",
                        to="archive.candidate",
                    ),
                ),
                (
                    "named",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holders", to="archive.candidate"
                    ),
                ),
            ],
            options={
                "verbose_name": "held label",
                "verbose_name_plural": "held labels",
                "constraints": [
                    models.UniqueConstraint(fields=("candidate", "named"), name="label_is_held_once"),
                ],
            },
        ),
    ]
