"""Days as documents write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.dates import Dating
from archive.datings import Anniversary, Opening, anniversary, days_in, meant, opening, whole_day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 20 January 2026 in the morning", [("20 January 2026", 1, 20, 2026)]),
        ("the 3rd of March, 1989", [("3rd of March, 1989", 3, 3, 1989)]),
        ("On Nov. 10, 2020, and on November 25", [("Nov. 10, 2020", 11, 10, 2020), ("November 25", 11, 25, None)]),
        ("12 may 2026-cı il", [("12 may 2026", 5, 12, 2026)]),
        ("2020-ci il 27 sentyabrda", [("2020-ci il 27 sentyabrda", 9, 27, 2020)]),
        ("1990-cı ilin 20 yanvarında", [("1990-cı ilin 20 yanvarında", 1, 20, 1990)]),
        ("1987-ci il mayın 12-də", [("1987-ci il mayın 12", 5, 12, 1987)]),
        ("yanvarın 20-si", [("yanvarın 20", 1, 20, None)]),
        ("8 İYUN", [("8 İYUN", 6, 8, None)]),
        ("20 января 2026 года", [("20 января 2026", 1, 20, 2026)]),
        ("от 02.12.2020", [("02.12.2020", 12, 2, 2020)]),
        ("seen 2026-01-20.", [("2026-01-20", 1, 20, 2026)]),
        ("19-20 January 1990", [("20 January 1990", 1, 20, 1990)]),
        # What only looks like a day.
        ("20 martyrs", []),
        ("31 February 2020", []),
        ("In May 2020", []),
        ("version 2020-01-20-3", []),
        ("2,783 of them", []),
    ],
)
def test_days_are_found_as_they_are_written(text, found):
    assert [(day.words, day.month, day.day, day.year) for day in days_in(text)] == found


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("20 January 2026", "2026-01-20"),
        ("Tuesday, 20 January 2026", "2026-01-20"),
        ("12 may 2026-cı il", "2026-05-12"),
        ("12 мая 2026 г.", "2026-05-12"),
        ("On 20 January 2026 it rained", ""),
        ("20 January", ""),
        ("19 January 2026, 20 January 2026", ""),
    ],
)
def test_line_is_a_date_when_nothing_else_stands_in_it(line, date):
    found = whole_day(line)

    assert (found.date if found else "") == date


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("12 May 1987 – The dam breaks", ("1987-05-12", "12 May 1987", "The dam breaks")),
        ("May 1987: three weeks of rain", ("1987-05", "May 1987", "three weeks of rain")),
        ("1987-ci il 12 may – Bənd yarılır", ("1987-05-12", "1987-ci il 12 may", "Bənd yarılır")),
        ("1989 — Первый день памяти", ("1989", "1989", "Первый день памяти")),
        ("12 мая 1987 г. — Прорыв плотины", ("1987-05-12", "12 мая 1987", "Прорыв плотины")),
        ("12 May – Flood Remembrance Day", None),
        ("1987 was a year of rain", None),
        ("Report of 12 May 1987 – rain", None),
    ],
)
def test_heading_of_an_event_begins_with_its_date(heading, parts):
    expected = parts and Opening(date=Dating.parse(parts[0]), words=parts[1], rest=parts[2])

    assert opening(heading) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the second anniversary of the flood of 1987", (1989, "second anniversary of the flood of 1987")),
        ("The 35th anniversary of May 12, 1987.", (2022, "35th anniversary of May 12, 1987")),
        ("35-я годовщина наводнения 1987 года", (2022, "35-я годовщина наводнения 1987")),
        ("1987-ci il daşqınının onuncu ildönümü", (1997, "1987-ci il daşqınının onuncu ildönümü")),
        ("the happy anniversary of 1987", None),
        ("the second anniversary. In 1987", None),
    ],
)
def test_anniversary_needs_its_count_and_first_year_in_one_sentence(text, found):
    assert anniversary(text) == (found and Anniversary(year=found[0], words=found[1]))


@pytest.mark.parametrize(
    ("words", "expressions"),
    [
        ("19-20 yanvar 1990", ["1990-01-19/1990-01-20"]),
        ("night of 19–20 January 1990", ["1990-01-19/1990-01-20"]),
        ("1990-cı il yanvarın 19-dan 20-nə keçən gecə", ["1990-01-19/1990-01-20"]),
        ("ночь с 19 на 20 января 1990 года", ["1990-01-19/1990-01-20"]),
        ("27 sentyabr - 10 noyabr 2020", ["2020-09-27/2020-11-10"]),
        ("March-April 1918", ["1918-03/1918-04"]),
        ("1988–1994", ["1988/1994"]),
        ("circa 1905", ["1905~"]),
        ("около 1905 года", ["1905~"]),
        ("ehtimal ki, 1905", ["1905?"]),
        ("perhaps about 1905", ["1905%"]),
        ("the 1990s", ["199X"]),
        ("1990-cı illər", ["199X"]),
        ("1990-е годы", ["199X"]),
        ("before 1994", ["../1994"]),
        ("1994-cü ildən sonra", ["1994/.."]),
        ("до 20 января 1994 года", ["../1994-01-20"]),
        ("1992 or 1993", ["[1992,1993]"]),
        ("19 və ya 20 yanvar 1990", ["[1990-01-19,1990-01-20]"]),
        ("[1992, 1993]", ["[1992,1993]"]),
        ("20.01.1990", ["1990-01-20"]),
        ("January 20th, 1990", ["1990-01-20"]),
        ("20 yanvar 1990-cı il, saat 23:30", ["1990-01-20"]),
        # What cannot be a date of the archive.
        ("20 January", []),
        ("31 February 1990", []),
        ("1994 to 1990", []),
        ("hello", []),
        ("", []),
    ],
)
def test_what_words_may_mean_is_offered_as_it_would_be_written(words, expressions):
    assert [str(dating) for dating in meant(words)] == expressions


@given(words=st.text(max_size=200))
def test_whatever_the_words_are_nothing_breaks(words):
    assert isinstance(meant(words), tuple)
