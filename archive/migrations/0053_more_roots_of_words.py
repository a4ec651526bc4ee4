"""More forms of a word have one root: the catalogue tells the roots of words and names by them."""

import importlib

from django.db import migrations

derive_anew = importlib.import_module("archive.migrations.0036_what_was_written").derive_anew


class Migration(migrations.Migration):
    dependencies = [("archive", "0052_words_by_no_text")]

    operations = [migrations.RunPython(derive_anew, migrations.RunPython.noop)]
