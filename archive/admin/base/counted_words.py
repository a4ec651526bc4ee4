"""What the words of a statement count otherwise, as they are typed."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from archive import languages, markup, rules
from archive.editorial.anniversaries_said import Miscount, Passage, Recalled, in_passages, message
from archive.records.observances import Observance
from archive.records.statements import Statement

_LANGUAGE: Final = re.compile(r"(texts-[0-9]+)-language")


def told(typed: Mapping[str, str]) -> list[dict[str, object]]:
    """What is to be looked at in the words that a form sends. ``field`` is that of the text, ``place`` which of its
    paragraphs it is, from 0 on; of a title or a summary there is none. Saves nothing. At most three queries.
    """
    fields = {passage: (field, place) for field, place, passage in _passages(typed)}
    is_evidence = typed.get("origin") == Statement.Origin.TRANSCRIBED
    return [
        {
            "field": fields[one.passage][0],
            "place": fields[one.passage][1],
            "words": one.found.words,
            "said": message(one, is_evidence=is_evidence),
        }
        for one in _miscounts(typed, fields)
    ]


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
