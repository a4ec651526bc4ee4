"""What became an edition is stored once: a candidate gives up its own copy of bytes that are frozen. What another index
begins with has none of its own, and nobody asks how a digest begins.
"""

import django.db.models.deletion
from django.conf import settings
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

# Of PostgreSQL.
OF_BEGINNINGS = (
    "archive_storedpayload_digest_bd5f3f37_like",
    "archive_ledgerentry_hash_8e1d0f2a_like",
    "archive_importeddocument_digest_96717355_like",
    "archive_feedkey_digest_2f6bd483_like",
)


def without_index(
    model: str, name: str, ending: str, to: str, on_delete: object, related_name: str, **more: object
) -> migrations.SeparateDatabaseAndState:
    """Taken away by its name: SQLite would have the table remade, and rows that are written once stay where they are."""
    index = f"archive_{model}_{name}_id_{ending}"
    field = models.ForeignKey(to, on_delete, related_name=related_name, db_index=False, **more)
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(f"DROP INDEX {index}", f"CREATE INDEX {index} ON archive_{model} ({name}_id)")
        ],
        state_operations=[migrations.AlterField(model_name=model, name=name, field=field)],
    )


CASCADE, PROTECT = django.db.models.deletion.CASCADE, django.db.models.deletion.PROTECT
DO_NOTHING, PERSON = django.db.models.deletion.DO_NOTHING, settings.AUTH_USER_MODEL


class Migration(migrations.Migration):
    dependencies = [("archive", "0043_texts_in_feeds")]

    operations = [
        migrations.AlterField(model_name="candidate", name="content", field=models.BinaryField(null=True)),
        migrations.RunSQL(GIVE_UP, TAKE_BACK),
        migrations.RunSQL([f"DROP INDEX IF EXISTS {index}" for index in OF_BEGINNINGS], migrations.RunSQL.noop),
        without_index("broughtin", "contribution", "ff3f8a46", "archive.contribution", PROTECT, "brought_in"),
        without_index("candidateauthor", "candidate", "5d47b5fd", "archive.candidate", PROTECT, "authors"),
        without_index("caption", "owner", "c4ddbee8", "archive.member", CASCADE, "phrases"),
        without_index("citedfor", "owner", "646da5ae", "archive.citation", CASCADE, "phrases"),
        without_index("contribution", "by", "fb79238f", PERSON, PROTECT, "+"),
        without_index(
            "contribution", "record", "3daaf94c", "archive.record", DO_NOTHING, "contributions", db_constraint=False
        ),
        without_index("documentversion", "statement", "2b2794f3", "archive.statement", CASCADE, "versions"),
        without_index("figurenote", "owner", "7034358e", "archive.figure", CASCADE, "phrases"),
        without_index("furtheraddress", "source", "a6fdc428", "archive.source", CASCADE, "further_addresses"),
        without_index("identifier", "record", "52f6a08d", "archive.record", CASCADE, "identifiers"),
        without_index("issuer", "statement", "94f43288", "archive.statement", CASCADE, "issued_by"),
        without_index("lastnumber", "record", "e72b3f49", "archive.record", CASCADE, "last_numbers"),
        without_index("member", "collection", "fb1e33a3", "archive.collection", CASCADE, "members"),
        without_index("name", "record", "58b2d7c4", "archive.record", CASCADE, "names"),
        without_index("obligation", "observance", "95168828", "archive.observance", CASCADE, "obligations"),
        without_index("override", "observance", "ea629651", "archive.observance", CASCADE, "overrides"),
        without_index("ritualwords", "owner", "0382380e", "archive.ritual", CASCADE, "phrases"),
        without_index("sentnotice", "person", "10897ee7", PERSON, CASCADE, "+"),
        without_index("slot", "statement", "4c771eb0", "archive.statement", CASCADE, "slots"),
        without_index("sourcedescription", "owner", "94e2b049", "archive.source", CASCADE, "phrases"),
        without_index("spelling", "row", "0f1a6e4e", "archive.row", DO_NOTHING, "spellings", db_constraint=False),
        without_index(
            "statement",
            "observance",
            "f62f9a83",
            "archive.observance",
            PROTECT,
            "statements",
            blank=True,
            null=True,
            verbose_name="observance",
        ),
        without_index("templatetask", "preparation", "d31b1f3a", "archive.preparation", CASCADE, "tasks"),
        without_index("text", "record", "8037899a", "archive.record", CASCADE, "texts"),
        without_index("versionnote", "owner", "29d9294b", "archive.documentversion", CASCADE, "phrases"),
        without_index("workingcopy", "person", "f6506b67", PERSON, CASCADE, "+"),
    ]
