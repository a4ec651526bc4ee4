"""Which sentence is which, and what became of the figures."""

import pytest

from archive.aligning import Passage, align, changed_figures, sentences

pytestmark = pytest.mark.once


def aligned(before, after, language="en"):
    """Paragraphs, each a text or a text and its slot."""
    both = []
    for paragraphs in (before, after):
        given = [one if isinstance(one, tuple) else (one, "") for one in paragraphs]
        passages = [Passage(id=f"p{at}", text=text, slot=slot) for at, (text, slot) in enumerate(given, start=1)]
        both.append(sentences(passages, language))
    return align(*both)


def told(lines):
    return [
        (
            line.before.text if line.before else "",
            line.after.text if line.after else "",
            line.is_moved,
        )
        for line in lines
    ]


def test_sentences_stay_change_move_come_and_go():
    before = ["We remember. 147 civilians were killed that night.", "It was a crime.", "We offer our condolences."]
    after = ["We offer our condolences. We remember.", "150 civilians were killed that night.", "Nobody is forgotten."]

    lines = aligned(before, after)

    assert told(lines) == [
        ("We offer our condolences.", "We offer our condolences.", True),
        ("We remember.", "We remember.", False),
        ("147 civilians were killed that night.", "150 civilians were killed that night.", False),
        ("It was a crime.", "", False),
        ("", "Nobody is forgotten.", False),
    ]
    assert [(span.op, span.text) for span in lines[2].spans][:2] == [("removed", "147"), ("added", "150")]
    assert [span.op for span in (*lines[3].spans, *lines[4].spans)] == ["removed", "added"]
    assert [line.is_same for line in lines] == [False, True, False, False, False]


def test_every_sentence_of_both_stands_there_once():
    before = ["A. A. We came. We saw it all. A."] * 3
    after = ["We saw it all. A. B.", "A. We came and went."]

    lines = aligned(before, after)

    assert sorted(line.before.text for line in lines if line.before) == sorted(
        one.text for one in sentences([Passage(id="p1", text=text) for text in before], "en")
    )
    assert [line.after.text for line in lines if line.after] == ["We saw it all.", "A. B.", "A. We came and went."]


def test_a_sentence_that_became_part_of_a_longer_one_is_found_in_it():
    short = "On that night troops entered the city from three sides without any warning."
    longer = (
        f"Ordered by the leadership of a state that has long been gone, {short[0].lower()}{short[1:-1]}, and stayed."
    )

    assert told(aligned([short], [longer])) == [(short, longer, False)]


def test_what_fills_the_same_slot_is_compared_first():
    before = [("We bow before all of the graves.", "tribute"), ("We bow before all of the names.", "pledge")]
    after = [("We bow before the names of all.", "tribute"), ("We shall bow before graves.", "pledge")]

    assert told(aligned(before, after)) == [
        (before[0][0], after[0][0], False),
        (before[1][0], after[1][0], False),
    ]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("36 people of the town died.", "37 people of the town died.", []),  # a year more
        ("147 people of the town died.", "150 people and 4 more of the town died.", [("147", "150, 4")]),
        ("They lost 1,275 men in all.", "They lost 1,276 men and more in all.", []),
        ("They lost 1,275 men in all.", "They lost 1,375 men in all.", [("1,275", "1,375")]),
        ("On 19–20 January 1990 it began there.", "On 26 February 1992 it ended.", []),
        ("At 22:01 on 19 January it was made public.", "It was made public at 23:50 on 19 January.", []),
        ("It was 33 years ago.", "34 years since then have passed by.", []),
        ("About 613 were killed.", "Nobody knows them.", [("613", "")]),
        ("The sides met.", "They counted 487 injured.", [("", "487")]),
    ],
)
def test_figures_are_told_but_not_dates_nor_what_a_year_makes_more(before, after, found):
    figures = changed_figures(aligned([before], [after]), years=1)

    assert [(", ".join(one.before), ", ".join(one.after)) for one in figures] == found


@pytest.mark.parametrize("text", ["The same. ", "Number {0} is {1}. ", "One of these {0} things was said again. "])
def test_of_very_many_sentences_none_is_lost(text):
    before = "".join(text.format(number, number * 7) for number in range(500))
    after = "".join(text.format(number + 3, number * 5) for number in range(500))

    lines = aligned([before], [after])

    assert " ".join(line.after.text for line in lines if line.after) == after.strip()
    assert len([line for line in lines if line.before]) == 500


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On the night of 19–20 January 1990 it began."),
        ("az", "1990-cı il yanvarın 19-dan 20-nə keçən gecə başladı."),
        ("ru", "В ночь с 19 на 20 января 1990 года это началось."),
    ],
)
def test_no_day_of_a_span_is_a_figure(language, text):
    assert changed_figures(aligned([text], [], language), years=1) == ()


def test_what_weighs_most_stays_in_its_place():
    long = "The ministry gave the number of those who were killed and injured."

    assert told(aligned([long, "We remember."], ["We remember.", long])) == [
        ("We remember.", "We remember.", True),
        (long, long, False),
    ]
