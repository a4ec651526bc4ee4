"""What HTML a text may hold: its one canonical form, its plain text, its links, its difference to another."""

from .cleaning import Pasted, blocks, clean, pasted
from .comparing import Span, difference, difference_by_line
from .elements import ALLOWED, MarkupError
from .linking import link, link_records, linkable, mentions, pictures, show_pictures, spell_out_links
from .reading import plain
from .rewording import reworded

__all__ = [
    "ALLOWED",
    "MarkupError",
    "Pasted",
    "Span",
    "blocks",
    "clean",
    "difference",
    "difference_by_line",
    "link",
    "link_records",
    "linkable",
    "mentions",
    "pasted",
    "pictures",
    "plain",
    "reworded",
    "show_pictures",
    "spell_out_links",
]
