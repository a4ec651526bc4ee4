"""Days and months are read from folded words, however they are said."""

import pytest

from archive import names
from archive.date_words import dates_in, days_in_words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        *(
            (one, [(1990, 1, 20)])
            for one in ("20.01.1990", "1990-01-20", "20/01/1990", "20 Jan 1990", "20th of January 1990")
        ),
        *(
            (one, [(1990, 1, 20)])
            for one in ("January 20, 1990", "1990-cı il 20 yanvar", "1990-cı ilin yanvarın 20-də")
        ),
        *((one, [(1990, 1, 20)]) for one in ("20 января 1990 года", "20-го января 1990 г.")),
        *((one, [(0, 1, 20)]) for one in ("20 yanvar", "20 yanvarda", "20-ci yanvar", "January 20", "20 января")),
        *((one, [(1990, 1, 0)]) for one in ("January 1990", "01.1990", "yanvar 1990", "в январе 1990 года")),
        *((one, [(1994, 5, 0)]) for one in ("в мае 1994 года", "к маю 1994-го", "1994-cü ilin mayında")),
        ("19–20 January 1990", [(1990, 1, 20), (1990, 1, 19)]),
        ("26 fevral və 8 noyabr", [(0, 2, 26), (0, 11, 8)]),
        *(
            (one, [])
            for one in ("January", "20", "1990", "31.02.1990", "40 January", "20 martyrs", "12 10 20", "20 martial")
        ),
    ],
)
def test_a_date_is_read(words, said):
    assert [(one.year, one.month, one.day) for one in dates_in(names.fold(words).split())] == said


def test_where_a_date_stands_is_told():
    (said,) = dates_in(["what", "happened", "on", "20", "january", "1990", "in", "baku"])

    assert (said.first, said.end) == (3, 6)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("двадцатого января 1990", [(0, 1, 20)]),
        ("на двадцать первое января", [(1, 3, 21)]),
        ("iyirmi yanvar", [(0, 1, 20)]),
        ("iyirminci yanvar", [(0, 1, 20)]),
        ("the twenty-first of January", [(1, 3, 21)]),
        ("January twentieth", [(1, 2, 20)]),
        ("20th of January", [(0, 1, 20)]),
        *((one, []) for one in ("20 January", "Black January", "forty January", "twenty martyrs")),
    ],
)
def test_a_day_in_words_is_read_beside_its_month(words, said):
    assert [*days_in_words(names.fold(words).split())] == said
