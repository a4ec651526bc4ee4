"""What waits for somebody is found in the index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0019_drafts_need_a_title"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="recordstate",
            name="state_waiting",
        ),
        migrations.AddIndex(
            model_name="recordstate",
            index=models.Index(
                condition=models.Q(("waiting__isnull", False)),
                fields=["waiting", "candidate", "changes_at"],
                name="state_waiting",
            ),
        ),
    ]
