"""How registers elsewhere write their numbers."""

import pytest

from archive.records.identifiers import Identifier
from tests import making
from tests.records.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("register", "right", "wrong"),
    [
        ("wikidata", "Q9248", ("9248", "q9248", "Q0", "Q92 48", "https://www.wikidata.org/wiki/Q9248")),
        ("geonames", "587084", ("Q587084", "0587084", "587 084")),
        ("viaf", "148462599", ("viaf/148462599", "148462599x")),
    ],
)
def test_an_identifier_is_written_as_its_register_writes_it(register, right, wrong):
    place = making.place()

    Identifier(record=place, register=register, value=right).full_clean()
    for value in wrong:
        assert list(refused(Identifier(record=place, register=register, value=value))) == ["value"]
