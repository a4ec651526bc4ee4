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
# Where there are so many, to look at each byte costs less than to take them off one by one.
FEW: Final = 64


def bits_of(numbers: Iterable[int], size: int) -> Bits:
    """``numbers`` below ``size``."""
    found = bytearray(size // 8 + 1)
    for number in numbers:
        found[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(found, "little")


# The bits of each byte.
_OF_BYTE: Final = [tuple(place for place in range(8) if byte >> place & 1) for byte in range(256)]


def numbers_of(bits: Bits) -> list[int]:
    """In their order. A few are taken off one by one; of many, most bytes have none."""
    if bits.bit_count() < FEW:
        return [*_from_the_last(bits)][::-1]
    written = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    return [8 * one.start() + place for one in re.finditer(rb"[^\0]", written) for place in _OF_BYTE[one[0][0]]]


def _from_the_last(bits: Bits) -> Iterator[int]:
    while bits:
        last = bits.bit_length() - 1
        yield last
        bits ^= 1 << last


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
