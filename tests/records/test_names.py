"""What is refused of names."""

import pytest

from archive.records.names import Name
from tests import making
from tests.records.refusals import refused

pytestmark = pytest.mark.django_db


def test_a_name_is_borne_no_longer_before_it_was_borne_first():
    name = Name(record=making.place(), text="Pənahabad", language="az", since="1991-12", until="1991-11-26")

    assert refused(name) == {"until": ["It was borne no longer before it was borne first."]}
    name.since = "1991"
    name.full_clean(exclude=("folded",))
