"""Takes a document apart: its text on one side, what clung to it on its way here on the other."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final

from archive import characters, datings, languages, names

from . import forms
from .documents import Block, Document, Label, Remain, Remains, Sort

# Nobody wraps lines this late: a longer one is a paragraph of its own, and no heading, byline or label.
LONGEST_LINE: Final = 300
WRAPPED: Final = 150
# A shorter paragraph may well be said twice on purpose, as in "We remember."
REPEATED: Final = 60
# How many lines with words at the top and at the bottom may be about the document.
TOP, BOTTOM = 8, 4


def clean(text: str, *, name: str) -> Document:
    """``text`` taken apart. Never raises, whatever it is; what is left out stands in ``remains``."""
    desk = _Desk(lines=_lines(text))
    is_markdown = _is_markdown(desk.lines, name)
    desk.take_stamp()
    desk.take_front_matter()
    desk.take_box()
    desk.take_comment_form()
    desk.take_labels()
    desk.take_byline()
    desk.blocks = list(_blocks(desk.lines))
    desk.take_see_also()
    desk.take_repetitions()
    headings = desk.take_head()
    return Document(
        name=name,
        is_markdown=is_markdown,
        headings=tuple(headings),
        blocks=tuple(desk.blocks),
        box=tuple(desk.box),
        labels=tuple(desk.labels),
        byline=desk.byline,
        stamp=desk.stamp,
        date_line=desk.date_line,
        remains=tuple(desk.remains),
    )


# --- lines -------------------------------------------------------------------------------------------

_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
_HEADING: Final = re.compile(
    r"(?P<hashes>#{1,6})\s+(?P<marked>.+)|(?P<equals>={1,6})\s*(?P<wiki>[^=].*?)\s*(?P=equals)"
)
_RULE: Final = re.compile(r"(?:[-*_]\s*){3,}|={3,}")
_ITEM: Final = re.compile(r"[-*•‣]\s+(?P<text>\S.*)")
_QUOTATION: Final = re.compile(r">\s?(?P<text>.*)")


def _lines(text: str) -> list[str]:
    # str.splitlines also knows the separators of old machines.
    return [line.rstrip() for line in characters.written(text).translate(_INVISIBLE).splitlines()]


def _is_markdown(lines: Iterable[str], name: str) -> bool:
    if PurePath(name).suffix.lower() in (".md", ".markdown"):
        return True
    return any(re.match(r"#{1,6}\s+\S|\s*\*\*[^*]+\*\*\s*$", line[:LONGEST_LINE]) for line in lines)


def _unmarked(text: str) -> str:
    """A heading's words without the signs for bold and italic around and in them."""
    return re.sub(r"(?<!\w)(?:\*\*|__)|(?:\*\*|__)(?!\w)|^[*_]+|[*_]+$|\s#+$", "", text.strip()).strip()


def _is_all_bold(text: str) -> bool:
    return bool(re.fullmatch(r"\*\*[^*]+\*\*|__[^_]+__", text[: LONGEST_LINE + 1].strip()))


# --- what clings to a document -----------------------------------------------------------------------

_STAMP: Final = re.compile(r"\s*date\s+(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})\b\s*", re.IGNORECASE)
_PAIR: Final = re.compile(r"(?P<key>[^:]{1,40}?)\s*:\s+(?P<value>\S.{0,250})")
_GLUED_BYLINE: Final = re.compile(r"(?:BY\s*|By\s+|by\s+)(?P<name>[^\W\d_].*)")


# Words by which lines are known, in every language.
LABELS: Final = {
    names.fold(label): about
    for spoken in languages.known()
    for about, labels in spoken.line_labels.items()
    for label in labels
}


def _folded(name: str) -> frozenset[str]:
    return frozenset(names.fold(line) for spoken in languages.known() for line in getattr(spoken, name))


# Whole lines only, as sites put them under and beside their articles.
COMMENT_FORM: Final = _folded("comment_lines")
MORE: Final = _folded("read_on_lines")
SEE_ALSO: Final = _folded("reference_lines")


@dataclass(slots=True, kw_only=True)
class _Desk:
    """The document while it is being taken apart, from the outside inwards."""

    lines: list[str]
    blocks: list[Block] = field(default_factory=list)
    box: list[tuple[str, str]] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    remains: list[Remain] = field(default_factory=list)
    byline: str = ""
    stamp: str = ""
    date_line: str = ""

    def take_stamp(self) -> None:
        """The machine's "date 2025-05-12" that some copies begin with."""
        for index in self._with_words()[:1]:
            if match := _STAMP.match(self.lines[index]):
                self.stamp = match["date"]
                self._note(Remains.STAMP, match[0])
                self.lines[index] = self.lines[index][match.end() :]

    def take_front_matter(self) -> None:
        """The lines between two rules at the very top, when they are pairs."""
        top = self._with_words(rules=True)[:1]
        if not top or self.lines[top[0]].strip() != "---":
            return
        below = range(top[0] + 1, min(top[0] + 30, len(self.lines)))
        end = next((index for index in below if self.lines[index].strip() == "---"), None)
        inside = range(top[0] + 1, end or 0)
        if not inside or not all(_PAIR.fullmatch(self.lines[index].strip()) for index in inside):
            return
        for index in inside:
            if label := _label(self.lines[index]):
                self.labels.append(label)
            self._take(index, Remains.FRONT_MATTER)
        self.lines[top[0]] = self.lines[end or 0] = ""

    def take_box(self) -> None:
        """The list of facts under the word "Infobox"."""
        written = self._with_words()
        start = next((place for place, i in enumerate(written) if names.fold(self.lines[i][:20]) == "infobox"), None)
        if start is None:
            return
        self._take(written[start], Remains.BOX)
        for index in written[start + 1 :]:
            item = _ITEM.fullmatch(self.lines[index][:LONGEST_LINE].strip())
            pair = _PAIR.fullmatch(item["text"]) if item else None
            if not pair:
                return
            self.box.append((pair["key"], pair["value"].strip()))
            self._take(index, Remains.BOX)

    def take_comment_form(self) -> None:
        """The words of buttons and forms around an article."""
        for index in self._with_words():
            folded = names.fold(self.lines[index][:60])
            if folded in COMMENT_FORM:
                self._take(index, Remains.COMMENTS)
            elif folded in MORE:
                self._take(index, Remains.MORE)

    def take_labels(self) -> None:
        """Lines like "Author: …" at the top and at the bottom, and an address alone on a line at the bottom."""
        written = self._with_words()
        for index in dict.fromkeys((*written[:TOP], *written[-BOTTOM:])):
            if label := _label(self.lines[index]):
                self.labels.append(label)
                self._take(index, Remains.LABEL)
        for index in self._with_words()[-BOTTOM:]:
            line = self.lines[index].strip("<> ")
            if re.fullmatch(r"https?://\S{4,400}", line):
                self.labels.append(Label(about="address", value=line, words=line))
                self._take(index, Remains.LABEL)

    def take_byline(self) -> None:
        """ "By" and a name alone on a line near the top; copying often glues them together."""
        for index in self._with_words()[:TOP]:
            if name := _byline(self.lines[index]):
                self.byline = name
                self._take(index, Remains.BYLINE)
                return

    def take_see_also(self) -> None:
        """A list of other articles, from its heading to the next one of its level."""
        kept: list[Block] = []
        inside = 0
        for block in self.blocks:
            if block.sort is Sort.HEADING and (not inside or block.level <= inside):
                inside = block.level if names.fold(block.text) in SEE_ALSO else 0
            if inside:
                self._note(Remains.SEE_ALSO, block.text)
            else:
                kept.append(block)
        self.blocks = kept

    def take_repetitions(self) -> None:
        seen: set[str] = set()
        kept: list[Block] = []
        for block in self.blocks:
            words = " ".join(block.text.split())
            if len(words) >= REPEATED and words in seen:
                self._note(Remains.REPETITION, block.text)
            else:
                kept.append(block)
            seen.add(words)
        self.blocks = kept

    def take_head(self) -> list[str]:
        """The title's lines, and the date between them and the text."""
        headings: list[str] = []
        while self.blocks:
            first = self.blocks[0]
            bare = _unmarked(first.text)
            if not self.date_line and datings.whole_day(bare):
                self.date_line = bare
                self._note(Remains.DATE_LINE, bare)
            elif self._goes_on_heading(headings):
                headings.append(bare)
            else:
                break
            self.blocks.pop(0)
        return headings

    def _goes_on_heading(self, headings: list[str]) -> bool:
        first, bare = self.blocks[0], _unmarked(self.blocks[0].text)
        if not bare or not (first.sort is Sort.HEADING or _is_all_bold(first.text)):
            # A short first line without a full stop, above others, is a title in plain text.
            return not headings and len(self.blocks) > 1 and first.sort is Sort.PARAGRAPH and _is_title(bare)
        return not headings or bare[0].islower() or forms.is_form_alone(headings[-1])

    def _with_words(self, *, rules: bool = False) -> list[int]:
        """The numbers of the lines that are not blank (nor a rule)."""
        return [i for i, line in enumerate(self.lines) if line.strip() and (rules or not _is_rule(line))]

    def _take(self, index: int, sort: Remains) -> None:
        self._note(sort, self.lines[index])
        self.lines[index] = ""

    def _note(self, sort: Remains, words: str) -> None:
        self.remains.append(Remain(sort=sort, words=words.strip()))


def _label(line: str) -> Label | None:
    pair = _PAIR.fullmatch(line.strip()) if len(line) <= LONGEST_LINE else None
    if not pair:
        return None
    about = LABELS.get(names.fold(pair["key"]), "")
    value = _unmarked(pair["value"]).strip(" \"'<>")
    return Label(about=about, value=value, words=line.strip()) if about and value else None


def _byline(line: str) -> str:
    match = _GLUED_BYLINE.fullmatch(line.strip()) if len(line) <= 60 else None
    if not match:
        return ""
    name = match["name"].strip()
    words = name.split()
    glued = not line.strip()[2].isspace()
    is_name = len(words) <= 5 and all(word[0].isupper() for word in words) and name[-1] not in ".!?:,;"
    return name if is_name and not (glued and words[0].isupper()) else ""


def _is_title(text: str) -> bool:
    return 0 < len(text) <= WRAPPED and text[-1] not in ".!?…:;," and any(map(str.isalpha, text))


def _is_rule(line: str) -> bool:
    return len(line) <= LONGEST_LINE and bool(_RULE.fullmatch(line.strip()))


# --- blocks ------------------------------------------------------------------------------------------


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    """Lines put together to blocks: a blank line, a heading, an item or a very long line begins a new one."""
    gathered: list[Block] = []
    for line in lines:
        block = _block(line.strip()) if line.strip() and not _is_rule(line) else None
        if block and gathered and _goes_on(gathered[-1], block):
            gathered.append(block)
            continue
        yield from _joined(gathered)
        gathered = [block] if block else []
    yield from _joined(gathered)


def _goes_on(last: Block, block: Block) -> bool:
    """Whether the line belongs to the paragraph, quotation or item above it."""
    if max(len(last.text), len(block.text)) > WRAPPED:
        return False
    return block.sort is last.sort is Sort.QUOTATION or (
        block.sort is Sort.PARAGRAPH and last.sort in (Sort.PARAGRAPH, Sort.ITEM)
    )


def _joined(blocks: list[Block]) -> Iterator[Block]:
    if blocks and (text := " ".join(block.text for block in blocks).strip()):
        yield Block(text=text, sort=blocks[0].sort, level=blocks[0].level)


def _block(line: str) -> Block:
    if len(line) <= LONGEST_LINE and (heading := _HEADING.fullmatch(line)):
        level = len(heading["hashes"] or heading["equals"])
        text = _unmarked(heading["marked"] or heading["wiki"])
        return Block(text=text, sort=Sort.HEADING, level=level)
    if item := _ITEM.fullmatch(line):
        return Block(text=item["text"], sort=Sort.ITEM)
    if quotation := _QUOTATION.fullmatch(line):
        return Block(text=quotation["text"], sort=Sort.QUOTATION)
    return Block(text=line)
