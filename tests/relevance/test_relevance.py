"""The judged set holds what it says, and figures are made from it as they should be."""

from collections import Counter
from math import log2

import pytest

from tests import making
from tests.relevance import asking, baselines, corpus, judging, noise
from tests.relevance.judging import KINDS, NAMING, Need, Query
from tests.relevance.measuring import Answer, Answers, ndcg, recall

GRADES = {"place/shusha": 3, "timeline-entry/shusha-8-may-1992": 2, "observance/8-november": 1}
SHUSHA = Need(about="Shusha", thing="place/shusha", grades=GRADES)
NOTHING = Need(about="nothing", thing="", grades={})


def asked(need: Need = SHUSHA, *, kind: str = "name", language: str = "en") -> Query:
    return Query(typed="Shusha", language=language, kind=kind, need=need)


def test_gain_falls_with_the_place_and_is_a_share_of_the_best_order():
    best = 7 + 3 / log2(3) + 1 / 2
    assert ndcg([*GRADES], GRADES) == pytest.approx(1)
    assert ndcg(["place/baku", "observance/8-november", "place/shusha"], GRADES) == pytest.approx(
        (1 / log2(3) + 7 / 2) / best
    )
    assert ndcg([], GRADES) == 0
    # The eleventh is not looked at.
    assert ndcg([*(f"place/{number}" for number in range(10)), "place/shusha"], GRADES) == 0


def test_recall_asks_for_no_more_than_fit():
    assert recall(["place/baku", "place/shusha"], GRADES) == pytest.approx(1 / 3)
    many = {f"place/{number}": 1 for number in range(40)}
    assert recall([*many], many) == 1


def test_answers_are_counted_by_what_they_are():
    name, other, none = asked(), asked(kind="inflected", language="az"), asked(NOTHING, kind="none")
    answers = Answers(
        (
            Answer(name, ["place/shusha"], GRADES),
            Answer(asked(kind="spelling"), ["observance/8-november", "place/shusha"], GRADES),
            Answer(other, ["place/baku"], GRADES),
            Answer(none, [], {}),
            Answer(none, ["place/baku"], {}),
        )
    )
    assert len(answers.answerable) == 3
    assert (answers.first, answers.told) == (0.5, 1)
    assert [one.query for one in answers.useless] == [other]
    assert answers.recall == pytest.approx((1 / 3 + 2 / 3) / 3)
    assert answers.of(kind="name").recall == pytest.approx(1 / 3)
    assert answers.of(language="az").ndcg == 0


def test_what_cannot_be_read_is_only_useful():
    readable = dict.fromkeys(GRADES, frozenset({"en"}))
    assert asked().grades(readable) == GRADES
    assert asked(language="mixed").grades(readable) == GRADES
    assert asked(language="ru").grades(readable) == {**GRADES, "timeline-entry/shusha-8-may-1992": 1}


def test_the_set_judges_what_readers_find():
    queries, readable = judging.read(), corpus.readable(corpus.read(noisy=0))
    judged = {key for query in queries for key in query.need.grades}
    assert sorted(judged - readable.keys()) == []
    assert sorted({query.kind for query in queries} ^ KINDS.keys()) == []
    assert [one for one, many in Counter((query.language, query.typed) for query in queries).items() if many > 1] == []
    assert [query.typed for query in queries if bool(query.need.grades) is (query.kind == "none")] == []
    assert [query.typed for query in queries if query.typed != query.typed.strip() or len(query.typed) > 200] == []


@pytest.mark.parametrize("called", judging.FURTHER)
def test_further_sets_judge_what_readers_find_and_ask_what_the_others_do_not(called):
    own, readable = judging.read(judging.FURTHER[called]), corpus.readable(corpus.read(noisy=0))
    assert sorted({key for query in own for key in query.need.grades} - readable.keys()) == []
    assert {query.language for query in own} == {"az", "en", "ru"}
    assert {query.kind for query in own} <= KINDS.keys() - {"none"}
    others = [judging.FILE, *(file for name, file in judging.FURTHER.items() if name != called)]
    typed = {(query.language, query.typed) for file in others for query in judging.read(file)}
    assert [query.typed for query in own if (query.language, query.typed) in typed] == []


def test_the_set_is_large_enough_to_tell_one_search_from_another():
    queries = judging.read()
    answerable = Counter(query.language for query in queries if query.kind != "none")
    assert answerable.total() >= 160
    assert min(answerable[language] for language in ("az", "en", "ru")) >= 100
    assert sum(query.kind == "none" for query in queries) >= 10
    assert sum(query.is_name for query in queries) >= 150
    assert all(query.need.thing for query in queries if query.kind in NAMING - {"plain"})


def test_noise_is_the_same_each_time_and_no_answer():
    few, many = [*noise.entries(30)], [*noise.entries(60)]
    assert many[: len(few)] == few
    judged = {key for query in judging.read() for key in query.need.grades}
    assert judged.isdisjoint(entry.key for entry in many)
    assert {entry.kind for entry in many} == {
        "place",
        "institution",
        "observance",
        "source",
        "timeline-entry",
        "statement",
    }
    # Nothing in it is of a day that is asked for: every query that is a day or a year has years of its own.
    typed = " ".join(query.typed for query in judging.read() if query.kind in ("date", "year", "series", "figure"))
    assert [year for year in noise.YEARS if str(year) in typed] == []


def test_a_record_is_judged_once_for_a_need(tmp_path):
    file = tmp_path / "queries.toml"
    file.write_text('[[need]]\nabout = "Shusha"\nthing = "place/shusha"\n1 = ["place/shusha"]\n', encoding="utf-8")
    with pytest.raises(ValueError, match="Judged twice: Shusha"):
        judging.read(file)


@pytest.mark.django_db
def test_engines_find_what_is_published_and_call_it_by_its_key():
    making.published(making.place({"az": "Şuşa", "en": "Shusha"}, slug="shusha", body="<p>A town on a plateau.</p>"))
    making.place("Shusha Road", slug="not-yet")

    asked = Query(typed="Shusha town", language="en", kind="words", need=SHUSHA)
    assert asking.product(asked) == ["place/shusha"]
    engines = dict(baselines.engines([asked]))
    found = {name: engine(asked) for name, engine in engines.items() if not name.startswith("modelsearch")}
    assert found == {name: [] if name == "LIKE, whole" else ["place/shusha"] for name in found}
