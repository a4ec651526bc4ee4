"""What is written in one cell of a table: numbers as people and spreadsheets write them."""

import pytest
from django.core.exceptions import ValidationError

from archive.admin.base.cells import NOTHING, NumbersInput, in_a_cell

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("", NOTHING),
        ("613", (613, None, None)),
        (" 0 ", (0, None, None)),
        ("16 000", (16000, None, None)),
        ("16\u202f000", (16000, None, None)),
        ("1,234.567", (1234567, None, None)),
        ("200-300", (None, 200, 300)),
        ("1.000 – 1.200", (None, 1000, 1200)),
        ("200—200", (None, 200, 200)),
    ],
)
def test_a_number_or_a_range_is_read_however_its_thousands_stand_apart(written, numbers):
    assert NumbersInput(required=False).clean(written) == numbers
    assert NumbersInput(required=False).clean(in_a_cell(numbers)) == numbers
    assert not NumbersInput().has_changed(in_a_cell(numbers), written)


@pytest.mark.parametrize(
    "written", ["many", "-5", "12.5", "1 2 3", "300-200", "5–", "9" * 10, "9" * 5000, "²", "٣", "613¹", "1e3"]
)
def test_what_is_no_number_is_refused(written):
    with pytest.raises(ValidationError):
        NumbersInput().clean(written)
    assert NumbersInput().has_changed("", written)
