"""Pictures before readers: their pages, and who is given their files."""

import fcntl
import re
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive import clock, picture_files
from archive.editorial import merging, publishing
from archive.imaging import scaling
from archive.records.pictures import Picture
from archive.records.saving import saving
from tests import making
from tests.crawling import crawl

pytestmark = pytest.mark.django_db

OTHER = making.drawn("#1d2735")
SCAN = {"en": "A better scan.", "az": "Daha yaxşı surət."}
CARNATIONS = making.drawn()
LEGAL = {"en": "For legal reasons.", "az": "Hüquqi səbəblərə görə."}


@pytest.fixture(autouse=True)
def _files():
    """As the desk leaves them."""
    making.derived_file(CARNATIONS), making.derived_file(OTHER)


def address(picture: Picture, name: str = "whole-640.avif", *, slug: str = "") -> str:
    return f"/media/{slug or picture.slug}/{picture.file.master}/{name}"


def got(address: str, **headers: str) -> tuple[int, bytes]:
    answer = Client().get(address, headers=headers)
    said = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, re.sub(rb'value="[^"]*"', b"", said)  # what may be looked for instead


def page(where: str) -> str:
    answer = Client().get(where)
    assert answer.status_code == 200, where
    return answer.content.decode()


def test_a_picture_stands_on_its_page_with_what_is_known_of_it():
    town = making.place({"en": "Baku", "az": "Bakı"}, slug="baku")
    making.published(town)
    titles = {"en": "Carnations", "az": "Qərənfillər"}
    picture = making.picture(
        titles,
        slug="carnations",
        summary="They lie on stone.",
        places=[town],
        date="1990-01",
        alternative={"en": "Three red carnations.", "az": "Üç qırmızı qərənfil."},
        creator={"en": "A hand"},
        credit={"en": "House of Memory, 1-23"},
    )
    making.published(picture)

    shown = page("/en/pictures/carnations/")

    image = re.search(r"<picture>.*?</picture>", shown, re.S)
    files = f"/media/carnations/{picture.file.master}/"
    assert image
    assert re.sub(r">\s+<", "><", image[0]) == (
        f'<picture><source type="image/avif" srcset="{files}whole-320.avif 320w, {files}whole-640.avif 640w, '
        f'{files}whole-700.avif 700w" sizes="(min-width: 44rem) 38rem, 94vw">'
        f'<img src="{files}whole-700.jpeg" srcset="{files}whole-320.jpeg 320w, {files}whole-640.jpeg 640w, '
        f'{files}whole-700.jpeg 700w" sizes="(min-width: 44rem) 38rem, 94vw" width="700" height="500" '
        'alt="Three red carnations." decoding="async"></picture>'
    )
    assert f'<rect width="100%" height="100%" fill="{picture.file.colour}" />' in shown
    assert '<a href="https://creativecommons.org/publicdomain/zero/1.0/" rel="external license">' in shown
    for words in ("They lie on stone.", "House of Memory, 1-23", "January 1990", "/en/places/baku/"):
        assert words in shown
    assert '"contentUrl":' in shown
    assert 'alt="Üç qırmızı qərənfil."' in page("/az/pictures/carnations/")


def test_pictures_stand_below_the_summary_of_an_event_and_below_all_words_of_a_statement():
    source, wall = making.source(), making.picture(slug="wall")
    making.published(source), making.published(wall)
    words = {"summary": "The summary.", "body": "<p>The text.</p>"}
    event, house = making.entry("Event", slug="event", sources=[source], **words), making.institution()
    said = making.statement("Said", slug="said", issuers=[house], **words)
    for record in (event, said):
        making.show(record, wall)
    for record in (house, event, said):
        making.published(record)

    def order(where: str) -> list[str]:
        shown = page(where).partition("<main")[2]
        return sorted((one for one in ("The summary.", "/media/", "The text.") if one in shown), key=shown.rindex)

    assert order("/en/timeline/event/") == ["The summary.", "/media/", "The text."]
    assert order("/en/statements/said/") == ["The summary.", "The text.", "/media/"]


def test_a_file_is_handed_out_to_be_seen_and_asked_for_again():
    picture = making.picture(slug="carnations")
    making.published(picture)

    answer = Client().get(address(picture))
    content = b"".join(answer)
    again = Client().get(address(picture), headers={"if-none-match": answer.headers["ETag"]})

    assert content[4:12] == b"ftypavif"
    assert {name: answer.headers[name] for name in ("Content-Type", "Cache-Control", "Content-Security-Policy")} == {
        "Content-Type": "image/avif",
        "Cache-Control": "max-age=0, s-maxage=1, stale-if-error=60",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-site"
    assert (again.status_code, Client().post(address(picture)).status_code) == (304, 405)
    assert got(address(picture, "3x2-500-500-640.jpeg"))[0] == 200
    # What is asked for in vain is made, and until then the nearest is handed out.
    name = f"{picture_files.name_of(picture.file.master)}/whole-640.avif"
    storages[picture_files.DERIVATIVES].delete(name)
    with nothing_being_made():
        near = Client().get(address(picture))
        b"".join(near)
    made(name)
    assert (near.status_code, near.headers["Content-Type"]) == (200, "image/avif")
    assert near.headers["ETag"] == answer.headers["ETag"].replace("640", "700")
    assert got(address(picture)) == (200, content)


def test_nobody_waits_for_a_file_that_is_not_there():
    """Not for one of which there is none in any width either: however many ask, each is answered at once."""
    picture = making.picture(slug="carnations", content=making.drawn("#0a5c3b"))
    making.published(picture)
    shapes = ("whole-640.avif", "whole-320.avif", "whole-700.jpeg", "3x2-500-500-320.jpeg")

    with nothing_being_made():
        answers = [Client().get(address(picture, name)) for name in shapes * 5]
        card = Client().get("/en/pictures/carnations/card.jpeg")
        nonsense = got(address(picture, "whole-641.avif"))[0]
    for name in shapes:
        made(f"{picture_files.name_of(picture.file.master)}/{name}")

    assert {one.status_code for one in (*answers, card)} == {503}
    assert {(one.headers["Retry-After"], one.headers["Cache-Control"]) for one in answers} == {("5", "no-store")}
    assert nonsense == 404
    assert [got(address(picture, name))[0] for name in shapes] == [200] * 4
    # Without its master nothing is made of it any more.
    storages[picture_files.MASTERS].delete(picture_files.name_of(picture.file.master))
    for name in picture_files.names_derived(picture.file.master):
        storages[picture_files.DERIVATIVES].delete(name)
    assert got(address(picture, "whole-640.avif"))[0] == 404


@contextmanager
def nothing_being_made() -> Iterator[None]:
    """While another process on this machine makes derivatives."""
    with Path(scaling.__file__).open("rb") as somebody_else:
        fcntl.flock(somebody_else, fcntl.LOCK_EX)
        yield


def made(name: str) -> None:
    """Waits until the file is there."""
    ends = time.monotonic() + 60
    while not storages[picture_files.DERIVATIVES].exists(name) and time.monotonic() < ends:
        time.sleep(0.05)
    assert storages[picture_files.DERIVATIVES].exists(name), name


def test_a_file_answers_while_an_edition_that_names_it_may_be_read():
    picture = making.picture(slug="carnations")
    nonsense = got(f"/media/carnations/{'0' * 64}/whole-640.avif")
    first = address(picture)
    drafted = got(first)
    making.published(picture)
    published = got(first)[0]
    second = address(making.replace_file(picture, OTHER))
    saved = got(second)
    pending = making.scheduled(picture, making.release(), change="update", note={"en": "Another sheet."})
    etag = f'"{second.split("/")[3][:32]}-whole-640.avif"'
    coming = got(second), got(second, **{"if-none-match": etag})
    publishing.recall(pending, by=making.publisher(), reason="Sooner.")
    making.published(picture, change="update", note={"en": "Another sheet."})

    assert nonsense[0] == 404
    assert (drafted, saved, *coming) == (nonsense, nonsense, nonsense, nonsense)
    assert published == 200
    assert [got(one)[0] for one in (first, second)] == [200, 200]
    earlier = page("/en/pictures/carnations/editions/1/")
    assert first in earlier
    assert second not in earlier

    publishing.withdraw(picture, by=making.publisher(), reason_class="legal", note={"en": "For legal reasons."})

    assert got(first) == got(second) == nonsense


def test_what_answers_is_found_out_once_and_nonsense_costs_as_much_as_what_is_still_to_come():
    shown, coming = making.picture(slug="shown"), making.picture(slug="coming", content=OTHER)
    making.further_page(shown, CARNATIONS, language="en", transcription="Words.")
    making.published(shown)
    making.scheduled(coming, making.release())

    def asked(where: str) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            status = got(where)[0]
        return status, len(queries)

    page(f"/en/pictures/{shown.slug}/")  # from here on it is known whose names are withheld
    file, page_file = address(shown), of_page(shown)
    other, nonsense = (f"/media/{slug}/{'0' * 64}/whole-640.avif" for slug in ("shown", "nonsense"))

    assert [asked(one) for one in (file, file, page_file)] == [(200, 2), (200, 1), (200, 1)]
    first = [asked(one) for one in (nonsense, address(coming))]
    again = [asked(one) for one in (nonsense, address(coming), other)]
    assert first[0] == first[1]
    assert again[0] == again[1] == again[2] == (404, first[0][1] - 1)


@pytest.mark.parametrize(
    "name",
    ["whole-641.avif", "whole-640.png", "whole-640.AVIF", "whole-4000.jpeg", "1x1-0-0-640.jpeg", "..%2Fsecret-key"],
)
def test_no_other_file_can_be_asked_for(name):
    picture = making.picture(slug="carnations")
    making.published(picture)

    assert got(address(picture, name))[0] == 404
    assert got(address(picture, slug="elsewhere"))[0] == 404


def test_a_sensitive_picture_is_shown_on_request_only_then_and_now():
    making.derived_file(making.drawn())
    plain = making.picture(slug="wall", summary="A wall.")
    making.published(plain)
    before = Client().get(address(plain))
    b"".join(before)
    current = Picture.objects.get(pk=plain.pk)
    Picture.objects.filter(pk=plain.pk).update(sensitive=True)
    making.change(current, content_note="It shows people who were killed.")
    making.published(plain, change="update", note={"en": "A note."})

    now, then = page("/en/pictures/wall/"), page("/en/pictures/wall/editions/1/")

    for shown in (now, then):
        assert "<img" not in re.sub(r"<img[^>]*theme[^>]*>", "", shown)
        assert "contentUrl" not in shown
        assert f'<a href="{address(plain, "whole-700.jpeg")}" rel="nofollow">Show the picture</a>' in shown
    assert "It shows people who were killed." in now
    assert "A red field." in now
    # Nor do others keep what is asked for.
    open_one = making.picture(slug="open", content=OTHER)
    making.published(open_one)
    known = {"if-none-match": before.headers["ETag"]}  # kept by a cache, which would keep its headers as well
    with (
        closing(Client().get(address(plain), headers=known)) as on_request,
        closing(Client().get(address(open_one))) as at_once,
    ):
        assert on_request.status_code == 200
        assert (on_request.headers["X-Robots-Tag"], "X-Robots-Tag" in at_once.headers) == ("noindex", False)


def test_whoever_follows_every_link_is_given_nothing_that_is_shown_on_request():
    source, house = making.source(), making.institution("House", slug="house")
    crowd = making.picture("A crowd", slug="crowd", content=OTHER)
    making.further_page(crowd, language="en", transcription="Words of a page.")
    for record in (source, house, crowd):
        making.published(record)
    making.change(crowd, content_note="It shows wounded people.")
    making.published(crowd, change="correction", note={"en": "A note."})
    within = f'<p>It happened.</p><figure data-record="{crowd.uuid}"></figure>'
    event = making.entry("An event", slug="event", sources=[source], body=within)
    said = making.statement("Said", slug="2026-house", issuers=[house], body=within)
    for one in (event, said):
        making.show(one, crowd)
        making.published(one)
    making.published(making.collection(slug="night", members=[crowd, event]))
    making.published(making.identity(story=event, texts_in_feeds=True))
    masters = re.compile(f"{crowd.file.master}|{crowd.pages.get().file.master}".encode())

    answers = crawl(("/sitemaps/undated.xml", "/sitemaps/1990.xml", "/en/pictures/crowd/editions/1/"), start=("/en/",))

    tags = {tag for *_head, content in answers.values() for tag in re.findall(rb"<[^<>]*>|[^<>]+", content)}
    led = {re.sub(masters, b"M", tag) for tag in tags if masters.search(tag)}
    assert led
    assert all(re.fullmatch(rb'<a href="/media/crowd/M/whole-[0-9]+[.]jpeg" rel="nofollow">', one) for one in led), led


def test_nobody_is_shown_somebody_whose_name_is_withheld():
    source = making.source()
    somebody = making.human("Zərifə Orucova", sources=[source])
    making.published(source), making.published(somebody)
    picture = making.picture(slug="portrait", persons=[somebody], consent="own")
    making.published(picture)

    def seen() -> tuple[int, list[bool]]:
        shown = page("/en/pictures/portrait/")
        return got(address(picture))[0], [one in shown for one in (picture.file.master, "Zərifə", "[name withheld]")]

    before = seen()
    publishing.withdraw(somebody, by=making.publisher(), reason_class="personal-data", note={"en": "To protect."})

    assert before == (200, [True, True, False])
    assert seen() == (404, [False, False, True])


def test_who_is_said_later_to_be_shown_is_shown_by_no_edition():
    somebody = making.human("Zərifə Orucova", sources=[source := making.source()])
    making.published(source), making.published(somebody)
    picture = making.picture(slug="portrait")
    making.published(picture)
    with saving(picture, by=making.archivist(), version=picture.version):
        picture.persons.add(somebody)
        picture.consent = "own"
        picture.save()
    making.published(picture, change="update", note={"en": "Who it is."})
    before = got(address(picture))[0]

    publishing.withdraw(somebody, by=making.publisher(), reason_class="personal-data", note={"en": "To protect."})

    assert (before, got(address(picture))[0]) == (200, 404)
    # Also when another file came since.
    other = making.replace_file(picture, OTHER)
    with saving(other, by=making.archivist(), version=other.version):
        other.persons.clear()
    making.published(Picture.objects.get(pk=picture.pk), change="update", note={"en": "Another one."})
    assert (got(address(picture))[0], got(address(Picture.objects.get(pk=picture.pk)))[0]) == (404, 200)


def test_who_was_once_said_to_be_shown_is_nowhere_when_the_name_is_withheld():
    somebody = making.human("Zərifə Orucova", sources=[source := making.source()])
    making.published(source), making.published(somebody)
    picture = making.picture(slug="portrait", persons=[somebody], consent="own")
    copy = making.picture("The same file", slug="copy")
    event = making.entry("An event", slug="event", sources=[source])
    making.show(event, picture)
    for record in (picture, copy, event):
        making.published(record)
    with saving(picture, by=making.archivist(), version=picture.version):
        picture.persons.clear()
    making.published(picture, change="update", note={"en": "Nobody."})
    pages = (
        *("/en/pictures/portrait/", "/en/pictures/portrait/editions/1/", "/en/pictures/copy/", "/en/timeline/event/"),
        *("/en/pictures/", "/sitemaps/undated.xml"),
    )
    cards = tuple(f"/en/{one}/card.jpeg" for one in ("pictures/portrait", "pictures/copy", "timeline/event"))

    def seen() -> tuple[list[int], list[str], int]:
        """What its files answer, which pages show it, and how many results have pictures."""
        answers = [got(one)[0] for one in (address(picture), address(copy), *cards)]
        shows = [one for one in pages if picture.file.master in page(one)]
        return answers, shows, Client().get("/en/search/?pictures=yes").context["page"].results.total

    before = seen()
    publishing.withdraw(somebody, by=making.publisher(), reason_class="personal-data", note={"en": "To protect."})

    assert before == ([200] * 5, [*pages], 1)
    assert seen() == ([404] * 5, [], 0)


def test_of_what_was_merged_no_file_answers_when_what_took_it_in_is_shown_no_more():
    scan, kept, last = (
        making.picture(slug=slug, content=making.drawn(colour))
        for slug, colour in (("scan", "#1d2735"), ("kept", "#30577b"), ("last", "#0b5345"))
    )
    for one in (scan, kept, last):
        making.published(one)
    for one, into in ((scan, kept), (kept, last)):
        old = Picture.objects.get(pk=one.pk)
        merging.merge(old, into=into, by=making.archivist(), seen=merging.plan(old, into=into).seen)
        making.published(Picture.objects.get(pk=one.pk), change="update", note={"en": "The same."})
    before = [got(address(one))[0] for one in (scan, kept, last)]

    publishing.withdraw(last, by=making.publisher(), reason_class="legal", note={"en": "For legal reasons."})

    assert 404 not in before
    assert [got(address(one))[0] for one in (scan, kept, last)] == [404] * 3


def test_a_collection_shows_the_pictures_in_it_uncropped_and_in_its_order():
    wall = making.picture("A wall", slug="wall")
    crowd = making.picture("A crowd", slug="crowd", content=OTHER)
    making.change(crowd, content_note="It shows wounded people.")
    town = making.place("Baku", slug="baku")
    walls = making.collection("Walls", slug="walls", members=[(wall, "Of stone."), town, crowd])
    towns = making.collection("Towns", slug="towns", members=[town, wall])
    for record in (wall, crowd, town, walls, towns):
        making.published(record)

    shown, mixed = page("/en/collections/walls/"), page("/en/collections/towns/")

    assert re.findall(r'<img src="(/media/[^"]*)"', shown) == [address(wall, "whole-700.jpeg")]
    places = ["/media/wall/", "Of stone.", ">Baku<", "This picture is shown on request", "wounded people", ">A crowd<"]
    found = [shown.index(one, shown.index('id="members"')) for one in places]
    assert found == sorted(found)
    # Where most are pictures they have the width of the page.
    assert ['<div class="across">' in one for one in (shown, mixed)] == [True, False]
    sitemap = page("/sitemaps/undated.xml")
    assert re.findall("<image:loc>(.*?)</image:loc>", sitemap) == [
        f"http://127.0.0.1:8000{address(wall, 'whole-700.jpeg')}"
    ]


def test_a_record_shows_pictures_at_its_head_as_they_are_known_now():
    source = making.source()
    wall = making.picture("A wall", slug="wall", summary="Of granite.")
    crowd = making.picture("A crowd", slug="crowd", content=OTHER, sensitive=True)
    making.change(crowd, content_note="It shows wounded people.")
    event = making.entry("An event", slug="event", sources=[source])
    making.show(event, crowd, wall)
    for record in (source, wall, crowd, event):
        making.published(record)

    shown = page("/en/timeline/event/")

    assert shown.index("It shows wounded people.") < shown.index(
        '<a href="/en/pictures/wall/" lang="en" dir="auto">A wall</a>'
    )
    assert re.findall(r'<img src="(/media/[^"]*)"', shown) == [address(wall, "whole-700.jpeg")]
    assert 'loading="lazy"' in shown
    assert f'"image": ["http://127.0.0.1:8000{address(wall, "whole-700.jpeg")}"]' in shown
    assert "/en/timeline/event/" in page("/en/pictures/wall/")
    listed = re.findall(r'<img src="(/media/[^"]*)"', page("/en/pictures/"))
    assert listed == [address(wall, "3x2-500-500-640.jpeg")]
    assert "/media/" not in page("/en/search/?q=wall")

    publishing.withdraw(wall, by=making.publisher(), reason_class="issuer-withdrew", note={"en": "As asked."})

    after = page("/en/timeline/event/")
    assert got(address(wall))[0] == 404
    assert "/media/wall/" not in after
    assert "It shows wounded people." in after


def letter(**options) -> Picture:
    """A picture of two pages: what can be read on the second is in Azerbaijani, and translated into English."""
    made = making.picture({"en": "A letter", "az": "Məktub"}, slug="letter", body="<p>The first words.</p>", **options)
    making.further_page(
        made,
        OTHER,
        language="az",
        transcription="İkinci vərəq.\nSonuncu sətir.",
        translation={"en": "The second leaf."},
    )
    return made


def of_page(picture: Picture, name: str = "whole-640.avif") -> str:
    return f"/media/{picture.slug}/{picture.pages.get().file.master}/{name}"


def test_each_page_stands_beside_what_can_be_read_on_it():
    made = letter()
    making.further_page(made, making.drawn("#335577"), alternative={"en": "A stamp."})
    making.further_page(made, making.drawn("#224466"))
    event = making.entry("An event", slug="event", sources=[making.source(slug="s")])
    making.show(event, made)
    for record in (making.Source.objects.get(slug="s"), made, event):
        making.published(record)

    english, azerbaijani = page("/en/pictures/letter/"), page("/az/pictures/letter/")

    assert re.findall(r'<section id="(page-\d)"', english) == ["page-1", "page-2", "page-3", "page-4"]
    assert re.findall(r'<a href="#(page-\d)" rel="(\w+)"', english) == [
        ("page-2", "next"),
        *(("page-1", "prev"), ("page-3", "next")),
        *(("page-2", "prev"), ("page-4", "next")),
        ("page-3", "prev"),
    ]
    assert re.findall(r'alt="([^"]*)" decoding="async"( loading="lazy")?', english) == [
        ("A red field.", ""),
        ("Page 2 of “A letter”", ' loading="lazy"'),
        ("A stamp.", ' loading="lazy"'),
        ("Page 4 of “A letter”", ' loading="lazy"'),
    ]
    largest = f"/media/letter/{made.pages.all()[0].file.master}/whole-700.jpeg"
    assert english.count(f'href="{largest}"') == 2
    first = english.index('id="page-1"')
    assert first < english.index("<p>The first words.</p>") < english.index('id="page-2"')
    assert '<p class="transcription" lang="en" dir="auto">The second leaf.</p>' in english
    assert '<p class="transcription" lang="az" dir="auto">İkinci vərəq.\nSonuncu sətir.</p>' in english
    assert "The second leaf." not in azerbaijani
    assert "İkinci vərəq." in azerbaijani
    assert "(4 pages)" in page("/en/timeline/event/")


def test_what_can_be_read_on_a_page_is_found():
    making.published(letter())

    assert "/en/pictures/letter/" in page("/en/search/?q=second+leaf")
    assert "/az/pictures/letter/" in page("/az/search/?q=ikinci+vərəq")


def test_a_file_of_a_page_answers_by_the_same_laws():
    somebody = making.human("Zərifə Orucova", sources=[making.source(slug="s")])
    for record in (making.Source.objects.get(slug="s"), somebody):
        making.published(record)
    made = letter(persons=[somebody], consent="own")
    nonsense = got(f"/media/letter/{'0' * 64}/whole-640.avif")
    first = of_page(made)
    drafted = got(first)
    making.published(made)
    published = got(first)[0], got(of_page(made, "3x2-500-500-640.avif"))
    current = Picture.objects.get(pk=made.pk)
    with saving(current, by=making.archivist(), version=current.version):
        kept = making.derived_file(making.drawn("#335577"))
        making.take_in_page(current.pages.get(), kept, name="b.png", by=making.archivist(), at=making.clock.now())
    second = of_page(made)
    pending = making.scheduled(current, making.release(), change="update", note=SCAN)
    coming = got(second), got(second, **{"if-none-match": f'"{second.split("/")[3][:32]}-whole-640.avif"'})
    seen = page("/en/pictures/letter/")
    publishing.recall(pending, by=making.publisher(), reason="Sooner.")
    making.published(current, change="update", note=SCAN)

    assert (drafted, published[1], *coming) == (nonsense, nonsense, nonsense, nonsense)
    assert published[0] == 200
    assert second.split("/")[3] not in seen
    assert [got(one)[0] for one in (first, second)] == [200, 200]
    assert first in page("/en/pictures/letter/editions/1/")

    publishing.withdraw(somebody, by=making.publisher(), reason_class="personal-data", note={"en": "To protect."})
    assert got(first) == got(second) == nonsense


def test_pages_of_what_was_withdrawn_are_gone_and_of_what_is_hard_to_see_are_shown_on_request():
    made = letter(sensitive=True)
    making.change(made, content_note="It tells of the dead.")
    making.published(made)
    largest = of_page(made, "whole-700.jpeg")

    shown, before = page("/en/pictures/letter/"), got(largest)[0]
    publishing.withdraw(made, by=making.publisher(), reason_class="legal", note=LEGAL)

    assert "<img" not in re.sub(r"<img[^>]*theme[^>]*>", "", shown)
    assert f'<a href="{largest}" rel="nofollow">' in shown
    assert (before, got(largest)[0]) == (200, 404)


def named_in(shown: str) -> set[str]:
    """The files that a page names."""
    return set(re.findall(r"/media/[\w/.-]+\.(?:avif|jpeg)", shown))


def test_a_file_that_is_shown_no_more_is_named_by_no_page_and_its_words_stay():
    somebody = making.human("Zərifə Orucova", sources=[making.source(slug="s")])
    for record in (making.Source.objects.get(slug="s"), somebody):
        making.published(record)
    made = letter(summary="In two leaves.")
    event = making.entry("An event", slug="event", sources=[making.Source.objects.get(slug="s")])
    making.show(event, made)
    for record in (made, event, making.collection("Letters", slug="letters", members=[made])):
        making.published(record)
    since = clock.now()
    # Then it is said whom it shows, and after that it is taken back; the second leaf stays the same.
    for persons, change in (([somebody], "update"), ([], "correction")):
        current = Picture.objects.get(pk=made.pk)
        with saving(current, by=making.archivist(), version=current.version):
            current.persons.set(persons)
            current.consent = "own" if persons else ""
            current.save()
        making.published(current, change=change, note=SCAN)
    record = "/en/pictures/letter/"
    pages = [
        *(record, f"{record}editions/1/", f"{record}editions/2/", f"{record}editions/3/"),
        *(f"{record}?as_of={since:%Y-%m-%dT%H:%M:%S.%fZ}", "/en/timeline/event/", "/en/collections/letters/"),
        *("/en/pictures/", "/sitemaps/undated.xml"),
    ]
    before = [bool(named_in(page(one))) for one in pages]

    publishing.withdraw(somebody, by=making.publisher(), reason_class="personal-data", note={"en": "To protect."})

    assert before == [True] * len(pages)
    assert [named_in(page(one)) for one in pages] == [set()] * len(pages)
    said = ("The picture itself is not shown.", "The first words.", "This page itself is not shown.", "second leaf.")
    assert [[words in page(one) for words in said] for one in pages[:5]] == [[True] * 4] * 5

    another = making.drawn("#335577")
    making.derived_file(another)
    making.published(making.replace_file(made, another), change="update", note=SCAN)
    named = {one: named_in(page(one)) for one in pages}
    assert {got(file)[0] for files in named.values() for file in files} == {200}
    assert [bool(named[one]) for one in pages] == [True, *[False] * 4, *[True] * 4]
    assert "This page itself is not shown." in page(record)


def test_an_edition_of_a_picture_that_was_merged_shows_what_it_showed():
    wall, kept = making.picture("A wall", slug="wall"), making.picture("The wall", slug="the-wall", content=OTHER)
    making.published(wall), making.published(kept)
    merging.merge(wall, into=kept, by=making.archivist(), seen=merging.plan(wall, into=kept).seen)
    making.published(Picture.objects.get(pk=wall.pk), change="update", note={"en": "The same."})
    first = "/en/pictures/wall/editions/1/"
    before = named_in(page(first))

    making.change(kept, content_note="It shows wounded people.")
    making.published(kept, change="update", note={"en": "A note."})

    assert address(wall) in before
    assert got(address(wall))[0] == 200
    assert "This picture is shown on request" in page(first)
