"""Whatever has to be mended, or is doubted, leads to something that stands in the form, with a script or without."""

import pytest

from archive import clock
from archive.admin.base.spots import spot_id
from archive.editorial.problems import EVERYWHERE, Spot
from archive.editorial.readiness import doubts, problems
from archive.records.citations import Citation
from archive.records.figures import Figure
from archive.records.names import Name
from archive.records.rituals import Ritual
from archive.records.statements import DocumentVersion, EditorsNote
from tests import making

from ..desk import form_of, sits

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def statement():
    made = making.statement(issuers=[], year=None, date="", original_language="", origin="transcribed", body="")
    EditorsNote.objects.create(statement=made, language="en", paragraph=7, words="Beside nothing.")
    DocumentVersion.objects.create(statement=made, label="1", issued="no date")
    Name.objects.create(record=made, text="Other", language="en", sort="other", since="never")
    return made


def entry():
    made, source = making.entry(date=""), making.source()
    Citation.objects.create(record=made, source=source, paragraph=9, paragraph_language="en")
    making.figure(made, 5, by=making.institution(), source=source)
    Figure.objects.filter(entry=made).update(as_of="no date")
    return made


def observance():
    made = making.observance(rules=(), rituals=[{"what": {"en": "Silence"}}])
    Ritual.objects.get().phrases.all().delete()
    return made


def person():
    return making.human(privacy="hidden", living="unknown")


@pytest.mark.parametrize("made", [statement, entry, observance, person, making.collection])
def test_every_spot_stands_in_the_form(made):
    record = made()
    found = [*problems(record, languages=("az", "en"), at=clock.now()), *doubts(record)]

    spots = {one.spot for one in found} - {EVERYWHERE}
    page = sits(making.archivist()).get(form_of(record)).content.decode()

    assert len(spots) > 1
    assert [spot for spot in spots if f'id="{spot_id(spot)}"' not in page] == []


def test_a_spot_is_called_by_what_it_is_and_never_by_its_place():
    called = {
        Spot(): "",
        Spot(field="year"): "id_year",
        Spot(language="az"): "texts-az",
        Spot(language="az", block="p3"): "texts-az-p3",
        Spot(language="az", block="r2p1"): "renderings-group",
        Spot(rows="names"): "names-group",
        Spot(rows="names", row=7): "names-row-7",
    }

    assert {spot: spot_id(spot) for spot in called} == called
