"""What was found out once for a publication version: counts, orders, choices. It holds for as long as that does."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, TypeVar

from archive.editions.reading import Reading

Found = TypeVar("Found")
# In all, and of one thing: numbers of what was found, some hundred bytes each. What weighs more is found out again.
HEAVIEST: Final = 40_000
HEAVIEST_OF_ALL: Final = 120_000

_kept: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()
_lock = Lock()


def kept(
    reading: Reading, question: Hashable, find: Callable[[], Found], *, weigh: Callable[[Any], float] = len
) -> Found:
    """What ``find`` finds, once for what is public at the instant of ``reading``. ``question`` names all it depends on.

    ``weigh`` says how much that is, in things of some hundred bytes.
    """
    key = (reading.version(), question)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            known: Found = _kept[key][1]
            return known
    found = find()
    _keep(key, found, weight=1 + int(weigh(found)))
    return found


def forget() -> None:
    """For tests, whose archives have the same versions."""
    with _lock:
        _kept.clear()


def _keep(key: Hashable, found: Any, *, weight: int) -> None:
    if weight > HEAVIEST:
        return
    with _lock:
        _kept[key] = weight, found
        while sum(one for one, _found in _kept.values()) > HEAVIEST_OF_ALL:
            _kept.popitem(last=False)
