"""A kind is added by its own files, and nothing else is touched."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
OVERLAY = Path(__file__).resolve().parent / "overlay"


@pytest.fixture
def copy(tmp_path):
    """The project with one more kind in it, of which no file stood there before."""
    for part in ("archive", "memorial", "templates", "static", "tests"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "overlay"))
    shutil.copy(ROOT / "manage.py", tmp_path)
    for file in OVERLAY.rglob("*.*"):
        to = tmp_path / file.relative_to(OVERLAY)
        assert not to.exists()
        shutil.copy(file, to)
    return tmp_path


@pytest.mark.once
@pytest.mark.long
def test_a_kind_is_added_by_its_own_files(copy):
    own = {
        "MEMORIAL_DATA_DIR": str(copy / "var"),
        "MEMORIAL_DATABASE_URL": "",
        "MEMORIAL_TEST_FOLDER": str(copy / "var"),
    }
    environment = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(copy)}
    command = [sys.executable, "-m", "tests.adding_a_kind.story"]

    told = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)

    assert (told.stdout.split(), told.stderr) == (["read", "edited"], "")
