"""What the search box offers while somebody types: records and words that stand, and nothing else."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.catalogue.listing import completing
from archive.editorial import publishing
from archive.records.names import Name
from tests import making
from tests.public.archives import small

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 1, 19, 12, 0, tzinfo=UTC)


def offered(client, typed: str, *, language: str = "en", **asked: str) -> list[tuple[str, str, str]]:
    answer = client.get(f"/{language}/search/suggest/", {"q": typed, **asked})
    assert answer.status_code == 200, (typed, answer.content)
    return [(one["text"], one["note"], one["address"]) for one in json.loads(answer.content)["options"]]


def texts(client, typed: str, **options: str) -> list[str]:
    return [text for text, _note, _address in offered(client, typed, **options)]


def test_names_come_first_then_titles_the_newest_first_then_words(client):
    small()
    for year in (2023, 2025, 2024):
        making.published(
            making.statement(
                {"en": f"Shusha remembered in {year}", "az": f"Şuşa {year}"},
                slug=f"of-{year}",
                issuers=[making.Record.objects.get(slug="office").of_its_kind()],
                year=year,
                date=f"{year}-05-08",
                body="<p>The shushanites.</p>",
            )
        )

    assert offered(client, "shu") == [
        ("Shusha", "Place", "/en/places/shusha/"),
        *(
            (f"Shusha remembered in {year}", f"Statement, 8 May {year}", f"/en/statements/of-{year}/")
            for year in (2025, 2024, 2023)
        ),
        ("Shusha", "Search", "/en/search/?q=Shusha"),
        ("shushanites", "Search", "/en/search/?q=shushanites"),
    ]
    # By any name, folded, in any script; words in whatever order, each by its beginning.
    assert texts(client, "SUS", language="az")[:2] == ["Şuşa", "Şuşa 2025"]
    assert offered(client, "шуш", language="ru")[0] == ("Шуша", "Место", "/ru/places/shusha/")
    assert texts(client, "susha")[0] == "Shusha"
    assert texts(client, "2024 rem") == ["Shusha remembered in 2024", "2024 remembered"]
    assert texts(client, "of rememb")[:2] == ["Day of Remembrance", "Office of Remembrance"]
    assert texts(client, "office of remembrance")[0] == "Office of Remembrance"
    # What is typed in another language is shown in that.
    answer = json.loads(client.get("/en/search/suggest/?q=b%C9%99yan").content)
    assert [(one["text"], one["language"]) for one in answer["options"]] == [("Bəyanat", "az"), ("Bəyanat", "az")]
    assert (answer["found"], answer["label"]) == ("2 suggestions", "Suggestions")


def test_what_says_nothing_offers_nothing(client):
    small()

    for typed in (
        "",
        "s",
        "?!",
        "zzzz",
        "\0",
        '"sh',
        "*",
        "sh* OR",
        "--",
        "a" * 200,
        "s h u",
        "' | '",
        "💔",
        "%",
        "_h",
    ):
        answer = client.get("/en/search/suggest/", {"q": typed})
        assert answer.status_code == 200, typed
    for typed in ("", "s", "?!", "zzzz", "%%", "_h_"):
        assert offered(client, typed) == [], typed
    assert client.get("/en/search/suggest/").status_code == 200
    assert client.get("/en/search/suggest/", {"q": "a" * 201}).status_code == 400
    assert client.get("/en/search/suggest/", {"q": "sh", "as_of": "soon"}).status_code == 400


def test_it_is_answered_like_every_page_and_never_found_by_robots(client):
    small()
    answer = client.get("/en/search/suggest/?q=shu&utm_source=x")

    assert answer.headers["Content-Type"] == "application/json"
    assert (answer.headers["X-Robots-Tag"], answer.headers["Cache-Control"]) == (
        "noindex",
        client.get("/en/search/?q=shu").headers["Cache-Control"],
    )
    again = client.get("/en/search/suggest/?q=shu", headers={"if-none-match": answer.headers["ETag"]})
    assert again.status_code == 304
    making.published(making.place("Shushakend", slug="shushakend"))
    assert client.get("/en/search/suggest/?q=shu").headers["ETag"] != answer.headers["ETag"]
    assert texts(client, "shu")[:2] == ["Shusha", "Shushakend"]


def test_it_asks_as_much_however_much_begins_so(client):
    small()
    client.get("/en/search/suggest/?q=zz")

    def asked(typed: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/search/suggest/", {"q": typed})
        return len([one for one in queries if "archive_row" in one["sql"]])

    for typed, queries in (("shu", 5), ("sh", 3), ("s", 0), ("an event", 5), ("zzzz", 5)):
        assert asked(typed) <= queries, typed
    assert (asked("an event"), asked("zzzz")) == (3, 1)  # which texts begin so is known


def test_nothing_is_offered_that_is_to_come_or_was_taken_away(client):
    with time_machine.travel(NOON - timedelta(days=1)):
        made = small()
        gone = making.institution("Kestrova", slug="kestrova", summary="Zubrovka.")
        making.published(gone)
        making.published(making.statement("It was said", slug="said", issuers=[gone]))
    typed = ("shu", "shushak", "kest", "kestr", "vur", "vurp", "zub", "rem", "an ev", "кес")
    with time_machine.travel(NOON, tick=False) as traveller:

        def all_of_it(**asked: str) -> dict[str, list]:
            return {one: offered(client, one, **asked) for one in typed}

        before = all_of_it()
        release = making.release(hours=5)
        for place in range(3):
            making.scheduled(making.place("Shushak Vurpel", slug=f"vurpel-{place}", summary="Vurpelian."), release)
        making.change(made.place, title="Vurpela", body="<p>Vurpelish Shushaks.</p>")
        making.scheduled(made.place, release, change="minor")
        making.place("Vurpel the draft", slug="vurpel-draft")
        assert all_of_it() == before
        assert before["vurp"] == before["shushak"] == []
        assert before["zub"]

        publishing.withdraw(
            gone, by=making.publisher(), reason_class="safety", note={"en": "No.", "az": "X.", "ru": "N."}
        )
        traveller.shift(timedelta(seconds=1))
        for asked in ({}, {"as_of": "2026-01-18T13:00:00Z"}):
            found = all_of_it(**asked)
            assert "estrov" not in json.dumps(found), asked
            assert found["zub"] == [], asked

        traveller.shift(timedelta(hours=6))
        assert texts(client, "vurp")[:4] == ["Vurpela", *3 * ["Shushak Vurpel"]]
        # As it stood: under the names of then, leading to then.
        [first, *_others] = offered(client, "shu", as_of="2026-01-18")
        assert first == ("Shusha", "Place", "/en/places/shusha/?as_of=2026-01-18")
        assert texts(client, "vurp", as_of="2026-01-19T12:00:00Z") == []


def test_however_much_is_to_come_it_takes_nobodys_place(client, monkeypatch):
    monkeypatch.setattr(completing, "LOOKED_AT", 2)
    with time_machine.travel(NOON - timedelta(days=1)):
        small()
        for place in range(3):
            making.published(making.source(f"Shulba {place}", slug=f"shulba-{place}", summary="Shulbarian."))
    with time_machine.travel(NOON, tick=False):
        before = offered(client, "shulb")
        assert [text for text, *_rest in before] == [*(f"Shulba {place}" for place in range(3)), "Shulba", "Shulbarian"]
        release = making.release(hours=5)
        for place in range(9):
            making.scheduled(making.source(f"Shulbert {place}", slug=f"shulbert-{place}"), release)

        assert offered(client, "shulb") == before


# A word that is nowhere else, as people type it: begun, whole, in other scripts, folded otherwise, with what some
# engine takes for its own, beside others.
ATTACKS = (
    *("kvo", "Kvorzhanov", "kvorzhanova", "kvorshanov", "Кворжанов", "kvörž", "kv\u200dor", "k v o r"),
    *("kvor*", "·kvor", "“kvor", "-kvor", "kvor shu", "shu kvor", "kvor OR shu", "kvor%"),
)


def test_whatever_is_typed_no_word_is_offered_that_nobody_may_read(client):
    with time_machine.travel(NOON - timedelta(days=1)):
        made = small()
        witness = making.human("Nobody", privacy="withheld", sources=[made.source], slug="p-w7tn4ssx")
        making.published(witness)
    with time_machine.travel(NOON, tick=False) as traveller:
        asked = [("en", {}), ("ru", {}), ("en", {"as_of": "2026-01-19T12:00:00Z"})]

        def answers() -> list[object]:
            traveller.shift(timedelta(seconds=1))
            return [offered(client, typed, language=code, **at) for typed in ATTACKS for code, at in asked]

        before = answers()
        _hide_everywhere(made, witness)
        assert answers() == before
        # Nor is it told to whoever asks what will be.
        ahead = client.get("/en/search/suggest/", {"q": "kvor", "as_of": "2026-01-20"})
        assert b"kvorzh" not in ahead.content.lower()

        traveller.shift(timedelta(hours=6))
        assert texts(client, "kvor")[:2] == ["Kvorzhanov corrected", "Kvorzhanov to come"]


def test_a_word_by_which_something_is_only_searched_for_is_offered_to_nobody(client):
    small()
    subject = making.subject("Silence", slug="silence")
    Name.objects.create(record=subject, text="Kvorzhanov", language="en", sort=Name.Sort.SEARCHED)
    making.published(subject)

    for typed in ATTACKS:
        assert "kvorzh" not in json.dumps(texts(client, typed)).lower(), typed


def _hide_everywhere(made, witness) -> None:
    """A word in what is pending, deleted, withheld, or written and not published."""
    word = "Kvorzhanov"
    told = {"summary": f"{word} in short.", "body": f"<p>{word} and {word}s.</p>"}
    making.place(f"{word} the draft", slug="a-draft", **told)
    making.place("Gone", slug="gone", **told).delete()
    making.submitted(making.source(f"{word} submitted", slug="submitted", **told))
    making.approved(making.source(f"{word} approved", slug="approved", **told))
    release = making.release(hours=5)
    making.scheduled(making.source(f"{word} to come", slug="to-come", **told), release)
    making.scheduled(making.change(made.place, title=f"{word} corrected", **told), release, change="minor")
    Name.objects.create(record=made.institution, text=f"{word} not yet published", language="en")
    Name.objects.create(record=witness, text=word, language="en")
    making.published(making.change(witness, title=f"{word} himself"), change="minor")
