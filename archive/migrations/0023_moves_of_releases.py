"""Acts that moved a release are few among all acts: they are found by the instant to which it was moved."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0022_packages")]

    operations = [
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(condition=models.Q(("act", "reschedule")), fields=["instant"], name="ledger_moves"),
        ),
    ]
