"""Pictures whose colours are stored in every way that programs, cameras and scanners store them; all are made here.

Each of ``PICTURES`` is 64 pixels wide and has four bars. What they have to look like is said in sRGB, in numbers that
were not computed by what is tested.
"""

import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any, Final, NamedTuple

from PIL import Image

from tests.imaging.corpus import chunk, png, saved, segment

BARS, ACROSS, DOWN = 4, 16, 16
Colour = tuple[int, int, int]
WHITE, BLACK, RED, GREEN, BLUE = (255, 255, 255), (0, 0, 0), (255, 0, 0), (0, 128, 0), (0, 0, 255)
COLOURS: Final = (RED, GREEN, BLUE, WHITE)


class Shown(NamedTuple):
    """How a picture is made, and what its bars look like. ``most`` is by how much of 255 a colour may differ."""

    made: Callable[[], bytes]
    bars: Sequence[Colour]
    most: int = 4


def greys(*values: int) -> tuple[Colour, ...]:
    return tuple((value, value, value) for value in values)


# --- pieces -------------------------------------------------------------------------------------------


def rows(form: str, *bars: Any) -> bytes:
    """Pixels of bars, each a number or several, as ``struct`` writes them by ``form``."""
    pixels = (struct.pack(form, *(bar if isinstance(bar, tuple) else (bar,))) for bar in bars)
    return b"".join(pixel * ACROSS for pixel in pixels) * DOWN


def rows_of_12_bits(*bars: int) -> bytes:
    """Grey bars of 16 bits, of which the upper 12 are kept: two pixels in three bytes."""
    pairs = (((bar >> 4) << 12 | bar >> 4).to_bytes(3, "big") for bar in bars)
    return b"".join(pair * (ACROSS // 2) for pair in pairs) * DOWN


def planes(form: str, *bars: tuple[int, ...]) -> list[bytes]:
    """The same, one colour after the other."""
    return [rows(form, *colour) for colour in zip(*bars, strict=True)]


def filtered(bits_of_row: int, content: bytes) -> bytes:
    """As a PNG has them: each row with a zero before it, and packed."""
    length = bits_of_row // 8
    return zlib.compress(b"".join(b"\0" + content[at : at + length] for at in range(0, len(content), length)))


def png_of(bits: int, colours: int, form: str, bars: Sequence[Any], *further: bytes) -> bytes:
    content = rows(form, *bars)
    pixels = filtered(len(content) * 8 // DOWN, content)
    return png(BARS * ACROSS, DOWN, *further, bits=bits, colours=colours, pixels=pixels)


def tiff_of(*strips: bytes, photometric: int, bits: Sequence[int] = (8,), order: str = "<", **further: Any) -> bytes:
    """A TIFF of ``strips``. ``further`` are numbers of tags ("tag_338") and what they hold."""
    tags: dict[int, tuple[str, Sequence[int]]] = {
        256: ("I", [BARS * ACROSS]),
        257: ("I", [DOWN]),
        258: ("H", bits),
        259: ("H", [further.pop("packed", 1)]),
        262: ("H", [photometric]),
        273: ("I", [0] * len(strips)),
        277: ("H", [len(bits)]),
        278: ("I", [DOWN]),
        279: ("I", [len(strip) for strip in strips]),
    }
    tags |= {int(name.removeprefix("tag_")): ("H", values) for name, values in further.items()}
    at = 8 + 2 + 12 * len(tags) + 4
    placed = at + sum(size for form, values in tags.values() if (size := struct.calcsize(form) * len(values)) > 4)
    tags[273] = ("I", [placed + sum(map(len, strips[:number])) for number in range(len(strips))])
    directory, beside = b"", b""
    for tag, (form, values) in sorted(tags.items()):
        content = struct.pack(f"{order}{len(values)}{form}", *values)
        directory += struct.pack(f"{order}HHI", tag, {"H": 3, "I": 4}[form], len(values))
        directory += content.ljust(4, b"\0") if len(content) <= 4 else struct.pack(f"{order}I", at + len(beside))
        beside += content if len(content) > 4 else b""
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}IH", 8, len(tags))
    return head + directory + b"\0" * 4 + beside + b"".join(strips)


def with_zero_as_white(content: bytes) -> bytes:
    """A TIFF whose bits say the contrary from now on."""
    said = struct.pack("<HHIHH", 262, 3, 1, 1, 0)
    assert content.count(said) == 1
    return content.replace(said, struct.pack("<HHIHH", 262, 3, 1, 0, 0))


def bars_of(mode: str, *bars: Any) -> Image.Image:
    image = Image.new(mode, (BARS * ACROSS, DOWN))
    for number, bar in enumerate(bars):
        image.paste(bar, (number * ACROSS, 0, (number + 1) * ACROSS, DOWN))
    return image


# --- profiles, made by the standard of the International Color Consortium --------------------------------


def fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def profile(space: bytes, connection: bytes, **tags: bytes) -> bytes:
    """Of a device whose colours are in ``space``, in terms of ``connection``."""
    table, contents, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        padded = content + b"\0" * (-len(content) % 4)
        table += name.encode() + struct.pack(">II", at + len(contents), len(content))
        contents += padded
    kind = b"prtr" if space == b"CMYK" else b"mntr"
    head = struct.pack(">I4sI4s4s4s", at + len(contents), b"\0" * 4, 0x02400000, kind, space, connection)
    head += struct.pack(">6H4s", 2020, 11, 8, 0, 0, 0, b"acsp") + b"\0" * 28 + fixed(0.9642, 1, 0.8249) + b"\0" * 48
    return head + struct.pack(">I", len(tags)) + table + contents


def primary(*xyz: float) -> bytes:
    return b"XYZ \0\0\0\0" + fixed(*xyz)


def gamma(value: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(value * 256))


def curve_of_srgb() -> bytes:
    return b"para\0\0\0\0" + struct.pack(">HH", 3, 0) + fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def of_primaries(*primaries: Sequence[float], curve: bytes) -> bytes:
    named = dict(zip(("rXYZ", "gXYZ", "bXYZ"), (primary(*one) for one in primaries), strict=True))
    curves = dict.fromkeys(("rTRC", "gTRC", "bTRC"), curve)
    return profile(b"RGB ", b"XYZ ", wtpt=primary(0.9642, 1, 0.8249), **named, **curves)


DISPLAY_P3: Final = of_primaries(
    (0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407), curve=curve_of_srgb()
)
ADOBE_RGB: Final = of_primaries(
    (0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457), curve=gamma(2.19921875)
)
LINEAR_GREY: Final = profile(b"GRAY", b"XYZ ", wtpt=primary(0.9642, 1, 0.8249), kTRC=gamma(1.0))

# Of inks as nobody has them, so that it shows whether the profile was asked: the first paints red, the second blue. In
# CIE Lab, as sRGB's own red and blue are there.
_INKS: Final = {
    (0, 0, 0, 0): (100.0, 0.0, 0.0),
    (1, 0, 0, 0): (54.29, 80.80, 69.89),
    (0, 1, 0, 0): (29.57, 68.30, -112.03),
}


def of_odd_inks() -> bytes:
    table = b"mft1\0\0\0\0" + bytes([4, 3, 2, 0]) + fixed(1, 0, 0, 0, 1, 0, 0, 0, 1) + bytes(range(256)) * 4
    for inks in product((0, 1), repeat=4):
        lightness, a, b = _INKS.get(inks, (0.0, 0.0, 0.0))
        table += bytes([round(lightness * 2.55), round(a + 128), round(b + 128)])
    return profile(b"CMYK", b"Lab ", wtpt=primary(0.9642, 1, 0.8249), A2B0=table + bytes(range(256)) * 3)


ODD_INKS: Final = of_odd_inks()
ODD_INKS_SEEN: Final = (RED, BLUE, BLACK, WHITE)
SOLID: Final = ((255, 0, 0, 0), (0, 255, 0, 0), (0, 0, 0, 255), (0, 0, 0, 0))
INKS: Final = ((0, 255, 255, 0), (255, 0, 255, 127), (255, 255, 0, 0), (0, 0, 0, 0))


# --- for print, as JPEG ---------------------------------------------------------------------------------


def cmyk_jpeg(*inks: tuple[int, ...], **options: Any) -> bytes:
    """As Adobe's programs write it: with their mark, and each value turned round."""
    return saved(bars_of("CMYK", *inks), "JPEG", quality=100, **options)


def unmarked_cmyk_jpeg(*inks: tuple[int, ...]) -> bytes:
    """As the standard has it: as it is, and without Adobe's mark."""
    marked = cmyk_jpeg(*(tuple(255 - value for value in ink) for ink in inks))
    mark = adobe_mark(0)
    assert marked.count(mark) == 1
    return marked.replace(mark, b"")


def ycck_jpeg(*inks: tuple[int, ...]) -> bytes:
    """As Photoshop writes it: three of the inks as lightness and two differences."""
    turned = [(*(255 - value for value in differences(*ink[:3])), ink[3]) for ink in inks]
    return cmyk_jpeg(*turned).replace(adobe_mark(0), adobe_mark(2))


def adobe_mark(transform: int) -> bytes:
    return segment(0xEE, b"Adobe" + struct.pack(">HHHB", 100, 0, 0, transform))


def differences(red: int, green: int, blue: int) -> tuple[int, ...]:
    """YCbCr by the standard of JFIF."""
    light = 0.299 * red + 0.587 * green + 0.114 * blue
    return tuple(min(255, round(one)) for one in (light, 128 + (blue - light) * 0.5643, 128 + (red - light) * 0.7133))


# --- all of them ----------------------------------------------------------------------------------------

DEEP: Final = (0, 0x4000, 0x8000, 0xFFFF)
DEEP_SEEN, DEEP_TURNED = greys(0, 64, 128, 255), greys(255, 191, 127, 0)
DEEP_COLOURS: Final = ((0xFFFF, 0, 0), (0, 0x8080, 0), (0, 0, 0xFFFF), (0xFFFF, 0xFFFF, 0xFFFF))
HALF_SEEN: Final = ((255, 128, 128), (128, 192, 128), (128, 128, 255), WHITE)
SHADES: Final = ((0, 255), (0, 128), (128, 255), (0, 0))
SHADES_SEEN: Final = greys(0, 127, 128, 255)
PALETTE: Final = bytes(sum(COLOURS, ()))
DEEP_PALETTE: Final = [value for part in range(3) for value in [one[part] * 257 for one in COLOURS] + [0] * 252]
# What sRGB's colours are called in wider spaces.
IN_P3: Final = ((234, 51, 35), (117, 251, 76), (0, 0, 245), WHITE)
IN_ADOBE: Final = ((219, 0, 0), (144, 255, 60), (0, 0, 250), WHITE)
WIDE_SEEN: Final = (RED, (0, 255, 0), BLUE, WHITE)
# 0 where it is black, each byte eight pixels.
BITS: Final = b"\0\0\xff\xff\0\0\xff\xff" * DOWN
STRIPES, STRIPES_TURNED = greys(0, 255, 0, 255), greys(255, 0, 255, 0)


def fax() -> bytes:
    return saved(bars_of("1", 0, 255, 0, 255), "TIFF", compression="group4")


def half(form: str, most: int) -> bytes:
    return rows(form, *((*colour, (most + 1) // 2) for colour in (COLOURS if most == 255 else DEEP_COLOURS)))


PICTURES: Final[Mapping[str, Shown]] = {
    # Grey.
    "PNG, grey of 16 bits": Shown(lambda: png_of(16, 0, ">H", DEEP), DEEP_SEEN),
    "PNG, grey of 16 bits, one shade transparent": Shown(
        lambda: png_of(16, 0, ">H", DEEP, chunk(b"tRNS", b"\0\0")), greys(255, 64, 128, 255)
    ),
    "PNG, grey and transparent": Shown(lambda: png_of(8, 4, "BB", SHADES), SHADES_SEEN),
    "PNG, grey of 16 bits and transparent": Shown(
        lambda: png_of(16, 4, ">HH", [tuple(value * 257 for value in one) for one in SHADES]), SHADES_SEEN
    ),
    "PNG, grey by a profile": Shown(
        lambda: saved(bars_of("L", 0, 55, 128, 255), "PNG", icc_profile=LINEAR_GREY), greys(0, 128, 188, 255)
    ),
    "TIFF, grey of 16 bits": Shown(lambda: tiff_of(rows("<H", *DEEP), photometric=1, bits=[16]), DEEP_SEEN),
    "TIFF, grey of 16 bits, high byte first": Shown(
        lambda: tiff_of(rows(">H", *DEEP), photometric=1, bits=[16], order=">"), DEEP_SEEN
    ),
    "TIFF, grey of 16 bits, zero is white": Shown(
        lambda: tiff_of(rows("<H", *DEEP), photometric=0, bits=[16]), DEEP_TURNED
    ),
    "TIFF, grey of 16 bits, zero is white, high byte first": Shown(
        lambda: tiff_of(rows(">H", *DEEP), photometric=0, bits=[16], order=">"), DEEP_TURNED
    ),
    "TIFF, grey of 16 bits, zero is white, packed": Shown(
        lambda: tiff_of(zlib.compress(rows("<H", *DEEP)), photometric=0, bits=[16], packed=8), DEEP_TURNED
    ),
    "TIFF, grey of 12 bits": Shown(lambda: tiff_of(rows_of_12_bits(*DEEP), photometric=1, bits=[12]), DEEP_SEEN),
    "TIFF, grey, zero is white": Shown(
        lambda: tiff_of(rows("B", 0, 64, 128, 255), photometric=0), greys(255, 191, 127, 0)
    ),
    "TIFF, grey of 4 bits, zero is white": Shown(
        lambda: tiff_of((b"\0" * 8 + b"\x44" * 8 + b"\x88" * 8 + b"\xff" * 8) * DOWN, photometric=0, bits=[4]),
        greys(255, 187, 119, 0),
    ),
    "TIFF, grey and transparent": Shown(
        lambda: tiff_of(rows("BB", *SHADES), photometric=1, bits=[8, 8], tag_338=[2]), SHADES_SEEN
    ),
    # Black and white.
    "TIFF of one bit": Shown(lambda: tiff_of(BITS, photometric=1, bits=[1]), STRIPES),
    "TIFF of one bit, zero is white": Shown(lambda: tiff_of(BITS, photometric=0, bits=[1]), STRIPES_TURNED),
    "TIFF as a fax": Shown(fax, STRIPES),
    "TIFF as a fax, zero is white": Shown(lambda: with_zero_as_white(fax()), STRIPES_TURNED),
    # Colours.
    "PNG of 16 bits": Shown(lambda: png_of(16, 2, ">3H", DEEP_COLOURS), COLOURS),
    "PNG, half transparent": Shown(lambda: png_of(8, 6, "4B", [(*one, 128) for one in COLOURS]), HALF_SEEN),
    "PNG of 16 bits, half transparent": Shown(
        lambda: png_of(16, 6, ">4H", [(*one, 0x8080) for one in DEEP_COLOURS]), HALF_SEEN
    ),
    "PNG, one colour transparent": Shown(
        lambda: png_of(8, 2, "3B", COLOURS, chunk(b"tRNS", struct.pack(">3H", *RED))), (WHITE, *COLOURS[1:])
    ),
    "PNG of a palette, partly transparent": Shown(
        lambda: png_of(8, 3, "B", (0, 1, 2, 3), chunk(b"PLTE", PALETTE), chunk(b"tRNS", bytes([255, 128, 0]))),
        (RED, HALF_SEEN[1], WHITE, WHITE),
    ),
    "PNG of a palette, by a profile": Shown(
        lambda: png_of(
            8,
            3,
            "B",
            (0, 1, 2, 3),
            chunk(b"iCCP", b"p3\0\0" + zlib.compress(DISPLAY_P3)),
            chunk(b"PLTE", bytes(sum(IN_P3, ()))),
        ),
        WIDE_SEEN,
    ),
    "WebP, half transparent": Shown(
        lambda: saved(bars_of("RGBA", *((*one, 128) for one in COLOURS)), "WEBP", lossless=True), HALF_SEEN
    ),
    "AVIF, half transparent": Shown(
        lambda: saved(bars_of("RGBA", *((*one, 128) for one in COLOURS)), "AVIF", quality=100, speed=10), HALF_SEEN
    ),
    "TIFF of 16 bits": Shown(lambda: tiff_of(rows("<3H", *DEEP_COLOURS), photometric=2, bits=[16] * 3), COLOURS),
    "TIFF of 16 bits, high byte first": Shown(
        lambda: tiff_of(rows(">3H", *DEEP_COLOURS), photometric=2, bits=[16] * 3, order=">"), COLOURS
    ),
    "TIFF of 16 bits, half transparent": Shown(
        lambda: tiff_of(half("<4H", 0xFFFF), photometric=2, bits=[16] * 4, tag_338=[2]), HALF_SEEN
    ),
    "TIFF, one colour after the other": Shown(
        lambda: tiff_of(*planes("B", *COLOURS), photometric=2, bits=[8] * 3, tag_284=[2]), COLOURS
    ),
    "TIFF of 16 bits, one colour after the other": Shown(
        lambda: tiff_of(*planes("<H", *DEEP_COLOURS), photometric=2, bits=[16] * 3, tag_284=[2]), COLOURS
    ),
    "TIFF of 16 bits, one colour after the other, packed": Shown(
        lambda: tiff_of(
            *map(zlib.compress, planes("<H", *DEEP_COLOURS)), photometric=2, bits=[16] * 3, tag_284=[2], packed=8
        ),
        COLOURS,
    ),
    "TIFF of a palette": Shown(lambda: tiff_of(rows("B", 0, 1, 2, 3), photometric=3, tag_320=DEEP_PALETTE), COLOURS),
    "TIFF of lightness and differences": Shown(
        lambda: tiff_of(
            rows("3B", *(differences(*one) for one in COLOURS)), photometric=6, bits=[8] * 3, tag_530=[1, 1]
        ),
        COLOURS,
    ),
    "TIFF packed as JPEG": Shown(lambda: saved(bars_of("RGB", *COLOURS), "TIFF", compression="jpeg"), COLOURS),
    # Red, grey, white and black, as CIE Lab has them.
    "TIFF in Lab": Shown(
        lambda: tiff_of(rows("Bbb", (138, 81, 70), (137, 0, 0), (255, 0, 0), (0, 0, 0)), photometric=8, bits=[8] * 3),
        (RED, *greys(128, 255, 0)),
        8,
    ),
    "JPEG of red, green and blue": Shown(
        lambda: saved(bars_of("RGB", *COLOURS), "JPEG", quality=100, keep_rgb=True), COLOURS
    ),
    # For print.
    "JPEG for print": Shown(lambda: cmyk_jpeg(*INKS), COLOURS),
    "JPEG for print, without Adobe's mark": Shown(lambda: unmarked_cmyk_jpeg(*INKS), COLOURS),
    "JPEG for print, as Photoshop writes it": Shown(lambda: ycck_jpeg(*INKS), COLOURS, 6),
    "JPEG for print, by a profile": Shown(lambda: cmyk_jpeg(*SOLID, icc_profile=ODD_INKS), ODD_INKS_SEEN, 8),
    "TIFF for print": Shown(lambda: tiff_of(rows("4B", *INKS), photometric=5, bits=[8] * 4), COLOURS),
    "TIFF for print, of 16 bits": Shown(
        lambda: tiff_of(
            rows("<4H", *(tuple(value * 257 for value in ink) for ink in INKS)), photometric=5, bits=[16] * 4
        ),
        COLOURS,
    ),
    "TIFF for print, by a profile": Shown(
        lambda: saved(bars_of("CMYK", *SOLID), "TIFF", icc_profile=ODD_INKS), ODD_INKS_SEEN, 8
    ),
    # Wider than what every screen shows.
    "JPEG in Display P3": Shown(
        lambda: saved(bars_of("RGB", *IN_P3), "JPEG", quality=100, subsampling=0, icc_profile=DISPLAY_P3),
        WIDE_SEEN,
        8,
    ),
    "PNG in Adobe RGB": Shown(lambda: saved(bars_of("RGB", *IN_ADOBE), "PNG", icc_profile=ADOBE_RGB), WIDE_SEEN, 8),
    "WebP in Display P3, transparent": Shown(
        lambda: saved(bars_of("RGBA", *((*one, 255) for one in IN_P3)), "WEBP", lossless=True, icc_profile=DISPLAY_P3),
        WIDE_SEEN,
        8,
    ),
    "AVIF in Display P3": Shown(
        lambda: saved(bars_of("RGB", *IN_P3), "AVIF", quality=100, speed=10, icc_profile=DISPLAY_P3), WIDE_SEEN, 8
    ),
    "TIFF in Adobe RGB": Shown(lambda: saved(bars_of("RGB", *IN_ADOBE), "TIFF", icc_profile=ADOBE_RGB), WIDE_SEEN, 8),
}
# What has no colours that could be shown, and is refused with these words.
WITHOUT: Final[Mapping[str, Callable[[], bytes]]] = {
    "TIFF of grey of 16 bits and transparent": lambda: tiff_of(
        rows("<HH", *SHADES), photometric=1, bits=[16, 16], tag_338=[2]
    ),
    "TIFF in Lab of 16 bits": lambda: tiff_of(rows("<3H", *DEEP_COLOURS), photometric=8, bits=[16] * 3),
    "TIFF of heights below zero": lambda: tiff_of(rows("<h", 0, 9, -9, 99), photometric=1, bits=[16], tag_339=[2]),
}
