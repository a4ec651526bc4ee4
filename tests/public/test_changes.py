"""What an edition changed, as readers are told: word by word, and the rest by its name."""

from dataclasses import fields

import pytest
import time_machine

from archive.editions import payloads
from archive.editorial import publishing
from archive.markup import Span
from archive.public import kinds
from archive.public.detail import changes
from archive.public.detail.pages import ChangedWords, Changes
from archive.public.frame.pages import Link
from archive.records.places import Place
from tests import making

pytestmark = [pytest.mark.django_db, pytest.mark.once]

BODY = "<h2>Head</h2>\n<p>One.</p>\n<p>Two.</p>\n<p>It said {}.</p>\n<p>Four.</p>\n<p>Five.</p>"


@pytest.fixture
def corrected() -> Place:
    """A place with three editions: a correction, and then a translation."""
    with time_machine.travel("2026-01-01T08:00:00Z"):
        place = making.place({"en": "Baku", "az": "Bakı"}, slug="baku", body=BODY.format(147))
        making.published(place)
    with time_machine.travel("2026-02-01T08:00:00Z"):
        making.change(place, body=BODY.format(150), summary="A city.")
        making.change(place, language="az", summary="Şəhər.")
        Place.objects.filter(pk=place.pk).update(latitude="40.3777", longitude="49.8920")
        note = {"en": "It said 147.", "az": "147 idi."}
        making.published(place, change="correction", note=note)
    with time_machine.travel("2026-03-01T08:00:00Z"):
        making.change(place, language="ru", title="Баку")
        making.published(place, change="translation")
        yield place


def test_an_edition_shows_what_it_changed(client, corrected):
    answer = client.get("/en/places/baku/editions/2/")

    assert answer.context["page"].changes == Changes(
        before=Link(text="Edition 1", address="/en/places/baku/editions/1/"),
        is_new=False,
        words=(
            ChangedWords(part="Summary", lines=((Span(op="added", text="A city."),),)),
            ChangedWords(
                part="Text",
                lines=(
                    (),
                    (Span(op="same", text="Two."),),
                    (
                        Span(op="same", text="It said"),
                        Span(op="removed", text=" 147"),
                        Span(op="added", text=" 150"),
                        Span(op="same", text="."),
                    ),
                    (Span(op="same", text="Four."),),
                    (),
                ),
            ),
        ),
        others=("Coordinates",),
        other_languages=(Link(text="Azərbaycanca", language="az", address="/az/places/baku/editions/2/#changed"),),
    )
    removed, added = '<span class="unseen">removed: </span> 147', '<span class="unseen">added: </span> 150'
    assert f"It said<del>{removed}</del><ins>{added}</ins>.</p>" in answer.content.decode()


def test_what_changed_is_led_to_and_told_of_no_first_edition(client, corrected):
    lines = client.get("/en/places/baku/editions/").context["page"].editions
    assert [line.changed for line in lines] == [
        "/en/places/baku/editions/3/#changed",
        "/en/places/baku/editions/2/#changed",
        "",
    ]
    for address in ("", "editions/1/"):
        assert client.get(f"/en/places/baku/{address}").context["page"].changes is None
    third = client.get("/en/places/baku/editions/3/").context["page"].changes
    assert (third.words, third.others, [one.language for one in third.other_languages]) == ((), (), ["ru"])
    first_in_russian = client.get("/ru/places/baku/editions/3/").context["page"].changes
    assert (first_in_russian.is_new, first_in_russian.words, first_in_russian.others) == (True, (), ())


def test_nothing_that_is_withheld_or_still_to_come_stands_among_the_changes(client, corrected):
    assert client.get("/en/places/baku/editions/2/?as_of=2026-01-15").status_code == 404
    past = client.get("/en/places/baku/editions/2/?as_of=2026-02-15").context["page"].changes
    assert past.before.address == "/en/places/baku/editions/1/?as_of=2026-02-15"
    note = {"en": "A note.", "az": "Qeyd.", "ru": "Причина."}
    publishing.withdraw(corrected, by=making.publisher(), reason_class="legal", note=note)
    for address in ("editions/2/", "editions/2/?as_of=2026-02-15"):
        answer = client.get(f"/en/places/baku/{address}")
        assert (answer.status_code, b"147" in answer.content) == (410, False)
    publishing.reinstate(corrected, by=making.publisher(), note=note)
    making.change(corrected, summary="A town.")
    making.published(corrected, change="minor")

    fourth = client.get("/en/places/baku/editions/4/").context["page"].changes

    assert fourth.before.text == "Edition 3"
    assert fourth.words == (
        ChangedWords(
            part="Summary",
            lines=(
                (
                    Span(op="same", text="A"),
                    Span(op="removed", text=" city"),
                    Span(op="added", text=" town"),
                    Span(op="same", text="."),
                ),
            ),
        ),
    )


def test_every_part_of_a_record_has_a_name_for_readers():
    for kind, form in payloads.KINDS.items():
        told = kinds.of(kind).fields.keys() | changes.FIELDS.keys() | {"texts", "mentions"}  # word by word
        assert {field.name for field in fields(form)} - told == {"schema", "kind", "record", "change"}
    told = changes.WORDS.keys() | changes.BESIDE.keys() | {"blocks"}
    assert {field.name for field in fields(payloads.Words)} - told == set()
