"""What is taken of a picture that somebody sends, and why others are refused."""

import hashlib
import io
import struct
from functools import cache

import pytest
from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps

from archive.imaging.deriving import derive_all
from archive.imaging.recipes import FORMATS, Recipe
from archive.imaging.refusals import SENTENCES
from archive.imaging.taking import Taken, Unfit, differs, take
from tests.imaging import corpus
from tests.imaging.corpus import CLEANED, REFUSED, SECRETS, SRGB, WHOLE, saved, scene, turned


def taken(content: bytes) -> Taken:
    return take(ContentFile(content, name="picture.jpg"))


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def seen(content: bytes) -> Image.Image:
    return opened(taken(content).master)


def is_near(one: Image.Image, other: Image.Image, *, most: int) -> bool:
    """Whether no pixel differs by more than ``most`` of 255 in a colour."""
    both = zip(one.convert("RGB").tobytes(), other.convert("RGB").tobytes(), strict=True)
    return max(abs(here - there) for here, there in both) <= most


# --- what is told of a file ---------------------------------------------------------------------------


def test_of_a_file_its_bytes_are_told_and_of_its_master_the_pixels():
    sent = saved(Image.new("RGB", (60, 40), "#204060"), "PNG")

    it = taken(sent)

    assert (it.digest, it.size, it.media_type) == (hashlib.sha256(sent).hexdigest(), len(sent), "image/png")
    assert (it.master_digest, it.master_type) == (hashlib.sha256(it.master).hexdigest(), "image/png")
    assert (it.width, it.height, it.colour, it.captured) == (60, 40, "#204060", {})
    assert opened(it.master).size == (60, 40)


def test_what_a_file_says_of_its_making_is_told_in_one_line_each():
    told = corpus.exif()
    told[0x010E] = ("Şəhidlər\r\n\t<b>xiyabanı</b>\u202e " + "x" * 2000).encode()

    captured = taken(saved(scene(), "JPEG", exif=told)).captured

    assert captured.pop("description") == ("Şəhidlər <b>xiyabanı</b> " + "x" * 2000)[:1000]
    assert captured == {
        "date": "2020-11-08 09:30:00",
        "camera": "Ducky Cameras Ducky 3",
        "creator": "PLANTED-SECRET",
        "rights": "PLANTED-SECRET",
    }


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\0.jpg", "a" * 5000, "\u202egpj.exe", "CON", "", None], ids=ascii
)
def test_a_name_is_never_looked_at(name):
    """Nor is what the sender says of its type."""
    file: File = File(io.BytesIO(corpus.PNG), name=name)
    file.content_type = "application/x-php"

    with pytest.raises(Unfit, match=r"HTML, whatever its name says"):
        take(File(io.BytesIO(corpus.PAGE), name=name))
    if name == "../../etc/passwd":
        assert take(file).media_type == "image/png"


# --- the corpus --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_single_whole_picture_of_bearable_size_is_refused_in_plain_words(name):
    why, make = REFUSED[name]
    key, _space, kind = why.partition(" ")

    with pytest.raises(Unfit) as refused:
        taken(make())

    assert str(refused.value).split("%")[0][:30] == str(SENTENCES[key]).split("%")[0][:30]
    assert kind in str(refused.value)
    assert "%" not in str(refused.value)


@pytest.mark.parametrize("name", CLEANED)
def test_what_is_a_picture_comes_back_as_pixels_and_nothing_else(name):
    it = taken(CLEANED[name]())

    files = [it.master, *derived(it.master)]

    assert [opened(file).format for file in files[1:]] == ["AVIF", "JPEG"]
    for file in files:
        assert [secret for secret in SECRETS if secret in file or secret in opened(file).tobytes()] == []
        assert parts_of(file) <= {"IHDR", "IDAT", "IEND", "JFIF", "c0", "c2", "c4", "da", "db", "av01"}
        assert opened(file).getexif() == {}
        assert {"icc_profile", "xmp", "comment", "dpi"}.isdisjoint(opened(file).info)


@cache
def derived(master: bytes) -> list[bytes]:
    return [file for _recipe, file in derive_all(master, [Recipe(width=48, format=name) for name in FORMATS])]


def parts_of(file: bytes) -> set[str]:
    """Of what a file consists: the chunks of a PNG, the segments of a JPEG, the items of an AVIF."""
    if file.startswith(b"\x89PNG"):
        return set(chunks_of(file))
    if file.startswith(b"\xff\xd8"):
        return set(segments_of(file))
    count = file.count(b"infe")
    return {file[at + 12 : at + 16].decode() for at in places_of(file, b"infe")} if count else {"none"}


def chunks_of(file: bytes) -> list[str]:
    names, at = [], 8
    while at < len(file):
        (length,) = struct.unpack_from(">I", file, at)
        names.append(file[at + 4 : at + 8].decode())
        at += length + 12
    return names


def segments_of(file: bytes) -> list[str]:
    """Up to the pixels; and whatever would stand behind them."""
    names, at = [], 2
    while file[at + 1] != 0xDA:
        (length,) = struct.unpack_from(">H", file, at + 2)
        content = file[at + 4 : at + 2 + length]
        names.append("JFIF" if file[at + 1] == 0xE0 and content == JFIF else f"{file[at + 1]:x}")
        at += length + 2
    return names if file.endswith(b"\xff\xd9") and file.count(b"\xff\xd9") == 1 else [*names, "something behind it"]


JFIF = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"


def places_of(file: bytes, name: bytes) -> list[int]:
    places = [file.find(name)]
    while places[-1] >= 0:
        places.append(file.find(name, places[-1] + 1))
    return places[:-1]


def test_the_corpus_is_one():
    """As many files as it says, and in those of which something is to be left out it can be found."""
    assert len(REFUSED) + len(CLEANED) > 110
    planted = (
        "JPEG with a thumbnail in its EXIF",
        "JPEG that is a PDF",
        "PNG and script",
        "JPEG and ZIP",
        "JPEG with EXIF",
        "JPEG with IPTC",
        "JPEG with a thumbnail",
        "JPEG with a fat profile",
    )
    planted += (
        "PNG and page",
        "PNG with EXIF",
        "WebP with EXIF",
        "AVIF with EXIF",
        "TIFF with tags",
        "TIFF with words",
    )
    assert [name for name in planted if not any(secret in CLEANED[name]() for secret in SECRETS)] == []


@pytest.mark.parametrize("part", [0.03, 0.5, 0.97])
@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_that_was_cut_off_is_refused(kind, part):
    whole = WHOLE[kind]

    with pytest.raises(Unfit, match=r"damaged or was cut off|no picture that can be read"):
        taken(whole[: int(len(whole) * part)])


# --- how it is seen ----------------------------------------------------------------------------------


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright(orientation):
    sent = saved(scene(), "PNG", exif=turned(orientation))

    assert is_near(seen(sent), ImageOps.exif_transpose(opened(sent)), most=0)


@pytest.mark.parametrize("kind", ["TIFF", "AVIF", "WEBP"])
def test_whatever_kind_it_is_a_picture_stands_upright(kind):
    sent = saved(scene(), kind, exif=turned(6))

    upright = scene().transpose(Image.Transpose.ROTATE_270)
    assert is_near(seen(sent).reduce(8), upright.reduce(8), most=12)


def test_colours_are_those_of_the_profile():
    """Where its profile says that its reds are blues, they are shown so."""
    at = {name: struct.unpack_from(">II", SRGB, SRGB.index(name) + 4) for name in (b"rXYZ", b"bXYZ")}
    (red, size), (blue, _same) = at[b"rXYZ"], at[b"bXYZ"]
    swapped = bytearray(SRGB)
    swapped[red : red + size], swapped[blue : blue + size] = SRGB[blue : blue + size], SRGB[red : red + size]

    it = seen(saved(Image.new("RGB", (8, 8), "red"), "PNG", icc_profile=bytes(swapped)))

    assert is_near(it, Image.new("RGB", (8, 8), "blue"), most=4)


def test_colours_of_many_bits_become_eight():
    deep = Image.new("I;16", (3, 1))
    for place, value in enumerate((0, 0x8000, 0xFFFF)):
        deep.putpixel((place, 0), value)

    assert list(seen(saved(deep, "PNG")).tobytes()) == [0, 128, 255]
    assert list(seen(saved(deep, "TIFF")).tobytes()) == [0, 128, 255]


def test_what_is_transparent_stands_on_white():
    half = Image.new("RGBA", (2, 1), (0, 0, 0, 255))
    half.putpixel((1, 0), (0, 0, 0, 0))

    for sent in (saved(half, "PNG"), saved(half.convert("LA"), "PNG"), saved(half.quantize(4), "PNG")):
        assert is_near(seen(sent), Image.frombytes("L", (2, 1), b"\0\xff"), most=0)


def test_what_nothing_was_lost_of_loses_nothing():
    kept = {name: taken(whole).master_type for name, whole in WHOLE.items()}

    assert kept == {name: f"image/{'png' if name in ('png', 'tiff') else 'jpeg'}" for name in WHOLE}
    assert is_near(seen(WHOLE["png"]), scene(), most=0)
    assert is_near(seen(WHOLE["jpeg"]), opened(WHOLE["jpeg"]), most=12)
    assert seen(saved(scene().convert("1"), "TIFF", compression="group4")).mode == "1"


# --- how it looks ------------------------------------------------------------------------------------


def test_the_same_picture_looks_the_same_however_it_is_saved():
    whole = scene(640, 420)
    same = [
        saved(whole, "JPEG", quality=40),
        saved(whole.resize((200, 131)), "WEBP", quality=50),
        saved(whole.resize((300, 200)).convert("L"), "PNG"),
    ]
    others = [scene(640, 420, seed) for seed in (1, 2, 3)]

    look, *looks = [taken(content).look for content in (saved(whole, "PNG"), *same)]

    assert [differs(look, other) for other in looks] == [pytest.approx(3, abs=3)] * 3
    assert min(differs(look, taken(saved(other, "PNG")).look) for other in others) > 12
