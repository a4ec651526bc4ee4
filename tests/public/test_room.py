"""The instant that is read, the headers of the answers, and how often the database is asked."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection

from archive.editorial import publishing
from archive.public.frame import naming
from archive.public.frame.visits import NoInstant, instant
from tests import making
from tests.kept import kept
from tests.public.archives import PAGES, small

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 20, 8, 0, tzinfo=UTC)


# --- the instant -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-09-27", datetime(2024, 9, 27, 19, 59, 59, 999999, tzinfo=UTC)),  # the end of that day in Baku
        ("2015-10-24", datetime(2015, 10, 24, 18, 59, 59, 999999, tzinfo=UTC)),  # which had summer time then
        ("2026-01-20", NOW),  # today is now
        ("2026-01-21", datetime(2026, 1, 21, 19, 59, 59, 999999, tzinfo=UTC)),
        ("2024-09-27T12:00:00Z", datetime(2024, 9, 27, 12, 0, tzinfo=UTC)),
        ("2024-09-27T12:00:00+04:00", datetime(2024, 9, 27, 8, 0, tzinfo=UTC)),
        ("2024-09-27T12:00:00 04:00", datetime(2024, 9, 27, 8, 0, tzinfo=UTC)),  # as a browser reads a plus sign
        ("2024-09-27T12:00", datetime(2024, 9, 27, 8, 0, tzinfo=UTC)),
        ("2024-09-27T12:00:00.000001Z", datetime(2024, 9, 27, 12, 0, 0, 1, tzinfo=UTC)),
    ],
)
def test_an_instant_is_understood(written, meant):
    assert instant(written, now=NOW) == meant


NONSENSE = (
    "yesterday",
    "2024",
    "2024-09",
    "20240927",
    "2024-W39-5",
    "2024-13-01",
    "2024-02-30",
    "0000-01-01",
    "9999-12-31",
    "0001-01-01T00:00:00+14:00",
    "2024-09-27T25:00",
    "2024-09-27 12:00",
    "٢٠٢٤-٠٩-٢٧",
    "2024-09-27\x00",
    "1" * 5000,
)


def test_nonsense_is_no_instant(client):
    for nonsense in NONSENSE:
        with pytest.raises(NoInstant):
            instant(nonsense, now=NOW)
        answer = client.get("/en/places/", {"as_of": nonsense})
        assert answer.status_code == 400
        assert "Write a past day as in 2024-09-27" in answer.content.decode()


@kept
def correct() -> making.Place:
    """A place that said 147 from 2024 on and says 150 since 2025."""
    with time_machine.travel("2024-01-01T00:00:00Z"):
        place = making.place("Baku in 2024", slug="baku", body="<p>Said 147.</p>")
        making.published(place)
    with time_machine.travel("2025-01-01T00:00:00Z"):
        making.change(place, title="Baku in 2025", body="<p>Says 150.</p>")
        making.published(place, change="correction", note={"en": "It says 150."})
        making.published(making.place("Later", slug="later"))
    return place


@pytest.fixture
def corrected(db):
    """The place, read in 2026."""
    place = correct()
    with time_machine.travel(NOW, tick=False):
        yield place


def titles(answer) -> list[str]:
    return [item.title.text for group in answer.context["page"].results.groups for item in group.items]


def test_the_archive_can_be_read_as_it_stood(client, corrected):
    then = {"as_of": "2024-09-27"}

    detail = client.get("/en/places/baku/", then)

    assert "Said 147." in detail.content.decode()
    assert "You are reading the archive as it was on" in detail.content.decode()
    assert detail.context["page"].frame.as_of.when.words == "27 September 2024, 23:59 (Baku time)"
    assert detail.context["page"].frame.as_of.present == "/en/places/baku/"
    assert '<meta name="robots" content="noindex">' in detail.content.decode()
    assert detail.context["page"].notices == ()
    assert titles(client.get("/en/places/", then)) == ["Baku in 2024"]
    assert titles(client.get("/en/search/", {"q": "baku", **then})) == ["Baku in 2024"]
    assert [line.number for line in client.get("/en/places/baku/editions/", then).context["page"].editions] == [1]
    assert client.get("/en/places/baku/editions/2/", then).status_code == 404
    assert client.get("/en/places/later/", then).status_code == 404
    assert client.get("/en/places/baku/", {"as_of": "2023-12-31"}).status_code == 404
    assert titles(client.get("/en/places/")) == ["Baku in 2025", "Later"]


def test_links_of_a_past_reading_stay_in_the_past(client, corrected):
    for address in ("/en/", "/en/places/", "/en/places/baku/", "/en/places/baku/editions/", "/en/search/"):
        page = client.get(address, {"as_of": "2024-09-27", "q": "baku"}).context["page"]
        inside = [*page.frame.sections, *page.frame.languages]

        assert all("as_of=2024-09-27" in link.address for link in inside)
        assert "as_of=2024-09-27" in page.frame.home
    listed = client.get("/en/places/", {"as_of": "2024-09-27"}).context["page"].results.groups[0].items[0]
    assert listed.title.address == "/en/places/baku/?as_of=2024-09-27"


def test_today_is_the_present(client, corrected):
    answer = client.get("/en/places/baku/", {"as_of": "2026-01-20"})

    assert answer.context["page"].frame.as_of is None
    assert "Says 150." in answer.content.decode()


@pytest.mark.parametrize("coming", ["2026-01-21", "2026-01-20T08:00:00.000001Z", "9000-01-01"])
def test_a_coming_instant_is_refused_in_words(client, corrected, coming):
    answer = client.get("/en/places/baku/", {"as_of": coming})

    assert answer.status_code == 400
    assert "The archive can be read as it stood in the past, not as it will stand." in answer.content.decode()


# --- headers -----------------------------------------------------------------------------------------


OF_THE_CONTENT = ("Content-Type", "Content-Length")


def test_answers_may_be_kept_only_by_asking_each_time(client):
    small()

    for address in PAGES:
        answer = client.get(f"/en/{address}")

        assert answer.headers["Cache-Control"] == "max-age=0, s-maxage=1, stale-if-error=60"
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert "Set-Cookie" not in answer.headers
        assert not answer.cookies
        again = client.get(f"/en/{address}", headers={"if-none-match": f'"else", W/{answer.headers["ETag"]}'})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", answer.headers["ETag"])
        # What a cache must know of an answer it has kept (RFC 9110, 15.4.5), and what browsers are told with it.
        assert again.headers["Vary"] == "Accept-Encoding"
        assert {name: again.headers.get(name) for name in answer.headers if name not in OF_THE_CONTENT} == {
            name: said for name, said in answer.headers.items() if name not in OF_THE_CONTENT
        }


def test_an_etag_names_the_page_the_state_and_the_day(client):
    small()

    def etag(address: str) -> str:
        return client.get(address).headers["ETag"]

    with time_machine.travel("2027-01-01T12:00:00Z") as traveller:
        before = etag("/en/places/shusha/")
        others = {etag(address) for address in ("/az/places/shusha/", "/en/statements/", "/en/statements/?year=2026")}
        making.submitted(making.place("Still to come"))
        # By which campaign a reader came is understood by no page.
        same = etag("/en/places/shusha/?from=afar")
        traveller.move_to("2027-01-02T12:00:00Z")
        next_day = etag("/en/places/shusha/")
        making.published(making.place("Public now"))
        after = etag("/en/places/shusha/")

    assert len({before, *others, next_day, after}) == 6
    assert same == before


def test_an_etag_changes_with_templates_style_and_words(settings, tmp_path):
    settings.DEBUG = True
    settings.ROOT = tmp_path
    (tmp_path / "templates").mkdir()
    before = naming.renderer()

    (tmp_path / "templates" / "base.html").write_text("another")

    assert naming.renderer() != before


def test_a_past_reading_has_an_etag_of_its_own(client, corrected):
    etags = {client.get("/en/places/baku/", {"as_of": day}).headers["ETag"] for day in ("2024-09-27", "2024-09-28", "")}

    assert len(etags) == 3


def test_what_is_not_there_is_never_unchanged(client):
    answer = client.get("/en/places/nothing/", headers={"if-none-match": "*"})

    assert answer.status_code == 404
    assert "ETag" not in answer.headers


def test_every_answer_carries_the_strict_policy(client):
    for address in ("/en/", "/en/nothing/", "/en/?as_of=x", "/"):
        policy = client.get(address).headers["Content-Security-Policy"]

        assert "style-src 'self';" in policy
        assert "unsafe" not in policy


# --- queries -----------------------------------------------------------------------------------------


def fill(count: int) -> None:
    made = small()
    for number in range(count - 1):
        making.published(
            making.statement(
                f"Statement {number}",
                slug=f"statement-{number}",
                issuers=[made.institution],
                places=[made.place],
                observance=made.observance,
                sources=[made.source],
            )
        )


@pytest.mark.once
@pytest.mark.parametrize("count", [1, 50])
def test_many_records_ask_the_database_no_more_often_than_one(client, count, django_assert_num_queries):
    fill(count)

    asked = {
        "": 2,
        "on-this-day/09-27/": 7,  # once for a version, all days
        "corrections/": 2,
        "years/": 1,
        "years/2026/": 4,
        "collections/": 3,
        "collections/a-night/": 4,
        "subjects/": 3,
        "subjects/war/": 5,
        "about/": 3,
        "about/contact/": 3,
        "identity/archive/": 3,
        "statements/?subject=remembrance": 4,
        "observances/": 3,
        "statements/": 2,
        "statements/?year=2026&place=shusha&language=en&issuer=office&observance=27-september": 4,
        "statements/?year=nonsense": 1,
        "timeline/": 3,
        "timeline/?from=2020-09&to=2020-11&lanes=place&subject=remembrance": 5,  # where it was is known
        "places/": 3,
        "institutions/": 3,
        "sources/": 3,
        "search/": 1,
        "search/?q=statement": 17 if count == 1 else 8,  # of less than ten, what is linked with the best
        "observances/27-september/": 7,  # the figures that it shows, once after each change
        "observances/27-september/2026/": 7,  # whose events are known by then
        "statements/27-september-2026/": 4,
        "timeline/an-event/": 4,
        "search/?q=shuhsa": 25 if count == 1 else 16,
        "places/shusha/": 6,  # 5 as soon as the order of its events is known
        "institutions/office/": 4,
        "sources/decree/": 4,
        "statements/27-september-2026/editions/": 2,
        "statements/27-september-2026/editions/1/": 4,
        "statements/nothing/": 3,
        "nothing/": 1,
        "?as_of=nonsense": 1,
    }
    with django_assert_num_queries(15):  # once for a process all rows, and after each change who the archive is
        client.get("/en/")
    with django_assert_num_queries(3):  # and what there is to choose from
        client.get("/en/statements/")
    for address, number in asked.items():
        with django_assert_num_queries(number, info=address):
            client.get(f"/en/{address}")
    for address in ("statements/", "statements/27-september-2026/", ""):
        etag = client.get(f"/en/{address}").headers["ETag"]
        with django_assert_num_queries(1):
            client.get(f"/en/{address}", headers={"if-none-match": etag})
    with django_assert_num_queries(0):
        client.get("/")


def test_readers_ask_public_tables_only(client):
    made = small()
    publishing.withdraw(
        made.entry, by=making.publisher(), reason_class="legal", note={"az": "Qeyd.", "en": "Note.", "ru": "Причина."}
    )
    tables: list[str] = []

    def listen(execute, sql, params, many, context):
        tables.extend(
            word.strip('"')
            for word in sql.split()
            if word.strip('"').startswith(("archive_", "django_", "auth_")) and "(" not in word
        )
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        for address in ("/", *(f"/en/{page}" for page in PAGES), "/en/?as_of=2020-01-01"):
            client.get(address)

    asked = {table.partition('"')[0].partition(".")[0].rstrip(",)") for table in tables}
    assert asked <= {
        "archive_interval",
        "archive_storedpayload",
        "archive_row",
        "archive_rowforreader",
        "archive_rowchange",
        "archive_term",
        "archive_rowtext",
        "archive_derivation",
        "archive_searchindex",
        "archive_spelling",
        "archive_word",
    }
