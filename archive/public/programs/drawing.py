"""A card as a picture: the archive's mark and typeface on its own ground, and at its right edge what is shown."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Final

from django.conf import settings
from PIL import Image, ImageColor, ImageDraw, ImageFont

from archive import theme
from archive.public.frame import icons

if TYPE_CHECKING:
    from archive.public.programs.cards import CardWords

WIDTH, HEIGHT, MARGIN = 1200, 630, 84
ACROSS: Final = WIDTH - 2 * MARGIN
# What stands at the right edge, from above to below; and how much room it leaves for words.
BESIDE, GAP = 420, 56
ACROSS_BESIDE: Final = WIDTH - MARGIN - GAP - BESIDE
SOFT: Final = "#bdb8ac"
# The sizes in which a title is tried, the largest first; and how high it may stand.
SIZES: Final = (80, 68, 58, 50, 44)
SIZES_BESIDE: Final = (58, 50, 44, 38, 34)
TITLE_HEIGHT, LEADING = 282, 1.16
BOLD, PLAIN = 600, 400
# Ground, letters and all between them.
COLOURS: Final = 32
# A short word does not stand at the end of a line ("в Баку"), nor a dash at the beginning of one.
_TOGETHER: Final = re.compile(r"(?<!\S)([^\W\d]{1,2}) (?=\S)|(?<=\S)() (?=[–—] )")
# FreeType draws with one typeface in one thread at a time.
_ONE_AT_A_TIME: Final = Lock()

# Letters that one file of the typeface has, as within brackets of an expression, by its name.
Faces = dict[str, str]


def drawn(words: "CardWords", faces: Faces) -> bytes:
    """A PNG of 1200 by 630 pixels."""
    content = BytesIO()
    # More effort makes it smaller by a tenth, and takes ten times as long.
    _in_few_colours(_written(words, faces, ACROSS, SIZES)).save(content, "PNG", compress_level=6)
    return content.getvalue()


def drawn_beside(words: "CardWords", faces: Faces, shown: bytes) -> bytes:
    """A JPEG of 1200 by 630 pixels. ``shown`` is a file of a picture, at most ``BESIDE`` wide and as high as the card;
    one that is smaller stands in the middle of its place.
    """
    card = _written(words, faces, ACROSS_BESIDE, SIZES_BESIDE)
    with Image.open(BytesIO(shown)) as picture:
        left, top = WIDTH - (BESIDE + picture.width) // 2, (HEIGHT - picture.height) // 2
        card.paste(picture.convert("RGB"), (left, top))
    content = BytesIO()
    card.save(content, "JPEG", quality=86, subsampling=0, optimize=True, progressive=True)
    return content.getvalue()


def _written(words: "CardWords", faces: Faces, across: int, sizes: tuple[int, ...]) -> Image.Image:
    with _ONE_AT_A_TIME:
        card = Image.new("RGB", (WIDTH, HEIGHT), theme.GROUND)
        _draw(words, card, faces, across, sizes)
    return card


def _in_few_colours(picture: Image.Image) -> Image.Image:
    few = picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE)
    ground, palette = few.tobytes()[0], few.getpalette() or []
    palette[3 * ground : 3 * ground + 3] = ImageColor.getrgb(theme.GROUND)  # as on every other card
    few.putpalette(palette)
    return few


def _draw(words: "CardWords", picture: Image.Image, faces: Faces, across: int, sizes: tuple[int, ...]) -> None:
    """``across`` is the longest that a line may be; a title stands in the largest of ``sizes`` in which it has room."""
    writer = ImageDraw.Draw(picture)
    picture.paste(_mark(), (MARGIN, 50))
    Line(faces, 36, PLAIN, across - 92).write(writer, (MARGIN + 92, 98), words.archive, theme.LINE)
    Line(faces, 32, PLAIN, across).write(writer, (MARGIN, 192), words.label, theme.FLAME)
    foot = Line(faces, 30, PLAIN, across)
    said = foot.lines(words.signed, most=2)
    tried = [Line(faces, size, BOLD, across) for size in sizes]
    line, lines = _fitting(words.title, tried, height=TITLE_HEIGHT - 40 * (len(said) - 1))
    for number, one in enumerate(lines, start=1):
        line.write(writer, (MARGIN, 206 + round(LEADING * line.size * number)), one, theme.LINE)
    for number, one in enumerate(reversed(said)):
        foot.write(writer, (MARGIN, HEIGHT - 54 - 40 * number), one, SOFT)


def _fitting(title: str, tried: "Iterable[Line]", *, height: int) -> tuple["Line", list[str]]:
    """The title on the first of these lines on which it stands whole; if it does on none, cut off on the last."""
    for line in tried:
        most = int(height / (LEADING * line.size))
        lines = line.lines(title, most=most + 1)
        if len(lines) <= most and line.holds(title):
            return line, lines
    return line, line.lines(title, most=most)


class Line:
    """Writes on lines of one size and weight that are ``across`` long, each letter from the file that has it."""

    def __init__(self, faces: Faces, size: int, weight: int, across: int) -> None:
        self.size, self.weight, self.across = size, weight, across
        self._runs = re.compile("|".join(f"(?P<{_group(name)}>[{letters}]+)" for name, letters in faces.items()))

    def write(self, writer: ImageDraw.ImageDraw, at: tuple[int, int], words: str, colour: str) -> None:
        """``at`` is where its base line begins. Of what is longer than a line the end is cut off."""
        left, base = float(at[0]), at[1]
        for font, run in self._in_faces(self.cut(words)):
            writer.text((left, base), run, fill=colour, font=font, anchor="ls")
            left += font.getlength(run)

    def width(self, words: str) -> float:
        return sum(font.getlength(run) for font, run in self._in_faces(words))

    def lines(self, words: str, *, most: int) -> list[str]:
        """In at most so many lines; what has no place in them is cut off."""
        found = [""]
        for word in self._pieces(words):
            longer = f"{found[-1]} {word}".lstrip()
            if self.width(longer) <= self.across:
                found[-1] = longer
            elif len(found) < most:
                found.append(word)
            else:
                return [*found[:-1], self.cut(f"{found[-1]} …")]
        return found

    def holds(self, words: str) -> bool:
        """Whether each word has a place in a line."""
        return all(self.width(word) <= self.across for word in words.split(" "))

    def cut(self, words: str) -> str:
        """``words`` as they are, or so many of their letters as have a place."""
        while self.width(words) > self.across:
            words = f"{words.removesuffix('…')[:-1].rstrip()}…"
        return words

    def _pieces(self, words: str) -> Iterator[str]:
        """The words, those in pieces that are longer than a line."""
        for word in _TOGETHER.sub("\\1\u00a0", words).split(" "):
            while self.width(word) > self.across:
                most = next(most for most in range(len(word) - 1, 0, -1) if self.width(word[:most]) <= self.across)
                yield word[:most]
                word = word[most:]
            yield word

    def _in_faces(self, words: str) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        for run in self._runs.finditer(words):
            yield _font((run.lastgroup or "").replace("_", "-"), self.size, self.weight), run.group()


def _group(name: str) -> str:
    return name.replace("-", "_")


@cache
def _mark() -> Image.Image:
    return icons.mark(76)


@lru_cache(maxsize=24)
def _font(name: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(settings.ROOT / f"static/fonts/{name}.woff2", size)
    font.set_variation_by_axes([weight])
    return font
