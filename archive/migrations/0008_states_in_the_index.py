"""The keys of the records in a state stand in the index by which they are found."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0007_words")]

    operations = [
        migrations.RemoveIndex(model_name="recordstate", name="state_by_kind"),
        migrations.RemoveIndex(model_name="recordstate", name="state_next_by_kind"),
        migrations.AddIndex(
            model_name="recordstate",
            index=models.Index(fields=["state", "kind", "changes_at", "record"], name="state_of_kind"),
        ),
        migrations.AddIndex(
            model_name="recordstate",
            index=models.Index(
                condition=models.Q(next_state__isnull=False),
                fields=["next_state", "kind", "changes_at", "record"],
                name="state_next_of_kind",
            ),
        ),
    ]
