"""What the frame of every page asks of the archive's theme."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from archive import languages, theme

register = template.Library()


@register.simple_tag
def early_faces(language: str) -> SafeString:
    """Links that fetch the typeface of a page in ``language`` early, unless the theme has another one."""
    cyrillic = ("roman-cyrillic",) if languages.get(language).script == "Cyrl" else ()
    faces = () if theme.has_own_face() else ("roman-latin", *cyrillic)
    link = '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>'
    return format_html_join("\n    ", link, ((static(f"fonts/{face}.woff2"),) for face in faces))
