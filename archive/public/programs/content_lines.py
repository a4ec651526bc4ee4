"""Lines of iCalendar: RFC 5545, 3.1."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Final

# Octets of a line, and of what it is continued with after a blank.
LONGEST: Final = 74


def written(lines: Iterable[str]) -> bytes:
    return b"".join(b"%s\r\n" % b"\r\n ".join(_folded(line.encode())) for line in lines)


def text(words: str) -> str:
    """Words as a value."""
    return words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def day(day: date) -> str:
    return f"{day:%Y%m%d}"


def moment(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: bytes) -> Iterator[bytes]:
    while len(line) > LONGEST:
        end = LONGEST
        while line[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        if line[end - 1 : end] in (b"\\", b"^"):  # which belongs to what follows
            end -= 1
        yield line[:end]
        line = line[end:]
    yield line
