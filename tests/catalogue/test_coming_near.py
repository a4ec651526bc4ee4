"""In which order questions are answered, and what comes near where little has all that was asked."""

import pytest

from archive import clock
from archive.catalogue.listing import best, keeping, linked, phrased, ranking, searching, standing
from archive.catalogue.listing.candidates import Candidates
from archive.catalogue.models import TEXTS, RowText
from archive.editions import reading
from archive.word_index import WordIndex
from tests import making

from .questions import archive, ask, public_source, titles, whole  # noqa: F401

pytestmark = pytest.mark.django_db


def test_what_lacks_the_name_that_is_asked_for_comes_after_what_lacks_another_word():
    for name in ("Kilwa", "Orsk"):
        making.published(making.place(name, slug=name.lower()))
    for number in range(4):
        making.public_statement(f"Of Kilwa {number}", slug=f"kilwa-{number}", body="<p>Kilwa stood.</p>")
    making.public_statement("Ferry in winter", slug="ferry", body="<p>A ferry sank in Orsk.</p>")
    making.public_statement("Kilwa in winter", slug="winter", body="<p>Snow fell.</p>")

    assert titles("kilwa winter ferry")[0] == "Kilwa in winter"


def test_where_nothing_has_all_what_comes_near_is_shown_and_said():
    found = ask("emergency in Aghdam zzzz")

    assert (found.search.total, found.search.is_near) == (0, True)
    assert [group.written for group in found.search.left_out] == ["zzzz"]
    # Beside what has a part of it, what is linked with that, and what is with what is linked.
    linked = {"Shusha", "Decree", "20 January – National Mourning Day", "A ceasefire", "Said of the day"}
    assert {entry.title for entry in found.entries} == {"State of emergency", "Aghdam", *linked}
    assert sum(found.facets["kind"].values()) == found.total == 7


def test_where_nothing_has_all_the_thing_that_is_named_comes_by_what_it_has_of_the_question():
    making.published(
        making.entry(
            "Troops leave the plateau", sources=[public_source()], date="1995-01-01", body="<p>Shusha was quiet.</p>"
        )
    )

    assert titles("troops plateau Shusha")[:2] == ["Troops leave the plateau", "Shusha"]
    assert titles("troops plateau valley Shusha")[0] == "Troops leave the plateau"


def test_where_a_name_tells_more_than_all_other_words_these_are_asked_for_as_well():
    making.published(making.place("Kilwa", slug="kilwa"))
    source = public_source()
    for year in range(1950, 1962):
        making.published(making.entry(f"March {year}", sources=[source], date=f"{year}-03-01", body="<p>Spring.</p>"))

    assert titles("Kilwa spring")[0] == "Kilwa"
    assert "March 1960" in titles("Kilwa spring")


def test_a_phrase_in_other_forms_comes_near():
    for question in ("“troop entered”", "«Martyr lay»"):
        found = ask(question)
        assert (question, found.search.total, found.search.is_near) == (question, 0, True)
        assert found.entries[0].title == ("State of emergency" if "troop" in question else "A ceasefire")
    assert titles("“entered troops”") == []


def test_what_a_heavier_alternative_implies_is_not_asked(monkeypatch):
    """The word itself counts more than the name of which it is a part: only whether a title has the rest of that."""
    making.published(making.place("Lantern Gate", slug="lantern-gate"))
    making.published(making.entry("A lantern", sources=[public_source()]))
    held_by, asked = WordIndex.held_by, list[str]()
    monkeypatch.setattr(
        WordIndex, "held_by", lambda index, rows, several: asked.extend(several) or held_by(index, rows, several)
    )

    assert set(whole("lantern")) == {"Lantern Gate", "A lantern"}
    assert "lantern gate" in {" ".join(one.words) for one in ask("lantern").search.understood.groups[0].alternatives}
    assert {one for one in asked if "gate" in one} == {"·gate"}


@pytest.mark.parametrize("at_once", [0, 500])
def test_the_first_page_is_in_the_order_of_all(monkeypatch, at_once):
    """Of what cannot stand on it less is found out, whether all that counts is asked at once or step by step."""
    monkeypatch.setattr(ranking, "AT_ONCE", at_once)
    for number in range(30):
        title, body = (
            f"{'Lantern ' * (number % 2)}Gate {number}",
            "A gate. Lanterns hang. " if number % 3 else "A lantern.",
        )
        making.published(making.place(title, slug=f"gate-{number}", body=f"<p>{body} {'Harbour. ' * (number % 4)}</p>"))
    questions = ("lantern", "lanterns", "gate", "gates lantern", "lantern harbour", "gate 7", "lantern gate -shusha")
    first = {question: titles(question) for question in questions}
    assert min(map(len, first.values())) == 20
    keeping._KEPT.clear()
    monkeypatch.setattr(best, "PER_PAGE", 0)

    assert {question: titles(question) for question in questions} == first


def test_what_answers_as_well_as_the_last_of_a_page_stands_by_its_date_and_its_title(monkeypatch):
    """Of what cannot come before it less is found out."""
    for number in reversed(range(24)):
        title = f"{'Lantern' if number < 22 else 'Gate'} {number:02}"
        making.published(making.place(title, slug=f"gate-{number}", body="<p>A lantern hangs.</p>"))
    first = [f"Lantern {number:02}" for number in range(20)]

    assert titles("lantern") == first
    monkeypatch.setattr(best, "PER_PAGE", 0)
    keeping._KEPT.clear()
    assert titles("lantern") == first


def _asked_of(monkeypatch) -> list[set[int]]:
    """The rows of which something was asked of the index, each time."""
    held_by, asked = WordIndex.held_by, list[set[int]]()
    monkeypatch.setattr(
        WordIndex, "held_by", lambda index, rows, several: asked.append({*rows}) or held_by(index, rows, several)
    )
    return asked


def test_where_a_page_is_full_of_what_has_it_in_its_title_the_newest_are_not_looked_at(monkeypatch):
    for number in range(27):
        title = f"{'Lantern' if number < 21 else 'Gate'} {number:02}"
        making.published(making.place(title, slug=f"gate-{number}", body="<p>A lantern hangs.</p>"))
    monkeypatch.setattr(ranking, "MOST_RANKED", 25)
    asked = _asked_of(monkeypatch)

    first = titles("lantern")
    assert (len(first), [len(rows) for rows in asked]) == (20, [21])
    monkeypatch.setattr(best, "PER_PAGE", 0)
    keeping._KEPT.clear()
    assert titles("lantern") == first
    assert {len(rows) for rows in asked} == {21, 25}


def test_all_that_counts_is_asked_at_once_of_few_texts(monkeypatch):
    making.published(making.entry("A lantern", sources=[public_source()], body="<p>Lanterns hang at gates.</p>"))
    monkeypatch.setattr(searching, "ENOUGH", 1)
    asked = _asked_of(monkeypatch)

    for question in ("lantern", "lanterns", "gate hangs"):
        asked.clear()
        assert (question, whole(question), len(asked)) == (question, ["A lantern"], 1)


def test_titles_are_read_of_what_may_be_on_the_page(monkeypatch):
    source, read = public_source(), list[int]()
    for day in range(1, 29):
        event = making.entry(f"Event {day}", sources=[source], date=f"1994-05-{day:02}", body="<p>A lantern.</p>")
        making.published(event)
    of_candidates = Candidates.titles
    monkeypatch.setattr(Candidates, "titles", lambda self: read.append(len(found := of_candidates(self))) or found)

    assert titles("lantern") == [f"Event {day}" for day in range(28, 8, -1)]
    assert read == [20]


def test_in_which_language_a_text_is_follows_from_its_place():
    there = standing.at(reading.at(clock.now()))
    texts = dict(RowText.objects.values_list("pk", "language"))
    numbers = {text // TEXTS: there.number(text // TEXTS) for text in texts}

    assert {"az", "en", "ru"} <= {*texts.values()}
    for code in ("az", "en", "ru", "ka"):
        assert there.in_language(texts, numbers, code) == {text for text, language in texts.items() if language == code}


def test_a_page_says_where_not_all_texts_were_read_for_a_phrase(client, monkeypatch):
    said = "those that were stored last were read, at most"
    assert said not in client.get("/en/search/?q=“of+emergency”").content.decode()
    monkeypatch.setattr(phrased, "MOST_READ", 1)
    making.published(making.entry("A case of emergency", sources=[public_source()]))
    assert said in client.get("/en/search/?q=“of+emergency”").content.decode()


def test_of_what_many_texts_have_so_many_are_ranked_and_read(monkeypatch):
    """Once for what is linked with the best, once for the page; of a phrase, as it is and in other forms."""
    for number in range(12):
        making.published(making.place(f"Gate {number}", slug=f"gate-{number}", body="<p>A lantern hangs.</p>"))
    monkeypatch.setattr(ranking, "MOST_RANKED", 4)
    monkeypatch.setattr(phrased, "MOST_READ", 5)
    held_by, unpacked = WordIndex.held_by, phrased.unpacked
    ranked, read = set[int](), list[int]()
    monkeypatch.setattr(
        WordIndex, "held_by", lambda index, rows, several: ranked.update(rows) or held_by(index, rows, several)
    )
    monkeypatch.setattr(phrased, "unpacked", lambda packed: read.append(1) or unpacked(packed))

    for question in ("lantern", "lantren", "lantern nowhere", "lantern ceasefire", "20 January lantern"):
        ranked.clear()
        assert (question, ask(question).total > 4, len(ranked) <= 8, read) == (question, True, True, [])
    for question in ("“lantern hangs”", "“lanterns hang”", "“a lantern” -shusha"):
        ranked.clear(), read.clear()
        assert (question, ask(question).total, len(ranked) <= 10) == (question, 5, True)
        assert len(read) in (5, 10)


def test_what_the_best_names_and_what_names_it_comes_near():
    found = ask("martyrs lay")

    assert (found.search.total, found.search.is_near) == (1, True)
    further = ["State of emergency", "20 January – National Mourning Day"]  # of the same source
    assert [entry.title for entry in found.entries] == ["A ceasefire", "Decree", *further]
    assert titles("“Martyrs lay”") == ["A ceasefire", "Decree"]
    assert titles("martyrs lay -decree") == ["A ceasefire", *further]
    assert set(titles("troops entered")) > {"State of emergency", "Decree", "Shusha", further[1]}
    assert titles("troops entered", is_literal=True) == ["State of emergency"]


def test_what_has_around_it_what_the_best_has_comes_before_what_has_as_many_words():
    source, far = public_source(), making.source("Of cellars", slug="cellars")
    quay, cellar = making.place("Quay", slug="quay"), making.place("Cellar", slug="cellar")
    for one in (far, quay, cellar):
        making.published(one)
    for year, (title, said, named, place) in enumerate(
        (
            ("One", "Quietude, and a lantern", source, quay),
            ("Two", "A lantern", source, quay),
            ("Three", "A lantern", far, cellar),
        ),
        start=1991,
    ):
        making.published(
            making.entry(title, sources=[named], places=[place], date=f"{year}-05-05", body=f"<p>{said}.</p>")
        )

    assert [title for title in titles("quietude lantern zzzz") if title in ("Two", "Three")] == ["Two", "Three"]
    assert titles("lantern", is_literal=True) == ["Three", "Two", "One"]  # the newest


def test_what_holds_what_the_best_hold_comes_before_what_has_as_many_words():
    for year, (title, said) in enumerate(
        (
            ("One", "Quietude, and a lantern: the ferry sank off the pier"),
            ("Two", "A lantern. The ferry sank off the pier"),
            ("Three", "A lantern. A new school opened in a garden"),
            ("Four", "A new school opened in a garden"),
        ),
        start=1991,
    ):
        source = public_source(f"Paper{year}")
        making.published(making.entry(title, sources=[source], date=f"{year}-05-05", body=f"<p>{said}.</p>"))

    assert [title for title in titles("quietude lantern zzzz") if title in ("Two", "Three")] == ["Two", "Three"]
    assert titles("lantern", is_literal=True) == ["Three", "Two", "One"]  # the newest


def test_what_has_all_of_it_comes_first_unless_what_comes_near_answers_far_better():
    few, many = "quietude lantern ferry pier", "garden bell kestrel orchard meadow thicket barley harvest"
    for name, question in (("Few", few), ("Many", many)):
        asked, source = question.split(), public_source(f"Paper{name}")
        making.published(making.entry(" ".join(asked[:-1]).capitalize(), sources=[source], date="1991-05-05"))
        body = f"<p>Of it: {', a '.join(asked)}.</p>"
        summary = f"Of {asked[0]} and {asked[1]}."
        making.published(making.entry(name, sources=[source], date="1992-05-05", summary=summary, body=body))

    assert titles(few)[:2] == ["Few", "Quietude lantern ferry"]
    assert titles(many)[:2] == ["Garden bell kestrel orchard meadow thicket barley", "Many"]


def test_what_is_linked_and_holds_the_words_of_a_phrase_does_not_come_before_what_holds_the_phrase():
    tower = making.place("Ring of bells", slug="tower")
    making.published(tower)
    source, said = public_source(), "<p>When bells ring.</p>"
    making.published(making.entry("A morning", sources=[source], places=[tower], date="1991-05-05", body=said))

    assert titles("“bells ring”")[:2] == ["A morning", "Ring of bells"]


def test_the_more_groups_a_question_has_the_less_is_looked_through_for_links(monkeypatch):
    two_rows, four_groups = 2, "emergency Aghdam zzzz yyyy"
    monkeypatch.setattr(searching, "MOST_WEIGHED", two_rows * 4**2)

    assert {"State of emergency", "Aghdam", "Decree"} < set(titles(four_groups))
    assert set(titles(f"{four_groups} xxxx")) == {"State of emergency", "Aghdam"}


def test_what_many_records_name_brings_none_of_them(monkeypatch):
    hill = making.place("Hill", slug="hill", body="<p>Quietude.</p>")
    making.published(hill)
    making.published(making.entry("Above", sources=[public_source()], places=[hill], date="1991-05-05"))

    assert titles("quietude") == ["Hill", "Above", "Law"]  # its source
    monkeypatch.setattr(linked, "MOST_NAMING", 0)
    making.published(making.place("Another", slug="another"))  # what was found is known by the version
    assert titles("quietude") == ["Hill"]


def test_what_many_show_comes_after_what_few_show():
    """A picture as well as whatever else is named."""
    everywhere, here = making.picture("A wall"), making.picture("The lamp", content=making.drawn("#7e5109"))
    for picture in (everywhere, here):
        making.published(picture)
    for number in range(5):
        shows = making.place(f"Place {number}", slug=f"place-{number}")
        making.show(shows, everywhere)
        making.published(shows)
    both = making.place("Hill", slug="hill", body="<p>Quietude.</p>")
    making.show(both, everywhere, here)
    making.published(both)

    assert titles("quietude")[:3] == ["Hill", "The lamp", "A wall"]


def test_every_order_has_the_same_records():
    orders = {order: titles("Shusha", order=order) for order in ("best", "newest", "oldest", "title")}

    assert len({frozenset(found) for found in orders.values()}) == 1
    assert orders["title"] == sorted(orders["title"])


def test_what_says_a_word_in_its_title_comes_before_what_says_it_in_its_summary_and_last_what_says_it_elsewhere():
    body, summary = "<p>The wharf burned.</p>", "Of the wharf."
    making.public_statement("Said third", body=body, date="2026-03-01")
    making.public_statement("Said second", summary=summary, body=body, date="2026-02-01")
    making.public_statement("The wharf", summary=summary, body=body, date="2026-01-01")

    assert whole("wharf") == ["The wharf", "Said second", "Said third"]
