"""What changed in an edition against the one before it: the words, word by word, and the other parts by their names."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import languages, markup
from archive.editions.payloads import Payload, Words
from archive.editions.reading import Snapshot
from archive.markup import Span
from archive.public import kinds
from archive.public.detail.pages import ChangedWords, Changes
from archive.public.frame import addresses
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.words.labels import Labels

# Where it stands on the page of an edition.
ANCHOR: Final = "#changed"

NAMES: Final = gettext_lazy("Other names and spellings")
# What readers call the fields of every payload, in the order in which they are named after those of its kind. Several
# fields may be one to them.
FIELDS: Final[Labels] = {
    "names": NAMES,
    "citations": gettext_lazy("Sources"),
    "pictures": gettext_lazy("Pictures"),
    "subjects": gettext_lazy("Subjects"),
    "identifiers": gettext_lazy("In other registers"),
    "offers_support": gettext_lazy("Where to find support"),
    "slug": gettext_lazy("Address of this page"),
    "merged_into": gettext_lazy("The record into which it was merged"),
}
# The same for what stands beside the words of one language.
BESIDE: Final[Labels] = {
    **dict.fromkeys(("translation", "translator", "of_version", "is_behind"), gettext_lazy("Translator")),
    "remarks": gettext_lazy("Editor’s notes"),
    "renderings": gettext_lazy("Other texts of this document"),
    "slots": gettext_lazy("Recurring parts"),
}
# What is shown word by word.
WORDS: Final[Labels] = {
    "title": gettext_lazy("Title or name"),
    "summary": gettext_lazy("Summary"),
    "text": gettext_lazy("Text"),
    "content_note": gettext_lazy("Content note"),
}


def of(edition: Snapshot, snapshots: tuple[Snapshot, ...], *, visit: Visit) -> Changes | None:
    """Nothing for a first edition. ``snapshots`` is all that has stood there, oldest first; all of it may be read."""
    earlier = [one for one in snapshots if one.since < edition.since and not one.withdrawn]
    if not earlier:
        return None
    before, after = earlier[-1].payload, edition.payload
    old, new = before.texts.get(visit.language), after.texts[visit.language]
    kind, slug = after.kind, snapshots[-1].payload.slug
    named = {**kinds.of(kind).fields, **FIELDS}
    return Changes(
        before=Link(
            text=_("Edition %(number)s") % {"number": earlier[-1].number},
            address=addresses.edition(visit.language, kind, slug, earlier[-1].number, as_of=visit.as_of),
        ),
        is_new=old is None,
        words=tuple(_words(old, new)) if old else (),
        others=tuple(dict.fromkeys((*_differing(before, after, named), *(_beside(old, new) if old else ())))),
        other_languages=tuple(
            Link(
                text=languages.get(code).autonym,
                language=code,
                address=addresses.edition(code, kind, slug, edition.number, as_of=visit.as_of) + ANCHOR,
            )
            for code in languages.spoken()
            if code != visit.language and code in after.texts and before.texts.get(code) != after.texts[code]
        ),
    )


def _words(before: Words, after: Words) -> Iterator[ChangedWords]:
    old, new = _written(before), _written(after)
    for name, label in WORDS.items():
        if old[name] != new[name]:
            yield ChangedWords(part=str(label), lines=_around_changes(markup.difference_by_line(old[name], new[name])))


def _written(words: Words) -> dict[str, str]:
    body = "\n".join(markup.plain(html) for html in _marked(words))
    return {"title": words.title, "summary": words.summary, "text": body, "content_note": words.content_note}


def _around_changes(lines: tuple[tuple[Span, ...], ...]) -> tuple[tuple[Span, ...], ...]:
    """The lines that changed, each with the one before it and after it; one without words for those left out."""
    changed = {place for place, line in enumerate(lines) if any(span.op != "same" for span in line)}
    shown = {near for place in changed for near in (place - 1, place, place + 1)}
    return tuple(
        line if place in shown else ()
        for place, line in enumerate(lines)
        if place in shown or place - 1 in shown or place == 0
    )


def _beside(before: Words, after: Words) -> Iterator[str]:
    if _written(before)["text"] == _written(after)["text"] and _marked(before) != _marked(after):
        yield _("Links and emphasis in the text")
    if _shown(before) != _shown(after):
        yield _("Pictures in the text")
    yield from _differing(before, after, BESIDE)


def _marked(words: Words) -> tuple[str, ...]:
    return tuple(block.html for block in words.blocks if not markup.pictures(block.html))


def _shown(words: Words) -> tuple[str, ...]:
    return tuple(chain.from_iterable(markup.pictures(block.html) for block in words.blocks))


def _differing(before: Payload | Words, after: Payload | Words, named: Mapping[str, Promise]) -> Iterator[str]:
    for name, label in named.items():
        if getattr(before, name) != getattr(after, name):
            yield str(label)
