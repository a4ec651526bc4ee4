"""From a file of anybody's to a master: upright, in sRGB, without metadata. Only ``child`` runs this."""

import io
import re
import warnings
from collections.abc import Mapping
from contextlib import suppress
from typing import IO, Any, Final

from PIL import (
    AvifImagePlugin,
    ExifTags,
    Image,
    ImageChops,
    ImageCms,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from .bounds import PIXELS, SIDE, Refused
from .looking import colour_of, look_of

# Imported, they are known to Pillow. What it would load besides when it opens a file, it loads now: later it cannot.
_PLUGINS: Final = (
    AvifImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
Image.preinit()
# Whatever a TIFF is packed with, one library reads it. What is not packed Pillow would read by itself, and wrongly
# where colours of 16 bits are stored one after the other.
TiffImagePlugin.READ_LIBTIFF = True
# Grey of 16 bits in which zero is white, as it is known from machines that have the lower byte first.
TiffImagePlugin.OPEN_INFO.setdefault((TiffImagePlugin.MM, 0, (1,), 1, (16,), ()), ("I;16", "I;16B"))
# Says why it knows no format.
Image.WARN_POSSIBLE_FORMATS = True
# One thread: that of the process, whose time and memory are counted.
AvifImagePlugin.DEFAULT_MAX_THREADS = 1
# Beyond twice as many, Pillow refuses before a decoder makes room for them.
Image.MAX_IMAGE_PIXELS = PIXELS

_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# How pictures are stored in which no pixel was made worse.
_LOSSLESS: Final = {"PNG", "TIFF"}
# Of a TIFF: where it keeps further pictures, such as the one proper beside a preview; how many bits a sample has; and
# whether zero is white.
_SUB_PICTURES: Final = 330
_BITS: Final = 258
_PHOTOMETRIC: Final = 262
_ZERO_IS_WHITE: Final = 0
# What Pillow says of colours that it has no way to read.
_UNKNOWN_SAMPLES: Final = re.compile("unknown (pixel mode|data organization)")


def do(source: IO[bytes], made: IO[bytes], *, format: str) -> dict[str, Any]:
    """Write the master of ``source``, which is of Pillow's ``format``, into ``made``, and tell of it."""
    warnings.simplefilter("ignore")
    picture, captured, is_lossless = _read(_opened(source, format))
    _write(picture, made, is_lossless=is_lossless)
    return {
        "captured": captured,
        "width": picture.width,
        "height": picture.height,
        "colour": colour_of(picture),
        "look": look_of(picture),
    }


def _opened(source: IO[bytes], format: str) -> Image.Image:
    """Its header read, and nothing decoded. Raises ``Refused`` for what is too large, or more than one picture."""
    with warnings.catch_warnings(record=True, action="always") as said:
        try:
            image = Image.open(source, formats=[format])
            # Not how many: to count them takes as long as somebody likes.
            has_further = image.format != "MPO" and getattr(image, "is_animated", False)
        except Image.DecompressionBombError as bomb:
            raise Refused("pixels") from bomb
        except MemoryError:
            raise
        except Exception as failed:
            is_readable = not any(_UNKNOWN_SAMPLES.search(str(one.message)) for one in said)
            raise Refused("damaged" if is_readable else "samples") from failed
    if image.width * image.height > PIXELS or max(image.size) > SIDE:
        raise Refused("pixels")
    if has_further or _SUB_PICTURES in getattr(image, "tag_v2", ()):
        raise Refused("several")
    return image


def _read(image: Image.Image) -> tuple[Image.Image, dict[str, str], bool]:
    """The picture as it is to be seen, what the file says of its making, and whether nothing of it was lost before."""
    try:
        image.load()
        exif, profile = _exif_of(image), image.info.get("icc_profile")
        is_lossless = image.format in _LOSSLESS and "jpeg" not in str(image.info.get("compression"))
        # One after the other under one name: what was before each is let go.
        image = _in_8_bits(_as_inks(image))
        image = _opaque(image)
        image = _in_srgb(image, profile)
        image = _upright(image, exif.get(ExifTags.Base.Orientation))
    except (MemoryError, Refused):
        raise
    except Exception as failed:
        raise Refused("damaged") from failed
    image.info.clear()
    return image, captured_in(exif), is_lossless


def _as_inks(image: Image.Image) -> Image.Image:
    """Adobe turns the inks of a JPEG round and leaves its mark; Pillow takes every one for such (ISO/IEC 10918-6)."""
    if image.mode == "CMYK" and image.format == "JPEG" and "adobe" not in image.info:
        return ImageChops.invert(image)
    return image


def _in_8_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        darkest, lightest = _ends_of(image)
        step = 255 / (lightest - darkest)
        return image.convert("I").point(lambda value: value * step + (0.5 - darkest * step)).convert("L")
    if image.mode in ("I", "F"):
        raise Refused("samples")
    return image


def _ends_of(image: Image.Image) -> tuple[int, int]:
    """What is black and what is white in grey of more than 8 bits. Pillow gives the numbers as they are stored."""
    tags = getattr(image, "tag_v2", {})
    (bits,) = tags.get(_BITS, (16,))
    most = (1 << bits) - 1
    return (most, 0) if tags.get(_PHOTOMETRIC) == _ZERO_IS_WHITE else (0, most)


def _opaque(image: Image.Image) -> Image.Image:
    """In grey or colours, and on white where one looks through it."""
    if image.has_transparency_data:
        seen = image if image.mode == "RGBA" else image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(seen, mask=seen.getchannel("A"))
        return ground.convert("L") if image.mode in ("LA", "L", "1") else ground
    return image if image.mode in ("1", "L", "RGB", "CMYK", "LAB") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """By its own profile. What is broken, or of other colours than the picture's, is as if it were not there."""
    if image.mode == "1" or not (profile or image.mode == "LAB"):
        return image if image.mode in ("1", "L") else image.convert("RGB")
    try:
        given: Any = (
            ImageCms.createProfile("LAB")
            if image.mode == "LAB"
            else ImageCms.ImageCmsProfile(io.BytesIO(profile or b""))
        )
        ours: Any = ImageCms.createProfile("sRGB")
        if image.mode == "RGB":
            ImageCms.profileToProfile(image, given, ours, inPlace=True)
            return image
        seen = ImageCms.profileToProfile(image, given, ours, outputMode="RGB")
        assert seen
        return seen.convert("L") if image.mode == "L" else seen
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image if image.mode == "L" else image.convert("RGB")


def _upright(image: Image.Image, orientation: Any) -> Image.Image:
    return image.transpose(_TURNS[orientation]) if orientation in _TURNS else image


def _write(picture: Image.Image, made: IO[bytes], *, is_lossless: bool) -> None:
    """As PNG what nothing was lost of, else as JPEG with nearly everything it has."""
    try:
        if is_lossless:
            picture.save(made, "PNG", compress_level=6)
        else:
            picture.convert("L" if picture.mode == "1" else picture.mode).save(made, "JPEG", quality=95, subsampling=0)
    except OSError as failed:
        raise Refused("heavy") from failed


# --- what a file says of its making -------------------------------------------------------------------

_DATE: Final = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)(?:[ T](\d\d:\d\d:\d\d))?")
# Letters of a description, for people and not for programs.
_LONGEST: Final = 1000


def captured_in(exif: Mapping[int, Any]) -> dict[str, str]:
    """ "date" (YYYY-MM-DD hh:mm:ss, as the clock of the camera or scanner stood), "camera", "description", "creator"
    and "rights", as far as they are there. Neither where it was made nor by which copy of a camera."""
    date = _DATE.match(_words(exif.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)))
    told = {
        "date": f"{'-'.join(date.groups()[:3])} {date[4] or ''}".strip() if date else "",
        "camera": f"{_words(exif.get(ExifTags.Base.Make))} {_words(exif.get(ExifTags.Base.Model))}".strip(),
        "description": _words(exif.get(ExifTags.Base.ImageDescription)),
        "creator": _words(exif.get(ExifTags.Base.Artist)),
        "rights": _words(exif.get(ExifTags.Base.Copyright)),
    }
    return {name: words for name, words in told.items() if words}


def _exif_of(image: Image.Image) -> dict[int, Any]:
    """Of the picture and of its taking; nothing where it cannot be read."""
    try:
        exif = image.getexif()
        return dict(exif) | exif.get_ifd(ExifTags.IFD.Exif)
    except MemoryError:
        raise
    except Exception:
        return {}


def _words(value: Any) -> str:
    """One line of letters, whatever was written there."""
    letters = value.decode("latin-1") if isinstance(value, bytes) else str(value or "")
    # By the standard they are ASCII. Programs write UTF-8, of which Pillow takes every byte for a letter.
    with suppress(UnicodeError):
        letters = letters.encode("latin-1").decode()
    return " ".join("".join(letter if letter.isprintable() else " " for letter in letters).split())[:_LONGEST]
