"""What changed in an edition against the one before it: the words, word by word, and the other parts by their names."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import languages, markup
from archive.editions.payloads import Payload, Words
from archive.editions.reading import Snapshot
from archive.markup import Span
from archive.public.frame import addresses
from archive.public.frame.visits import Visit
from archive.public.pages import ChangedWords, Changes, Link
from archive.public.words.labels import Labels

# Where it stands on the page of an edition.
ANCHOR: Final = "#changed"

# What readers call the fields of payloads, in the order in which they are named. Several fields may be one to them.
FIELDS: Final[Labels] = {
    **dict.fromkeys(("form", "sort"), gettext_lazy("What it is")),
    "issuers": gettext_lazy("Issuers"),
    **dict.fromkeys(("origin", "completeness"), gettext_lazy("Whose words these are, and whether they are all")),
    **dict.fromkeys(("observance", "observances", "year"), gettext_lazy("Observance and year")),
    **dict.fromkeys(
        ("date", "date_end", "one_night", "time", "zone", "instant", "date_wording", "date_wording_language"),
        gettext_lazy("Date"),
    ),
    **dict.fromkeys(("status", "successor"), gettext_lazy("Whether the day is in force")),
    **dict.fromkeys(("rules", "month", "day", "first_year"), gettext_lazy("How law made the day")),
    "overrides": gettext_lazy("Single years"),
    "rituals": gettext_lazy("Rituals"),
    **dict.fromkeys(("base_year", "base_year_last"), gettext_lazy("The year from which anniversaries are counted")),
    **dict.fromkeys(("anniversary", "counted"), gettext_lazy("Anniversary")),
    **dict.fromkeys(("place", "places"), gettext_lazy("Places")),
    "figures": gettext_lazy("Figures"),
    "number": gettext_lazy("Issuer’s number"),
    "signed": gettext_lazy("Signed"),
    **dict.fromkeys(("released", "released_zone"), gettext_lazy("Released by the issuer")),
    **dict.fromkeys(("embargo", "embargo_zone"), gettext_lazy("Embargo, as the issuer stated it")),
    "received": gettext_lazy("Received by the archive"),
    "versions": gettext_lazy("The issuer’s versions of this document"),
    "names": gettext_lazy("Other names and spellings"),
    **dict.fromkeys(("latitude", "longitude", "precision"), gettext_lazy("Coordinates")),
    **dict.fromkeys(("since", "until", "predecessor"), gettext_lazy("Since when and until when it existed")),
    "parents": gettext_lazy("What it lies in, or is part of"),
    **dict.fromkeys(("born", "died"), gettext_lazy("Years of life")),
    "involvements": gettext_lazy("What sources say"),
    "members": gettext_lazy("What is in the collection"),
    "broader": gettext_lazy("Broader subject"),
    **dict.fromkeys(("creator", "publisher", "described_in", "standing"), gettext_lazy("Who wrote and published it")),
    "published": gettext_lazy("Date of publication"),
    **dict.fromkeys(("language", "original_language"), gettext_lazy("Language of the document")),
    "rights": gettext_lazy("Rights"),
    **dict.fromkeys(
        (
            *("address", "accessed", "current_address", "address_state", "checked_at"),
            *("archived_address", "further_addresses", "offered_copy"),
        ),
        gettext_lazy("Where it can be read"),
    ),
    "citations": gettext_lazy("Sources"),
    "subjects": gettext_lazy("Subjects"),
    "identifiers": gettext_lazy("In registers elsewhere"),
    **dict.fromkeys(("offers_support", "support", "quiet_exit"), gettext_lazy("Where to find support")),
    "menu": gettext_lazy("Its place in the menu"),
    "mark": gettext_lazy("Mark"),
    **dict.fromkeys(("licence", "licence_address"), gettext_lazy("Licence of our own texts")),
    **dict.fromkeys(("postal_address", "email", "telephone"), gettext_lazy("Contact")),
    "slug": gettext_lazy("Address of this page"),
    "merged_into": gettext_lazy("The record into which it was merged"),
}
# The same for what stands beside the words of one language.
BESIDE: Final[Labels] = {
    **dict.fromkeys(("translation", "translator", "of_version", "is_behind"), gettext_lazy("Whose translation it is")),
    "remarks": gettext_lazy("Editor’s notes"),
    "renderings": gettext_lazy("Further texts of this document"),
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
    before, after = earlier[-1].payload.of_today(), edition.payload.of_today()
    old, new = before.texts.get(visit.language), after.texts[visit.language]
    kind, slug = after.kind, snapshots[-1].payload.slug
    return Changes(
        before=Link(
            text=_("Edition %(number)s") % {"number": earlier[-1].number},
            address=addresses.edition(visit.language, kind, slug, earlier[-1].number, as_of=visit.as_of),
        ),
        is_new=old is None,
        words=tuple(_words(old, new)) if old else (),
        others=tuple(dict.fromkeys((*_differing(before, after, FIELDS), *(_beside(old, new) if old else ())))),
        tongues=tuple(
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
    body = "\n".join(markup.plain(block.html) for block in words.blocks)
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
    yield from _differing(before, after, BESIDE)


def _marked(words: Words) -> tuple[str, ...]:
    return tuple(block.html for block in words.blocks)


def _differing(before: Payload | Words, after: Payload | Words, named: Labels) -> Iterator[str]:
    for name, label in named.items():
        if getattr(before, name, None) != getattr(after, name, None):
            yield str(label)
