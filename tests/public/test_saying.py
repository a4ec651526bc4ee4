"""Whatever a parser accepts is said in every language, wherever it stands; what it refuses is refused in a sentence."""

import re
from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from archive import clock, dates, languages, rules
from archive.admin.base.times import dating_in_words
from archive.catalogue import deriving
from archive.clock import ClockError
from archive.dates import DateError, Dating, PartialDate
from archive.datings import days_in, meant, midnights, opening, validate_date, whole_day
from archive.editions.payloads import Change, Words
from archive.editions.payloads.observances import DateRule
from archive.editions.payloads.timeline_entries import FigureForm, TimelineEntryPayload
from archive.public.detail import builder, figures
from archive.public.kinds import observances
from archive.public.lists.filters import Filters
from archive.public.time import spans
from archive.public.time.spans import Unit
from archive.public.words import labels
from archive.rules import Rule, RuleError
from tests import frozen
from tests.editions.payloads.examples import FIGURES

pytestmark = pytest.mark.once

# The grammar of dates, whether the calendar has them or not.
YEARS = st.one_of(
    st.integers(0, 9999).map("{:04}".format),
    st.integers(0, 999).map("{:03}X".format),
    st.integers(0, 99).map("{:02}XX".format),
)
MONTHS = st.integers(0, 25).map("{:02}".format) | st.just("XX")
DAYS = st.integers(0, 32).map("{:02}".format) | st.just("XX")
POINTS = st.builds(
    "{}{}".format,
    st.one_of(YEARS, st.builds("{}-{}".format, YEARS, MONTHS), st.builds("{}-{}-{}".format, YEARS, MONTHS, DAYS)),
    st.sampled_from(("", "", "~", "?", "%")),
)
ENDS = POINTS | st.sampled_from(("..", ""))
WRITTEN = st.one_of(
    st.sampled_from(frozen.DATES),
    POINTS,
    st.builds("{}/{}".format, ENDS, ENDS),
    st.lists(POINTS, min_size=1, max_size=3).map(lambda points: f"[{','.join(points)}]"),
)

LANGUAGES = languages.spoken()


def is_refused(read, *given, **named) -> bool:
    """Whether ``read`` refuses it. If so, it does in a sentence of each language, with what was written."""
    for language in LANGUAGES:
        said = _refusal(language, read, *given, **named)
        if said is None:
            return False
        assert all(one in said for one in given)
        assert len(said) > 20 + len("".join(given))
    return True


def _refusal(language: str, read, *given, **named) -> str | None:
    with translation.override(language):
        try:
            read(*given, **named)
        except ValidationError as refused:
            return " ".join(refused.messages)
        except (DateError, RuleError, ClockError) as refused:
            return str(refused)
    return None


@given(written=WRITTEN, later=WRITTEN)
def test_every_dating_is_said_wherever_it_stands(written, later):
    if is_refused(validate_date, written):
        return
    known = Dating.parse(written)
    one_night = known.is_two_days
    for language in LANGUAGES:
        with translation.override(language):
            said = [
                dates.in_words(written, language),
                dating_in_words(written, one_night=one_night),
                builder.when(written, language).words,
                labels.event_in_words(written, language, one_night=one_night, time="", zone=""),
                labels.period_in_words(written, "", language),
                labels.period_in_words("", written, language),
                *([] if is_refused(Dating.parse, later) else period(written, later, language)),
            ]
        assert all(words.strip() for words in said)
    assert re.fullmatch(r"([0-9]{4}(-[0-9]{2}){0,2})?", labels.machine_date(written))
    assert all(spans.beginning(known, unit) for unit in Unit)


def period(since: str, until: str, language: str) -> list[str]:
    return [labels.period_in_words(since, until, language), dates.span_in_words(since, until, language)]


@given(written=WRITTEN)
def test_every_dating_has_its_place_in_the_catalogue(written):
    if is_refused(Dating.parse, written):
        return
    event = TimelineEntryPayload(
        kind="timeline-entry",
        record="00000000-0000-4000-8000-000000000001",
        slug="a",
        change=Change(kind="first"),
        texts={"en": Words(title="It happened")},
        date=written,
    )

    first = event.dating().order[0]
    assert deriving.begins(first) <= deriving.sort_date(event) < deriving.begins(first, later=1) < 2**63
    assert event.years().first <= event.years().year <= event.years().last
    assert all(event.days_in_words(language) for language in LANGUAGES)


@given(first=POINTS | st.just(""), last=POINTS | st.just(""))
def test_a_filter_is_said_or_refused_in_a_sentence_in_every_language(first, last):
    asked = QueryDict(mutable=True)
    asked.update({"from": first, "to": last})
    for language in LANGUAGES:
        with translation.override(language):
            filters = Filters(asked, names=("from", "to"))
            if filters.is_valid() and filters.parameters:
                assert dates.span_in_words(first, last, language).strip()
            for errors in filters.errors.values():
                assert all(len(said) > 20 for said in errors)
    assert filters.is_valid() or filters.errors


@given(text=st.text(alphabet="0123456789-X~?%/.,[]", max_size=24) | st.text(max_size=40))
def test_nonsense_is_refused_with_a_sentence_and_whatever_it_may_mean_can_be_said(text):
    assert is_refused(validate_date, text) or str(Dating.parse(text)) == text
    assert isinstance((days_in(text), whole_day(text), opening(text), midnights(text), meant(text)), tuple)


@pytest.mark.parametrize("written", ["2024-13-01", "2024-00-01", "01.13.2024", "31.02.2024", "2024-02-30"])
def test_a_day_that_no_calendar_has_means_nothing(written):
    assert [str(one) for one in meant(written) if one.days] == []


@pytest.mark.parametrize(
    "written", ["-0044", "−44", "0000", "000X", "00XX", "-0044/..", "44 BC", "1200 b.c.", "44 г. до н. э.", "e.ə. 44"]
)
def test_what_lies_before_our_era_is_refused_saying_so(written):
    with pytest.raises(ValidationError) as refused:
        validate_date(written)

    assert refused.value.messages == [
        f"“{written}” reaches back before the year 1, with which the dates of the archive begin. Say it in the text."
    ]


@pytest.mark.parametrize(
    ("written", "en", "az", "ru"),
    [
        ("01XX", "2nd century", "II əsr", "II век"),
        ("21XX", "22nd century", "XXII əsr", "XXII век"),
        ("39XX", "40th century", "XL əsr", "XL век"),
        ("98XX~", "circa 99th century", "təxminən XCIX əsr", "около XCIX века"),
        ("99XX", "100th century", "C əsr", "C век"),
    ],
)
def test_every_century_has_its_name(written, en, az, ru):
    assert {code: dates.in_words(written, code) for code in LANGUAGES} == {"az": az, "en": en, "ru": ru}


@pytest.mark.parametrize(
    ("first", "last", "en", "ru"),
    [
        ("199X", "", "1990s or later", "1990-е годы или позднее"),
        ("", "1990-XX", "1990, month unknown or earlier", "1990, месяц неизвестен или ранее"),
        ("1990-21", "", "spring 1990 or later", "весна 1990 или позднее"),
        ("19XX", "2001", "20th century – 2001", "XX век – 2001"),
        ("1990", "", "1990 or later", "1990 или позднее"),
        ("1990", "1994", "1990–1994", "1990–1994"),
        ("199X", "199X", "1990s", "1990-е годы"),
    ],
)
def test_a_span_with_one_end_is_said(first, last, en, ru):
    assert [dates.span_in_words(first, last, code) for code in ("en", "ru")] == [en, ru]


# --- rules, rituals, zones, figures ------------------------------------------------------------------


@given(
    made=st.builds(
        dict,
        kind=st.sampled_from([*rules.Kind]),
        month=st.none() | st.integers(0, 13),
        day=st.none() | st.integers(0, 32),
        weekday=st.sampled_from(("", *rules.WEEKDAYS)),
        nth=st.none() | st.sampled_from((-2, -1, 0, 1, 2, 3, 4, 5, 6)),
        side=st.sampled_from(("", *(side.value for side in rules.Side))),
        base=st.sampled_from(("", "another")),
        days=st.none() | st.integers(-400, 400),
        dates=st.lists(st.dates(date(1800, 1, 1), date(2200, 12, 31)), max_size=3).map(tuple),
        duration=st.integers(0, 400),
        shifts=st.sampled_from(((), (("fri", -1), ("sun", 6)))),
        leap=st.sampled_from([leap.value for leap in rules.Leap]),
        from_year=st.sampled_from((None, *rules.YEARS[:2], *rules.YEARS[-2:])),
        to_year=st.sampled_from((None, *rules.YEARS[:2], *rules.YEARS[-2:])),
    )
)
def test_every_date_rule_is_said_or_refused(made):
    if is_refused(Rule, **made):
        return
    rule = Rule(**made)
    for language in LANGUAGES:
        assert bool(rules.in_words(rule, language, base="Day").strip()) is bool(rule.kind)
        with translation.override(language):
            assert observances._years(
                DateRule(effect="", from_year=rule.from_year, to_year=rule.to_year), language
            ) or not (rule.from_year or rule.to_year)
    for base in (date.min, date.max, date(2000, 2, 29)):
        for year in (rules.YEARS[0], 2000, 2026, rules.YEARS[-1]):
            found = rules.occurrences([rule], [], year, first_day_of=lambda _base, _year, base=base: base)
            assert all(one.first <= one.last for one in found)
    assert isinstance(rules.every_year(rule), str)


@pytest.mark.parametrize("fields", frozen.RULES)
def test_every_frozen_rule_is_said_in_every_language(fields):
    assert all(DateRule(effect="establishes", **fields).in_words(language) for language in LANGUAGES)


@pytest.mark.parametrize("zone", [*frozen.ZONES, "", "Asia/", "/", "x" * 64])
def test_every_zone_is_said_also_one_that_there_is_no_longer(zone):
    for language in LANGUAGES:
        with translation.override(language):
            assert labels.zone_in_words(zone).strip()
            assert labels.time_in_words("12:00", zone).strip()
            for stamp in filter(None, frozen.STAMPS):
                assert labels.stamp_in_words(stamp, zone, language).strip()


@given(
    wall=st.datetimes() | st.sampled_from((datetime.min, datetime.max)),  # noqa: DTZ901
    zone=st.sampled_from(("Asia/Baku", "UTC", "Pacific/Kiritimati", "Etc/GMT+12", "Europe/Moscow")),
    ours=st.sampled_from(("Asia/Baku", "Pacific/Kiritimati", "Etc/GMT+12")),
)
def test_every_instant_that_is_resolved_can_be_shown_by_every_clock(wall, zone, ours):
    wall = wall.replace(second=0, microsecond=0, fold=0)
    if not is_refused(clock.resolve, wall=wall, zone=zone):
        assert str(clock.local(clock.resolve(wall, zone), ours).tzinfo) == ours


@pytest.mark.parametrize("numbers", frozen.NUMBERED, ids=str)
def test_every_figure_is_said_however_it_is_put(numbers):
    (one, *_others) = FIGURES
    figure = FigureForm(
        id="f1", measure="killed", stated_by=one.stated_by, stated_in=one.stated_in, **{"value": None, **numbers}
    )
    for language in LANGUAGES:
        with translation.override(language):
            assert figures.number_in_words(figure, language).strip()
            assert all(labels.label_of(labels.UNITS, unit) for unit in labels.UNITS)


def test_one_date_is_what_the_filters_and_the_decrees_read():
    several = {written for written in frozen.DATES if set("/[") & set(written)}

    assert {written for written in frozen.DATES if is_refused(PartialDate.parse, written)} == several
