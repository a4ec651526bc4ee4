"""The process in which pictures are decoded: what it may cost, and that whoever waits for it goes on."""

import fcntl
import json
import os
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import pytest
from django.core.checks import WARNING
from PIL import Image

from archive.imaging import bounds, checks, cleaning
from archive.imaging.confinement import landlock
from archive.imaging.taking import Unfit, take
from tests.imaging import trespassing
from tests.imaging.corpus import PNG, chunk, png, saved, turned
from tests.imaging.test_taking import taken

LARGE = saved(Image.effect_noise((2000, 1500), 90), "PNG")
# Little to send, and much to do.
ROWS = zlib.compress((b"\0" + bytes(range(250)) * 112) * 7_000, 1)
SLOW = png(7_000, 7_000, chunk(b"eXIf", turned(6).tobytes()[6:]), bits=8, colours=6, pixels=ROWS)


@pytest.fixture(autouse=True)
def _is_whole_afterwards():
    """Whatever happened, the next picture is taken, and no process is left."""
    yield
    assert taken(PNG).width == 96
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize(
    ("bound", "most"), [("MEMORY", 90_000_000), ("CLOCK", 0.3), ("PROCESSOR", 1), ("LARGEST_MADE", 100_000)], ids=str
)
def test_what_costs_too_much_is_ended(monkeypatch, bound, most):
    monkeypatch.setattr(bounds, bound, most)

    with pytest.raises(Unfit, match="more time or memory"):
        taken(LARGE if bound == "LARGEST_MADE" else SLOW)
    monkeypatch.undo()


def test_one_at_a_time_is_decoded_and_nobody_waits_for_ever(monkeypatch):
    monkeypatch.setattr(bounds, "TURN", 0.3)
    monkeypatch.setattr(bounds, "CLOCK", 0.3)

    with Path(cleaning.__file__).open("rb") as somebody_else:
        fcntl.flock(somebody_else, fcntl.LOCK_EX)
        with pytest.raises(Unfit, match="Try again in a minute"):
            taken(PNG)
    monkeypatch.undo()


def test_a_full_disk_is_told(monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")

    with pytest.raises(Unfit, match="disk is full or failing"):
        taken(PNG)
    monkeypatch.undo()


def test_the_one_process_loads_no_django_and_the_other_no_pillow():
    """What decodes starts fast and knows no secret; what serves never has a decoder."""
    ask = "import sys, {}; print(*({{'django', 'PIL.Image', 'archive.models'}} & {{*sys.modules}}))"
    decodes = "archive.imaging.child, archive.imaging.cleaning, archive.imaging.scaling"
    serves = "archive.imaging.taking, archive.imaging.deriving"

    loaded = [subprocess.check_output([sys.executable, "-c", ask.format(names)]) for names in (decodes, serves)]

    assert loaded == [b"PIL.Image\n", b"django\n"]


# The child itself, with a decoder that was taken over.
TAKEN_OVER = """
import sys
from archive.imaging import child
from tests.imaging import trespassing
sys.modules["archive.imaging.cleaning"] = trespassing
if "unconfined" in sys.argv:
    child.confine = lambda: None
child.main()
"""


@pytest.mark.parametrize("how", ["confined", "unconfined"])
def test_what_decodes_gets_no_file_no_socket_and_no_process(tmp_path, how):
    trespassing.prepare(tmp_path)
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as made:
        told = {"folder": str(tmp_path)}
        order = {"what": "cleaning", "made": made.fileno(), "told": told, "clock": 20, "bounds": {}}
        command = [sys.executable, "-c", TAKEN_OVER, json.dumps(order), how]
        answer = subprocess.check_output(command, stdin=source, pass_fds=[made.fileno()])
    came = set(json.loads(answer)["came_to_something"])

    if how == "unconfined":  # all of it can be done, and what follows means something
        assert len(came) == 12
        return
    # The superuser, as whom no service runs, starts as many processes as he likes. They can open nothing.
    assert came <= ({"start a process"} if os.geteuid() == 0 else set()) | (set() if landlock() else WITHOUT_LANDLOCK)


WITHOUT_LANDLOCK = {"remove a file", "rename a file", "cut a file", "make a folder", "signal to who waits"}


def test_a_system_without_landlock_is_told_of(monkeypatch):
    monkeypatch.setattr(checks, "landlock", lambda: 0)
    assert [(found.id, found.level < WARNING) for found in checks.check_landlock(None)] == [("archive.I001", True)]
    monkeypatch.setattr(checks, "landlock", lambda: 7)
    assert checks.check_landlock(None) == []


def test_a_file_is_never_whole_in_memory():
    """It is asked for in pieces, and not further than it is taken."""
    asked = []

    class Endless:
        def chunks(self):
            while True:
                asked.append(1)
                yield b"\xff\xd8\xff" + b"\0" * 999_997

    with pytest.raises(Unfit, match="at most 25 MB"):
        take(Endless())

    assert len(asked) == 26
