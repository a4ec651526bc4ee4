"""What was said on an observance, by year and issuer."""

import pytest
import time_machine

from archive.editorial import merging, publishing
from archive.public.frame.pages import Link
from archive.public.kinds.observance_matrix import MatrixFigure
from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    with time_machine.travel("2026-02-01T08:00:00Z"):
        source = making.source(slug="decree")
        made = making.observance("20 January", slug="20-january", month=1, day=20, sources=[source])
        for record in (source, made):
            making.published(record)
    with time_machine.travel("2026-04-01T08:00:00Z"):
        yield made


def house(title, **options):
    made = making.institution(title, slug=title.lower(), **options)
    making.published(made)
    return made


def say(day, issuers, year, **options):
    wanted = {"slug": f"{year}-{issuers[0].slug}", "date": f"{year}-01-20", **options}
    titles = wanted.pop("titles", f"{issuers[0].slug} of {year}")
    making.published(making.statement(titles, issuers=issuers, observance=day, year=year, **wanted))


def matrix(client, parameters=""):
    return client.get(f"/en/observances/20-january/{parameters}").context["page"].matrix


def told(found):
    return [(row.years.text, [[one.link.text for one in cell.statements] for cell in row.cells]) for row in found.rows]


def test_years_stand_from_the_newest_on_and_gaps_are_shown(client, day):
    first, second = house("First"), house("Second")
    for year in (2011, 2022, 2024, 2025):
        say(day, [first], year)
    say(day, [second], 2025, form="message")
    say(day, [first], 2025, slug="post", form="post", titles={"en": "A post", "az": "Paylaşım"})

    found = matrix(client)

    assert [one.text for one in found.issuers] == ["First", "Second"]
    assert told(found) == [
        ("2025", [["Statement", "Post"], ["Message"]]),
        ("2024", [["Statement"], []]),
        ("2023", []),
        ("2022", [["Statement"], []]),
        ("2012–2021", []),
        ("2011", [["Statement"], []]),
    ]
    post = found.rows[0].cells[0].statements[1]
    assert ([one.code for one in post.languages], post.link.address) == (["az", "en"], "/en/statements/post/")
    html = client.get("/en/observances/20-january/").content.decode()
    assert (html.count('<th scope="row">'), html.count("none recorded")) == (6, 5)


def test_two_years_of_an_issuer_lead_to_what_changed(client, day):
    first, second = house("First"), house("Second")
    for year in (2022, 2025):
        say(day, [first], year)
    say(day, [second], 2024)

    cells = [cell for row in matrix(client).rows for cell in row.cells]

    assert [cell.comparison for cell in cells if cell.comparison] == [
        Link(text="Compare with 2022", address="/en/observances/20-january/compare/first/2022/2025/")
    ]
    assert client.get("/en/observances/20-january/compare/first/2022/2025/").status_code == 200


def test_figures_stand_beside_what_was_said_and_those_that_moved_are_marked(client, day):
    first, source = house("First"), making.source("Report", slug="report")
    making.published(source)
    for year in (2022, 2024, 2025):
        say(day, [first], year)
    event = making.entry("Night", observances=[day], sources=[source])
    for value, year in ((131, "2011"), (147, "2022-01-20"), (150, "2024"), (150, "2025-01")):
        making.figure(event, value, by=first, source=source, stated_on=year)
    making.figure(event, by=first, source=source, measure="missing", value=4, stated_on="2024/2025")
    making.published(event)

    assert [row.cells[0].figures for row in matrix(client).rows if row.cells] == [
        (MatrixFigure(measure="Killed", number="150", has_moved=False),),
        (MatrixFigure(measure="Killed", number="150", has_moved=True),),
        (MatrixFigure(measure="Killed", number="147", has_moved=True),),
    ]


def test_what_is_pending_or_withdrawn_has_no_cell_and_the_past_stands_as_it_was(client, day):
    first, second = house("First"), house("Second")
    say(day, [first], 2025)
    say(day, [second], 2025)
    making.scheduled(
        making.statement("Secret", slug="secret", issuers=[first], observance=day, year=2026, date="2026-01-20"),
        making.release(hours=4),
    )
    before = told(matrix(client))
    with time_machine.travel("2026-04-02T06:00:00Z"):
        made = making.Statement.objects.get(slug="2025-second")
        publishing.withdraw(made, by=making.publisher(), reason_class="issuer-withdrew", note={"en": "No."})

        assert told(matrix(client)) == [("2026", [["Statement"]]), ("2025", [["Statement"]])]
        assert (
            told(matrix(client, "?as_of=2026-04-01T09:00:00Z")) == before == [("2025", [["Statement"], ["Statement"]])]
        )


def test_who_was_merged_stands_as_who_took_them_in(client, day):
    kept, other = house("Kept"), house("Other")
    say(day, [kept], 2024)
    say(day, [other], 2025)
    merging.merge(other, into=kept, by=making.archivist(), seen=merging.plan(other, into=kept).seen)
    making.published(other, change="minor")

    found = matrix(client)

    assert [one.text for one in found.issuers] == ["Kept"]
    assert told(found) == [("2025", [["Statement"]]), ("2024", [["Statement"]])]
    compared = client.get(found.rows[0].cells[0].comparison.address)
    assert compared.status_code == 200


@pytest.mark.parametrize(("houses", "years", "left_out"), [(1, 1, ""), (9, 14, "Not all years and issuers are shown.")])
def test_however_much_was_said_it_takes_as_many_queries_and_stays_small(
    client, day, houses, years, left_out, django_assert_num_queries
):
    issuers = [house(f"House{number}") for number in range(houses)]
    for year in range(2026 - years, 2026):
        say(day, issuers[:1] if year % 2 else issuers, year)
    client.get("/en/")

    with django_assert_num_queries(6):
        answer = client.get("/en/observances/20-january/")

    found = answer.context["page"].matrix
    assert (found.left_out, len(found.issuers)) == (left_out, min(houses, 8))
    assert len([row for row in found.rows if row.cells]) == min(years, 12)
    assert len(answer.content) < 60_000
