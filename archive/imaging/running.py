"""Has a process of its own decode a picture, and outlives whatever becomes of it."""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, Any, Final

from . import bounds
from .refusals import unfit

log = logging.getLogger(__name__)

_ROOT: Final = Path(__file__).resolve().parent.parent.parent
# How many this process waits for at once; on the machine, one at a time decodes.
_AT_ONCE: Final = BoundedSemaphore(2)
# Of the line that it answers with, in bytes.
_LONGEST: Final = 64 * 1024
_TOO_LONG: Final = {-signal.SIGALRM, -signal.SIGXCPU, -signal.SIGKILL}


def run(what: str, source: IO[bytes], made: IO[bytes], **told: Any) -> dict[str, Any]:
    """What ``child`` tells of ``source``, an open file of the system, when it has written ``made``, another.

    Raises ``Unfit`` where it refuses, ends before its time, or nobody could wait for it any longer.
    """
    if not _AT_ONCE.acquire(timeout=bounds.TURN):
        raise unfit("busy")
    try:
        return _answer(what, source, made, told)
    finally:
        _AT_ONCE.release()


def _answer(what: str, source: IO[bytes], made: IO[bytes], told: dict[str, Any]) -> dict[str, Any]:
    source.flush()
    source.seek(0)
    with tempfile.TemporaryFile() as report:
        order = {"what": what, "made": made.fileno(), "told": told, "clock": bounds.CLOCK, "bounds": _bounds()}
        code = _ended(_started(json.dumps(order), source, report, made))
        report.seek(0)
        said = report.read(_LONGEST)
    if code == -signal.SIGSYS:
        log.error("Pictures cannot be decoded: a filter of system calls forbids Landlock. See docs/operating.md.")
    if code:
        log.warning("A picture could not be decoded: the process ended with %s.", code)
        raise unfit("heavy" if code in _TOO_LONG else "damaged")
    answer: dict[str, Any] = json.loads(said)
    if why := answer.get("refused"):
        raise unfit(str(why))
    made.seek(0)
    return answer


def _bounds() -> dict[str, int]:
    """Which the kernel keeps, also when nobody waits any longer."""
    return {
        "RLIMIT_AS": bounds.MEMORY,
        "RLIMIT_CPU": bounds.PROCESSOR,
        "RLIMIT_FSIZE": bounds.LARGEST_MADE,
        "RLIMIT_CORE": 0,
    }


def _started(order: str, source: IO[bytes], report: IO[bytes], made: IO[bytes]) -> subprocess.Popen[bytes]:
    """Without the settings and secrets of the environment, in a group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "archive.imaging.child", order],
        cwd=_ROOT,
        env={},
        stdin=source,
        stdout=report,
        stderr=subprocess.DEVNULL,
        pass_fds=[made.fileno()],
        start_new_session=True,
    )


def _ended(process: subprocess.Popen[bytes]) -> int:
    """How it ended. Raises ``Unfit`` where its turn did not come."""
    try:
        return process.wait(bounds.TURN + bounds.CLOCK)
    except subprocess.TimeoutExpired as waited:
        raise unfit("busy") from waited
    finally:
        if process.returncode is None:  # else its number may be another's by now
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
