"""What the frame of every page asks of the archive's theme."""

from django import template

from archive import theme

register = template.Library()


@register.simple_tag
def own_face() -> bool:
    """Whether pages are set in another typeface, so that nothing of the archive's is fetched early."""
    return theme.has_own_face()
