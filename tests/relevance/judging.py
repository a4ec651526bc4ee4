"""The judged queries: what is typed, by whom, and which records are worth how much to them."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).parent / "queries.toml"
# Others; which of them were looked at is said in each.
CALLED: Final = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
FURTHER: Final = {called: Path(__file__).parent / f"{called}.toml" for called in CALLED}
# The thing itself, directly about it, useful.
ITSELF, DIRECT, USEFUL = 3, 2, 1
GRADES: Final = (ITSELF, DIRECT, USEFUL)

KINDS: Final[Mapping[str, str]] = {
    "name": "names of things, as their records have them",
    "spelling": "other spellings and names of the same",
    "former": "former names, and those of other parties",
    "abbreviation": "abbreviations",
    "plain": "Azerbaijani in plain Latin letters",
    "cyrillic": "Azerbaijani in Cyrillic",
    "inflected": "words with endings",
    "person": "what somebody signed or said",
    "concept": "ideas, in words that people type",
    "date": "dates, as people write them",
    "year": "years",
    "series": "an observance, a year and an issuer",
    "figure": "figures",
    "question": "questions",
    "typo": "a letter wrong",
    "phrase": "literal phrases in quotation marks",
    "without": "without a word",
    "words": "two or three ordinary words",
    "mixed": "in several languages at once",
    "none": "what nothing is about",
}
# Of these the thing has to come first, where there is a record that is it.
NAMING: Final = frozenset({"name", "spelling", "former", "abbreviation", "plain", "cyrillic"})
# Language that is typed → language of the site. Who types in several reads English.
READERS: Final[Mapping[str, str]] = {"az": "az", "en": "en", "ru": "ru", "mixed": "en"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What somebody wants to know. ``thing`` is the key of the record that is it, or empty; ``grades`` go by keys."""

    about: str
    thing: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is typed for a need, in which language."""

    typed: str
    language: str
    kind: str
    need: Need

    @property
    def reader(self) -> str:
        return READERS[self.language]

    @property
    def is_name(self) -> bool:
        """Whether it has to bring the thing first."""
        return bool(self.need.thing) and self.kind in NAMING

    def grades(self, readable: Mapping[str, frozenset[str]]) -> dict[str, int]:
        """What is directly about it, but cannot be read in the reader's language, is only useful."""
        return {
            key: USEFUL if grade == DIRECT and self.reader not in readable[key] else grade
            for key, grade in self.need.grades.items()
        }


def read(file: Path = FILE) -> tuple[Query, ...]:
    """In the order of the file. Raises ``KeyError`` for a language nobody reads."""
    needs = tomllib.loads(file.read_text(encoding="utf-8"))["need"]
    return tuple(query for need in needs for query in _queries(need))


def _queries(said: Mapping[str, Any]) -> Iterator[Query]:
    need = _need(said)
    for language in READERS:
        for kind, several in said.get(language, {}).items():
            yield from (Query(typed=typed, language=language, kind=kind, need=need) for typed in several)


def _need(said: Mapping[str, Any]) -> Need:
    thing = said.get("thing", "")
    judged = [(thing, ITSELF)] if thing else []
    judged += [(key, grade) for grade in GRADES for key in said.get(str(grade), ())]
    if len(dict(judged)) < len(judged):
        raise ValueError(f"Judged twice: {said['about']}.")
    return Need(about=said["about"], thing=thing, grades=dict(judged))
