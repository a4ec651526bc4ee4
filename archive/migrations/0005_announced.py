"""Of which intervals readers are told is derived with every act. Of those that are there it follows from what they say."""

from django.db import migrations, models

IS_AGAIN = """
    UPDATE archive_interval SET is_again = (1 = 1)
    WHERE state <> 'withdrawn' AND EXISTS (
        SELECT 1 FROM archive_interval AS before
        WHERE before.record = archive_interval.record AND before.edition = archive_interval.edition
          AND before.live_from < archive_interval.live_from
    )
"""
ANNOUNCED = """
    UPDATE archive_interval SET announced = (1 = 1)
    WHERE is_again OR state = 'withdrawn' OR change IN ('correction', 'update', 'doubt')
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0004_desk")]

    operations = [
        migrations.AddField("interval", "announced", models.BooleanField(default=False)),
        migrations.AddField("interval", "is_again", models.BooleanField(default=False)),
        migrations.RunSQL([IS_AGAIN, ANNOUNCED], migrations.RunSQL.noop),
        migrations.AddIndex(
            "interval",
            models.Index(
                fields=["-live_from", "-seq", "record", "withheld", "live_until", "announced"],
                condition=models.Q(announced=True),
                name="interval_announced",
            ),
        ),
    ]
