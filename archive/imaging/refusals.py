"""Why a file is not taken, in the words of whoever sent it."""

from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy

from .bounds import LARGEST, PIXELS, SIDE
from .formats import TAKEN


class Unfit(ValueError):
    """This file cannot be taken. The text is for the archivist, in her language."""


SENTENCES: Final = {
    "empty": gettext_lazy("The file is empty."),
    "large": gettext_lazy(
        "The file is too large: at most %(most)s MB are taken. Save the picture smaller, or as JPEG."
    ),
    "unknown": gettext_lazy("This is no picture that can be read here. Taken are: %(taken)s."),
    "other": gettext_lazy(
        "By its content this file is of the type %(type)s, whatever its name says. Taken are: %(taken)s. Save the "
        "picture as one of these."
    ),
    "pixels": gettext_lazy(
        "The picture is too large: at most %(pixels)s million pixels are taken, and %(side)s on a side. Save it "
        "smaller."
    ),
    "several": gettext_lazy(
        "The file holds more than one picture: it is an animation, has several pages, or is a camera’s raw file. Save "
        "each page or picture as a file of its own and upload them together."
    ),
    "samples": gettext_lazy(
        "The colours of this picture are stored in a way that cannot be read here. Save it with 8 or 16 bits a channel."
    ),
    "damaged": gettext_lazy("The picture cannot be read to its end: the file is damaged or was cut off."),
    "heavy": gettext_lazy(
        "Reading this picture takes more time or memory than it may. Save it anew with another program, or smaller."
    ),
    "busy": gettext_lazy("Too many pictures are being read just now. Try again in a minute."),
    "store": gettext_lazy(
        "The archive could not store this file: where it keeps its pictures, on a disk or in a bucket, is full or "
        "failing. Nothing is wrong with the file. Try again later."
    ),
    # As for captured copies.
    "disk": gettext_lazy("The archive could not store this file: its disk is full or failing. Try again later."),
}


def unfit(why: str, **values: str) -> Unfit:
    """``why`` is a key of ``SENTENCES``; whatever else a process says is that the file is damaged."""
    return Unfit(str(SENTENCES.get(why, SENTENCES["damaged"])) % (bounds() | values))


def bounds() -> dict[str, str]:
    """What is taken, as people are told it: ``most`` megabytes, ``pixels`` in millions, so many on a ``side``."""
    return {
        "most": number_format(LARGEST // 1_000_000),
        "pixels": number_format(PIXELS // 1_000_000),
        "side": number_format(SIDE, force_grouping=True),
        "taken": ", ".join(TAKEN.values()),
    }
