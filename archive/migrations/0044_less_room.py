"""What became an edition is stored once: a candidate gives up its own copy of bytes that are frozen."""

from django.db import migrations, models

GIVE_UP = """
UPDATE archive_candidate SET content = NULL WHERE EXISTS (
    SELECT 1 FROM archive_edition AS edition JOIN archive_storedpayload AS frozen ON frozen.digest = edition.payload_id
    WHERE edition.candidate = archive_candidate.uuid AND frozen.digest = archive_candidate.digest
      AND frozen.content = archive_candidate.content)"""
TAKE_BACK = """
UPDATE archive_candidate
SET content = (SELECT content FROM archive_storedpayload AS frozen WHERE frozen.digest = archive_candidate.digest)
WHERE content IS NULL"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0043_texts_in_feeds")]

    operations = [
        migrations.AlterField(model_name="candidate", name="content", field=models.BinaryField(null=True)),
        migrations.RunSQL(GIVE_UP, TAKE_BACK),
    ]
