"""Files that somebody may send: bombs, disguises, cut ends, hidden words, odd colours. All are made here.

``REFUSED`` names each with the key of the sentence that refuses it; of those of ``CLEANED`` a master is made, in which
nothing of ``SECRETS`` is left.
"""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any, Final

from PIL import Image, ImageCms, ImageDraw
from PIL.TiffImagePlugin import IFDRational, ImageFileDirectory_v2

from archive.imaging.bounds import LARGEST, SIDE

# Planted wherever a file may hold words: whoever finds them in what was made of it has found a leak.
SECRETS: Final = (
    *(b"PLANTED-SECRET", b"SERIAL-90417", b"40,22.5N", b"Ducky"),
    *(b"<script>", b"alert(", b"<?php", b"%PDF", b"PK\x03\x04"),
)
SECRET: Final = "PLANTED-SECRET"
PAGE: Final = b"<!doctype html><html><script>alert('PLANTED-SECRET')</script></html>"
PHP: Final = b"<?php system($_GET['PLANTED-SECRET']); ?>"

Made = Callable[[], bytes]


def saved(image: Image.Image, format: str, **options: Any) -> bytes:
    written = io.BytesIO()
    image.save(written, format, **options)
    return written.getvalue()


def scene(width: int = 96, height: int = 64, seed: int = 0) -> Image.Image:
    """Something with light, dark and edges, which no other ``seed`` has."""
    image = Image.linear_gradient("L").rotate(seed * 37).resize((width, height)).convert("RGB")
    drawn = ImageDraw.Draw(image)
    for number in range(5):
        left, top = (seed * 53 + number * 31) % width, (seed * 29 + number * 47) % height
        ends = (left, top, left + width // 4, top + height // 3)
        drawn.ellipse(ends, fill=((number * 60) % 256, (seed * 90 + 40) % 256, 200 - number * 40))
    return image


JPEG: Final = saved(scene(), "JPEG", quality=90)
PNG: Final = saved(scene(), "PNG")
WEBP: Final = saved(scene(), "WEBP")
AVIF: Final = saved(scene(), "AVIF", speed=10)
TIFF: Final = saved(scene(), "TIFF", compression="tiff_lzw")
WHOLE: Final = {"jpeg": JPEG, "png": PNG, "webp": WEBP, "avif": AVIF, "tiff": TIFF}


# --- pieces of which files are made ------------------------------------------------------------------


def chunk(name: bytes, content: bytes) -> bytes:
    """Of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int, height: int, *further: bytes, bits: int = 1, colours: int = 0, pixels: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(further) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def with_chunks(*further: bytes) -> bytes:
    """A PNG with ``further`` chunks behind its head."""
    return PNG[:33] + b"".join(further) + PNG[33:]


def empty_rows(width: int, height: int) -> bytes:
    """Of one bit each, packed: some thousand bytes for hundreds of megabytes."""
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + (width + 7) // 8)
    return b"".join(packer.compress(row * 100) for _hundred in range(height // 100)) + packer.flush()


def segment(marker: int, content: bytes) -> bytes:
    """Of a JPEG."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def with_segments(*further: bytes) -> bytes:
    return JPEG[:2] + b"".join(further) + JPEG[2:]


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    """A WebP."""
    body = b"WEBP" + b"".join(
        name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2) for name, content in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def box(name: bytes, content: bytes = b"") -> bytes:
    """Of an AVIF, and of the files that are like it."""
    return struct.pack(">I", len(content) + 8) + name + content


def exif() -> Image.Exif:
    """With a place, numbers of devices, words of several people, and a way to look that is upright."""
    told = Image.Exif()
    told[0x010F], told[0x0110], told[0x0132] = "Ducky Cameras", "Ducky 3", "2020:11:08 10:00:00"
    told[0x010E], told[0x013B], told[0x8298] = SECRET, SECRET, SECRET
    told[0xC62F] = "SERIAL-90417"  # of the camera, in a DNG
    told.get_ifd(0x8769).update(
        {
            0x9003: "2020:11:08 09:30:00",
            0xA430: SECRET,
            0xA431: "SERIAL-90417",
            0xA435: "SERIAL-90417",
            0x927C: b"Ducky",
        }
    )
    place = (IFDRational(40), IFDRational(22), IFDRational(33))
    told.get_ifd(0x8825).update({1: "N", 2: place, 3: "E", 4: place, 29: "2020:11:08", 27: b"PLANTED-SECRET"})
    return told


XMP: Final = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description exif:GPSLatitude="40,22.5N" '
    b'aux:SerialNumber="SERIAL-90417">PLANTED-SECRET<script>alert(1)</script></rdf:Description></rdf:RDF></x:xmpmeta>'
)
IPTC: Final = (
    b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x14\x1c\x02\x78\0\x0fPLANTED-SECRET\0"
    + b"8BIM\x04\x0c\0\0\0\0\0\x04"
    + b"Duck"
)
SRGB: Final = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
FAT_PROFILE: Final = SRGB + b"PLANTED-SECRET" * 70_000


def archive() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        file.writestr("index.html", PAGE)
    return written.getvalue()


def thumbnail() -> bytes:
    return saved(scene(32, 24), "JPEG", comment=b"PLANTED-SECRET")


def with_sides(width: int, height: int) -> bytes:
    """A JPEG that says it is so large, and is not."""
    at = JPEG.index(b"\xff\xc0") + 5
    return JPEG[:at] + struct.pack(">HH", height, width) + JPEG[at + 4 :]


def avif_with_sides(width: int, height: int) -> bytes:
    at = AVIF.index(b"ispe") + 8
    return AVIF[:at] + struct.pack(">II", width, height) + AVIF[at + 8 :]


def tiff(image: Image.Image | None = None, **options: Any) -> bytes:
    return saved(image or scene(), "TIFF", **options)


def tiff_tags() -> ImageFileDirectory_v2:
    tags = ImageFileDirectory_v2()
    tags[270], tags[305], tags[315], tags[700], tags[33723], tags[34377] = SECRET, SECRET, SECRET, XMP, IPTC, IPTC
    tags[50735] = "SERIAL-90417"
    return tags


def tiff_with_sides(width: int, height: int) -> bytes:
    tags = ImageFileDirectory_v2()
    content = bytearray(saved(Image.new("1", (8, 8)), "TIFF", tiffinfo=tags))
    directory = struct.unpack_from("<I", content, 4)[0]
    for place in range(directory + 2, len(content) - 12, 12):
        tag = struct.unpack_from("<H", content, place)[0]
        if tag in (256, 257):
            struct.pack_into("<HII", content, place + 2, 4, 1, {256: width, 257: height}[tag])
        if tag == 257:
            break
    return bytes(content)


def with_sub_pictures() -> bytes:
    """As a camera's raw file: a preview, and where the picture proper is."""
    tags = ImageFileDirectory_v2()
    tags[330] = 8
    return tiff(tiffinfo=tags)


def hidden_below() -> Image.Image:
    """What cannot be seen is there nevertheless: letters in pixels that are wholly transparent."""
    image = Image.new("RGBA", (64, 64), (200, 30, 30, 255))
    image.paste(Image.frombytes("RGBA", (7, 1), b"PLANTED\0SECRET\0PLANTED-SECRE"), (0, 0))
    return Image.merge(
        "RGBA", (*image.split()[:3], image.getchannel("A").point(lambda value: 255 if value == 255 else 0))
    )


def palette_image() -> Image.Image:
    image = scene().quantize(16)
    image.info["transparency"] = 0
    return image


def unused_colours() -> bytes:
    image = scene().quantize(4)
    image.putpalette((image.getpalette() or [])[:12] + list((b"PLANTED-SECRET" * 60)[:700]))
    return saved(image, "PNG")


def of_phone() -> bytes:
    """A JPEG with a second picture behind it."""
    return saved(scene(), "MPO", save_all=True, append_images=[scene(seed=3)])


def endless_exif() -> bytes:
    """A directory that leads to itself, and says that it has four billion values."""
    entry = struct.pack("<HHII", 0x8769, 4, 1, 8) + struct.pack("<HHII", 0x010E, 2, 0xFFFFFFF0, 8)
    return b"Exif\0\0II*\0\x08\0\0\0\x02\0" + entry + struct.pack("<I", 8)


def turned(orientation: object) -> Image.Exif:
    told = Image.Exif()
    told[0x0112] = orientation
    return told


def entry(tag: int, kind: int, count: int, value: int) -> bytes:
    """One of the directory of a TIFF: ``kind`` is 3 for numbers of two bytes, 4 of four."""
    return struct.pack("<HHII", tag, kind, count, value)


def tiff_that_says(*told: tuple[int, int, int], width: int = 8, height: int = 8, next_page: int = 0) -> bytes:
    """A grey TIFF of ``told``: tags, each with how many values it has, and the one, or where they are. Its pixels are
    the file's own beginning.
    """
    said = {256: (1, width), 257: (1, height), 258: (1, 8), 259: (1, 1), 262: (1, 1), 277: (1, 1)}
    said |= {tag: (count, value) for tag, count, value in told}
    entries = b"".join(entry(tag, 4, *values) for tag, values in sorted(said.items()))
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(said)) + entries + struct.pack("<I", next_page)


def of_many_pages(count: int) -> bytes:
    first = tiff_that_says((273, 1, 8), (278, 1, 8), (279, 1, 64))
    size = len(first) - 8
    pages = (first[8:-4] + struct.pack("<I", 8 + size * number) for number in range(1, count))
    return first[:8] + b"".join(pages) + first[8:]


def of_many_strips(count: int) -> bytes:
    """Each is one row, and all are the same eight bytes."""
    strips = ((273, count, 200), (278, 1, 1), (279, count, 200 + 4 * count))
    said = tiff_that_says(*strips, height=min(count, SIDE)).ljust(200, b"\0")
    return said + struct.pack("<I", 200) * count + struct.pack("<I", 8) * count


def of_many_scans(count: int) -> bytes:
    """A JPEG that gets better and better, and then the same all over again."""
    content = saved(scene(), "JPEG", progressive=True)
    last = content[content.rindex(b"\xff\xda") : -2]
    return content[:-2] + last * count + content[-2:]


def with_thumbnail() -> bytes:
    """In a second directory of its EXIF."""
    small = thumbnail()
    second = struct.pack("<H", 2) + entry(0x201, 4, 1, 44) + entry(0x202, 4, 1, len(small)) + b"\0" * 4
    return with_segments(segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\0\0" + struct.pack("<I", 14) + second + small))


def of_tiles(down: int, across: int, width: int, height: int) -> bytes:
    """An AVIF that is put together of one picture again and again, and is as large as it says."""
    place = AVIF.index(b"av1C") - 4
    decoder = AVIF[place : place + struct.unpack_from(">I", AVIF, place)[0]]
    pixels, tiles = AVIF[AVIF.index(b"mdat") + 4 :], b"\0\2" * (down * across)
    how = struct.pack(">BBBBII", 0, 1, down - 1, across - 1, width, height)

    def full(name: bytes, content: bytes, version: int = 0) -> bytes:
        return box(name, struct.pack(">I", version << 24) + content)

    def item(number: int, kind: bytes) -> bytes:
        return full(b"infe", struct.pack(">HH4sB", number, 0, kind, 0), 2)

    sizes = [full(b"ispe", struct.pack(">II", *size)) for size in ((width, height), (96, 64))]
    properties = box(b"ipco", sizes[0] + decoder + full(b"pixi", b"\3\x08\x08\x08") + sizes[1])
    whose = struct.pack(">IHB2BHB3B", 2, 1, 2, 1, 3, 2, 3, 4, 0x82, 3)

    def described(at: int) -> bytes:
        where = struct.pack(">HHHHII", 2, 1, 0, 1, at, len(how))
        where += struct.pack(">HHHII", 2, 0, 1, at + len(how), len(pixels))
        parts = full(b"hdlr", b"\0\0\0\0pict" + b"\0" * 13) + full(b"pitm", b"\0\1") + full(b"iloc", b"\x44\0" + where)
        parts += full(b"iinf", b"\0\2" + item(1, b"grid") + item(2, b"av01"))
        parts += full(b"iref", box(b"dimg", struct.pack(">HH", 1, down * across) + tiles))
        return full(b"meta", parts + box(b"iprp", properties + full(b"ipma", whose)))

    kind = box(b"ftyp", b"avif\0\0\0\0avifmif1miafMA1B")
    return kind + described(len(kind) + len(described(0)) + 8) + box(b"mdat", how + pixels)


# --- the corpus --------------------------------------------------------------------------------------

REFUSED: Final[Mapping[str, tuple[str, Made]]] = {
    # Nothing, and next to nothing.
    "nothing": ("empty", lambda: b""),
    "one byte": ("unknown", lambda: b"\xff"),
    "noise": ("unknown", lambda: bytes(range(1, 255)) * 4),
    "words": ("unknown", lambda: "Düz mətn, şəkil deyil.".encode()),
    # Disguises: other things, whatever they are called.
    "page": ("other HTML", lambda: PAGE),
    "page behind a comment": ("other HTML", lambda: b"\xef\xbb\xbf<!-- a picture --> " + PAGE),
    "drawing with a script": ("other SVG", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "drawing behind its declaration": (
        "other SVG",
        lambda: b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'b'>]><svg >",
    ),
    "program of a server": ("other PHP", lambda: PHP),
    "program of a shell": ("other PHP", lambda: b"#!/bin/sh\nrm -rf /\n"),
    "program of Windows": ("other EXE", lambda: b"MZ\x90\0" + b"\0" * 60 + b"PE\0\0"),
    "program of Linux": ("other EXE", lambda: b"\x7fELF\x02\x01\x01" + b"\0" * 60),
    "ZIP": ("other ZIP", archive),
    "PDF": ("other PDF", lambda: b"%PDF-1.7\n1 0 obj << /JS (alert) >>"),
    "PDF around a picture": ("other PDF", lambda: b"\n%PDF-1.4\nstream\n" + JPEG + b"\nendstream"),
    "GIF": ("other GIF", lambda: saved(scene().quantize(8), "GIF")),
    "GIF that is a script": ("other GIF", lambda: b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert('PLANTED-SECRET')"),
    "BMP": ("other BMP", lambda: saved(scene(), "BMP")),
    "EPS": ("other EPS", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (w) file\n"),
    "EPS with a preview": ("other EPS", lambda: b"\xc5\xd0\xd3\xc6" + b"\0" * 60),
    "ICO": ("other ICO", lambda: saved(scene(32, 32), "ICO")),
    "PSD": ("other PSD", lambda: b"8BPS\0\x01" + b"\0" * 30),
    "drawing that is packed": ("unknown", lambda: gzip.compress(b"<svg onload='alert(1)'/>")),
    "picture of a phone": ("other HEIC", lambda: box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"mdat")),
    "film": ("other MP4", lambda: box(b"ftyp", b"isom\0\0\2\0isomiso2mp41") + box(b"moov")),
    "raw file": ("other RAW", lambda: b"II*\0\x10\0\0\0CR\x02\0" + b"\0" * 30),
    "JPEG XL": ("other JPEG XL", lambda: b"\0\0\0\x0cJXL \r\n\x87\n"),
    "JPEG 2000": ("other JPEG 2000", lambda: b"\0\0\0\x0cjP  \r\n\x87\n"),
    # The first bytes of a picture, and nothing else of one.
    "JPEG of three bytes": ("damaged", lambda: b"\xff\xd8\xff"),
    "PNG that is a page": ("damaged", lambda: PNG[:8] + PAGE),
    "WebP that is a program": ("damaged", lambda: b"RIFF\x40\0\0\0WEBP" + PHP),
    "AVIF of one box": ("damaged", lambda: box(b"ftyp", b"avif\0\0\0\0avifmif1miaf")),
    "TIFF that leads nowhere": ("damaged", lambda: b"II*\0\xff\xff\xff\x7f"),
    "TIFF that leads in circles": ("damaged", lambda: b"II*\0\x08\0\0\0\0\0\x08\0\0\0"),
    # Bombs: what would be hundreds of megabytes, or says so.
    "PNG of 400 million pixels": ("pixels", lambda: png(SIDE, SIDE, pixels=empty_rows(SIDE, SIDE))),
    "PNG of a pixel too many": ("pixels", lambda: png(10_000, 5_001)),
    "PNG as long as numbers go": ("pixels", lambda: png(2**31 - 1, 2**31 - 1)),
    "PNG of one long row": ("pixels", lambda: png(SIDE + 1, 1)),
    "PNG without a row": ("damaged", lambda: png(10, 0)),
    "PNG that unpacks a word": (
        "damaged",
        lambda: with_chunks(chunk(b"zTXt", b"a\0\0" + zlib.compress(b"b" * 9_000_000))),
    ),
    "JPEG of 65 thousand a side": ("pixels", lambda: with_sides(65_500, 65_500)),
    "WebP of 268 million pixels": (
        "pixels",
        lambda: riff((b"VP8X", b"\x10\0\0\0" + b"\xff\x3f\0" * 2), (b"VP8 ", b"\0" * 64)),
    ),
    "AVIF of 65 thousand a side": ("damaged", lambda: avif_with_sides(65_000, 65_000)),
    "AVIF of 64 million pixels": ("pixels", lambda: avif_with_sides(8_000, 8_000)),
    "TIFF of ten milliard pixels": ("pixels", lambda: tiff_with_sides(100_000, 100_000)),
    "file that is too large": ("large", lambda: JPEG + b"\0" * (LARGEST + 1 - len(JPEG))),
    # More than one picture.
    "PNG that moves": ("several", lambda: saved(scene(), "PNG", save_all=True, append_images=[scene(seed=1)])),
    "WebP that moves": ("several", lambda: saved(scene(), "WEBP", save_all=True, append_images=[scene(seed=1)])),
    "AVIF that moves": (
        "several",
        lambda: saved(scene(), "AVIF", save_all=True, append_images=[scene(seed=1)], speed=10),
    ),
    "TIFF of two pages": ("several", lambda: saved(scene(), "TIFF", save_all=True, append_images=[scene(seed=1)])),
    "TIFF with a preview": ("several", with_sub_pictures),
    # Promises of more than there is, and more of the same than anybody needs.
    "PNG whose profile is a bomb": (
        "damaged",
        lambda: with_chunks(chunk(b"iCCP", b"a\0\0" + zlib.compress(b"\0" * 20_000_000))),
    ),
    "PNG whose packed words are a bomb": (
        "damaged",
        lambda: with_chunks(chunk(b"iTXt", b"a\0\1\0\0\0" + zlib.compress(b"b" * 20_000_000))),
    ),
    "PNG of a hundred words that unpack": (
        "damaged",
        lambda: with_chunks(*[chunk(b"zTXt", b"a\0\0" + zlib.compress(b"b" * 1_000_000))] * 100),
    ),
    "PNG whose words have four milliard letters": ("damaged", lambda: PNG[:33] + b"\xff\xff\xff\xfftEXt" + PNG[33:]),
    "WebP that is longer than it is": ("damaged", lambda: WEBP[:4] + b"\xff\xff\xff\xff" + WEBP[8:]),
    "AVIF of another codec": ("damaged", lambda: AVIF.replace(b"av01", b"hvc1")),
    "AVIF of 5,000 tiles": ("damaged", lambda: of_tiles(50, 100, 9600, 6400)),
    "AVIF of tiles that are not enough": ("damaged", lambda: of_tiles(2, 2, 6720, 4480)),
    "TIFF of 60,000 pages": ("several", lambda: of_many_pages(60_000)),
    "TIFF of a milliard strips": (
        "damaged",
        lambda: tiff_that_says((273, 0x3FFFFFFF, 8), (278, 1, 1), (279, 0x3FFFFFFF, 8)).ljust(400, b"\0"),
    ),
    "TIFF of a tile of four milliard pixels": (
        "damaged",
        lambda: tiff_that_says((322, 1, 65_536), (323, 1, 65_536), (324, 1, 8), (325, 1, 64)),
    ),
    "TIFF of 50 million tiles": (
        "damaged",
        lambda: tiff_that_says((322, 1, 1), (323, 1, 1), (324, 9, 8), (325, 9, 8), width=SIDE, height=2_500),
    ),
    "TIFF of 65 thousand samples": (
        "damaged",
        lambda: tiff_that_says((273, 1, 8), (277, 1, 65_535), (278, 1, 8), (279, 1, 64)),
    ),
    # Samples that are no colours.
    "TIFF of numbers": ("samples", lambda: tiff(Image.new("F", (8, 8), 0.5))),
    "TIFF of large numbers": ("samples", lambda: tiff(Image.new("I", (8, 8), 90_000))),
}

CLEANED: Final[Mapping[str, Made]] = {
    # Two things in one.
    "JPEG and ZIP": lambda: JPEG + archive(),
    "JPEG and page": lambda: JPEG + PAGE,
    "JPEG and a second one": lambda: JPEG + thumbnail(),
    "JPEG of a phone": of_phone,
    "JPEG with a program": lambda: with_segments(segment(0xFE, PHP)),
    "JPEG with a program in a table": lambda: with_segments(segment(0xEC, b"Ducky" + PHP)),
    "PNG and page": lambda: PNG + PAGE,
    "PNG with a page in a chunk": lambda: with_chunks(chunk(b"tEXt", b"Comment\0" + PAGE), chunk(b"huGe", PAGE)),
    "WebP and program": lambda: WEBP + PHP,
    "AVIF and archive": lambda: AVIF + box(b"free", archive()),
    "TIFF and page": lambda: TIFF + PAGE,
    "JPEG that is a script": lambda: (
        with_segments(segment(0xFE, b"/*"), segment(0xFE, b"*/alert('PLANTED-SECRET')/*")) + b"*/"
    ),
    "JPEG that is a PDF": lambda: with_segments(segment(0xFE, b"%PDF-1.7\n(PLANTED-SECRET)")) + b"\n%%EOF",
    "PNG and script": lambda: PNG + b"*/alert('PLANTED-SECRET')//",
    "PNG that says it moves, and has one frame": lambda: with_chunks(
        chunk(b"acTL", struct.pack(">II", 1, 0)), chunk(b"fcTL", struct.pack(">5I2H2B", 0, 96, 64, 0, 0, 1, 9, 0, 0))
    ),
    "AVIF of a tile": lambda: of_tiles(1, 1, 96, 64),
    "JPEG of 5,000 scans": lambda: of_many_scans(5_000),
    "TIFF of 20,000 strips": lambda: of_many_strips(SIDE),
    # What a file says of its making, and of its maker.
    "JPEG with EXIF": lambda: saved(scene(), "JPEG", exif=exif(), xmp=XMP, comment=PAGE),
    "JPEG with IPTC": lambda: with_segments(segment(0xED, IPTC)),
    "JPEG with a thumbnail in its EXIF": with_thumbnail,
    "JPEG with 300 comments": lambda: with_segments(*[segment(0xFE, b"PLANTED-SECRET" * 99)] * 300),
    "JPEG with a thumbnail": lambda: with_segments(segment(0xE0, b"JFXX\0\x10" + thumbnail())),
    "JPEG with a fat profile": lambda: saved(scene(), "JPEG", icc_profile=FAT_PROFILE),
    "JPEG with a profile that is none": lambda: saved(scene(), "JPEG", icc_profile=b"PLANTED-SECRET" * 9),
    "JPEG whose EXIF is endless": lambda: with_segments(segment(0xE1, endless_exif())),
    "PNG with EXIF": lambda: saved(scene(), "PNG", exif=exif(), icc_profile=SRGB, dpi=(300, 300)),
    "PNG with words": lambda: with_chunks(
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP), chunk(b"zTXt", b"a\0\0" + zlib.compress(PAGE))
    ),
    "PNG with a profile that unpacks": lambda: with_chunks(
        chunk(b"iCCP", b"a\0\0" + zlib.compress(b"PLANTED-SECRET" * 70_000))
    ),
    "WebP with EXIF": lambda: saved(scene(), "WEBP", exif=exif(), xmp=XMP, icc_profile=SRGB),
    "AVIF with EXIF": lambda: saved(scene(), "AVIF", exif=exif(), xmp=XMP, icc_profile=SRGB, speed=10),
    "TIFF with tags": lambda: tiff(exif=exif(), icc_profile=SRGB),
    "TIFF with words": lambda: tiff(tiffinfo=tiff_tags()),
    "PNG that hides letters in what is transparent": lambda: saved(hidden_below(), "PNG"),
    "WebP that hides letters in what is transparent": lambda: saved(hidden_below(), "WEBP", lossless=True, exact=True),
    "PNG with colours that it does not use": unused_colours,
    # Odd colours.
    "JPEG for print": lambda: saved(scene().convert("CMYK"), "JPEG"),
    "JPEG in grey with a profile of colours": lambda: saved(scene().convert("L"), "JPEG", icc_profile=SRGB),
    "PNG of 16 bits": lambda: saved(scene().convert("I;16"), "PNG"),
    "PNG of colours of 16 bits": lambda: png(
        2, 1, bits=16, colours=2, pixels=zlib.compress(b"\0" + b"\xff\0\x80\0\0\x01" * 2)
    ),
    "PNG of few colours, one of them transparent": lambda: saved(palette_image(), "PNG"),
    "PNG in grey and transparent": lambda: saved(scene().convert("LA"), "PNG"),
    "PNG of 25 million pixels": lambda: png(5_000, 5_000, pixels=empty_rows(5_000, 5_000)),
    "TIFF of one bit": lambda: tiff(scene().convert("1"), compression="group4"),
    "TIFF packed as JPEG": lambda: tiff(compression="jpeg"),
    "TIFF packed as ZIP, for print": lambda: tiff(scene().convert("CMYK"), compression="tiff_adobe_deflate"),
    "TIFF in LAB": lambda: tiff(Image.merge("LAB", scene().split())),
    "JPEG whose direction is none": lambda: saved(scene(), "JPEG", exif=turned(99)),
    "PNG of one pixel": lambda: saved(Image.new("RGB", (1, 1), "red"), "PNG"),
    "PNG as long as it may be": lambda: saved(Image.new("1", (SIDE, 1)), "PNG"),
}
