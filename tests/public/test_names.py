"""Names on the pages and in the search: whose they are, when they were borne, and that an old one still finds."""

import pytest

from archive.catalogue import rebuilding
from archive.records.identifiers import Identifier
from archive.records.names import Name
from tests import making

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def named(record, text: str, users: dict[str, str] | None = None, **fields) -> None:
    made = Name.objects.create(record=record, text=text, **{"language": "en", **fields})
    making.say(made, words=users or {})


def titles(answer) -> list[str]:
    page = answer.context["page"]
    return [item.title.text for group in page.results.groups for item in group.items] if page.results else []


def renamed() -> None:
    """The day of 7 April under its first name with a statement of 2015, and then under its second."""
    issuer = making.institution("United Nations")
    making.published(issuer)
    day = making.observance(
        "Day of Reflection on the Genocide in Rwanda", slug="7-april", rules=[{"kind": "fixed", "month": 4, "day": 7}]
    )
    making.published(day)
    statement = making.statement(
        "Message on the Day of Reflection on the Genocide in Rwanda",
        slug="7-april-2015",
        issuers=[issuer],
        observance=day,
        year=2015,
        date="2015-04-07",
    )
    making.published(statement)
    named(day, "Day of Reflection on the Genocide in Rwanda", sort="former", since="2004", until="2018-01")
    making.change(day, title="Day of Reflection on the 1994 Genocide against the Tutsi in Rwanda")
    making.published(day, change="update", note={"en": "The day was renamed."})


def test_scenario_14_a_renamed_day_is_found_by_its_old_name_and_its_statements_keep_their_heading(client):
    renamed()

    found = client.get("/en/search/?q=Day+of+Reflection+on+the+Genocide+in+Rwanda&kind=observance")
    day = client.get("/en/observances/7-april/").context["page"]
    statement = client.get("/en/statements/7-april-2015/").context["page"]

    assert titles(found) == ["Day of Reflection on the 1994 Genocide against the Tutsi in Rwanda"]
    assert day.prose.title == "Day of Reflection on the 1994 Genocide against the Tutsi in Rwanda"
    assert [(name.text, name.about) for name in day.names] == [
        ("Day of Reflection on the Genocide in Rwanda", "English, former name, 2004 – January 2018")
    ]
    assert statement.prose.title == "Message on the Day of Reflection on the Genocide in Rwanda"
    assert (statement.observance.text, statement.observance.address) == (
        "Day of Reflection on the Genocide in Rwanda",
        "/en/observances/7-april/",
    )


def test_scenario_14_holds_after_the_catalogue_was_made_anew(client):
    renamed()
    rebuilding.rebuild()

    found = client.get("/en/search/?q=Genocide+in+Rwanda&kind=observance")

    assert titles(found) == ["Day of Reflection on the 1994 Genocide against the Tutsi in Rwanda"]


def test_a_name_says_whose_it_is_in_which_script_and_until_when(client):
    town = making.place({"en": "Shusha", "ru": "Шуша"}, slug="shusha")
    named(town, "Шуша", language="az", sort="former", since="1939", until="1991-12-25")
    named(town, "Shushi", sort="other", users={"az": "Ermənistan", "en": "Armenia"})
    named(town, "Shusha", language="ru", sort="translit", scheme="BGN/PCGN 1947", until="1947")
    named(town, "Շուշի", language="hy", sort="other", since="1920", used_by="House")
    making.published(town)

    answer, in_russian = client.get("/en/places/shusha/"), client.get("/ru/places/shusha/").content.decode()

    assert [(name.text, name.language, name.about) for name in answer.context["page"].names] == [
        ("Шуша", "az-Cyrl", "Azerbaijani, former name, 1939 – 25 December 1991"),
        ("Shushi", "en", "English, name used by others"),
        ("Շուշի", "hy", "Armenian, name used by others, since 1920"),
        ("Shusha", "ru-Latn", "Russian, transliteration (BGN/PCGN 1947), until 1947"),
    ]
    shown = answer.content.decode()
    assert 'lang="az-Cyrl" dir="auto">Шуша<' in shown
    assert 'name used by others, used by: <span dir="auto">Armenia<' in shown.replace(' lang="en"', "")
    assert '<span lang="az" dir="auto">Ermənistan<' in in_russian  # the original stands in for what is not said
    assert '<span lang="und" dir="auto">House<' in shown  # said before languages were noted


def test_a_place_shows_what_it_lies_in_and_is_shown_there(client):
    country = making.place("Azerbaijan", slug="azerbaijan")
    region = making.place("Karabakh", slug="karabakh", parent=country)
    town = making.place(
        "Shusha", slug="shusha", parent=region, latitude="39.7583", longitude="46.7492", precision="settlement"
    )
    Identifier.objects.create(record=town, register="geonames", value="584871")
    for place in (country, region, town):
        making.published(place)

    answer = client.get("/en/places/shusha/")
    page = answer.context["page"]

    assert [(link.text, link.address) for link in page.parents] == [
        ("Karabakh", "/en/places/karabakh/"),
        ("Azerbaijan", "/en/places/azerbaijan/"),
    ]
    assert page.precision == "centre of a settlement"
    assert [(link.text, link.address) for link in page.elsewhere] == [
        ("GeoNames 584871", "https://www.geonames.org/584871")
    ]
    assert 'href="https://www.geonames.org/584871" rel="external"' in answer.content.decode()
    within = client.get("/en/places/karabakh/").context["page"].within
    assert [(place.text, place.address) for place in within] == [("Shusha", "/en/places/shusha/")]


def test_an_institution_shows_in_whose_place_it_came(client):
    council = making.institution("Turkic Council", slug="turkic-council", since="2009-10-03", until="2021-11-12")
    making.published(council)
    successor = making.institution(
        "Organization of Turkic States", slug="ots", sort="international", since="2021-11-12", predecessor=council
    )
    making.published(successor)

    page = client.get("/en/institutions/ots/").context["page"]
    before = client.get("/en/institutions/turkic-council/").context["page"]

    assert (page.sort, page.existed) == ("International organisation", "since 12 November 2021")
    assert (page.predecessor.text, page.predecessor.address) == ("Turkic Council", "/en/institutions/turkic-council/")
    assert before.existed == "3 October 2009 – 12 November 2021"
    assert [(group.heading, [item.title.text for item in group.items]) for group in before.appears] == [
        ("Institutions", ["Organization of Turkic States"])
    ]


def test_what_a_place_lies_in_has_to_be_public_first():
    region = making.place("Region")
    town = making.place("Town", parent=region)

    with pytest.raises(making.reviewing.NotReady, match="Region"):
        making.submitted(town)


def test_a_long_list_by_title_stands_under_the_letters_of_the_readers_alphabet(client, monkeypatch):
    for slug, title in (("ilica", "Ilıca"), ("imishli", "İmişli"), ("ismayilli", "İsmayıllı"), ("agdam", "Ağdam")):
        making.published(making.institution({"az": title, "en": title}, slug=slug))

    def lettered(address: str) -> list[tuple[str, list[str]]]:
        groups = client.get(address).context["page"].results.groups
        return [(group.heading, [item.title.text for item in group.items]) for group in groups]

    assert lettered("/az/institutions/") == [("", ["Ağdam", "Ilıca", "İmişli", "İsmayıllı"])]
    monkeypatch.setattr("archive.catalogue.listing.results.PER_PAGE", 3)
    assert lettered("/az/institutions/") == [("A", ["Ağdam"]), ("I", ["Ilıca"]), ("İ", ["İmişli"])]
    assert lettered("/az/institutions/?page=2") == [("İ", ["İsmayıllı"])]
    assert lettered("/en/institutions/") == [("A", ["Ağdam"]), ("I", ["Ilıca", "İmişli"])]
