"""Every save keeps seals of what it stored; by these a state tells whether what is scheduled is what is saved.

What was saved before has none, and is told from others by its version, as it was. The states of records of which
something may be to come are derived anew after this.
"""

from django.db import migrations, models

STATES = {
    "draft": "Draft",
    "in-review": "In review",
    "returned": "Returned",
    "approved": "Approved",
    "scheduled": "Scheduled",
    "differs": "Scheduled; what is saved differs",
    "published": "Published",
    "overtaken": "Overtaken by its release",
    "changed": "Published, with changes not yet submitted",
    "merged": "Merged into another",
    "withdrawn": "Withdrawn",
}


class Migration(migrations.Migration):
    dependencies = [("archive", "0013_notices")]

    operations = [
        migrations.AddField(model_name="contribution", name="seals", field=models.JSONField(null=True)),
        migrations.RunSQL("DELETE FROM archive_recordstate WHERE changes_at IS NOT NULL", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="recordstate", name="goes_out_otherwise", field=models.BooleanField(default=False)
        ),
        migrations.AlterField(
            model_name="recordstate", name="state", field=models.CharField(choices=list(STATES.items()), max_length=10)
        ),
        migrations.AddIndex(
            model_name="recordstate",
            index=models.Index(
                condition=models.Q(goes_out_otherwise=True),
                fields=["changes_at", "record"],
                name="state_going_out_otherwise",
            ),
        ),
    ]
