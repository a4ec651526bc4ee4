"""What programs read in place of pages."""

from typing import ClassVar

from archive.public.frame.shown import shown


@shown
class SitemapEntry:
    """A page in a sitemap: its absolute address, when it changed last, and the same page in each live language.

    ``alternates`` are language and absolute address; "x-default" decides on the language. ``image`` is what a picture
    shows, at its absolute address.
    """

    address: str
    changed: str
    alternates: tuple[tuple[str, str], ...]
    image: str = ""


@shown
class SitemapPage:
    """The pages of one sitemap."""

    template: ClassVar[str] = "public/sitemap.xml"
    entries: tuple[SitemapEntry, ...]


@shown
class SitemapIndexPage:
    """The absolute addresses of the sitemaps."""

    template: ClassVar[str] = "public/sitemap_index.xml"
    addresses: tuple[str, ...]
