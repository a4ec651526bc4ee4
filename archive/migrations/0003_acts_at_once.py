"""Which intervals began with an act itself is derived by ``rebuild_catalogue``, and with every act from now on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0002_catalogue")]

    operations = [
        migrations.AddField("interval", "at_once", models.BooleanField(default=False)),
        migrations.AddIndex(
            "interval", models.Index(fields=["-seq"], condition=models.Q(at_once=True), name="interval_by_act")
        ),
    ]
