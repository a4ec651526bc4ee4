"""The desk's words have an index of their own, instead of one by whole titles, and lists one in their order."""

from django.db import migrations, models

from archive.records.base import NewestFirst


class Migration(migrations.Migration):
    dependencies = [("archive", "0006_lists")]

    operations = [
        migrations.AlterField(
            model_name="name",
            name="folded",
            field=models.CharField(editable=False, max_length=200),
        ),
        migrations.AlterField(
            model_name="text",
            name="folded",
            field=models.CharField(editable=False, max_length=300),
        ),
        migrations.AddIndex(
            model_name="source",
            index=NewestFirst(fields=["-earliest", "-record_ptr"], name="source_by_day"),
        ),
    ]
