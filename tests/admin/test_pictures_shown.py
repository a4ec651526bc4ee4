"""Pictures where the desk shows them: in forms and previews of what shows them, and to whoever decides or looks."""

import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from archive.admin.base.rehearsals import rehearsal_url
from archive.editorial import publishing
from archive.public.frame import addresses
from archive.records.base import Record
from archive.records.pictures import Picture, PicturePage, ShownPicture
from archive.records.saving import saving
from tests import making

from .desk import form_of, sits, typed

pytestmark = pytest.mark.django_db


def test_a_picture_that_is_to_come_is_in_the_preview_of_what_shows_it():
    source = making.source()
    wall = making.picture("A wall", slug="wall")
    making.derived_file(making.drawn())
    event = making.entry("An event", slug="event", sources=[source])
    making.show(event, wall)
    making.published(source)
    client = sits(making.publisher())
    file = f"/desk/archive/picture/media/{wall.file.master}/whole-700.jpeg"

    def preview() -> str:
        return client.get(f"/desk/record/{event.uuid}/as-readers/en/").content.decode()

    saved = preview()
    release = making.release()
    making.scheduled(wall, release)
    other = making.replace_file(wall, making.drawn("#1d2735")).file
    scheduled = preview()
    edition = making.scheduled(event, release)
    submitted = client.get(f"/desk/review/{edition.candidate}/en/").content.decode()
    rehearsed = client.get(f"{rehearsal_url(release.instant)}en/timeline/event/").content.decode()

    assert [f'<img src="{file}"' in one for one in (saved, scheduled, submitted, rehearsed)] == [True] * 4
    assert other.master not in scheduled
    assert b"".join(client.get(file)).startswith(b"\xff\xd8")
    assert Client().get("/en/timeline/event/").status_code == 404


def test_no_preview_shows_a_picture_that_readers_will_not_see():
    source = making.source()
    somebody = making.human("Zərifə Orucova", sources=[source])
    gone = making.picture("Gone", slug="gone")
    face = making.picture("Face", slug="face", content=making.drawn("#1d2735"), persons=[somebody], consent="own")
    bare = making.record(Picture, "Without a file", slug="bare")
    for record in (source, somebody, gone):
        making.published(record)
    publishing.withdraw(gone, by=making.publisher(), reason_class="legal", note={"en": "For legal reasons."})
    publishing.withdraw(somebody, by=making.publisher(), reason_class="personal-data", note={"en": "To protect."})
    event = making.entry("An event", slug="event", sources=[source])
    making.show(event, gone, face, bare)

    shown = sits(making.archivist()).get(f"/desk/record/{event.uuid}/as-readers/en/")

    assert shown.status_code == 200
    assert "/media/" not in shown.content.decode()


def test_the_editor_of_texts_is_offered_pictures_by_their_words_and_told_those_it_has():
    town = making.place("Granite")
    wall = making.picture("A wall of granite", slug="wall", names=[("az", "Divar")])
    bare = making.record(Picture, "Not taken in yet", slug="bare")
    client = sits(making.archivist())
    address = reverse("admin:offered_pictures")

    def offered(**asked) -> list[tuple[str, str, str]]:
        found = client.get(address, asked).json()["found"]
        return [(one["record"], one["title"], one["image"]) for one in found]

    of_wall = (str(wall.uuid), "A wall of granite", f"/desk/archive/picture/media/{wall.file.master}/")
    of_wall = (*of_wall[:2], f"{of_wall[2]}3x2-500-500-320.avif")
    of_bare = (str(bare.uuid), "Not taken in yet", "")
    assert offered(q="granite") == offered(q="divar") == [of_wall]
    assert offered(q="") == [of_bare, of_wall]
    assert offered(record=[str(wall.uuid), str(town.uuid), "nonsense"]) == [of_wall]
    assert b"".join(client.get(of_wall[2]))[4:12] == b"ftypavif"


def test_nobody_at_the_desk_meets_in_a_list_or_a_text_what_is_shown_on_request():
    flagged = making.picture("A crowd", slug="crowd", sensitive=True)
    noted = making.picture("A street", slug="street", content=making.drawn("#1d2735"))
    making.change(noted, content_note="It shows wounded people.")
    body = "".join(f'<figure data-record="{one.uuid}"></figure>' for one in (flagged, noted))
    event = making.entry("An event", slug="event", body=f"<p>It happened.</p>{body}")

    in_list = sits(making.archivist()).get("/desk/archive/picture/").content.decode()
    offered = sits(making.archivist()).get("/desk/find/pictures/").json()["found"]
    in_text = sits(making.reviewer()).get(form_of(event)).content.decode()

    assert "/media/" not in in_list
    assert in_list.count("shown on request only") >= 2
    assert {one["title"]: one["image"] for one in offered} == {"A crowd": "", "A street": ""}
    assert "A crowd" in in_text
    assert "/media/" not in in_text


@pytest.mark.parametrize("kind", ["statement", "observance", "timeline-entry"])
def test_a_picture_is_put_at_the_head_of_a_record_by_its_form(kind):
    source, house = making.source(), making.institution()
    wall = making.picture("A wall", slug="wall", alternative={"en": "A wall of granite."})
    for record in (source, house, wall):
        making.published(record)
    words = {"summary": "In short.", "body": "<p>At length.</p>"}
    record = {
        "statement": lambda: making.statement("On the day", slug="shown", issuers=[house], sources=[source]),
        "observance": lambda: making.observance("The day", slug="shown", sources=[source], **words),
        "timeline-entry": lambda: making.entry("A night", slug="shown", sources=[source], **words),
    }[kind]()
    client = sits(making.archivist())
    page = typed(client.get(form_of(record)))

    answer = client.post(
        form_of(record), {**page, "shown_pictures-0-picture": wall.pk, "shown_pictures-TOTAL_FORMS": 1}
    )
    making.published(Record.objects.get(pk=record.pk).of_its_kind())
    shown = Client().get(addresses.record("en", kind, "shown")).content.decode()

    assert answer.status_code == 302
    assert f'<img src="/media/wall/{wall.file.master}/whole-700.jpeg"' in shown
    assert 'alt="A wall of granite."' in shown
    # What was said comes first.
    assert (shown.index('class="prose"') < shown.index('class="shown-picture"')) == (kind == "statement")


def test_the_desk_has_the_crops_of_editions_when_the_focal_point_was_moved_in_the_draft():
    wall, client = making.picture("A wall", slug="wall"), sits(making.archivist())
    making.published(wall)
    Picture.objects.filter(pk=wall.pk).update(focus_x=100)
    for focus_x in (500, 100):
        making.derived_file(making.drawn(), focus_x=focus_x)

    def status(name: str) -> int:
        answer = client.get(f"/desk/archive/picture/media/{wall.file.master}/{name}")
        answer.getvalue()  # Reading a file to its end closes it.
        return answer.status_code

    assert [status(f"3x2-{x}-500-320.avif") for x in (500, 100, 300)] == [200, 200, 404]


def test_a_browser_that_has_a_file_of_the_desk_is_told_that_it_is_still_the_same():
    wall, client = making.picture("A wall", slug="wall"), sits(making.archivist())
    making.derived_file(making.drawn())
    address = f"/desk/archive/picture/media/{wall.file.master}/whole-700.jpeg"
    first = client.get(address)
    first.getvalue()  # Reading a file to its end closes it.
    etag = first.headers["ETag"]

    again = client.get(address, headers={"if-none-match": etag})
    signed_out = Client().get(address, headers={"if-none-match": etag})
    unknown = client.get(address.replace("700", "701"), headers={"if-none-match": etag.replace("700", "701")})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert [one.headers["Cache-Control"] for one in (first, again)] == ["private, no-cache"] * 2
    assert (signed_out.status_code, unknown.status_code) == (302, 404)


@pytest.mark.parametrize(("stage", "queries"), [("saved", 32), ("submitted", 24), ("scheduled", 24)])
def test_a_preview_asks_as_much_for_six_pictures_to_come_as_for_one(stage, queries, django_assert_num_queries):
    source, release = making.source(), making.release()
    making.published(source)
    event, client = making.entry("An event", slug="event", sources=[source]), sits(making.archivist())

    def shows_one_more(number: int) -> None:
        place = making.place(f"Place {number}")
        wall = making.picture(f"Wall {number}", content=making.drawn(f"#33557{number}"), places=[place])
        if stage != "saved":
            making.published(place)
            making.submitted(wall) if stage == "submitted" else making.scheduled(wall, release)
        ShownPicture.objects.create(record_id=event.pk, picture=wall, position=number)

    def preview() -> str:
        client.get(f"/desk/record/{event.uuid}/as-readers/en/")  # what is the same for all pages is remembered
        with django_assert_num_queries(queries):
            return client.get(f"/desk/record/{event.uuid}/as-readers/en/").content.decode()

    shows_one_more(0)
    one = preview()
    for number in range(1, 6):
        shows_one_more(number)
    six = preview()

    assert [page.count('class="shown-picture"') for page in (one, six)] == [1, 6]


def test_whoever_may_only_look_sees_the_pictures_of_texts(django_assert_num_queries):
    wall, bare = making.picture("A wall", slug="wall"), making.record(Picture, "Not taken in yet", slug="bare")
    figures = "\n".join(f'<figure data-record="{one.uuid}"></figure>' for one in (wall, bare))
    stone = making.subject({"az": "Daş", "en": "Stone"}, slug="stone", body=f"<p>One.</p>\n{figures}")
    reader = sits(making.publisher())
    reader.get(form_of(stone))

    with django_assert_num_queries(25):  # two for all pictures of all texts: they, and their titles
        shown = reader.get(form_of(stone)).content.decode()

    small = f"/desk/archive/picture/media/{wall.file.master}/3x2-500-500-320.avif"
    figure = f'<figure class="archive-picture"><img src="{small}" alt="" loading="lazy"><figcaption>'
    assert shown.count(f'{figure}<a href="{form_of(wall)}">A wall</a></figcaption></figure>') == 2
    assert shown.count(f'"archive-picture"><figcaption><a href="{form_of(bare)}">Not taken in yet</a>') == 2


def test_a_second_person_sees_the_file_and_the_crops_before_and_after():
    wall, reviewer = making.picture("A wall", slug="wall"), sits(making.reviewer())
    making.further_page(wall, making.drawn("#226644"))
    making.published(wall)
    first = wall.file.master

    def seen() -> tuple[list[str], list[str]]:
        """The larger pictures on the page where ``wall`` is reviewed, and its cards; all of them are there."""
        candidate = making.submitted(wall, change="update", note={"en": "Another."})
        page = reviewer.get(f"/desk/review/{candidate.uuid}/").content.decode()
        found = re.findall(r'<img src="/desk/archive/picture/media/([^"]+)"', page)
        call_command("make_derivatives", verbosity=0)  # as the form does, before anything is saved
        answers = [reviewer.get(f"/desk/archive/picture/media/{one}") for one in found]
        assert [(one.status_code, one.getvalue()[:2]) for one in answers] == [(200, b"\xff\xd8")] * len(found)
        return [one for one in found if "/whole-" in one], [one for one in found if "/3x2-" in one]

    with saving(current := Picture.objects.get(pk=wall.pk), by=making.archivist(), version=wall.version):
        current.focus_x = 100
        current.save()
    moved = seen()
    other = making.replace_file(wall, making.drawn("#1d2735")).file
    replaced = seen()

    assert moved == ([], [f"{first}/3x2-500-500-640.jpeg", f"{first}/3x2-100-500-640.jpeg"])
    assert replaced[0] == [f"{first}/whole-700.jpeg", f"{other.master}/whole-700.jpeg"]
    assert replaced[1] == [f"{first}/3x2-100-500-640.jpeg", f"{other.master}/3x2-100-500-640.jpeg"]

    # What is shown on request, whoever decides on it chooses to see as well.
    making.change(Picture.objects.get(pk=wall.pk), content_note="It shows wounded people.")
    Picture.objects.filter(pk=wall.pk).update(focus_x=900)
    candidate = making.submitted(wall, change="update", note={"en": "Another."})
    page = reviewer.get(f"/desk/review/{candidate.uuid}/").content.decode()
    compared = page[page.index('<div class="pictures-compared">') - 200 :]
    assert "<summary>This picture is shown on request: Show the picture</summary>" in compared
    assert all(' loading="lazy"' in one for one in re.findall(r'<img src="/desk/archive/picture/media/[^>]+>', page))


def test_a_second_person_reads_transcriptions_in_their_lines():
    wall, reviewer = making.picture("A wall", slug="wall"), sits(making.reviewer())
    page = making.further_page(wall, making.drawn("#226644"), transcription="First.\nSecond.", language="en")
    making.published(wall)
    with saving(current := Picture.objects.get(pk=wall.pk), by=making.archivist(), version=wall.version):
        PicturePage.objects.filter(pk=page.pk).update(transcription="First.\nSecond.\nThird.")
    candidate = making.submitted(current, change="update", note={"en": "Another line."})

    shown = reviewer.get(f"/desk/review/{candidate.uuid}/en/?against=public").content.decode()

    assert '<p class="transcription" lang="en" dir="auto">First.<br>Second.<br><ins>' in shown
    assert "</span>Third.</ins></p>" in shown


def test_used_in_tells_every_place_that_shows_a_picture():
    wall, house, source = making.picture("A wall", slug="wall"), making.institution(), making.source()
    event = making.entry("A night", sources=[source])
    statement = making.statement("On the day", issuers=[house])
    for record in (event, statement):
        making.show(record, wall)
    figure = f'<figure data-record="{wall.uuid}"></figure>'
    making.subject({"az": "Daş", "en": "Stone"}, body=f"<p>One.</p>\n{figure}")
    making.collection("Walls", members=[(wall, "The first.")])
    for one in (source, wall, event):
        making.published(one)

    page = sits(making.archivist()).get(reverse("admin:used_in", args=[wall.uuid])).content.decode()

    rows = re.findall(
        r'<th scope="row"><a[^>]*>(.*?)</a></th>.*?<td>.*?</td>\s*<td>(.*?)</td>\s*<td>(.*?)</td>', page, re.S
    )
    at_head = "picture at the head of a record: picture"
    assert rows == [
        ("Walls", "member of a collection: record", "–"),
        ("On the day", at_head, "–"),
        ("Stone", "shown in a text", "–"),
        ("A night", at_head, "edition 1 (readers have it)"),
    ]
