"""Numbers that pages send back: keys of rows, and versions of records."""

from typing import Final

MOST_DIGITS: Final = 18  # what both databases hold


def is_number(written: str) -> bool:
    return written.isascii() and written.isdecimal() and len(written) <= MOST_DIGITS


def number_in(written: str) -> int:
    """0, which no row and no version has, if it is none."""
    return int(written) if is_number(written) else 0
