"""What stands below a record: what its issuer said in other years, and how it is cited and passed on."""

from urllib.parse import quote

import pytest
import time_machine

from archive.public.detail.pages import Cite
from archive.public.frame.pages import Link, When
from tests import making

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def said(cite: Cite) -> str:
    return "".join(part.text for part in cite.text)


@pytest.fixture
def day():
    made = making.observance({"az": "Anım Günü", "en": "Day of Remembrance", "ru": "День памяти"}, slug="day")
    with time_machine.travel("2026-01-01T00:00:00Z"):
        making.published(made)
    return made


@pytest.fixture
def ministry():
    made = making.institution({"az": "Nazirlik", "en": "Ministry", "ru": "Министерство"}, slug="ministry")
    with time_machine.travel("2026-01-01T00:00:00Z"):
        making.published(made)
    return made


def test_a_statement_leads_to_what_its_issuer_said_on_that_day_in_the_nearest_years(client, day, ministry):
    other = making.institution("Other", slug="other")
    making.published(other)
    for slug, year, issuer, form in (
        ("2021", 2021, ministry, "statement"),
        ("2023-message", 2023, ministry, "message"),
        ("2023", 2023, ministry, "statement"),
        ("2024-other", 2024, other, "statement"),
        ("2024", 2024, ministry, "statement"),
        ("2024-too", 2024, ministry, "statement"),
        ("2026", 2026, ministry, "statement"),
    ):
        made = making.statement(
            slug, slug=slug, issuers=[issuer], observance=day, year=year, date=f"{year}-09-27", form=form
        )
        making.published(made)
    making.statement("2025", slug="2025", issuers=[ministry], observance=day, year=2025, date="2025-09-27")  # a draft

    leading = {}
    for slug in ("2021", "2023-message", "2024", "2026", "2024-other"):
        page = client.get(f"/en/statements/{slug}/").context["page"]
        leading[slug] = tuple(one and one.title.address for one in (page.earlier, page.later))

    assert leading == {
        "2021": (None, "/en/statements/2023/"),
        "2023-message": ("/en/statements/2021/", "/en/statements/2024/"),
        "2024": ("/en/statements/2023/", "/en/statements/2026/"),
        "2026": ("/en/statements/2024/", None),
        "2024-other": (None, None),
    }


def test_an_edition_is_cited_with_the_address_under_which_it_stands_for_ever(client, day, ministry, settings):
    with time_machine.travel("2026-09-27T05:00:00Z", tick=False):
        made = making.statement(
            {"az": "Bəyanat", "en": "A statement", "ru": "Заявление"},
            slug="s",
            issuers=[ministry],
            observance=day,
            year=2026,
            date="2026-09-27",
        )
        making.published(made)
    with time_machine.travel("2026-09-28T21:00:00Z", tick=False):
        making.change(made, body="<p>Other words.</p>")
        making.published(made, change="correction", note=dict.fromkeys(("az", "en", "ru"), "Other words."))
    root = settings.MEMORIAL_ADDRESS

    cited = client.get("/en/statements/s/").context["page"].cite
    first = client.get("/en/statements/s/editions/1/").context["page"].cite

    assert cited == Cite(
        text=(
            Link(
                text="Ministry. “A statement”. 27 September 2026. Memorial Archive, edition 2 of 29 September 2026. "
                f"{root}/en/statements/s/editions/2/ (accessed: [date])."
            ),
        ),
        page=f"{root}/en/statements/s/",
        mail=f"mailto:?subject=A%20statement&body=A%20statement%0A{quote(f'{root}/en/statements/s/', safe='')}%0A",
        archive=Link(text="Memorial Archive"),
        number=2,
        since=When(machine="2026-09-28T21:00:00+00:00", words="29 September 2026, 01:00 (Baku time)"),
        address=f"{root}/en/statements/s/editions/2/",
        digest=cited.digest,
    )
    assert (first.number, first.page) == (1, cited.page)
    assert len({first.digest, cited.digest}) == 2
    assert [said(client.get(f"/{language}/statements/s/").context["page"].cite) for language in ("az", "ru")] == [
        "Nazirlik. “Bəyanat”. 27 sentyabr 2026. Xatirə Arxivi, 2 nömrəli nəşr, 29 sentyabr 2026. "
        f"{root}/az/statements/s/editions/2/ (müraciət tarixi: [tarix]).",
        "Министерство. «Заявление». 27 сентября 2026 // Мемориальный архив. Редакция 2 от 29 сентября 2026. "
        f"URL: {root}/ru/statements/s/editions/2/ (дата обращения: [дата]).",
    ]


def test_what_the_archive_describes_is_cited_as_the_archives(client, settings):
    with time_machine.travel("2026-09-27T05:00:00Z", tick=False):
        making.published(making.place("Shusha", slug="shusha"))

    assert said(client.get("/en/places/shusha/").context["page"].cite) == (
        "“Shusha”. Memorial Archive, edition 1 of 27 September 2026. "
        f"{settings.MEMORIAL_ADDRESS}/en/places/shusha/editions/1/ (accessed: [date])."
    )


def test_a_year_of_an_observance_is_cited_as_it_stands_on_the_day_of_reading(client, day, settings):
    here = f"{settings.MEMORIAL_ADDRESS}/en/observances/day/2025/"
    with time_machine.travel("2026-09-27T21:00:00Z", tick=False):  # the next day in Baku
        cited = client.get("/en/observances/day/2025/").context["page"].cite
        past = client.get("/en/observances/day/2025/?as_of=2026-02-01").context["page"].cite

    assert said(cited) == (
        "“Day of Remembrance, 2025”. Memorial Archive, edition 1 of 1 January 2026. "
        f"{here}?as_of=2026-09-28 (accessed: [date])."
    )
    assert (cited.page, cited.address, cited.digest) == (here, f"{here}?as_of=2026-09-28", "")
    assert past.address == f"{here}?as_of=2026-02-01"
