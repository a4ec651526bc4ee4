"""The canonical form of a text, whoever wrote it and with which program.

One top-level block per line. Lists hold items, items and quotations hold blocks (as the editor writes them:
<li><p>one</p></li>); no block is empty but the place of a picture, which stands in no other. Blanks are single and
never stand at the edge of a block, a break or a mark. Marks nest as link, language, strong, em, sub or sup, and
neighbours with the same marks are one run. A language has a code that is known, written as it is in BCP 47. Numbered
lists say with which number they begin, and in which signs, if that is not 1 and figures. Characters are NFC and stand
for themselves, except & < > and, in addresses, the quotation mark.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import nh3

from archive import pasting
from archive.characters import UNWRITABLE

from .documents import Box, stored
from .elements import ALLOWED, NEVER_SEEN, NOT_OURS, UNDERSTOOD
from .losing import names, refuse_loss, visible
from .reading import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """What another program's HTML has become, and in sentences what of it is not as it was."""

    html: str
    changed: Sequence[str]


# Between a form and an edition one body is cleaned several times, and each time takes milliseconds.
@lru_cache(maxsize=128)
def clean(html: str) -> str:
    """``html`` in its canonical form: the same content always has the same bytes.

    Markup that a text may not hold goes, its words stay; what only means the same (b, i, other headings, div, rows
    of a table, raised by style) becomes what is allowed; words outside blocks become paragraphs, parted by empty
    lines. Raises ``MarkupError`` if words would be lost or moved.
    """
    return _understood(html)[0].html(stored)


def pasted(html: str) -> Pasted:
    """The same, for somebody who has brought ``html`` from elsewhere and is told what is not as it was there.

    Whatever it says of pictures, it brings none.
    """
    document, changed = _understood(html)
    changed["pictures"] += document.drop_pictures()
    return Pasted(html=document.html(stored), changed=pasting.told(changed))


def _understood(html: str) -> "tuple[Box, Counter[str]]":
    source = UNWRITABLE.sub("", html)
    tree = pasting.tree(
        nh3.clean(
            source,
            tags=set(UNDERSTOOD),
            clean_content_tags=set(NEVER_SEEN),
            attributes={tag: set(ALLOWED[tag]) for tag in ("a", "figure")} | pasting.ATTRIBUTES,
            url_schemes={"http", "https", "mailto", *NOT_OURS},
            link_rel=None,
        )
    )
    refuse_loss(visible(source), tree.words())
    changed = pasting.adapt(tree) + pasting.seen_only(names(source))
    reader = Reader()
    tree.tell(reader)
    document = reader.document()
    refuse_loss(tree.words(), document.words())
    changed["links"] = reader.lost_links
    return document, changed


def blocks(html: str) -> tuple[str, ...]:
    """The top-level blocks of ``html``, each in its canonical form."""
    return tuple(clean(html).splitlines())
