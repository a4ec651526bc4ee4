"""What the process that decodes gives up before it reads a byte. For itself and for whatever takes it over."""

import ctypes
import os
import resource
import sys
from contextlib import suppress
from typing import Final

# Linux's Landlock. These numbers are the same on all of its architectures.
_CREATE_RULESET: Final = 444
_RESTRICT_SELF: Final = 446
_TELL_VERSION: Final = 1
_NO_NEW_PRIVILEGES: Final = 38
# Rights over files that a version knows: to read, write, make, remove, rename, truncate …; the first knows 13 of them.
_FIRST_RIGHTS, _MOST_RIGHTS = 13, 15
# The version that keeps signals and nameless sockets from going out as well: both bits of them.
_SCOPED: Final = 6
_ALL_SCOPES: Final = 3


def confine() -> None:
    """From now on it has the files that it has open, and gets no other one, no socket and no child.

    Files and sockets are numbered alike, and the highest number that is given out from now on is none; that is so on
    every system. Where the kernel has Landlock, no path can be renamed, removed or cut either, and no process outside
    can be looked into or be sent a signal. Modules that are not loaded yet cannot be.
    """
    with suppress(OSError):
        _renounce_paths()
    for bound in (resource.RLIMIT_NPROC, resource.RLIMIT_NOFILE):
        resource.setrlimit(bound, (0, 0))


def landlock() -> int:
    """Its version here; 0 where the system has none, or does not let it be used."""
    if sys.platform != "linux":
        return 0
    return max(0, _call(_CREATE_RULESET, None, 0, _TELL_VERSION))


def _renounce_paths() -> None:
    """Raises ``OSError`` where the kernel refuses."""
    if not (version := landlock()):
        return
    rights = (1 << min(_FIRST_RIGHTS + version - 1, _MOST_RIGHTS)) - 1
    asked = [rights, 0, _ALL_SCOPES] if version >= _SCOPED else [rights]
    ruleset = _done(_call(_CREATE_RULESET, (ctypes.c_uint64 * len(asked))(*asked), 8 * len(asked), 0))
    # Nobody gains rights by starting something, which the kernel wants to be promised first.
    _done(ctypes.CDLL(None, use_errno=True).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    _done(_call(_RESTRICT_SELF, ruleset, 0))
    os.close(ruleset)


def _call(number: int, *arguments: object) -> int:
    answer: int = ctypes.CDLL(None, use_errno=True).syscall(number, *arguments)
    return answer


def _done(answer: int) -> int:
    if answer < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return answer
