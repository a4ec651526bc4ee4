"""That no word is lost: what HTML shows, read without a parser, must be what is kept of it."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from itertools import accumulate
from typing import Final

from django.utils.translation import gettext as _

from archive import pasting
from archive.characters import NOT_SEEN

from .documents import in_common
from .elements import NEVER_SEEN, UNDERSTOOD, MarkupError

# What a reader does not see of HTML source. Whatever looks like a tag but is not finished, or has a name of
# its own and no end ("<press@example.org>", "<<Azadlıq>>"), and whatever follows an unfinished comment or
# script, is text here, on purpose: a parser drops it without a word, as it drops the rest of the paragraph
# after an open <svg>.
_ATTRIBUTES = r"""(?:=\s*(?:"[^"]*"|'[^']*')|[^<>])*+"""
_TAG = re.compile(
    rf"<!--(?:.*?-->|(?P<comment>.*))|<({'|'.join(NEVER_SEEN)})\b[^<>]*>(?:.*?</\2\s*>|(?P<script>.*))"
    rf"|<(?P<name>[a-z][^\s/<>]*){_ATTRIBUTES}>|</[a-z]{_ATTRIBUTES}>|<[!?][^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_END_TAG = re.compile(r"</([a-z][^\s/<>]*)", re.IGNORECASE)
# Names that are no words, even where their end is missing: elements that HTML lets stand without it, and those
# whose end is often forgotten and that keep their words. (After a forgotten end of others words may go.)
_HARMLESS: Final = (UNDERSTOOD - pasting.MATH - {"svg"}).union(
    ("area", "base", "body", "col", "colgroup", "embed", "head", "html", "img", "input", "link", "meta"),
    ("optgroup", "option", "param", "rp", "rt", "source", "track", "wbr"),
    ("abbr", "big", "cite", "code", "ins", "kbd", "samp", "time", "tt", "var"),
)


def visible(source: str) -> str:
    """The words that ``source`` shows, read without an HTML parser."""
    pieces: list[str] = []
    position = 0
    ends = {name.lower() for name in _END_TAG.findall(source)}
    for tag in _TAG.finditer(source):
        pieces.append(unescape(source[position : tag.start()]))
        if _is_text(tag, ends):
            pieces.append(unescape(tag[0]))
        position = tag.end()
    return " ".join((*pieces, unescape(source[position:])))


def names(source: str) -> Iterator[str]:
    """Of the elements that begin in ``source``."""
    return (tag["name"].lower() for tag in _TAG.finditer(source) if tag["name"])


def _is_text(tag: re.Match[str], ends: set[str]) -> bool:
    if tag["name"]:
        name = tag["name"].lower()
        return name not in _HARMLESS and name not in ends and not tag[0].endswith("/>")
    return tag["comment"] is not None or tag["script"] is not None


def refuse_loss(before: str, after: str) -> None:
    if "".join(before.split()) == "".join(after.split()):  # most often only blanks are others
        return
    seen, kept = _seen(before), _seen(after)
    if seen == kept:
        return
    lost = _excerpt(before, at=in_common(seen, kept))
    raise MarkupError(
        _(
            "This text cannot be kept without losing words, from “%(words)s” on. Look there for an "
            "unfinished tag or a drawing, or paste the text without its formatting."
        )
        % {"words": lost}
    )


def _seen(text: str) -> str:
    """What two readings of a text must have in common: its characters without blanks, in one encoding."""
    return unicodedata.normalize("NFKD", NOT_SEEN.sub("", text))


def _excerpt(text: str, *, at: int) -> str:
    """Some words of ``text``, from the one on in which character ``at`` of what is seen stands."""
    words = text.split()
    ends = list(accumulate(len(_seen(word)) for word in words))
    first = max(0, min(bisect_right(ends, at), len(words) - 1))
    excerpt = " ".join(words[first : first + 8])
    return excerpt if len(excerpt) <= 80 else excerpt[:79] + "…"
