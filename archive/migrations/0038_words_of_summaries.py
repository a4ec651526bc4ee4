"""Which words stand in the summary of a text is told by its index, as is all that the next steps add to the catalogue."""

import importlib

from django.db import migrations

derive_anew = importlib.import_module("archive.migrations.0036_what_was_written").derive_anew


class Migration(migrations.Migration):
    dependencies = [("archive", "0037_desk_finds")]

    operations = [migrations.RunPython(derive_anew, migrations.RunPython.noop)]
