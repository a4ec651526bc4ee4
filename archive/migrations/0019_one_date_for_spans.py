from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0018_spans_become_one_date"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="row",
            name="row_by_date",
        ),
        migrations.RemoveField(
            model_name="row",
            name="date_end",
        ),
        migrations.RemoveField(
            model_name="timelineentry",
            name="date_end",
        ),
        migrations.AddIndex(
            model_name="row",
            index=models.Index(fields=["kind", "-sort_date", "sort_key"], name="row_by_date"),
        ),
        migrations.AddConstraint(
            model_name="timelineentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("time", None), ("zone", "")),
                    models.Q(("time__isnull", False), models.Q(("zone", ""), _negated=True)),
                    _connector="OR",
                ),
                name="timeline_entry_time_has_a_zone",
                violation_error_message="A time needs its time zone, and a time zone its time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="timelineentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_wording", ""), models.Q(("date_wording_language", ""), _negated=True), _connector="OR"
                ),
                name="timeline_entry_wording_has_a_language",
                violation_error_message="Say in which language the source dates it.",
            ),
        ),
    ]
