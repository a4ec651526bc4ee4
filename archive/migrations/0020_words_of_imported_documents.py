"""What was imported is known by its words, not by their digest alone."""

import django.db.models.deletion
from django.db import migrations, models

from archive import markup
from archive.importing import likeness


def read_from_drafts(apps, schema_editor):
    """What was imported before said what its draft says now, as far as anybody can know today."""
    imported, fingerprints = (apps.get_model("archive", name).objects for name in ("ImportedDocument", "Fingerprint"))
    texts = apps.get_model("archive", "Text").objects.filter(translation="original").exclude(body="")
    dates = dict(apps.get_model("archive", "Statement").objects.values_list("pk", "date"))
    for document in imported.order_by("pk").iterator():
        if text := texts.filter(record=document.record_id).order_by("pk").first():
            document.title, document.text = text.title, markup.plain(text.body)
            document.dated = dates.get(document.record_id, "")
            document.save(update_fields=["title", "dated", "text"])
            found = likeness.sketch(f"{document.title}\n{document.text}")
            fingerprints.bulk_create(fingerprints.model(document=document, value=value) for value in found)


class Migration(migrations.Migration):
    dependencies = [("archive", "0019_addresses_of_persons_tell_nothing")]

    operations = [
        *(
            migrations.AddField("importeddocument", name, field)
            for name, field in (
                ("title", models.CharField(blank=True, max_length=300, verbose_name="title")),
                ("dated", models.CharField(blank=True, max_length=40, verbose_name="date")),
                ("text", models.TextField(blank=True, verbose_name="text")),
            )
        ),
        migrations.CreateModel(
            name="Fingerprint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.BigIntegerField(db_index=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fingerprints",
                        to="archive.importeddocument",
                    ),
                ),
            ],
            options={"verbose_name": "fingerprint", "verbose_name_plural": "fingerprints", "ordering": ("id",)},
        ),
        migrations.RunPython(read_from_drafts, migrations.RunPython.noop),
    ]
