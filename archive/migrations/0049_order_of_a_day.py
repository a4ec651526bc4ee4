"""In which order statements of one day stand is told by their addresses: the catalogue says so of those that are there."""

import importlib

from django.db import migrations

derive_anew = importlib.import_module("archive.migrations.0036_what_was_written").derive_anew


class Migration(migrations.Migration):
    dependencies = [("archive", "0048_less_in_each_index")]

    operations = [migrations.RunPython(derive_anew, migrations.RunPython.noop)]
