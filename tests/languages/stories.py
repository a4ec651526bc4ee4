"""An archive from its set-up to its feed, in the languages that its settings name: run as a process of its own."""

import re

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from archive import languages  # noqa: E402
from archive.public.frame import standalone  # noqa: E402
from archive.records.sources import Source  # noqa: E402
from tests import making  # noqa: E402

# In the order of its alphabet; by the numbers of the letters, "Ґ", "Є" and "І" would stand elsewhere.
TOWNS = ("Галич", "Ґрунь", "Дніпро", "Ерусалим", "Єнакієве", "Зміїв", "Ізюм", "Їжівці", "Йосипівка", "Калуш", "Ялта")
FOURTH_SATURDAY = {"kind": "nth-weekday", "month": 11, "weekday": "sat", "nth": 4, "valid_from_year": 2006}


def read(address: str, *, status: int = 200, **headers: str):
    answer = Client(SERVER_NAME="localhost").get(address, headers=headers)
    assert answer.status_code == status, (address, answer.status_code)
    return answer


def page(address: str, **options) -> str:
    return read(address, **options).content.decode()


def shows(address: str, *words: str) -> None:
    said = page(address)
    assert not [one for one in words if one not in said], (address, [one for one in words if one not in said])


def in_order(address: str, words: tuple[str, ...]) -> None:
    said = page(address).partition("<main")[2]
    places = [said.find(f">{one}<") for one in words]
    assert (-1 in places, places) == (False, sorted(places)), address


def filled(**titles: str) -> None:
    """An event, a day, a statement and a source, each called so in these languages."""
    source = making.source(titles, sort=Source.Sort.NEWS)
    issuer = making.institution(titles)
    for one in (source, issuer):
        making.published(one)
    day = making.observance(titles, slug="day", rules=[{**FOURTH_SATURDAY, "instrument": source}], sources=[source])
    making.published(day)
    making.published(making.entry(titles, slug="event", date="1986-04-26", sources=[source], observances=[day]))
    original = {"original_language": next(iter(titles)), "date": "2026-04-26"}
    making.published(making.statement(titles, slug="said", issuers=[issuer], observance=day, **original))


def a_fourth_language() -> None:
    filled(az="Zəng", en="A bell", ru="Колокол", uk="Дзвін пам’яті")
    for town in reversed(TOWNS):
        making.published(making.place({"uk": town}))
    making.published(making.place({"az": "Şuşa"}, slug="shusha"))

    shows("/uk/", '<html lang="uk">', "Дзвін пам’яті", ">Українська</a>", 'hreflang="uk"')
    in_order("/uk/places/", TOWNS)
    shows("/uk/places/", '<span lang="az" dir="auto">Azərbaycanca</span>')  # in which the one without Ukrainian is
    shows("/uk/timeline/event/", "26 квітня 1986", 'lang="az"')
    shows("/uk/observances/day/", "четверта субота листопада")
    shows("/uk/timeline/", "Дзвін пам’яті", "квітня")
    shows("/uk/on-this-day/04-26/", "26 квітня", "Дзвін пам’яті")
    shows("/uk/feed.atom", 'xml:lang="uk"', "<title>Дзвін пам’яті</title>")
    shows("/uk/observances/calendar.ics", "SUMMARY;LANGUAGE=uk:Дзвін пам’яті")
    shows("/sitemaps/1986.xml", 'hreflang="uk" href="', "/uk/timeline/event/</loc>")
    for words in ("ґрунь", "ГРУНЬ"):
        shows(f"/uk/search/?q={words}", "<mark>Ґрунь</mark>")
    shows("/az/timeline/event/", "26 aprel 1986", 'hreflang="uk"')
    assert read("/", status=302, accept_language="uk-UA, en;q=0.5").url == "/uk/"
    the_interface_is_that_of("az", "/uk/search/")


def the_interface_is_that_of(code: str, address: str) -> None:
    """All of it: a page without records is, but for the names of languages, the same in both."""
    own, instead = page(address), page(address.replace("/uk/", f"/{code}/"))
    assert f'<header class="masthead" lang="{code}">' in own
    assert f'<footer class="foot" lang="{code}">' in own
    assert [*_labels(own)] == [*_labels(instead)]


def _labels(said: str):
    for part in said.partition("<body>")[2].split("<")[1:]:
        words = part.partition(">")[2].strip()
        if words:
            yield words


def one_language() -> None:
    filled(en="A bell")

    shows("/en/", "A bell", '<html lang="en">')
    assert 'class="languages"' not in page("/en/")
    assert read("/", status=302, accept_language="az").url == "/en/"
    shows("/en/timeline/event/", "26 April 1986")
    shows("/en/observances/day/", "fourth Saturday of November")
    shows("/en/feed.atom", "<title>A bell</title>")
    shows("/en/search/?q=bell", "<mark>bell</mark>")
    assert "/az/" not in page("/sitemaps/1986.xml")
    read("/az/", status=404)
    assert re.findall('<section lang="(.+?)">', standalone.render("500.html", status=500).content.decode()) == ["en"]


def languages_of_which_django_knows_one() -> None:
    filled(**{"en": "A bell", "uk": "Дзвін пам’яті", "az-cyrl": "Зәнҝ"})

    shows("/uk/", "Дзвін пам’яті", 'lang="en"', ">Statements<")
    shows("/uk/timeline/event/", "26 квітня 1986", 'hreflang="az-cyrl"')
    answer = read("/az-cyrl/timeline/event/")
    assert answer.headers["Content-Language"] == "az-cyrl"
    assert "Accept-Language" not in answer.headers.get("Vary", "")
    shows("/az-cyrl/timeline/event/", '<html lang="az-cyrl">', "Зәнҝ", "26 aprel 1986", ">Statements<")
    shows("/az-cyrl/feed.atom", 'xml:lang="az-cyrl"', "Зәнҝ")
    assert read("/", status=302, accept_language="az-Cyrl-AZ").url == "/az-cyrl/"
    assert read("/", status=302, accept_language="ru").url == "/en/"


STORIES = {"az,en,ru,uk": a_fourth_language, "en": one_language, "en,uk,az-cyrl": languages_of_which_django_knows_one}


if __name__ == "__main__":
    call_command("migrate", run_syncdb=True, verbosity=0)
    STORIES[",".join(languages.spoken())]()
    call_command("check", databases=["default"], fail_level="WARNING")
    print(settings.LANGUAGE_CODE)
