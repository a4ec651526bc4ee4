"""On PostgreSQL the words by which texts are found are text, of which only the index is made of single words."""

from typing import Any, Final

from django.db import migrations

AS_TEXT: Final = """
DO $$ BEGIN
    IF (SELECT data_type FROM information_schema.columns WHERE table_schema = current_schema()
        AND table_name = 'archive_rowtext' AND column_name = 'folded') = 'tsvector' THEN
        DROP INDEX IF EXISTS rowtext_words;
        ALTER TABLE archive_rowtext ALTER COLUMN folded TYPE text
            USING array_to_string(tsvector_to_array(folded), ' ');
    END IF;
END $$"""
# The room of a column is free only when all rows are written anew, as they are where a column is computed.
BESIDE_IT_NO_MORE: Final = """
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = current_schema()
               AND table_name = 'archive_recordwords' AND column_name = 'words_in_it') THEN
        ALTER TABLE archive_recordwords DROP COLUMN words_in_it;
        ALTER TABLE archive_recordwords ALTER COLUMN folded TYPE text USING folded || '';
    END IF;
END $$"""
BACK: Final = (
    "DROP INDEX IF EXISTS rowtext_words",
    "DROP INDEX IF EXISTS recordwords_words",
    "ALTER TABLE archive_rowtext ALTER COLUMN folded TYPE tsvector USING words_of(folded)",
    "DROP FUNCTION words_of(text) CASCADE",  # with every other index that is made of it
)


def as_text(apps: Any, schema_editor: Any) -> None:
    """Their indexes are made after migrating."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in (AS_TEXT, BESIDE_IT_NO_MORE):
            schema_editor.execute(statement)


def as_before(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for statement in BACK:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("archive", "0030_further_reports")]

    operations = [migrations.RunPython(as_text, as_before)]
