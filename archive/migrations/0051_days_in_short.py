"""Days of more texts are read by now, with months in short and numbers in words: the catalogue tells them as well."""

import importlib

from django.db import migrations

derive_anew = importlib.import_module("archive.migrations.0036_what_was_written").derive_anew


class Migration(migrations.Migration):
    dependencies = [("archive", "0050_roots_of_words")]

    operations = [migrations.RunPython(derive_anew, migrations.RunPython.noop)]
