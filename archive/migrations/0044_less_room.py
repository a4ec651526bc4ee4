"""What became an edition is stored once: a candidate gives up its own copy of bytes that are frozen. What another index
begins with has none of its own, and nobody asks how a digest begins.
"""

from typing import Any

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

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


class WithoutIndexes(Operation):
    """Taken away by their names: SQLite would have the tables remade, and rows that are written once stay where they are.

    ``indexes`` are a model, the foreign key and how the name of its index ends. All at once: for each change of a field
    Django would make its models anew.
    """

    def __init__(self, *indexes: tuple[str, str, str]) -> None:
        self.indexes = indexes

    def deconstruct(self) -> Any:
        return type(self).__name__, self.indexes, {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        for model, name, _ending in self.indexes:
            fields = state.models[app_label, model].fields
            fields[name] = fields[name].clone()
            fields[name].db_index = False
        vars(state).pop("apps", None)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model, name, ending in self.indexes:
            schema_editor.execute(f"DROP INDEX archive_{model}_{name}_id_{ending}")

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model, name, ending in self.indexes:
            schema_editor.execute(f"CREATE INDEX archive_{model}_{name}_id_{ending} ON archive_{model} ({name}_id)")


class Migration(migrations.Migration):
    dependencies = [("archive", "0043_texts_in_feeds")]

    operations = [
        migrations.AlterField(model_name="candidate", name="content", field=models.BinaryField(null=True)),
        migrations.RunSQL(GIVE_UP, TAKE_BACK),
        migrations.RunSQL([f"DROP INDEX IF EXISTS {index}" for index in OF_BEGINNINGS], migrations.RunSQL.noop),
        WithoutIndexes(
            ("broughtin", "contribution", "ff3f8a46"),
            ("candidateauthor", "candidate", "5d47b5fd"),
            ("caption", "owner", "c4ddbee8"),
            ("citedfor", "owner", "646da5ae"),
            ("contribution", "by", "fb79238f"),
            ("contribution", "record", "3daaf94c"),
            ("documentversion", "statement", "2b2794f3"),
            ("figurenote", "owner", "7034358e"),
            ("furtheraddress", "source", "a6fdc428"),
            ("identifier", "record", "52f6a08d"),
            ("issuer", "statement", "94f43288"),
            ("lastnumber", "record", "e72b3f49"),
            ("member", "collection", "fb1e33a3"),
            ("name", "record", "58b2d7c4"),
            ("obligation", "observance", "95168828"),
            ("override", "observance", "ea629651"),
            ("ritualwords", "owner", "0382380e"),
            ("sentnotice", "person", "10897ee7"),
            ("slot", "statement", "4c771eb0"),
            ("sourcedescription", "owner", "94e2b049"),
            ("spelling", "row", "0f1a6e4e"),
            ("statement", "observance", "f62f9a83"),
            ("templatetask", "preparation", "d31b1f3a"),
            ("text", "record", "8037899a"),
            ("versionnote", "owner", "29d9294b"),
            ("workingcopy", "person", "f6506b67"),
        ),
    ]
