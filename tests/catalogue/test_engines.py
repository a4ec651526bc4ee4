"""One contract for every search engine: which rows hold what is wanted, and nothing else. Each engine subclasses it."""

import json
from collections.abc import Iterator
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import word_index
from archive.catalogue.engines import WORDS
from archive.catalogue.models import TEXTS, RowText
from archive.word_index import Wanted
from tests.indexes import indexed

# Words of several scripts, what is like syntax to one engine or another, and signs that nobody can type.
ALPHABET = ("susa", "шуша", "and", "or", "not", "near", "1990", "·susa", "§0120", "¤5c4d", "¶5c4d", "¦en")
words = st.lists(st.sampled_from(ALPHABET), unique=True, max_size=6)
alternative = st.lists(st.sampled_from(ALPHABET), unique=True, min_size=1, max_size=2).map(tuple)
group = st.lists(alternative, min_size=1, max_size=3).map(tuple)
wanted = st.builds(Wanted, st.lists(group, min_size=1, max_size=3).map(tuple), words.map(lambda one: tuple(one[:2])))


def holds(text: frozenset[str], asked: Wanted) -> bool:
    return text.isdisjoint(asked.without) and all(
        any(text.issuperset(one) for one in several) for several in asked.groups
    )


@pytest.mark.django_db
class Contract:
    """What is asked of an engine."""

    def store(self, texts: dict[int, str]) -> None:
        RowText.objects.all().delete()
        RowText.objects.bulk_create(
            RowText(id=key, row_id=key, language="en", title="", words=b"", folded=text) for key, text in texts.items()
        )

    def found(self, asked: Wanted) -> set[int]:
        found = WORDS.all_that_hold(asked)
        assert [*found] == sorted(set(found))
        return {*found}

    def test_of_some_rows_it_is_told_which_words_each_holds(self):
        held = {1: "susa 1990", 2: "шуша ·susa", 3: "susa", 4: "¤5c4d and", 70: "1990"}
        self.store(held)
        asked = {word: ((word,),) for word in (*ALPHABET, "nowhere")}
        asked |= {"both": (("susa", "1990"),), "any": (("and",), ("шуша", "·susa"))}

        known = {1: {"susa", "1990", "both"}, 2: {"шуша", "·susa", "any"}, 4: {"¤5c4d", "and", "any"}, 70: {"1990"}}
        assert WORDS.held_by([1, 2, 4, 70], asked) == known
        for name, one in asked.items():  # of few things it may be told in another way than of many
            assert WORDS.held_by([1, 2, 4, 70], {name: one}) == {row: held & {name} for row, held in known.items()}
        assert WORDS.held_by([], asked) == {}

    def test_all_groups_are_found_by_one_alternative_of_each_and_nothing_that_is_unwanted(self):
        self.store({1: "susa 1990", 2: "шуша 1990", 3: "susa", 4: "susa and 1990", 5: "·susa §0120"})

        assert self.found(Wanted(((("susa",), ("шуша",)), (("1990",),)))) == {1, 2, 4}
        assert self.found(Wanted(((("susa",), ("шуша",)), (("1990",),)), ("and",))) == {1, 2}
        assert self.found(Wanted(((("susa", "1990"), ("§0120",)),))) == {1, 4, 5}
        assert self.found(Wanted(((("·susa",),),))) == {5}

    def test_a_text_that_is_changed_or_gone_is_found_as_it_is(self):
        self.store({1: "susa", 2: "susa"})
        RowText.objects.filter(pk=1).update(folded="шуша")
        RowText.objects.filter(pk=2).delete()

        assert self.found(Wanted(((("susa",),),))) == set()
        assert self.found(Wanted(((("шуша",),),))) == {1}

    def test_the_newest_are_found_whether_they_are_among_the_last_rows_or_before(self, monkeypatch):
        monkeypatch.setattr(word_index, "RECENT", 10)
        common, rare = "susa", {3: "near", 15: "near", 25: "near 1990", 28: "1990"}
        self.store({key * TEXTS: f"{common} {rare.get(key, '')}" for key in range(1, 31)})

        def newest(word: str, most: int) -> list[int]:
            return [key // TEXTS for key in WORDS.all_that_hold(Wanted((((word,),),)), most)]

        assert newest(common, 4) == [27, 28, 29, 30]
        assert newest(common, 12) == [*range(19, 31)]
        assert (newest("near", 2), newest("near", 9), newest("1990", 2)) == ([15, 25], [3, 15, 25], [25, 28])
        self.store({key * TEXTS: common for key in (1, 2)})
        assert newest(common, 1) == [2]
        self.store({})
        assert newest(common, 1) == []

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(texts=st.lists(words, min_size=1, max_size=6), several=st.lists(wanted, min_size=1, max_size=4))
    def test_any_question_finds_what_holds_it(self, texts, several):
        held = {key: frozenset(text) for key, text in enumerate(texts, 1)}
        self.store({key: " ".join(text) for key, text in held.items()})

        for asked in several:
            assert self.found(asked) == {key for key, text in held.items() if holds(text, asked)}


@pytest.mark.sqlite
class TestSqlite(Contract):
    """FTS5."""


@pytest.mark.postgresql
class TestPostgresql(Contract):
    """GIN."""

    def test_what_is_asked_of_rows_alone_takes_no_room_in_the_index(self):
        self.store({1: "susa ·susa ‡susa", 2: "‡susa"})

        assert indexed(WORDS) == {(1, "susa"), (1, "·susa")}
        assert WORDS.held_by([1, 2], {"summary": (("‡susa",),)}) == {1: {"summary"}, 2: {"summary"}}

    def test_an_index_of_rows_that_are_there_is_no_larger_than_one_that_grew_with_them(self):
        random = Random("words")
        several = {key: " ".join(f"{random.randrange(40_000):x}" for _word in range(60)) for key in range(1, 1500)}
        self.store(several)
        grown = _bytes_of("rowtext_words")
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX rowtext_words")
        WORDS.install(connection)

        assert _bytes_of("rowtext_words") < 1.1 * grown
        assert self.found(Wanted((((several[700].split()[0],),),))) >= {700}

    def test_no_row_is_taken_apart_to_find_some_or_the_newest_although_none_holds_what_seems_common(self):
        self.store({key: f"{key} {'susa' if key % 2 else 'шуша'}" for key in range(1, 3000)})
        question, query = WORDS.rows_that_hold(Wanted(((("susa",),), (("шуша",),))))

        with connection.cursor() as cursor:
            cursor.execute("ANALYZE archive_rowtext")
            for sql in (f"{question.format('%(words)s')} LIMIT 10", WORDS.newest(question, "%(words)s", 100)):
                cursor.execute(f"EXPLAIN {sql}", {"words": query})
                plan = str(cursor.fetchall())
                assert "Bitmap Index Scan on rowtext_words" in plan, plan

    def test_the_newest_of_what_is_common_are_found_without_a_visit_to_all_of_it(self, monkeypatch):
        monkeypatch.setattr(word_index, "RECENT", 200)
        self.store({key * TEXTS: f"{key} susa" for key in range(1, 3000)})
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE archive_rowtext")
            cursor.execute("SET LOCAL enable_seqscan = off")

        with CaptureQueriesContext(connection) as queries:
            assert WORDS.all_that_hold(Wanted(((("susa",),),)), 100)[0] == 2900 * TEXTS
        visited = [node for node in _nodes(queries[0]["sql"]) if node["Node Type"] == "Bitmap Heap Scan"]
        assert sum(node["Actual Rows"] * node["Actual Loops"] for node in visited) == 200


def _nodes(sql: str) -> Iterator[dict]:
    """Of the plan by which ``sql`` was answered."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", [])
        (plan,) = cursor.fetchone()
    nodes = [json.loads(plan)[0]["Plan"] if isinstance(plan, str) else plan[0]["Plan"]]
    while nodes:
        yield (node := nodes.pop())
        nodes += node.get("Plans", ())


def _bytes_of(index: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size(%s)", [index])
        return int(cursor.fetchone()[0])
