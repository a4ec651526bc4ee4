"""The reading room's addresses. Those with a language are included under it."""

from datetime import date
from typing import Final

from django.urls import URLPattern, path, register_converter

from archive.dates import A_LEAP_YEAR
from archive.public import kinds
from archive.public.comparing import views as comparing
from archive.public.detail import views as detail
from archive.public.frame import views as frame
from archive.public.lists import views as lists
from archive.public.pictures import views as pictures
from archive.public.programs import views as programs
from archive.public.time import views as time


class KindConverter:
    """ "statements" in an address, "statement" in a view."""

    regex = "|".join(kind.segment for kind in kinds.every())

    def to_python(self, value: str) -> str:
        return kinds.under(value).name

    def to_url(self, value: str) -> str:
        return kinds.of(value).segment


class YearConverter:
    """A year in four digits, so that each has one address."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04}"


class DayConverter:
    """A day of every year, 29 February among them."""

    regex = "[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(f"{A_LEAP_YEAR}-{value}")

    def to_url(self, value: date) -> str:
        return f"{value:%m-%d}"


class NumberConverter:
    """A number from 1 on, without zeros before it, so that each has one address."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class DigestConverter:
    """SHA-256 in hexadecimal, so that each has one address."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(KindConverter, "kind")
register_converter(DigestConverter, "digest")
register_converter(NumberConverter, "number")
register_converter(YearConverter, "year")
register_converter(DayConverter, "day")

# Without a language.
entrance: Final[list[URLPattern]] = [
    path("", frame.choose_language, name="entrance"),
    path("search/", frame.choose_language),
    path("<kind:kind>/", frame.choose_language),
    path("<kind:kind>/<path:rest>", frame.choose_language),
    path("corrections/", frame.choose_language),
    path("on-this-day/", frame.choose_language),
    path("on-this-day/<day:of>/", frame.choose_language),
    path("years/", frame.choose_language),
    path("years/<year:number>/", frame.choose_language),
    path("media/<slug:slug>/<digest:master>/<str:name>", pictures.media, name="media"),
    path("robots.txt", frame.robots, name="robots"),
    path("favicon.ico", frame.icon, {"name": "favicon.ico"}, name="icon"),
    path("apple-touch-icon.png", frame.icon, {"name": "apple-touch-icon.png"}, name="touch-icon"),
    path("icon-192.png", frame.icon, {"name": "icon-192.png"}, name="icon-192"),
    path("icon-512.png", frame.icon, {"name": "icon-512.png"}, name="icon-512"),
    path("sitemap.xml", programs.sitemap_index, name="sitemaps"),
    path("sitemaps/undated.xml", programs.sitemap, {"year": None}, name="sitemap-undated"),
    path("sitemaps/<year:year>.xml", programs.sitemap, name="sitemap"),
]

# Under /az/, /en/ and /ru/. What is asked for most comes first: they are tried one after the other.
urlpatterns: Final[list[URLPattern]] = [
    path("<kind:kind>/<slug:slug>/", detail.record, name="record"),
    path("", time.home, name="home"),
    path("search/", lists.search, name="search"),
    path("search/suggest/", lists.suggest, name="suggest"),
    path("corrections/", lists.corrected, name="corrections"),
    path("on-this-day/", time.on_this_day, name="on-this-day"),
    path("on-this-day/<day:of>/", time.on_this_day, name="day"),
    path("years/", time.years, name="years"),
    path("years/<year:number>/", time.year, name="year"),
    path("feed.atom", programs.feed, name="feed"),
    path("<kind:kind>/feed.atom", programs.feed, name="list-feed"),
    path("observances/<slug:slug>/feed.atom", programs.observance_feed, name="observance-feed"),
    path("corrections/feed.atom", programs.corrections_feed, name="corrections-feed"),
    path("observances/calendar.ics", programs.calendar, name="calendar"),
    path("observances/<slug:slug>/calendar.ics", programs.every_year, name="days-of-every-year"),
    path("observances/<slug:slug>/<year:year>/calendar.ics", programs.days, name="days"),
    path("<kind:kind>/<slug:slug>/card.png", programs.card, name="card"),
    path("<kind:kind>/<slug:slug>/card.jpeg", programs.card_with_picture, name="card-with-picture"),
    path("card.png", programs.card_of_archive, name="card-of-archive"),
    path("manifest.webmanifest", programs.manifest, name="manifest"),
    path("<kind:kind>/", lists.listing, name="listing"),
    path("observances/<slug:slug>/<year:year>/", time.occurrence, name="occurrence"),
    path(
        "observances/<slug:slug>/compare/<slug:issuer>/<year:one>/<year:other>/",
        comparing.comparison,
        name="comparison",
    ),
    path("sources/<slug:slug>/copies/<digest:digest>/", detail.copy, name="copy"),
    path("<kind:kind>/<slug:slug>/named-in/<kind:of>/", detail.named_in, name="named-in"),
    path("<kind:kind>/<slug:slug>/editions/", detail.all_editions, name="editions"),
    path("<kind:kind>/<slug:slug>/editions/<number:number>/", detail.edition, name="edition"),
]
