"""What programs read in place of pages."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """A page in a sitemap: its absolute address, when it changed last, and the same page in each live language.

    ``alternates`` are language and absolute address; "x-default" decides on the language.
    """

    address: str
    changed: str
    alternates: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapPage:
    """The pages of one sitemap."""

    template: ClassVar[str] = "public/sitemap.xml"
    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapIndexPage:
    """The absolute addresses of the sitemaps."""

    template: ClassVar[str] = "public/sitemap_index.xml"
    addresses: tuple[str, ...]
