"""The names that fields for languages and zones offer, once for a page that has such fields."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive import languages
from archive.languages import named

register = template.Library()

# The lists, by their ids in the page.
LANGUAGES: Final = "names-of-languages"
ZONES: Final = "names-of-zones"


@register.simple_tag
def offered_languages() -> SafeString:
    return _languages(languages.current())


@register.simple_tag
def offered_zones() -> SafeString:
    return _zones(languages.current())


@lru_cache(maxsize=20)
def _languages(speaks: str) -> SafeString:
    return _list(LANGUAGES, named.language_names(speaks))


@lru_cache(maxsize=20)
def _zones(speaks: str) -> SafeString:
    return _list(ZONES, named.zone_names(speaks))


def _list(key: str, offered: Mapping[str, str]) -> SafeString:
    options = format_html_join("", '<option data-code="{}">{}</option>', offered.items())
    return format_html('<datalist id="{}">{}</datalist>', key, options)
