"""What was found out once for a publication version: counts, orders, choices. It holds for as long as that does."""

from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar

from archive.editions.reading import Reading
from archive.kept import Kept

Found = TypeVar("Found")

# All of it together, in numbers of what was found: some hundred bytes each.
_KEPT: Final = Kept[Any](most=60_000)
# What is large, and asked for again by whoever wants more of the same: it does not drive out what follows from it.
LARGE: Final = Kept[Any](most=8_000)


def kept(
    reading: Reading,
    question: Hashable,
    find: Callable[[], Found],
    *,
    weigh: Callable[[Any], float] = len,
    store: Kept[Any] = _KEPT,
) -> Found:
    """What ``find`` finds, once for what is public at the instant of ``reading``. ``question`` names all it depends on.

    ``weigh`` says how much that is, in things of some hundred bytes.
    """
    found: Found = store.get((reading.version(), question), find, weight=lambda found: 1 + int(weigh(found)))
    return found


def known(reading: Reading, question: Hashable) -> Any:
    """What is kept of that, if anything is. Nothing is asked."""
    return _KEPT.find((reading.version(), question))
