"""What a file is by its first bytes, whatever it is called and whatever its sender says."""

import re
from collections.abc import Mapping
from typing import Final

# The types that are taken, as people call them. Pillow calls them so in capitals.
TAKEN: Final[Mapping[str, str]] = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WebP",
    "image/avif": "AVIF",
    "image/tiff": "TIFF",
}
# So many bytes tell.
BEGINNING: Final = 4096

_TAKEN: Final = (
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"RIFF....WEBP", re.S), "image/webp"),
    (re.compile(rb"....ftyp(?:....){0,15}?avi[fs]", re.S), "image/avif"),
    # The fifth byte on, a camera's raw file says that it is one.
    (re.compile(rb"(?:II[*+]\0|MM\0[*+])(?!....CR)", re.S), "image/tiff"),
)
_OTHERS: Final = (
    (re.compile(rb"\s*%PDF-"), "PDF"),
    (re.compile(rb"GIF8[79]a"), "GIF"),
    (re.compile(rb"BM"), "BMP"),
    (re.compile(rb"....ftyp(?:....){0,15}?(?:hei[cfmsx]|hev[cmsx])", re.S), "HEIC"),
    (re.compile(rb"....ftyp", re.S), "MP4"),
    (re.compile(rb"\0\0\0\x0cJXL |\xff\x0a"), "JPEG XL"),
    (re.compile(rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51"), "JPEG 2000"),
    (re.compile(rb"II\*\0....CR|II(?:RO|U\0)|FUJIFILMCCD-RAW", re.S), "RAW"),
    (re.compile(rb"8BPS"), "PSD"),
    (re.compile(rb"%!PS|\xc5\xd0\xd3\xc6"), "EPS"),
    (re.compile(rb"\0\0\x01\0"), "ICO"),
    (re.compile(rb"PK[\x03\x05\x07]"), "ZIP"),
    (re.compile(rb"MZ|\x7fELF"), "EXE"),
    (re.compile(rb"\s*<\?php|#!", re.I), "PHP"),
    (re.compile(rb"[^\0]*<svg[\s>:]", re.I), "SVG"),
    (re.compile(rb"[^\0]*<(?:!doctype html|html|head|body|script)\b", re.I), "HTML"),
)


def media_type_of(beginning: bytes) -> str:
    """One of ``TAKEN``, from the first ``BEGINNING`` bytes; empty for whatever else."""
    return next((media_type for mark, media_type in _TAKEN if mark.match(beginning)), "")


def other_type_of(beginning: bytes) -> str:
    """What people call the type of a file that is not taken; empty where nobody knows."""
    return next((name for mark, name in _OTHERS if mark.match(beginning)), "")
