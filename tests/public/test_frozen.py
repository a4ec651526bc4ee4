"""Whatever was frozen, its page is there: in every language, present and past, and wherever else it is said."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import kept, languages
from archive.admin import urls as _desk  # noqa: F401  # what fields are called there is said by the desk's forms
from archive.admin.base import differences
from archive.catalogue import rebuilding
from archive.editions import intervals, payloads
from archive.editions.histories import History
from archive.editions.models import Act, Edition, LedgerEntry, Release, StoredPayload
from archive.editions.payloads import Payload
from archive.public.frame import addresses
from archive.public.frame.pages import When
from archive.public.time.pages import Bar, LaneRow, Period
from tests import frozen
from tests.editions.payloads.examples import EXAMPLES, GOLDEN

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FIRST = datetime(2024, 1, 1, tzinfo=UTC)
THEN = datetime(2025, 1, 1, tzinfo=UTC)
# Where all of it is said at once.
TOGETHER = (
    *("", "years/", "timeline/", "timeline/?lanes=place", "statements/", "observances/", "sources/", "persons/"),
    *("on-this-day/", "on-this-day/12-31/", "on-this-day/01-01/", "years/2200/", "years/1800/", "years/9999/"),
    *("search/?q=words", "feed.atom", "timeline/feed.atom", "corrections/", "corrections/feed.atom"),
    *("observances/calendar.ics", "observances/a-slug/2026/", "observances/a-slug/2200/calendar.ics", "subjects/"),
)

LANGUAGES = languages.spoken()


def stand(*editions: Payload) -> None:
    """Put them where readers are, one after the other, as the ledger's acts would."""
    record = UUID(editions[0].record)
    history = History(record, tuple(_act(record, number, payload) for number, payload in enumerate(editions, start=1)))
    intervals.refresh([history])
    rebuilding.refresh(history)


def _act(record: UUID, number: int, payload: Payload) -> LedgerEntry:
    """What published it, a year after the one before. None of it is stored but its bytes."""
    content = payloads.to_bytes(payload)
    stored, _made = StoredPayload.objects.get_or_create(digest=payloads.digest(content), defaults={"content": content})
    edition = Edition(
        pk=number,
        record=record,
        kind=payload.kind,
        payload=stored,
        change=payload.change.kind,
        release=Release(instant=FIRST + timedelta(days=366 * (number - 1))),
    )
    return LedgerEntry(seq=number, act=Act.PUBLISH, record=record, edition=edition)


def said(part: object) -> Iterator[str]:
    """The words of every date and span on a page."""
    if isinstance(part, When | Bar):
        yield part.words
    if isinstance(part, Period | LaneRow):
        yield part.heading
    if isinstance(part, tuple):
        for one in part:
            yield from said(one)
    elif is_dataclass(part):
        for one in fields(part):
            yield from said(getattr(part, one.name))


def read(client: Client, address: str) -> None:
    """It is there, and every date on it has words."""
    answer = client.get(address)

    assert (address, answer.status_code) == (address, 200)
    assert (address, all(words.strip() for words in said((answer.context or {}).get("page")))) == (address, True)


def everywhere(payload: Payload, language: str) -> tuple[str, ...]:
    """The record now, then, and its first edition at its own address."""
    place = (language, payload.kind, payload.slug)
    then = THEN.isoformat().replace("+00:00", "Z")
    return (
        addresses.record(*place),
        addresses.record(*place, as_of=then),
        addresses.edition(*place, 1),
    )


def whole(payload: Payload, number: int) -> Payload:
    """``payload`` as a record of its own, in all three languages."""
    words = next(iter(payload.texts.values()))
    texts = {code: payload.texts.get(code, words) for code in LANGUAGES}
    return replace(payload, record=str(UUID(int=number + 1)), slug="a-slug", texts=texts, merged_into=None)


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_what_was_frozen_in_any_schema_can_be_read_everywhere(client, path: Path):
    payload = replace(payloads.from_bytes(path.read_bytes()), merged_into=None)
    stand(payload, replace(payload, change=payloads.Change(kind="update")))

    for language in sorted(payload.texts):
        for address in everywhere(payload, language):
            read(client, address)


@settings(max_examples=max(settings().max_examples // 20, 1))
@given(seed=st.integers(0, 10**9))
def test_whatever_stands_in_the_fields_of_a_payload_can_be_read_everywhere(seed: int):
    chance, client = Random(seed), Client()
    kept.forget()  # the archive's own name is another one each time
    for number, example in enumerate(EXAMPLES.values()):
        before, after = (frozen.varied(whole(example, number), chance) for _edition in range(2))
        stand(before, after)
        for place, language in enumerate(LANGUAGES):
            read(client, everywhere(after, language)[(seed + place + number) % 3])
            with translation.override(language):
                assert differences.differences(before, after)
                assert differences.differences(None, after)

    kept.forget()  # all of them came to stand under one version
    for place, address in enumerate(TOGETHER):
        asked = f"/{LANGUAGES[(seed + place) % 3]}/{address}"
        assert (asked, client.get(asked).status_code in (200, 404)) == (asked, True)
    listed = re.findall("<loc>[a-z]+://[^/]+(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    assert "/sitemaps/undated.xml" in listed
    for address in {listed[1], *chance.sample(listed, 3), listed[-1]}:
        read(client, address)
