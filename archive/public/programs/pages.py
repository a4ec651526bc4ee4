"""What programs read in place of pages."""

from typing import ClassVar

from archive.public.frame.shown import shown


@shown
class SitemapEntry:
    """A page in a sitemap: its absolute address in each language in which it is live, and when it changed last.

    ``alternates`` are language and absolute address; "x-default" decides on the language. ``image`` is what a picture
    shows, at its absolute address.
    """

    addresses: tuple[str, ...]
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
