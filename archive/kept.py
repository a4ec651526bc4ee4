"""Values that are made once and kept in this process, under keys that name all that they were made from.

A key has the publication version in it, or a digest. So nothing that is kept can be wrong, only no longer asked for;
nothing has to be emptied, and no clock decides. Values are shared by all threads: they are frozen, or never changed.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar
from weakref import WeakSet

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """The values that were asked for last. Together they weigh at most ``most``: each 1, unless it says otherwise."""

    def __init__(self, *, most: int) -> None:
        self._most, self._weight = most, 0
        self._values: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()
        _EVERY.add(self)

    def get(self, key: Hashable, make: Callable[[], Value], *, weight: int | Callable[[Value], int] = 1) -> Value:
        """The value under ``key``. What is not there is made, once: whoever asks meanwhile waits for it.

        The version in ``key`` was asked for before ``make`` reads anything: then what comes between them is kept under
        the older name, which is soon asked for no more, and never the old under the new.
        """
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key][0]
            turn = self._making.setdefault(key, Lock())
        with turn:
            with self._lock:
                if key in self._values:
                    return self._values[key][0]
            return self._made(key, make, weight)

    def find(self, key: Hashable) -> Value | None:
        """What is kept under ``key``, and nothing is made."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key][0]

    def keep(self, key: Hashable, value: Value, weight: int = 1) -> None:
        if weight > self._most:
            return  # rather than everything else
        with self._lock:
            self._weight += weight - self._values.pop(key, (value, 0))[1]
            self._values[key] = (value, weight)
            while self._weight > self._most:
                self._weight -= self._values.popitem(last=False)[1][1]

    def take(self, key: Hashable) -> tuple[Value, int] | None:
        """What was kept under ``key``, and its weight: it goes with whoever asks."""
        with self._lock:
            taken = self._values.pop(key, None)
            self._weight -= taken[1] if taken else 0
            return taken

    def clear(self) -> None:
        with self._lock:
            self._values.clear()
            self._weight = 0

    def _made(self, key: Hashable, make: Callable[[], Value], weight: int | Callable[[Value], int]) -> Value:
        try:
            value = make()
            self.keep(key, value, weight(value) if callable(weight) else weight)
            return value
        finally:
            with self._lock:
                self._making.pop(key, None)


_EVERY: WeakSet[Kept[Any]] = WeakSet()


def forget() -> None:
    """Empty all of them. Only where the same process goes on with another archive."""
    for kept in _EVERY:
        kept.clear()
