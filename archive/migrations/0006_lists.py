"""What texts link to is stored, and filled after migrating; and the desk's lists have an index in their order."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0005_announced"),
    ]

    operations = [
        migrations.CreateModel(
            name="TextLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "record",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="text_links",
                        to="archive.record",
                    ),
                ),
                ("named", models.UUIDField(db_index=True)),
            ],
            options={
                "verbose_name": "link in a text",
                "verbose_name_plural": "links in texts",
            },
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["act"], name="event_by_act"),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["kind"], name="event_by_kind"),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(fields=["by", "-id"], name="contribution_by_person"),
        ),
        migrations.AddIndex(
            model_name="interval",
            index=models.Index(fields=["state", "-live_from"], name="interval_by_state"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["slug", "kind"], name="record_by_address"),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(fields=["-instant", "-id"], name="release_by_instant"),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["-year", "-earliest", "-record_ptr"], name="statement_by_year"),
        ),
        migrations.AddConstraint(
            model_name="textlink",
            constraint=models.UniqueConstraint(fields=("record", "named"), name="text_link_is_one_of_each"),
        ),
    ]
