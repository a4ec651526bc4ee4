import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0021_kinds_are_what_the_models_say")]

    operations = [
        migrations.AddField("text", "paragraphs", models.JSONField(default=list, editable=False)),
        migrations.AddField("rendering", "paragraphs", models.JSONField(default=list, editable=False)),
        migrations.AddField(
            "rendering",
            "number",
            models.PositiveIntegerField(blank=True, editable=False, default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            "figure",
            "number",
            models.PositiveIntegerField(blank=True, editable=False, default=0),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="LastNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("of", models.CharField(editable=False, max_length=40)),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="last_numbers", to="archive.record"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("record", "of"), name="last_number_is_one_of_each")],
            },
        ),
    ]
