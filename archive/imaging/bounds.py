"""How much a picture may be, and what reading one may cost."""

from typing import Final

# Of a file, in bytes.
LARGEST: Final = 25_000_000
# Of a picture, in pixels; of the longer side as well.
PIXELS: Final = 50_000_000
SIDE: Final = 20_000
# Of what is made of it, in bytes: fifty million pixels that hardly repeat.
LARGEST_MADE: Final = 100_000_000

# Of the process that decodes: bytes of address space, seconds of processor time, seconds by the clock.
MEMORY: Final = 1024 * 1024 * 1024
PROCESSOR: Final = 40
CLOCK: Final = 120
# Seconds until another picture is done with.
TURN: Final = 30


class Refused(Exception):
    """In the process that decodes: the file is not taken. Its text is a key of ``refusals.SENTENCES``."""
