"""Programs of this machine that may stand around an archive, started for a test."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# Where nothing may be left out: a test that cannot run has failed there.
EVERYTHING = bool(os.environ.get("CI") or os.environ.get("MEMORIAL_REQUIRE_ALL"))


def program(*names: str, package: str) -> str:
    """The path of the first of these programs that is here. Without any, the test is left out where that may be."""
    places = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    found = next((path for name in names if (path := shutil.which(name, path=places))), "")
    if not found:
        (pytest.fail if EVERYTHING else pytest.skip)(f"no {names[0]} on this machine (Debian: apt install {package})")
    return found


@contextmanager
def running(command: list[str | Path], *, ready: Callable[[], bool]) -> Iterator[subprocess.Popen[bytes]]:
    """The program, once it is ``ready`` and until the block has ended."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        until(lambda: ready() or process.poll() is not None)
        assert process.poll() is None, f"{command[0]} has ended by itself."
        yield process
    finally:
        ended(process)


def ended(process: subprocess.Popen[bytes]) -> None:
    """Asked to, so that it ends its own processes as well; made to where it does not hear."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def until(happened: Callable[[], bool], *, seconds: float = 10) -> None:
    """Waits for something that comes by itself."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "What was waited for has not come."
        time.sleep(0.02)
