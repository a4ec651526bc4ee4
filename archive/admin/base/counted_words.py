"""What is to be looked at in the words of a statement, as they are typed: what counts otherwise than it should, what
its languages do not say alike, and how names are spelled.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from archive import languages, markup, rules
from archive.editions.payloads import Block, Words
from archive.editorial import between_languages, names_spelled
from archive.editorial.anniversaries_said import Miscount, Passage, Recalled, in_passages, message
from archive.records import known_names
from archive.records.observances import Observance
from archive.records.statements import Statement
from archive.records.texts import Text

_LANGUAGE: Final = re.compile(r"(texts-[0-9]+)-language")


def told(typed: Mapping[str, str]) -> list[dict[str, object]]:
    """What is to be looked at in the words that a form sends. ``field`` is that of the text, ``place`` which of its
    paragraphs it is, from 0 on; of a title or a summary there is none. Saves nothing. At most four queries.
    """
    passages = list(_passages(typed))
    fields = {passage: (field, place) for field, place, passage in passages}
    is_evidence = typed.get("origin") == Statement.Origin.TRANSCRIBED
    counted = [
        _line(*fields[one.passage], one.found.words, message(one, is_evidence=is_evidence))
        for one in _miscounts(typed, fields)
    ]
    return [*counted, *_doubted(typed, passages, is_evidence=is_evidence)]


def _line(field: str, place: int | None, words: str, said: str) -> dict[str, object]:
    return {"field": field, "place": place, "words": words, "said": said}


def _doubted(
    typed: Mapping[str, str], passages: Collection[tuple[str, int | None, Passage]], *, is_evidence: bool
) -> Iterator[dict[str, object]]:
    """What its languages do not say alike, and names that are spelled otherwise."""
    texts, year = _texts(passages), typed.get("year", "")
    fields = {(one.language, one.block, one.is_summary): (field, place) for field, place, one in passages}
    known = cache(known_names.known)
    found = list(between_languages.doubts(texts, _original(typed), known=known))
    if not is_evidence and year.isdecimal() and len(year) == 4:
        found += names_spelled.doubts(texts, int(year), known=known)
    for one in found:
        where = fields.get((one.spot.language, one.spot.block, one.spot.field == "summary"))
        if where:
            yield _line(*where, one.words[0].split(", ")[0], one.message)


def _texts(passages: Iterable[tuple[str, int | None, Passage]]) -> dict[str, Words]:
    titles: dict[str, str] = {}
    summaries: dict[str, str] = {}
    blocks: dict[str, list[Block]] = defaultdict(list)
    for _field, place, one in passages:
        if place is not None:
            blocks[one.language].append(Block(id=one.block, html=one.html))
        else:
            (summaries if one.is_summary else titles)[one.language] = one.html
    return {
        code: Words(title=title, summary=summaries.get(code, ""), blocks=tuple(blocks[code]))
        for code, title in titles.items()
    }


def _original(typed: Mapping[str, str]) -> str:
    """The language that the others translate."""
    said = (
        code for prefix, code in _languages(typed) if typed.get(f"{prefix}-translation") == Text.Translation.ORIGINAL
    )
    return next(said, "")


def _miscounts(typed: Mapping[str, str], passages: Mapping[Passage, object]) -> Iterator[Miscount]:
    year = typed.get("year", "")
    if year.isdecimal() and len(year) == 4 and passages:
        yield from in_passages(passages, _recalled(int(year), typed.get("observance", "")))


def _recalled(year: int, observance: str) -> Recalled:
    key = int(observance) if observance.isdecimal() and len(observance) <= 18 else None
    day = Observance.objects.filter(pk=key).first() if key else None
    if day is None:
        return Recalled(year=year)
    counted = rules.anniversaries(year, day.base_year, day.base_year_last)
    return Recalled(year=year, counted=counted, observance=str(day.uuid))


def _passages(typed: Mapping[str, str]) -> Iterator[tuple[str, int | None, Passage]]:
    """Each with its field, and its place in that."""
    for prefix, language in _languages(typed):
        for name in ("title", "summary"):
            words = typed.get(f"{prefix}-{name}", "")
            yield (
                f"{prefix}-{name}",
                None,
                Passage(language=language, block="", html=words, is_summary=name == "summary"),
            )
        for place, html in enumerate(_blocks(typed.get(f"{prefix}-body", ""))):
            yield f"{prefix}-body", place, Passage(language=language, block=f"p{place + 1}", html=html)


def _languages(typed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, language in typed.items():
        if (found := _LANGUAGE.fullmatch(name)) and language in languages.spoken():
            yield found[1], language


def _blocks(html: str) -> tuple[str, ...]:
    try:
        return markup.blocks(html)
    except markup.MarkupError:
        return ()  # the form says what is wrong with it once it is sent
