"""Settings of an archive that has ``packs`` and ``forms`` as well. The environment says which languages it speaks."""

from pathlib import Path

from archive import languages

languages.__path__.extend(str(Path(__file__).parent / folder) for folder in ("packs", "forms"))

from memorial.settings import *  # noqa: E402, F403
from memorial.settings import INSTALLED_APPS, STORAGES  # noqa: E402

# Tables are made from the models, as in all tests: no language has a table, and migrating takes longer than any story.
MIGRATION_MODULES = {name.rpartition(".")[2]: None for name in INSTALLED_APPS}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
