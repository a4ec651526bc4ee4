"""Which characters written words may hold: nothing that stores, browsers or eyes stumble over."""

import re
import unicodedata
from typing import Final

__all__ = ["BLANKS", "NOT_SEEN", "UNWRITABLE", "address", "line", "wording", "written"]

# What no text holds and JSON, databases, browsers or readers stumble over: controls, half characters, the byte-order
# mark, the two codes at the end of each plane that stand for no character, and what turns the order of letters
# (embeddings, overrides, isolates): "gpj.exe" would read as "exe.jpg". Pages tell each name's direction themselves.
_NO_CHARACTERS: Final = "".join(chr(plane * 0x1_0000 + code) for plane in range(17) for code in (0xFFFE, 0xFFFF))
UNWRITABLE: Final = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff"
    rf"{_NO_CHARACTERS}]"
)
# A line or a blank to computers. The no-break space is not among them: people set it on purpose.
BLANKS: Final = re.compile(r"[\x20\t-\r\x1c-\x1f\x85\u2028\u2029]+")
# What nobody sees: all of those, blanks of all widths, joiners, marks of direction, soft hyphens, fillers, selectors.
_INVISIBLE: Final = (
    r"\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    r"\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
NOT_SEEN: Final = re.compile(rf"[{_INVISIBLE}]+|{UNWRITABLE.pattern}")

_BREAKS: Final = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN: Final = re.compile(rf"[{_INVISIBLE}]")
_SEEN: Final = re.compile(rf"[^{_INVISIBLE}]")
_EDGES: Final = re.compile(rf"\A[{_INVISIBLE}]+|[{_INVISIBLE}]+\Z")
# In names they only keep equal ones apart: soft hyphens, blanks of no width, word joiners, operators nobody sees.
_IDLE: Final = re.compile(r"[\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f]")
# The scripts, from Arabic on, whose spelling needs joiners and non-joiners between letters ("می‌خواهم").
_JOINED: Final = r"[\u0600-\u1cff\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc]"
_IDLE_JOINER: Final = re.compile(rf"(?<!{_JOINED})[\u200c\u200d]|[\u200c\u200d](?!{_JOINED})")
_NO_BREAK: Final = frozenset("\u00a0\u2007\u202f")
# Several blanks, and one that neither is a plain one nor holds words together.
_BLANKS_TO_MEND: Final = re.compile(r"\s{2,}|[^\S \u00a0\u2007\u202f]")


def written(text: str) -> str:
    """Words of several lines, or a source's own: composed, in lines that end alike; blanks inside stay as they are.

    Empty if nobody would see anything of it.
    """
    is_plain = text.replace("\n", "").isprintable()  # most words are
    lines = text if is_plain else _BREAKS.sub("\n", UNWRITABLE.sub("", text)).replace("\x1f", " ")
    return unicodedata.normalize("NFC", lines) if _SEEN.search(lines) else ""


def wording(text: str) -> str:
    """The same of a source's words that stand on one line: evidence, so that its blanks are not counted."""
    return re.sub(r"[\n\t]", " ", written(text)).strip()


def line(text: str) -> str:
    """Words on one line: composed, with single blanks, and nothing unseen but what the spelling of a script needs."""
    if _is_line(text):
        return text
    single = _BLANKS_TO_MEND.sub(_blank, unicodedata.normalize("NFC", _without_idle(text)))
    return _EDGES.sub("", single)


def address(text: str) -> str:
    """A web address: as it is spelled, because a server may tell composed letters from others; what is idle goes."""
    return _EDGES.sub("", _without_idle(text))


def _without_idle(text: str) -> str:
    return _IDLE_JOINER.sub("", _IDLE.sub("", UNWRITABLE.sub("", text)))


def _is_line(text: str) -> bool:
    """Most words are. Of what Python calls printable some is not seen: at the edges it has to go."""
    is_clean = text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text)
    return is_clean and not (_UNSEEN.match(text) or _UNSEEN.match(text, len(text) - 1))


def _blank(run: re.Match[str]) -> str:
    """One blank; one that holds words together if nothing else stands there."""
    return run[0][0] if _NO_BREAK.issuperset(run[0]) else " "
