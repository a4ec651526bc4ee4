"""Words at the desk and what becomes of them: doubted, corrected in the open, voided and withdrawn, on its pages."""

import pytest

from archive.editorial.models import State
from archive.editorial.situations import situation
from archive.records.statements import Statement
from tests import making
from tests.admin.desk import act, form_of, section, sent_by, sits, typed
from tests.kept import kept

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WRONG = "<p>On that night 147 people were killed.</p>"
RIGHT = "<p>On that night 150 people were killed.</p>"


def does(person, record, name: str, **words):
    """The answer when ``person`` opens the page of an act, types ``words`` and sends it."""
    desk = sits(person)
    form = desk.get(act(record, name)).context["form"]
    if name == "submit":
        words.setdefault("acknowledged", making.unsourced(type(record).objects.get(pk=record.pk)))
    return desk.post(act(record, name), sent_by(form) | {form.add_prefix(field): said for field, said in words.items()})


def writes(person, record, *, language: str = "en", **words):
    """The answer when ``person`` opens the form of ``record``, types ``words`` in one language and saves."""
    desk = sits(person)
    page = desk.get(form_of(record))
    prefix = section(language, page)
    return desk.post(form_of(record), typed(page) | {f"{prefix}-{field}": said for field, said in words.items()})


def goes_through(record, **submission):
    """Submitted, approved and published by three people; returns the last answer."""
    assert does(making.archivist(), record, "submit", **submission).status_code == 302
    assert does(making.reviewer(), record, "approve").status_code == 302
    return does(making.publisher(), record, "publish")


def state(record) -> State:
    return situation(Statement.objects.get(pk=record.pk)).state


@pytest.fixture
@kept
def ministry():
    making.published(made := making.institution("Ministry", slug="ministry"))
    return made


@pytest.fixture
def public(ministry):
    """A statement that readers have."""
    made = making.statement("Words of the day", slug="words", issuers=[ministry], body=WRONG, year=2026)
    making.published(made)
    return made


def test_scenario_17_another_figure_than_last_year_needs_a_reason_and_both_stand_with_their_dates(client, ministry):
    making.published(day := making.observance("Day", slug="day", base_year=1990))
    making.published(making.statement("Of 2025", issuers=[ministry], observance=day, year=2025, body=RIGHT))
    draft = making.statement("Of 2026", issuers=[ministry], observance=day, year=2026, body=WRONG)
    does(making.archivist(), draft, "submit")
    page = sits(making.reviewer()).get(act(draft, "approve"))
    (doubt,) = [one.doubt for one in page.context["doubts"] if not one.acknowledged]

    unread = does(making.reviewer(), draft, "approve")
    unexplained = does(making.reviewer(), draft, "approve", acknowledged=[doubt.digest])
    explained = does(making.reviewer(), draft, "approve", acknowledged=[doubt.digest], why="The list was counted anew.")

    assert doubt.message.startswith("It says 147 where the statement of 2025 says 150")
    assert [one.status_code for one in (unread, unexplained, explained)] == [422, 422, 302]
    making.published(source := making.source())
    event = making.entry("That night", slug="night", sources=[source])
    for value, stated_on in ((150, "2025-01-20"), (147, "2026-01-20")):
        making.figure(event, value, by=ministry, source=source, stated_on=stated_on)
    making.published(event)
    table = client.get("/en/timeline/night/").content.decode()
    assert all(said in table for said in ("150", "147", "20 January 2025", "20 January 2026"))


def test_scenario_19_a_language_that_is_missing_says_so_and_comes_alone_later(client, ministry):
    made = making.statement({"az": "Bəyanat"}, slug="words", issuers=[ministry], original_language="az")
    making.published(made)
    missing = client.get("/en/statements/words/").content.decode()

    writes(
        making.archivist(), made, language="en", title="Statement", body="<p>We remember.</p>", translation="archive"
    )
    goes_through(made, change="translation", chosen=["en"])
    there = client.get("/en/statements/words/").content.decode()

    assert "This record is not yet available in this language." in missing
    assert '<h1 lang="az"' in missing
    assert '<link rel="alternate" hreflang="en"' not in missing
    assert "We remember." in there
    assert '<link rel="alternate" hreflang="en"' in there
    assert "statements/words/" not in client.get("/en/corrections/").content.decode()


def test_scenario_20_languages_that_disagree_are_not_approved_unread(ministry):
    made = making.statement({"az": "Bəyanat"}, issuers=[ministry], original_language="az", body="<p>150 nəfər.</p>")
    writes(
        making.archivist(), made, language="ru", title="Заявление", body="<p>147 человек.</p>", translation="archive"
    )
    does(making.archivist(), made, "submit")

    refused = does(making.reviewer(), made, "approve")
    writes(making.archivist(), made, language="ru", body="<p>150 человек.</p>")
    does(making.archivist(), made, "submit")
    approved = does(making.reviewer(), made, "approve")

    assert refused.status_code == 422
    told = "".join(refused.context["form"].non_field_errors())
    assert "Numbers differ in paragraph 1: 147 (Русский), 150 (Azərbaycanca)." in told
    assert approved.status_code == 302


def test_scenario_22_a_slip_of_the_pen_is_the_next_edition_and_asks_for_no_attention(client, ministry):
    made = making.statement("Words", slug="words", issuers=[ministry], body="<p>We express gratitudeevery year.</p>")
    making.published(made)
    writes(making.archivist(), made, body="<p>We express gratitude every year.</p>")
    goes_through(made, change="minor")

    page = client.get("/en/statements/words/").context["page"]
    history = client.get("/en/statements/words/editions/2/").content.decode()
    assert (page.history.number, page.history.announced) == (2, ())
    assert "gratitude every year" in history
    assert "gratitude" not in client.get("/en/corrections/").content.decode()


def test_scenario_23_a_correction_is_told_in_the_open(client, public):
    writes(making.archivist(), public, body=RIGHT)
    goes_through(public, change="correction", note_en="It said 147; the court counted 150.")

    page = client.get("/en/statements/words/").content.decode()
    assert "It said 147; the court counted 150." in page
    for address in ("/en/corrections/", "/en/corrections/feed.atom"):
        assert "the court counted 150" in client.get(address).content.decode()
    assert "/en/statements/words/" in client.get("/en/search/?q=150").content.decode()
    assert "/en/statements/words/" not in client.get("/en/search/?q=147").content.decode()
    assert "147 people" in client.get("/en/statements/words/editions/1/").content.decode()


def test_scenario_24_a_typo_in_the_title_leaves_the_address(client, ministry):
    made = making.statement("Wrods", slug="wrods", issuers=[ministry])
    making.published(made)
    writes(making.archivist(), made, title="Words")
    goes_through(made, change="minor")

    assert client.get("/en/statements/wrods/").context["page"].prose.title == "Words"
    assert client.get("/en/statements/words/").status_code == 404


def test_scenario_26_what_was_published_in_error_is_a_notice_and_nothing_else(client, public):
    answer = does(
        making.publisher(), public, "withdraw", reason_class="published-in-error", note_en="It was never issued."
    )

    page = client.get("/en/statements/words/")
    assert answer.status_code == 302
    said = page.content.decode()
    assert "It was never issued." in said
    assert "147 people" not in said
    assert all(told in said for told in ("Words of the day", "20 January 2026"))
    for address in ("/en/search/?q=killed", "/en/feed.atom", "/en/statements/"):
        assert "147 people" not in client.get(address).content.decode()


def test_scenario_32_an_approval_is_void_when_one_character_changes(client, ministry):
    made = making.statement("Words", slug="words", issuers=[ministry], body=WRONG)
    does(making.archivist(), made, "submit")
    does(making.reviewer(), made, "approve")
    writes(making.archivist(), made, body=RIGHT)

    refused = does(making.publisher(), made, "publish")

    assert (refused.status_code, state(made)) == (422, State.DRAFT)
    assert client.get("/en/statements/words/").status_code == 404
    assert goes_through(made).status_code == 302
    assert "150" in client.get("/en/statements/words/").content.decode()


def test_scenario_33_of_two_editors_the_second_is_told_and_loses_nothing(ministry):
    made = making.statement("Words", issuers=[ministry], body=WRONG)
    desk = sits(making.archivist())
    page = desk.get(form_of(made))
    mine = typed(page) | {f"{section('en', page)}-body": "<p>My words.</p>"}
    writes(making.person("colleague", "archivist"), made, body=RIGHT)

    answer = desk.post(form_of(made), mine)

    assert answer.status_code == 409
    assert all(words in answer.content.decode() for words in ("150 people", "My words."))
