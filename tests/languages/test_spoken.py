"""Whatever languages an archive speaks, it works from set-up to feed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.once
@pytest.mark.long
@pytest.mark.parametrize("spoken", ["az,en,ru,uk", "en", "en,uk,az-cyrl"])
def test_an_archive_works_in_its_languages(spoken, tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.languages.settings",
        "MEMORIAL_DATA_DIR": str(tmp_path),
        "MEMORIAL_DATABASE_URL": "",
        "MEMORIAL_LANGUAGES": spoken,
    }
    command = [sys.executable, "-m", "tests.languages.stories"]

    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert (told.stdout, told.stderr) == ("System check identified no issues (0 silenced).\nen\n", "")
