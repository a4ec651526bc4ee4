"""Persons: nothing is assumed of anybody, and publishing obeys their level of privacy."""

import pytest

from archive.editions import payloads
from archive.editions.acts import Refused
from archive.editorial import publishing, reviewing
from archive.editorial.privacy import Private
from archive.editorial.readiness import problems
from archive.editorial.reviewing import standing
from archive.records.persons import Person
from archive.records.saving import saving
from tests import making
from tests.kept import kept

pytestmark = pytest.mark.django_db

NOT_ALLOWED = "The level of privacy does not allow that readers see this person: Zərifə Orucova."


@pytest.fixture
@kept
def event():
    """A public event with its source."""
    source = making.source("Report", slug="report")
    making.published(source)
    made = making.entry("Event", slug="event", sources=[source])
    making.published(made)
    return made


def report():
    return making.Source.objects.get(slug="report")


def witness(event, **fields) -> Person:
    """Somebody whom the report names a witness of the event."""
    return making.human(parts=[{"role": "witness", "entry": event, "source": report()}], slug="p-w7tn4ssx", **fields)


def said(record) -> list[str]:
    return [problem.message for problem in problems(record, languages=record.languages(), at=making.clock.now())]


def with_level(person: Person, privacy: str) -> Person:
    """``person`` saved with another level of privacy."""
    stored = Person.objects.get(pk=person.pk)
    with saving(stored, by=making.archivist(), version=stored.version):
        stored.privacy = privacy
        stored.save()
    return stored


def naming(person: Person):
    """A statement whose text links to ``person``."""
    issuer = making.institution()
    making.published(issuer)
    return making.statement(issuers=[issuer], body=f'<p><a data-record="{person.uuid}">Somebody</a> spoke.</p>')


def test_of_a_new_person_nothing_is_assumed():
    person = Person()

    assert (person.living, person.consent, person.privacy, person.died) == ("unknown", "", "hidden", "")


def test_a_person_who_is_not_public_is_not_submitted(event):
    person = witness(event, privacy="hidden")

    assert said(person) == ["The level of privacy is “not public”, so this person cannot be published."]
    with pytest.raises(reviewing.NotReady):
        making.submitted(person)


@pytest.mark.parametrize("living", ["unknown", "living"])
def test_whoever_may_be_living_is_named_only_on_some_basis(event, living):
    person = witness(event, living=living, died="")

    (problem,) = said(person)

    assert problem.startswith("Say on what basis this person may be named")
    Person.objects.filter(pk=person.pk).update(consent="own")
    making.published(Person.objects.get(pk=person.pk))


def test_a_person_needs_a_source():
    assert said(making.human()) == ["Cite at least one source."]


def test_what_is_private_is_frozen_nowhere(event):
    person = witness(event, consent="family", note="Her daughter agreed on the telephone.")
    making.published(person)

    content = payloads.to_bytes(standing(person)).decode()

    assert not [word for word in ("family", "daughter", "consent", "privacy", "living") if word in content]


def test_a_name_that_is_withheld_is_public_in_initials_only(event):
    person = witness(event, privacy="withheld", names=[("ru", "Зарифа Оруджева")], born="1930")
    making.published(person)

    payload = standing(person)

    assert payload.titles() == {"en": "Z. O."}
    assert (payload.names, payload.born, payload.died) == ((), "", "")
    assert [(one.role, one.event.label) for one in payload.involvements] == [("witness", {"en": "Event"})]


def test_the_text_does_not_tell_a_name_that_is_withheld(event):
    person = making.human(privacy="withheld", sources=[report()], body="<p>Orucovanın xatirəsinə.</p>")

    assert said(person) == [
        "The name is withheld, but the text in this language tells it: English.",
    ]


def test_a_name_that_was_public_is_not_withheld_by_a_new_edition_beside_it(event):
    person = witness(event)
    making.published(person)

    stored = with_level(person, "withheld")

    assert said(stored)[0].startswith("An edition of this record shows more of the person")


@pytest.mark.parametrize("privacy", ["hidden", "withheld"])
def test_a_text_that_links_to_somebody_who_is_not_wholly_public_is_not_ready(event, privacy):
    statement = naming(witness(event, privacy=privacy))

    assert said(statement) == [NOT_ALLOWED]


def test_a_level_that_becomes_stricter_stops_what_was_approved_before(event):
    person = witness(event)
    making.published(person)
    candidate = making.approved(naming(person))

    with_level(person, "withheld")

    with pytest.raises(Private) as refused:
        publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)
    assert str(refused.value) == NOT_ALLOWED
    with pytest.raises(Private):
        publishing.schedule(candidate, by=making.publisher(), digest=candidate.digest, release=making.release())
    with_level(person, "public")
    publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)


@pytest.mark.parametrize("privacy", ["withheld", "hidden"])
def test_whoever_is_named_no_longer_is_withdrawn_without_the_name_and_not_reinstated(event, privacy):
    person = witness(event)
    making.published(person)
    person = with_level(person, privacy)
    by, note = making.publisher(), {"en": "On request."}

    for shows_title in ("superseded", "published-in-error", "legal"):
        with pytest.raises(Refused, match="Withdraw it for the protection of personal data"):
            publishing.withdraw(person, by=by, reason_class=shows_title, note=note)
    publishing.withdraw(person, by=by, reason_class="safety", note=note)

    with pytest.raises(Private):
        publishing.reinstate(person, by=by, note={})
    publishing.reinstate(with_level(person, "public"), by=by, note={})


@pytest.mark.parametrize(
    "words", ["Zərifə Orucovanın xahişi ilə.", "Mrs. ORUCOVA asked for it.", "По просьбе Оруджевой."]
)
def test_the_note_on_a_withdrawal_does_not_tell_the_name_that_is_withheld(event, words):
    person = witness(event, names=[("ru", "Зарифа Оруджева")])
    making.published(person)
    by = making.publisher()

    with pytest.raises(Refused, match="The note tells the name"):
        publishing.withdraw(person, by=by, reason_class="personal-data", note={"en": words})

    publishing.withdraw(person, by=by, reason_class="issuer-withdrew", note={"en": words})


def test_what_was_approved_under_an_address_that_tells_a_name_is_submitted_again(event):
    person = witness(event)
    making.Record.objects.filter(pk=person.pk).update(slug="zarifa-orujova")

    with pytest.raises(Refused, match="no longer tells the name"):
        making.submitted(Person.objects.get(pk=person.pk))

    Person.objects.get(pk=person.pk).save()
    making.published(Person.objects.get(pk=person.pk))


def test_one_act_takes_a_person_off_every_page(client, event):
    person = witness(event)
    making.published(person)
    assert b"Orucova" in client.get("/en/timeline/event/").content

    publishing.withdraw(person, by=making.publisher(), reason_class="personal-data", note={"en": "On request."})

    assert b"Orucova" not in client.get("/en/timeline/event/").content
    assert client.get("/en/persons/p-w7tn4ssx/").status_code == 410
    assert b"Orucova" not in client.get("/en/persons/p-w7tn4ssx/").content


def test_a_date_of_death_is_no_guess(event):
    person = witness(event, living="unknown", consent="own")

    assert said(person) == [
        "whether still living: There is a date of death. Say that the person has died, or remove it."
    ]


def test_no_picture_stands_on_the_page_of_somebody_whose_name_is_withheld():
    initials = making.human("Z. O.", privacy="withheld", sources=[source := making.source()])
    wall = making.picture("A wall")
    for record in (source, wall):
        making.published(record)
    assert said(initials) == []
    sentence = NOT_ALLOWED.replace("Zərifə Orucova", "Z. O.")

    making.change(initials, body=f'<p>Words.</p><figure data-record="{wall.uuid}"></figure>')
    in_text = said(Person.objects.get())
    making.change(initials, body="<p>Words.</p>")
    making.show(initials, wall)

    assert in_text == said(Person.objects.get()) == [sentence]


def test_of_whom_a_picture_shows_the_face_no_initials_are_published():
    person = making.human("Z. O.", sources=[source := making.source()])
    for record in (source, person):
        making.published(record)
    face = making.picture("A face", persons=[person], consent="own")
    making.published(face)
    note = {"en": "As asked."}

    stricter = with_level(person, "withheld")

    assert said(stricter) == [NOT_ALLOWED.replace("Zərifə Orucova", "Z. O.")]
    with pytest.raises(Refused, match="does not allow that readers see the name"):
        publishing.withdraw(stricter, by=making.publisher(), reason_class="legal", note=note)
    publishing.withdraw(stricter, by=making.publisher(), reason_class="personal-data", note=note)
    with pytest.raises(Private):  # with the name the face would be seen again
        publishing.reinstate(stricter, by=making.publisher(), note=note)
