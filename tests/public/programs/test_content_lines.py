"""Lines of iCalendar, put together again as RFC 5545 has it."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.public.programs import content_lines

pytestmark = pytest.mark.once


@given(lines=st.lists(st.text(st.characters(exclude_categories=["C"])), max_size=3))
def test_a_line_is_no_longer_than_programs_read_and_loses_no_sign(lines: list[str]) -> None:
    lines = [f"DESCRIPTION:{line}" for line in lines]
    written = content_lines.written(lines)

    assert all(len(physical) <= 75 for physical in written.split(b"\r\n"))
    assert written.decode().replace("\r\n ", "") == "".join(f"{line}\r\n" for line in lines)


@pytest.mark.parametrize("before", [71, 72, 73, 74])
def test_a_line_is_continued_between_signs_and_not_within_one(before: int) -> None:
    physical = content_lines.written(["x" * before + "ə\\n" + "y" * 9]).rstrip().split(b"\r\n ")

    assert all(part.decode() for part in physical)
    assert not any(part.endswith(b"\\") for part in physical)


def test_words_and_days_are_written_as_the_standard_has_them() -> None:
    assert content_lines.text("a, b; c\\d\ne") == "a\\, b\\; c\\\\d\\ne"
    assert content_lines.day(date(2026, 1, 20)) == "20260120"
    assert content_lines.moment(datetime(2026, 1, 20, tzinfo=UTC)) == "20260120T000000Z"
    assert content_lines.moment(datetime(2026, 1, 20, tzinfo=timezone(timedelta(hours=4)))) == "20260119T200000Z"
