import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What was written before stays where it is: nobody knows in which language (decision 87)."""

    dependencies = [("archive", "0044_less_room")]

    operations = [
        migrations.AlterField(
            model_name="name",
            name="used_by",
            field=models.CharField(
                blank=True,
                help_text=(
                    "It was written before languages were noted. Write it in the line of its language, and empty this."
                ),
                max_length=100,
                verbose_name="used by, in an unknown language",
            ),
        ),
        migrations.CreateModel(
            name="UsedBy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=16, verbose_name="language")),
                (
                    "words",
                    models.CharField(
                        help_text="Who calls it so, if not everybody: an institution, a country, a language community.",
                        max_length=100,
                        verbose_name="used by",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phrases",
                        to="archive.name",
                    ),
                ),
            ],
            options={
                "verbose_name": "who uses a name",
                "verbose_name_plural": "who uses names",
                "ordering": ("owner", "id"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "language"), name="usedby_is_one_per_language")
                ],
            },
        ),
    ]
