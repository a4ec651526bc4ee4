"""The installation's own settings, with a data folder that is thrown away and passwords hashed fast."""

import atexit
import os
import shutil
import tempfile

if "MEMORIAL_TEST_FOLDER" not in os.environ:
    # Made once, by the first process; those that tests start find it in the environment.
    os.environ["MEMORIAL_TEST_FOLDER"] = tempfile.mkdtemp(prefix="memorial-test-")
    atexit.register(shutil.rmtree, os.environ["MEMORIAL_TEST_FOLDER"], ignore_errors=True)
    # The default installation, whatever the developer's shell says; only the database is chosen there. Whom tests start
    # they tell what to be.
    for name in (
        "ADDRESS",
        "HOSTS",
        "TIME_ZONE",
        "DEBUG",
        "BEHIND_PROXY",
        "SECRET_KEY",
        "DEMO_PASSWORD",
        "THEME",
        "KEPT_PAGES",
        "LANGUAGES",
        "RETIRED_LANGUAGES",
        "CACHE_URL",
        "REPLICA_URL",
        "SURFACE",
        "BUCKET_URL",
        "CHECK_SOURCES",
    ):
        os.environ.pop(f"MEMORIAL_{name}", None)
    os.environ.pop("PORT", None)
os.environ["MEMORIAL_DATA_DIR"] = os.environ["MEMORIAL_TEST_FOLDER"]

from memorial.settings import *  # noqa: F403
from memorial.settings import DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Style sheets under their own names: nothing has to be collected before a test.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Tests undo what they did in one connection, which readers share here. tests/test_databases.py gives them their own.
DATABASES.pop("readers", None)
# Made from the models, which takes a tenth of the time; test_migrations compares it with what migrations make.
DATABASES["default"]["TEST"] = {"MIGRATE": False}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, because a database in memory has no second connection. A power cut may take it.
    DATABASES["default"]["TEST"]["NAME"] = f"{os.environ['MEMORIAL_TEST_FOLDER']}/test.sqlite3"
    DATABASES["default"]["OPTIONS"]["init_command"] += ";PRAGMA synchronous=OFF"
