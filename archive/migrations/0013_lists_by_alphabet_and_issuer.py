"""A list has rows of several languages, and one reader's alphabet orders them all; and it says who speaks.

Issuers stand in lists once the catalogue has been rebuilt.
"""

from django.db import migrations, models

from archive import names

LANGUAGES = ("az", "en", "ru")


def order(apps, schema_editor):
    rows = apps.get_model("archive", "Row").objects
    for row in rows.only("title").iterator():
        keys = {f"sort_{reader}": names.sort_key(row.title, reader)[:400] for reader in LANGUAGES}
        rows.filter(pk=row.pk).update(**keys)


def order_by_their_own(apps, schema_editor):
    rows = apps.get_model("archive", "Row").objects
    for row in rows.only("title", "language").iterator():
        rows.filter(pk=row.pk).update(sort_key=names.sort_key(row.title, row.language)[:400])


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0012_care"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="row", name="row_by_date"),
        migrations.RemoveIndex(model_name="row", name="row_by_title"),
        *(
            migrations.AddField("row", f"sort_{reader}", models.CharField(max_length=400, default=""), False)
            for reader in LANGUAGES
        ),
        migrations.RunPython(order, order_by_their_own),
        migrations.AlterField("row", "sort_key", models.CharField(max_length=400, default="")),
        migrations.RemoveField(model_name="row", name="sort_key"),
        migrations.AddIndex("row", models.Index(fields=["kind", "-sort_date"], name="row_by_date")),
        migrations.AddField("row", "issuers", models.JSONField(default=list)),
        migrations.AddField("searchtext", "beside", models.JSONField(default=list)),
        *(
            migrations.AddIndex("row", models.Index(fields=["kind", f"sort_{reader}"], name=f"row_by_title_{reader}"))
            for reader in LANGUAGES
        ),
    ]
