"""The desk's list of statements has an index for each form and origin that it may be narrowed to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0011_fewer_indexes")]

    operations = [
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["form", "-year", "-earliest", "-record_ptr"], name="statement_by_form"),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["origin", "-year", "-earliest", "-record_ptr"], name="statement_by_origin"),
        ),
    ]
