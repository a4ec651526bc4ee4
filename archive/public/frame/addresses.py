"""Addresses of the reading room: one for each thing, made for a hundred years."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import quote_plus, urlsplit

from django.conf import settings

from archive import languages
from archive.kept import Kept
from archive.public import kinds

# Where the sitemaps are listed, without a language.
SITEMAPS: Final = "/sitemap.xml"

# The parameter that asks for the archive as it once stood. Links on such a page keep it.
AS_OF: Final = "as_of"

# What an address asks: of some parameters there may be several values.
Parameters = Mapping[str, str | tuple[str, ...]]

_LISTS: Final = Kept[dict[str, str]](most=64)


def home(language: str, *, as_of: str = "") -> str:
    return _with(f"/{language}/", as_of)


def search(language: str, *, as_of: str = "") -> str:
    return _with(f"/{language}/search/", as_of)


def listing(language: str, kind: str, *, as_of: str = "") -> str:
    return _with(f"/{language}/{_segment(kind)}/", as_of)


def record(language: str, kind: str, slug: str, *, as_of: str = "") -> str:
    return _with(f"/{language}/{_segment(kind)}/{slug}/", as_of)


def occurrence(language: str, slug: str, year: int, *, as_of: str = "") -> str:
    """An observance in one year."""
    return _with(f"/{language}/{_segment('observance')}/{slug}/{year}/", as_of)


def comparison(language: str, slug: str, issuer: str, years: tuple[int, int], *, as_of: str = "") -> str:
    """What an issuer said on an observance in two years, the earlier one first."""
    earlier, later = sorted(years)
    return _with(f"{record(language, 'observance', slug)}compare/{issuer}/{earlier:04}/{later:04}/", as_of)


def day(language: str, month: int | None = None, day_of_month: int | None = None, *, as_of: str = "") -> str:
    """A day of all years; that of today without one."""
    named = f"{month:02}-{day_of_month:02}/" if month and day_of_month else ""
    return _with(f"/{language}/on-this-day/{named}", as_of)


def years(language: str, *, as_of: str = "") -> str:
    return _with(f"/{language}/years/", as_of)


def year(language: str, number: int, *, as_of: str = "") -> str:
    return _with(f"/{language}/years/{number:04}/", as_of)


def editions(language: str, kind: str, slug: str, *, as_of: str = "") -> str:
    return _with(f"/{language}/{_segment(kind)}/{slug}/editions/", as_of)


def edition(language: str, kind: str, slug: str, number: int, *, as_of: str = "") -> str:
    return _with(f"/{language}/{_segment(kind)}/{slug}/editions/{number}/", as_of)


def feed(language: str, kind: str = "", slug: str = "") -> str:
    """What is new or changed in the whole archive, in the list of a kind, or around one record."""
    return f"{_below(language, kind, slug)}feed.atom"


def named_in(language: str, kind: str, slug: str, of: str, *, as_of: str = "") -> str:
    """All records of one kind that name a record."""
    return _with(f"{record(language, kind, slug)}named-in/{_segment(of)}/", as_of)


def corrections(language: str, *, as_of: str = "") -> str:
    return _with(f"/{language}/corrections/", as_of)


def feed_of_corrections(language: str) -> str:
    return f"/{language}/corrections/feed.atom"


def card(language: str, kind: str = "", slug: str = "") -> str:
    """What other sites show of a record, or of the archive."""
    return f"{_below(language, kind, slug)}card.png"


def card_with_picture(language: str, kind: str, slug: str) -> str:
    """The same with a picture beside the words: what readers are shown first on its page."""
    return f"{_below(language, kind, slug)}card.jpeg"


def manifest(language: str) -> str:
    return f"/{language}/manifest.webmanifest"


def calendar(language: str, slug: str = "", year: int | None = None) -> str:
    """The days of all observances; those of one, in every year or in one."""
    return f"{_below(language, 'observance', slug)}{f'{year}/' if year else ''}calendar.ics"


def webcal(address: str) -> str:
    """``address`` as programs understand it that keep a calendar up to date."""
    return f"webcal:{absolute(address).partition(':')[2]}"


def sitemap(year: int | None, *, part: int = 1) -> str:
    """The pages of what stands under a year, or under none."""
    named = f"{year:04}" if year else "undated"
    return with_parameters(f"/sitemaps/{named}.xml", part=str(part) if part > 1 else "")


def without_language(address: str) -> str:
    """The same without a language: whoever comes there is led to the one she reads."""
    return f"/{address.split('/', 2)[2]}"


def of_lists(language: str, *, as_of: str = "") -> dict[str, str]:
    """The pages that show no single record, by the addresses without a language under which texts link to them."""

    def made() -> dict[str, str]:
        lists = (listing(language, kind.name) for kind in kinds.every())
        pages = (*lists, search(language), day(language), years(language), corrections(language))
        return {without_language(address): _with(address, as_of) for address in pages}

    return _LISTS.get((language, as_of), made)


def copy(language: str, slug: str, digest: str) -> str:
    """A captured copy that a source offers. It has no past: what is offered no more is not there."""
    return f"/{language}/{_segment('source')}/{slug}/copies/{digest}/"


def media(slug: str) -> str:
    """Under which the files of a picture are asked for, the same in every language: its master, and one of its files.

    They have no past: whether they are there follows from what readers may read now.
    """
    return f"/media/{slug}/"


def with_parameters(address: str, **parameters: str | tuple[str, ...]) -> str:
    """``address`` with those parameters that say something; of several values each has its turn."""
    said = "&".join([_parameter(name, value) for name, value in parameters.items() if value])
    return f"{address}?{said}" if said else address


def _parameter(name: str, value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return f"{name}={_quoted(value)}"
    return "&".join([f"{name}={_quoted(one)}" for one in value])


@lru_cache(maxsize=1_000)
def _quoted(value: str) -> str:
    return quote_plus(value)


def with_query(address: str, *parts: str) -> str:
    """``address`` and the parts of a query that say something."""
    query = "&".join(filter(None, parts))
    return f"{address}?{query}" if query else address


def x_default(places: Mapping[str, str]) -> str:
    """Of one page's addresses by language the one for readers of any other.

    It asks their browser, if the page is there in every language that may be the answer; otherwise it is one of those
    that are there, because whoever is asked may be led to a page that says that it is not.
    """
    if places.keys() >= {*languages.written()}:
        return without_language(next(iter(places.values())))
    return next((places[code] for code in languages.stand_ins(languages.SOURCE) if code in places), "")


def absolute(address: str) -> str:
    """``address`` as others write it down. The host comes from the settings, never from a visitor."""
    return settings.MEMORIAL_ADDRESS + address


def external(address: str) -> str:
    """An address outside the archive, if it is one that a page may lead to."""
    try:
        return address if urlsplit(address).scheme in ("http", "https") else ""
    except ValueError:  # [ and ] that hold no address
        return ""


def is_front(address: str) -> bool:
    """Whether an address outside leads to the first page of a site."""
    parts = urlsplit(external(address))
    return bool(parts.netloc) and parts.path in ("", "/") and not (parts.query or parts.fragment)


def host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.") if external(address) else ""


def _segment(kind: str) -> str:
    return kinds.of(kind).segment


def _below(language: str, kind: str, slug: str) -> str:
    if not kind:
        return home(language)
    return record(language, kind, slug) if slug else listing(language, kind)


def _with(address: str, as_of: str) -> str:
    return with_parameters(address, **{AS_OF: as_of}) if as_of else address
