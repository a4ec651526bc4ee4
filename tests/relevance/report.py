"""The figures in words: of every engine, by kind and by language, and the queries with nothing useful."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Final

from .judging import KINDS, READERS
from .measuring import Answers

# Of what was found for each query.
SHOWN: Final = 5
LANGUAGES: Final = {"az": "Azerbaijani", "en": "English", "ru": "Russian", "mixed": "mixed, other scripts"}


def lines(answers: Mapping[str, Answers]) -> Iterator[str]:
    """``answers`` go by engine, the product's own first. Tables are Markdown."""
    yield from _overall(answers)
    kinds = {kind: called for kind, called in KINDS.items() if kind != "none"}
    yield from _parts("by kind", {called: {"kind": kind} for kind, called in kinds.items()}, answers)
    yield from _parts("by language typed", {LANGUAGES[code]: {"language": code} for code in READERS}, answers)
    own = next(iter(answers.values()))
    yield f"All that is found, in its order: {_digest(own)} (the same on both databases)."
    yield ""
    yield f"Nothing useful among the first ten, {len(own.useless)} of {len(own.answerable)}:"
    for one in own.useless:
        yield f"  {one.query.language} {one.query.kind}: {one.query.typed}"
    yield f"Names whose thing is not first, {sum(not one.is_first for one in own.answerable if one.query.is_name)}:"
    for one in own.answerable:
        if one.query.is_name and not one.is_first:
            yield f"  {one.query.language} {one.query.kind}: {one.query.typed} → {next(iter(one.found), 'nothing')}"


def _digest(answers: Answers) -> str:
    found = "\n".join(f"{one.query.language} {one.query.typed}: {' '.join(one.found)}" for one in answers.every)
    return sha256(found.encode()).hexdigest()[:16]


def further(called: str, answers: Answers) -> str:
    """What another set says."""
    of_languages = {code: answers.of(language=code) for code in READERS}
    said = ", ".join(f"{LANGUAGES[code]} {one.ndcg:.3f}" for code, one in of_languages.items() if one.answerable)
    figures = f"nDCG@10 {answers.ndcg:.3f} ({said}), recall@10 {answers.recall:.3f}"
    return f"Beside it the {called} set of {len(answers.every)} queries: {figures}."


def each(answers: Answers) -> Iterator[str]:
    """A line for each query: what it gained, what was typed, and the first records with what they are worth."""
    yield "Every query:"
    for one in answers.answerable:
        found = ", ".join(f"{key} ({one.grades.get(key, 0)})" for key in one.found[:SHOWN])
        yield f"  {one.ndcg:.3f} {one.query.language} {one.query.kind}: {one.query.typed} → {found or 'nothing'}"


def _overall(answers: Mapping[str, Answers]) -> Iterator[str]:
    yield "| | nDCG@10 | recall@10 | named thing first | nothing useful | nothing found where nothing is |"
    yield "|---|---|---|---|---|---|"
    for engine, one in answers.items():
        told = f"{one.told} of {len(one.every) - len(one.answerable)}"
        yield f"| {engine} | {one.ndcg:.3f} | {one.recall:.3f} | {one.first:.0%} | {len(one.useless)} | {told} |"
    yield ""


def _parts(title: str, parts: Mapping[str, Mapping[str, str]], answers: Mapping[str, Answers]) -> Iterator[str]:
    """A column for each engine's nDCG, after how many queries there are and the product's recall."""
    yield f"| nDCG@10 {title} | queries | {' | '.join(answers)} | recall@10 |"
    yield f"|---|---|{'---|' * len(answers)}---|"
    for called, which in parts.items():
        of_part = [one.of(**which) for one in answers.values()]
        figures = " | ".join(f"{one.ndcg:.3f}" for one in of_part)
        yield f"| {called} | {len(of_part[0].answerable)} | {figures} | {of_part[0].recall:.3f} |"
    yield ""
