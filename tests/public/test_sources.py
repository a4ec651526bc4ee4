"""Where readers are told that a source can be read: its address as cited, that of today, and what became of it."""

import pytest
from django.test import Client

from archive.editorial import publishing
from archive.public.frame.pages import Link
from archive.records.saving import saving
from archive.records.sources import FurtherAddress, Source
from tests import making

pytestmark = [pytest.mark.django_db, pytest.mark.once]

CITED = "https://old.example/statement"
TODAY = "https://new.example/statement"


def page(address: str):
    return Client().get(address).context["page"]


def described(**fields) -> Source:
    """A public source that a public statement cites, and that was described anew since as ``fields`` say."""
    source = making.source("The statement", slug="source", address=CITED)
    making.published(source)
    making.published(making.entry("An event", slug="event", sources=[source]))
    return edited(source, **fields)


def edited(source: Source, **fields) -> Source:
    source = Source.objects.get(pk=source.pk)
    with saving(source, by=making.archivist(), version=source.version):
        for name, value in fields.items():
            setattr(source, name, value)
        source.save()
    making.published(source, change="minor")
    return source


def where():
    return page("/en/timeline/event/").citations[0].access


def test_a_source_is_read_at_the_address_it_was_cited_with():
    described(address_state="ok")

    assert (where().address, where().host, where().cited, where().state) == (CITED, "old.example", "", "")


def test_what_moved_is_read_where_it_is_now_and_the_address_as_cited_stays_beside_it():
    described(
        address_state="moved",
        current_address=TODAY,
        checked_at="2026-11-20T08:00:00Z",
        archived_address="https://a.example/1",
    )

    assert (where().address, where().cited, where().archived) == (TODAY, CITED, "https://a.example/1")
    assert where().state == "It has moved to another address since it was cited."
    assert where().checked.words == "20 November 2026, 12:00 (Baku time)"
    html = Client().get("/en/timeline/event/").content.decode()
    assert f'<a href="{TODAY}" rel="external">Read it at new.example</a>' in html
    assert f'Address as cited: <span class="address">{CITED}</span>' in html
    assert f'href="{CITED}"' not in html


def test_what_is_gone_leads_nowhere():
    described(address_state="gone")

    assert (where().address, where().cited) == ("", CITED)
    assert f'href="{CITED}"' not in Client().get("/en/timeline/event/").content.decode()
    assert "It is no longer available at its address." in Client().get("/en/sources/source/").content.decode()


def test_a_change_that_is_not_published_leads_nobody_astray():
    source = described(address_state="ok")
    before = Client().get("/en/timeline/event/").content
    with saving(source, by=making.archivist(), version=source.version):
        source.current_address, source.address_state = TODAY, "moved"
        source.save()

    assert Client().get("/en/timeline/event/").content == before


def test_a_withdrawn_source_leads_to_the_address_as_cited():
    source = described(address_state="moved", current_address=TODAY)
    publishing.withdraw(source, by=making.publisher(), reason_class="published-in-error", note={"en": "By mistake."})

    assert (where().address, where().state) == (CITED, "")


def test_the_page_of_a_source_tells_its_provenance():
    source = making.source(
        "Letter",
        slug="letter",
        standing="ngo",
        rights="InC-NC",
        creator="Organisation",
        address=CITED,
    )
    FurtherAddress.objects.create(source=source, address="https://copy.example/1")
    making.published(source)

    shown = page("/en/sources/letter/")

    assert (shown.standing, shown.rights.text) == (
        "Non-governmental organisation",
        "In copyright: non-commercial use permitted",
    )
    assert shown.rights.address == "https://rightsstatements.org/vocab/InC-NC/1.0/"
    assert shown.further_addresses == ("https://copy.example/1",)
    assert '<dd lang="en" dir="auto">Organisation</dd>' in Client().get("/en/sources/letter/").content.decode()


@pytest.mark.parametrize("language", ["en", "az", "ru"])
def test_the_title_that_a_document_bears_itself_stands_beside_the_archives_own(language):
    titles = {"en": "Decree", "az": "Fərman", "ru": "Указ"}
    source = making.source(titles, slug="decree", original_title="Ukaz o dne pamyati", language="ru")
    making.published(source)
    making.published(making.place(titles, slug="town", sources=[source]))

    own, citing = page(f"/{language}/sources/decree/"), page(f"/{language}/places/town/").citations[0]
    found = Client().get(f"/{language}/search/", {"q": "pamyati"}).content.decode()

    assert own.original_title == citing.original_title == Link(text="Ukaz o dne pamyati", language="ru")
    assert f'href="/{language}/sources/decree/"' in found
    html = [Client().get(f"/{language}/{address}/").content.decode() for address in ("sources/decree", "places/town")]
    assert ['lang="ru" dir="auto"' in one and "Ukaz o dne pamyati</" in one for one in html] == [True, True]


def test_who_wrote_a_source_is_said_in_the_language_of_the_reader_or_as_it_was_written_first():
    titles = {"en": "Decree", "az": "Fərman", "ru": "Указ"}
    making.published(making.source(titles, slug="decree", creator={"ru": "Комитет", "az": "Komitə"}))

    written = [page(f"/{language}/sources/decree/").creator for language in ("az", "en", "ru")]

    assert [(one.language, one.text) for one in written] == [("az", "Komitə"), ("ru", "Комитет"), ("ru", "Комитет")]


def test_a_document_is_headed_by_its_own_title_with_ours_beside_it():
    source = making.source(
        {"en": "The decree", "az": "Fərman"}, slug="decree", language="az", address="https://law.example/"
    )
    making.published(source)
    event = making.entry({"en": "An event", "az": "Hadisə"}, slug="event", sources=[source])
    making.figure(event, 5, by=public("Ministry"), source=source)
    making.published(event)

    english = Client().get("/en/timeline/event/").content.decode()
    assert '<a href="/en/sources/decree/" lang="az" dir="auto">Fərman</a></cite> <span class="translated">[' in english
    assert '<span lang="en" dir="auto">The decree</span>]' in english
    assert '<span lang="az" dir="auto">Fərman</span>' in english.partition('id="f1"')[2].partition("</li>")[0]
    azerbaijani = Client().get("/az/timeline/event/").content.decode()
    assert "translated" not in azerbaijani
    head = Client().get("/en/sources/decree/").content.decode()
    assert '<h1 lang="az" dir="auto">Fərman</h1>' in head
    assert '<p class="translated-title" dir="auto">The decree</p>' in head


def test_an_address_that_leads_to_a_first_page_only_is_told_to(client):
    making.published(making.source("The decree", slug="decree", address="https://law.example"))
    making.published(making.source("The law", slug="law", address="https://law.example/?id=7"))

    def said(slug: str) -> str:
        return client.get(f"/en/sources/{slug}/").content.decode()

    assert "law.example</a> (the site’s first page)" in said("decree")
    assert "Read it at law.example</a></p>" in said("law")


def test_an_institution_and_a_statement_show_their_own_names_and_titles(client):
    house = making.institution({"en": "House", "az": "Ev"}, slug="house")
    making.Name.objects.create(record=house, text="Türk Evi", language="tr", sort="official")
    making.published(house)
    said = making.statement({"en": "Statement", "az": "Bəyanat"}, issuers=[house], slug="s", original_language="az")
    making.published(said)

    assert (
        '<p class="translated-title" lang="tr" dir="auto">Türk Evi</p>'
        in client.get("/en/institutions/house/").content.decode()
    )
    own = '<p class="translated-title" lang="az" dir="auto">Bəyanat</p>'
    assert own in client.get("/en/statements/s/").content.decode()
    assert own not in client.get("/az/statements/s/").content.decode()


def public(title: str):
    made = making.institution(title)
    making.published(made)
    return made
