"""What a page says of candidates that are decided on together."""

import pytest

from archive.admin.base import signed
from tests import making

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_all_that_is_decided_on_together_is_read_at_once_in_its_order(django_assert_num_queries):
    candidates = [making.submitted(making.place(title)) for title in ("Baku", "Ganja", "Shusha")][::-1]
    lines = [signed.line(one) for one in candidates]

    with django_assert_num_queries(1):
        found = list(signed.read(["", "nonsense", "0:0", f"{'9' * 30}:0", *lines]))
        records = [candidate.record.pk for candidate, _digest in found]

    assert found == [(one, one.digest) for one in candidates]
    assert records == [one.record_id for one in candidates]
