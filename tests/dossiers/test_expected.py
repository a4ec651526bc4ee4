"""What must be issued, in which languages, and how far it is; and what is red on the board."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import clock
from archive.dossiers import board, expected
from archive.dossiers.models import Obligation
from archive.editions import reading
from archive.editorial import publishing, reviewing
from archive.public.kinds import observance_calendar
from archive.records.statements import Statement
from tests import making
from tests.admin.test_plans import gone_through

pytestmark = pytest.mark.django_db


def obliged(observance, institution, **said) -> Obligation:
    return Obligation.objects.create(observance=observance, institution=institution, **{"languages": ["en"], **said})


def cells(found: expected.Expected) -> dict[str, str]:
    return {cell.language: cell.state for cell in found.cells}


def test_an_obligation_is_missing_in_each_of_its_languages_until_a_statement_is_there():
    observance, house = making.observance(), making.institution("House")
    decree = making.source("Decree")
    told = {"instrument": decree, "note": "Since then."}
    obliged(observance, house, languages=["az", "en"], valid_from_year=2020, valid_to_year=2027, **told)

    (missing,) = expected.of_year(observance.pk, 2027)
    making.statement("Of 2027", issuers=[house], observance=observance, year=2027)
    (begun,) = expected.of_year(observance.pk, 2027)

    assert missing.basis == "Decree · Since then."
    assert (missing.record, missing.issuer, cells(missing)) == (None, "House", {"az": "missing", "en": "missing"})
    assert (str(begun.record), cells(begun)) == ("Of 2027", {"az": "missing", "en": "draft"})
    assert expected.of_year(observance.pk, 2028) == expected.of_year(observance.pk, 2019) == ()


def test_each_language_is_as_far_as_its_own_words_are():
    observance, house = making.observance(), making.institution("House")
    making.published(house)
    making.published(observance)
    titles = {"az": "2027", "en": "Of 2027", "ru": "За 2027"}
    said = making.statement(titles, issuers=[house], observance=observance, year=2027)

    def now():
        return cells(expected.of_year(observance.pk, 2027)[0])

    candidate = reviewing.submit(said, by=making.archivist(), version=said.version, languages=["en"])
    in_review = now()
    reviewing.approve(candidate, by=making.reviewer(), digest=candidate.digest)
    approved = now()
    publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)
    published = now()

    assert in_review == {"az": "draft", "en": "in-review", "ru": "draft"}
    assert approved == {"az": "draft", "en": "approved", "ru": "draft"}
    assert published == {"az": "draft", "en": "published", "ru": "draft"}


def test_ours_come_first_and_what_others_issued_is_told_beside_it():
    observance, house, ministry = making.observance(), making.institution("House"), making.institution("Ministry")
    obliged(observance, ministry, origin="transcribed", note="Every year since 2011.")
    made = {"observance": observance, "year": 2027}
    making.statement("Theirs", issuers=[ministry], origin="transcribed", **made)
    making.statement("Ours", issuers=[house], **made)
    making.statement("Somebody’s", issuers=[house], origin="transcribed", **made)

    found = expected.of_year(observance.pk, 2027)

    assert [(str(one.record), one.is_ours, bool(one.obligation)) for one in found] == [
        ("Ours", True, False),
        ("Theirs", False, True),
        ("Somebody’s", False, False),
    ]


def test_what_others_issued_is_told_as_what_is_here_of_it():
    observance, ministry = making.observance(), making.institution("Ministry")
    made = making.statement(
        {"az": "Bəyanat", "en": "Statement"},
        issuers=[ministry],
        observance=observance,
        year=2027,
        origin="transcribed",
        completeness="report",
    )
    making.change(made, translation="agency")

    def told():
        (one,) = expected.of_year(observance.pk, 2027)
        return one.how_much, {cell.language: cell.whose for cell in one.cells}

    assert told() == ("Somebody’s report of what was said", {"az": "", "en": "News agency’s translation"})

    Statement.objects.update(completeness="full")
    making.change(made, translation="official")
    assert told() == ("", {"az": "", "en": "Official translation"})
    Statement.objects.update(origin="authored")
    assert told()[1]["en"] == ""


@pytest.fixture
def kept(time_machine):
    """An observance kept on 20 January, and what readers know of its next day, 25 days before it and nearer."""
    time_machine.move_to(datetime(2026, 12, 26, 8, 0, tzinfo=UTC), tick=False)
    observance, house = making.observance("Mourning", month=1, day=20), making.institution("House")
    making.published(house)
    making.published(observance)
    time_machine.move_to(datetime(2026, 12, 26, 9, 0, tzinfo=UTC), tick=False)

    def days(today: date | None = None) -> list[board.BoardDay]:
        calendar, day = observance_calendar.everything(reading.at(clock.now())), today or clock.today()
        return board.board(board.soon(calendar.next_of_each(day), day), day)

    return observance, house, days


def alarms(days) -> list[str]:
    return [line.alarm for day in days for line in day.lines]


def test_a_day_nearer_than_a_week_is_red_as_long_as_nothing_will_go_out(kept):
    observance, house, days = kept
    obliged(observance, house)

    assert alarms(days()) == [""]
    assert alarms(days(date(2027, 1, 14))) == ["Nothing of it will go out."]
    said = making.statement(issuers=[house], observance=observance, year=2027)
    assert alarms(days(date(2027, 1, 14))) == ["Nothing of it will go out."]
    making.scheduled(said, making.release())
    assert alarms(days(date(2027, 1, 14))) == [""]


def test_what_goes_out_otherwise_than_it_is_saved_is_red_however_far_it_is(kept):
    observance, house, days = kept
    said = making.statement(issuers=[house], observance=observance, year=2027)
    making.scheduled(said, making.release(hours=25 * 24))

    making.change(said, title="Otherwise")

    assert alarms(days()) == ["What will go out is not what is saved."]
    assert [day.is_alarming for day in days()] == [True]


def test_a_board_of_many_takes_as_many_queries_as_one_of_one_and_reads_no_table_through(kept):
    _observance, house, days = kept
    days()  # what readers know is found out once for a version

    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            days()
        return [query["sql"] for query in queries if query["sql"].lstrip().startswith("SELECT")]

    def one_more(number: int) -> None:
        another = making.observance(f"Of {number}", month=1, day=number)
        making.published(another)
        obliged(another, house)
        making.statement(issuers=[house], observance=another, year=2027)

    one_more(21)
    days()
    first = asked()
    one_more(22)
    days()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")

    second = asked()

    assert len(first) == len(second) <= 10
    assert [found for sql in second if (found := gone_through(sql))] == []
