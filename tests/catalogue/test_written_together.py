"""Words that are written as one, and one that is written as two."""

import pytest

from tests import making

from .questions import archive, ask, public_source, titles, whole  # noqa: F401

pytestmark = pytest.mark.django_db


def test_two_words_are_one_where_others_write_them_so():
    making.published(making.entry("Lanternpost stands", sources=[public_source()], date="1991-05-05"))
    making.published(making.entry("A post, and a lantern", sources=[public_source("Act")], date="1992-05-05"))

    assert whole("lantern post") == ["A post, and a lantern", "Lanternpost stands"]
    assert whole("lantern in post") == ["A post, and a lantern"]
    assert titles("lantern post", is_literal=True) == ["A post, and a lantern"]


def test_words_of_a_hashtag_are_read_one_by_one():
    making.published(making.entry("Silent lanterns", sources=[public_source()], date="1991-05-05"))

    for question in ("#SilentLanterns", "SilentLanterns", "silentlanterns", "#silentlanterns"):
        assert (question, titles(question)[:1]) == (question, ["Silent lanterns"])
    assert ask("silentlanterns").search.instead == {"silentlanterns": "silent lanterns"}
    for question in ("20yanvar", "#20Yanvar", "#20Yanvar2026", "#20ЯНВАРЯ", "january20"):
        assert (question, ask(question).search.understood.groups[0].date[-6:]) == (question, "-01-20")


def test_a_hashtag_is_found_where_it_stands():
    said = "<p>Posted under #BlackLanterns and #lantern2026.</p>"
    making.published(making.entry("A post", sources=[public_source()], date="1991-05-05", body=said))

    for question in ("#BlackLanterns", "BlackLanterns", "#blacklanterns", "black lanterns", "#Lantern2026"):
        assert (question, whole(question)) == (question, ["A post"])
    assert whole("#BlackBells") == []


def test_endings_of_numbers_and_short_parts_stay():
    for question in ("36th", "1990cı", "MiG29", "B52", "iPad"):
        assert len(ask(question).search.understood.groups) == 1
