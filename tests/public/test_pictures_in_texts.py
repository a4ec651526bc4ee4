"""Pictures within texts: where they stand, before whom, and what is left where they may not be seen."""

import re
from collections.abc import Iterable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive import clock
from archive.admin.base import differences
from archive.editions.models import Edition
from archive.editorial import merging, publishing
from archive.editorial.readiness import problems
from archive.editorial.uses import uses
from archive.records.pictures import Picture
from archive.records.statements import Rendering, Statement
from archive.records.texts import Text
from tests import making
from tests.admin.desk import sits

pytestmark = pytest.mark.django_db

FIRST, LAST = "<p>Before it.</p>", "<p>After it.</p>"


def body(*pictures: Picture) -> str:
    shown = (f'<figure data-record="{one.uuid}"></figure>' for one in pictures)
    return "\n".join((FIRST, *shown, LAST))


def page(where: str) -> str:
    answer = Client().get(where)
    assert answer.status_code == 200, where
    return answer.content.decode()


def prose(shown: str) -> str:
    return shown.partition('<div class="prose"')[2].partition('<aside class="facts"')[0]


def images(shown: str) -> list[str]:
    return re.findall(r'<img src="/media/([^/]*)/', prose(shown))


def said(record, languages: Iterable[str] = ("en",)) -> list[str]:
    return [one.message for one in problems(record, languages=languages, at=clock.now())]


def wall(**options) -> Picture:
    return making.picture("A wall", slug="wall", summary="Of granite.", credit="House of Memory, 1-23", **options)


def test_a_picture_stands_at_its_place_with_what_its_record_says_of_it():
    picture = wall()
    subject = making.subject("Stone", slug="stone", body=body(picture))
    making.published(picture), making.published(subject)

    shown = prose(page("/en/subjects/stone/"))
    places = [shown.index(one) for one in ("Before it.", 'id="p2"', "/media/wall/", "Of granite.", "1-23", "After it.")]

    assert places == sorted(places)
    assert 'alt="A red field."' in shown
    assert 'loading="lazy"' in shown
    assert 'rel="external license"' in shown
    assert '<a href="/en/pictures/wall/" lang="en" dir="auto">A wall</a>' in shown
    assert "/en/subjects/stone/" in page("/en/pictures/wall/")
    assert [(use.record.slug, use.ways) for use in uses(picture)] == [("stone", ("shown in a text",))]
    # As it is known now, also where an edition of then is read.
    making.change(picture, summary="Of red granite.")
    making.published(picture, change="update", note={"en": "Its stone."})
    assert "Of red granite." in prose(page("/en/subjects/stone/editions/1/"))


def test_only_a_text_with_pictures_asks_for_them_and_once_for_all():
    picture, other = wall(), making.picture("A crowd", slug="crowd", content=making.drawn("#1d2735"))
    bare = making.subject("Clay", slug="clay", body=f'<p>As in <a data-record="{picture.uuid}">it</a>.</p>')
    one = making.subject("Stone", slug="stone", body=body(picture))
    both = making.subject("Brick", slug="brick", body=body(picture, other))
    making.show(both, picture)
    for record in (picture, other, bare, one, both):
        making.published(record)
    page("/en/subjects/clay/")  # what stands around every page

    asked = []
    for slug in ("clay", "stone", "brick"):
        with CaptureQueriesContext(connection) as queries:
            page(f"/en/subjects/{slug}/")
        asked.append(len(queries))

    # One for all of them, and one for the version under which it is known whose names are withheld. What the last one
    # names no page has named before.
    assert [one - asked[0] for one in asked] == [0, 2, 3]


def test_what_is_hard_to_see_is_shown_on_request_and_nothing_of_it_is_fetched():
    crowd = making.picture("A crowd", slug="crowd", sensitive=True)
    making.change(crowd, content_note="It shows wounded people.")
    subject = making.subject("Stone", slug="stone", body=body(crowd))
    making.published(crowd), making.published(subject)

    shown = prose(page("/en/subjects/stone/"))

    assert "It shows wounded people." in shown
    assert "Show the picture" in shown
    assert images(shown) == []


def test_a_text_waits_for_its_picture_and_comes_with_it():
    picture = wall()
    subject = making.subject("Stone", slug="stone", body=FIRST)
    making.published(subject)
    before = page("/en/subjects/stone/")
    making.change(subject, body=body(picture))

    assert said(subject) == ["It names what readers cannot see yet: A wall. Publish these first, or together."]

    making.scheduled(picture, making.release())
    previewed = sits(making.archivist()).get(reverse("admin:draft", args=[subject.uuid, "en"])).content.decode()

    assert page("/en/subjects/stone/") == before
    assert 'class="paragraph" id="p3"' in prose(previewed)
    assert f'<img src="/desk/archive/picture/media/{picture.file.master}/whole-700.jpeg"' in prose(previewed)


def test_of_a_picture_that_was_withdrawn_nothing_is_left():
    picture = wall()
    subject = making.subject("Stone", slug="stone", body=body(picture))
    making.published(picture), making.published(subject)
    before = images(page("/en/subjects/stone/"))

    publishing.withdraw(picture, by=making.publisher(), reason_class="legal", note={"en": "For legal reasons."})

    shown = page("/en/subjects/stone/")
    assert before == ["wall"]
    assert "/media/" not in shown
    assert re.findall(r'class="paragraph" id="(p\d)"', shown) == ["p1", "p3"]
    assert "<figure" not in shown


def test_evidence_has_no_pictures_between_its_words():
    picture, issuer = wall(), making.institution()
    making.published(picture), making.published(issuer)
    authored = making.statement(slug="own", issuers=[issuer], body=body(picture))
    transcribed = making.statement(
        slug="theirs", issuers=[issuer], body=body(picture), origin=Statement.Origin.TRANSCRIBED
    )
    kept = (
        "A text that is kept as it was issued holds no pictures. Show them at the head of the record, and take them "
        "out of the text: English."
    )

    assert kept not in said(authored)
    assert kept in said(transcribed)
    Rendering.objects.create(statement=authored, language="en", title="Of an agency", body=body(picture))
    assert kept in said(Statement.objects.get(pk=authored.pk))


def test_only_pictures_are_shown_in_texts():
    place = making.place("Baku", slug="baku")
    making.published(place)
    subject = making.subject("Stone", slug="stone", body=body(place))

    assert said(subject) == ["Only pictures of the archive can stand in a text, and this is none: Baku."]


def test_others_are_given_the_words_without_the_picture():
    picture = wall()
    source, issuer = making.source(), making.institution("House", slug="house")
    statement = making.statement("Words", slug="words", issuers=[issuer], sources=[source], body=body(picture))
    for record in (making.identity(texts_in_feeds=True), source, issuer, picture, statement):
        making.published(record)

    feed = page("/en/feed.atom")

    assert "<p>Before it.</p><p>After it.</p>" in feed.replace("&lt;", "<").replace("&gt;", ">")
    assert "figure" not in feed
    assert "/media/" not in feed
    assert images(page("/en/statements/words/")) == ["wall"]
    assert '"image"' not in page("/en/statements/words/")


def test_what_changed_in_an_edition_tells_of_its_pictures():
    picture = wall()
    subject = making.subject("Stone", slug="stone", body=f"{FIRST}\n{LAST}")
    making.published(picture), making.published(subject)
    making.change(subject, body=body(picture))
    making.published(subject, change="update", note={"en": "With a picture."})

    assert "Pictures in the text" in page("/en/subjects/stone/editions/2/")


def test_whoever_compares_at_the_desk_reads_which_picture_stands_where():
    picture = wall()
    subject = making.subject("Stone", slug="stone", body=f"{FIRST}\n{LAST}")
    making.published(picture), making.published(subject)
    making.change(subject, body=body(picture))
    candidate = making.submitted(subject, change="update", note={"en": "With a picture."})

    (words,) = differences.differences(Edition.objects.get(record=subject.uuid).payload.held, candidate.payload).words

    assert words.after == "Before it.\n[Picture: A wall]\nAfter it."


def test_a_text_shows_what_its_picture_was_merged_into():
    kept, other = wall(), making.picture("The same wall", slug="same")
    subject = making.subject("Stone", slug="stone", body=body(other))
    plan = merging.plan(other, into=kept)
    merging.merge(other, into=kept, by=making.archivist(), seen=plan.seen)

    assert Text.objects.get(record=subject.pk).body == body(kept)
