"""Sets of numbers as bits, a bit for each, or as the numbers where there are few: joined and counted at once."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

Bits = int
# The rows under one value: bits; where they are less than one in so many, numbers in their order. These take less room,
# and more are counted more slowly.
Numbers = int | Sequence[int]
DENSE: Final = 1024


def bits_of(numbers: Iterable[int], size: int) -> Bits:
    """``numbers`` below ``size``."""
    found = bytearray(size // 8 + 1)
    for number in numbers:
        found[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(found, "little")


# The bits of each byte.
_OF_BYTE: Final = [tuple(place for place in range(8) if byte >> place & 1) for byte in range(256)]


def numbers_of(bits: Bits) -> list[int]:
    """In their order. Most bytes have none of them."""
    written = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    return [8 * one.start() + place for one in re.finditer(rb"[^\0]", written) for place in _OF_BYTE[one[0][0]]]


def each_of(bits: Bits) -> Iterator[int]:
    """The same one after another, for whoever wants the first few."""
    passed = 0
    while bits:
        first = (bits ^ (bits - 1)).bit_length()  # all that is below the lowest bit, and that bit
        bits >>= first
        passed += first
        yield passed - 1


def joined(several: Iterable[Numbers], size: int) -> Bits:
    found, few = 0, list[int]()
    for one in several:
        if isinstance(one, int):
            found |= one
        else:
            few.extend(one)
    return found | bits_of(few, size) if few else found


def count_within(numbers: Numbers, bits: Bits, flags: bytes) -> int:
    """How many of ``numbers`` are among ``bits``; ``flags`` are the bytes of these."""
    if isinstance(numbers, int):
        return (numbers & bits).bit_count()
    return sum(flags[number >> 3] >> (number & 7) & 1 for number in numbers)


def how_many(numbers: Numbers) -> int:
    return numbers.bit_count() if isinstance(numbers, int) else len(numbers)


def added(numbers: Numbers, new: list[int], size: int) -> Numbers:
    """``new`` ones are all larger."""
    if isinstance(numbers, int):
        return numbers | bits_of(new, size)
    several = array("i", [*numbers, *new])
    return bits_of(several, size) if len(several) > size // DENSE else several
