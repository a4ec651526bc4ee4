"""Words that depend on the year: found in a text, and said for another one."""

import pytest

from archive import languages, year_words
from archive.year_words import Kind

pytestmark = pytest.mark.once

EVERY = pytest.mark.parametrize("code", [one.code for one in languages.known()])


def _next_year(text: str, language: str) -> list[tuple[str, str]]:
    return [(one.words, year_words.retold(one, language)) for one in year_words.find(text, language)]


@EVERY
def test_years_ago_and_anniversaries_of_every_number_are_said_a_year_later(code: str) -> None:
    spoken = languages.get(code)
    for number in range(1, 151):
        cardinal = spoken.years_ago(number).replace(str(number), spoken.cardinal(number))
        later = spoken.years_ago(number + 1).replace(str(number + 1), spoken.cardinal(number + 1))
        assert _next_year(f"X, {cardinal}.", code) == [(cardinal, later)]
        for said, next_ in (
            (spoken.years_ago(number), spoken.years_ago(number + 1)),
            (spoken.anniversary(number), spoken.anniversary(number + 1)),
            (spoken.anniversary(number, in_words=True), spoken.anniversary(number + 1, in_words=True)),
        ):
            assert _next_year(f"X, {said}.", code) == [(said, next_)]
            assert _next_year(spoken.upper(said), code) == [(spoken.upper(said), spoken.upper(next_))]


def test_what_was_found_tells_where_it_stands_and_what_it_counts() -> None:
    text = "It was thirty-six years ago."
    (found,) = year_words.find(text, "en")

    assert (found.kind, found.number, found.words) == (Kind.AGO, 36, text[found.start : found.end])
