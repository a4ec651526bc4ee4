"""Texts that were written in Markdown. Pages are made without it."""

from typing import Final

from markdown_it import MarkdownIt

from .cleaning import clean


def from_markdown(text: str) -> str:
    """The canonical HTML of a Markdown document, in which every sign that is not plain Markdown is a word.

    HTML stays visible as it was typed. So do pictures, and footnotes of the form "[1]: https://...", of
    which Markdown would show nothing. Indented and fenced code is text like any other.
    """
    return clean(_MARKDOWN.render(text))


_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False}).disable(["image", "reference", "code", "fence"])
