"""Pictures at the desk: a file is taken in with its form, and nothing that was typed is lost where it is none."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from archive import picture_files
from archive.audit import AuditEvent
from archive.editions import payloads
from archive.editorial import deleting, merging, readiness
from archive.imaging import formats, refusals
from archive.records import pictures
from archive.records.pictures import Picture, PictureFile, PicturePage
from tests import making

from .desk import form_of, sits, typed

pytestmark = pytest.mark.django_db

ADD = "/desk/archive/picture/add/"


def sent(content: bytes, name: str = "wall.png") -> dict:
    return {"upload": SimpleUploadedFile(name, content, content_type="application/x-anything")}


def added(content: bytes, **words) -> tuple:
    """What the form answers to a new picture with an English title, and the client."""
    client = sits(making.archivist())
    page = typed(client.get(ADD))
    title = next(name for name in page if name.endswith("-language") and page[name] == "en").replace(
        "language", "title"
    )
    return client.post(ADD, {**page, title: "A wall", **words, **sent(content)}), client


def test_a_picture_is_taken_in_with_all_that_is_known_of_it():
    content = making.drawn("#335577")

    answer, client = added(content, alternative_en="A wall of granite.", rights="CC0-1.0", focus_x="100", focus_y="0")

    picture = Picture.objects.get()
    assert answer.headers["Location"] == "/desk/archive/picture/"
    file = picture.file
    assert (file.name, file.size, file.media_type, file.width, file.height) == (
        "wall.png",
        len(content),
        "image/png",
        700,
        500,
    )
    assert file.taken_by == making.archivist()
    assert picture_files.is_whole(picture_files.ORIGINALS, file.sha256)
    assert (picture.phrases.get().alternative, picture.focus_x, picture.version) == ("A wall of granite.", 100, 1)
    assert "3x2-100-0-640.avif" in "".join(picture_files.names_derived(file.master))
    told = AuditEvent.objects.get(act="take in")
    assert (told.record, told.details) == (picture.uuid, {"digest": file.sha256})
    page = client.get(form_of(picture)).content.decode()
    assert f'<img src="/desk/archive/picture/media/{file.master}/whole-700.jpeg"' in page
    preview = client.get(f"/desk/record/{picture.uuid}/as-readers/en/").content.decode()
    assert f'<img src="/desk/archive/picture/media/{file.master}/whole-700.jpeg"' in preview
    assert client.get("/desk/archive/picture/").content.decode().count('class="small-picture"') == 1
    assert readiness.problems(picture, languages=["en"], at=making.clock.now()) == ()
    assert deleting.in_the_way(picture) == ("A file was taken in for it, and originals are kept.",)


@pytest.mark.parametrize(
    ("name", "saved_as"),
    [("\u202egpj.exe\0", "gpj.exe.avif"), ("../" * 2000 + "a.avif", "a.avif"), ("ə" * 4000, "avif"), ("", "avif")],
    ids=["otherwise", "elsewhere", "long", "none"],
)
def test_an_original_is_handed_out_whatever_it_is_and_was_called(name, saved_as):
    content = making.drawn(width=40, height=30, format="AVIF", speed=10)
    made = making.picture(content=content, name=name)

    answer = sits(making.archivist()).get(f"/desk/archive/picture/{made.file.pk}/original/")

    assert b"".join(answer) == content
    assert answer.headers["Content-Type"] == "image/avif"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert answer.headers["Content-Disposition"].strip('"').endswith(saved_as)
    assert not re.search(r"[/\\\0\u202e]|%2F|%5C|%00|%E2%80%AE|\.\.", answer.headers["Content-Disposition"], re.I)
    assert len(made.file.name) <= 255


def test_a_file_that_is_no_picture_is_refused_in_words_and_nothing_typed_is_lost():
    answer, _client = added(b"<svg onload='alert(1)'></svg>", alternative_en="A wall of granite.")

    form = answer.context["adminform"].form
    assert answer.status_code == 200
    assert "SVG" in form.errors["upload"][0]
    assert ">\nA wall of granite.</textarea>" in answer.content.decode()
    assert not Picture.objects.exists()


def test_a_file_that_was_taken_in_waits_while_something_else_is_mended():
    refused, client = added(making.drawn("#224466"), date="yesterday")

    assert set(refused.context["adminform"].form.errors) == {"date"}
    assert "“wall.png” has arrived" in refused.content.decode()
    again = client.post(ADD, {**typed(refused), "date": "1990"})

    assert again.status_code == 302
    assert Picture.objects.get().file.name == "wall.png"
    forged = client.post(ADD, {**typed(refused), "date": "1990", "uploaded": "forged:token"})
    assert forged.status_code == 302
    assert Picture.objects.latest("pk").file is None


def test_the_same_picture_is_recognised_by_its_bytes_and_by_its_look():
    first = making.picture("First")
    other = making.picture("Another", content=_pattern())
    small = BytesIO()
    Image.open(BytesIO(_pattern())).resize((350, 250)).save(small, "JPEG", quality=60)

    by_bytes, client = added(making.drawn())
    told = client.get("/desk/archive/picture/").content.decode()
    by_look, client = added(small.getvalue())
    also = client.get("/desk/archive/picture/").content.decode()

    assert by_bytes.status_code == by_look.status_code == 302
    assert f'<a href="{form_of(first)}">First</a>' in told
    assert f'<a href="{form_of(other)}">Another</a>' in also


def _pattern() -> bytes:
    """What looks like nothing else."""
    picture, written = Image.linear_gradient("L").rotate(30).resize((700, 500)).convert("RGB"), BytesIO()
    picture.paste("#ffffff", (100, 80, 240, 400))
    picture.save(written, "PNG")
    return written.getvalue()


def test_what_a_picture_lacks_is_said_before_it_is_submitted():
    shown = making.human("Zərifə Orucova")
    hidden = making.human("Ad Soyad", privacy="hidden")
    bare = making.record(Picture, {"en": "Bare", "az": "Boş"}, sensitive=True)
    bare.persons.set([shown, hidden])

    said = [one.message for one in readiness.problems(bare, languages=["az", "en"], at=making.clock.now())]

    assert said[:7] == [
        "Choose the file of the picture.",
        "Say what may be done with the picture: its rights.",
        "Persons are shown: say on which basis of consent.",
        "There is no alternative text in this language yet: Azerbaijani.",
        "There is no alternative text in this language yet: English.",
        "It is shown on request only: say in a content note what it shows.",
        "The level of privacy does not allow that readers see this person: Ad Soyad.",
    ]
    Picture.objects.filter(pk=bare.pk).update(decorative=True)
    bare = Picture.objects.get(pk=bare.pk)
    decorative = [one.message for one in readiness.problems(bare, languages=["en"], at=making.clock.now())]
    assert not any("alternative" in one for one in decorative)


@pytest.mark.parametrize(
    ("language", "words", "tells_little"),
    [
        ("en", "A photo of a ceremony", True),
        ("en", "IMG_0001.JPG", True),
        ("en", "the wall", True),
        ("en", "Three women lay carnations at a wall of red granite.", False),
        ("az", "Şəkildə üç qadın", True),
        ("az", "Mərasimin şəkli", True),
        ("az", "Fotoqraf meydanda dayanıb.", False),
        ("ru", "Фотография церемонии", True),
        ("ru", "Фотограф стоит на площади.", False),
    ],
)
def test_an_alternative_text_that_tells_little_is_doubted(language, words, tells_little):
    wall = making.picture({language: "The wall"}, alternative={language: words})

    doubts = readiness.doubts(wall)

    assert [(one.rule, one.about) for one in doubts] == [("alternative-tells-little", language)] * tells_little
    assert [one.digest for one in doubts] == making.doubted(making.submitted(wall))


def test_what_does_not_fit_together_is_said_before_a_picture_is_submitted():
    source = making.source()
    shown = making.human(sources=[source])
    for one in (source, shown):
        making.published(one)
    wall = making.picture("A wall", decorative=True, rights="UND", persons=[shown], consent="published")

    problems = readiness.problems(wall, languages=["en"], at=making.clock.now())
    doubts = readiness.doubts(wall)

    assert [str(one.message) for one in problems] == [
        "It is said to have been made public officially: cite the source that shows it."
    ]
    assert [(one.rule, one.spot.field) for one in doubts] == [
        ("decorative-and-described", "decorative"),
        ("rights-not-found-out", "rights"),
    ]


def test_many_files_become_drafts_and_each_says_what_became_of_it():
    client, small = sits(making.archivist()), BytesIO()
    Image.open(BytesIO(_pattern())).resize((350, 250)).save(small, "JPEG", quality=60)
    files = [
        SimpleUploadedFile("Divar.png", _pattern()),
        SimpleUploadedFile("notes.svg", b"<svg></svg>"),
        SimpleUploadedFile("Divar again.png", _pattern()),
        SimpleUploadedFile(" .jpg", small.getvalue()),
    ]

    page = client.post("/desk/pictures/many/", {"files": files}).content.decode()

    first, second = Picture.objects.order_by("pk")
    assert [(str(one), one.slug, one.file.name) for one in (first, second)] == [
        ("Divar", "divar", "Divar.png"),
        ("picture", "picture", ".jpg"),
    ]
    of_first = f'<a href="{form_of(first)}">Divar</a>'
    assert f'<a href="{form_of(first)}">Divar.png</a>: A draft was made.<' in page
    assert "<b>notes.svg</b>: By its content this file is of the type SVG" in page
    assert f"<b>Divar again.png</b>: The archive has this very file already, so no draft was made: {of_first}" in page
    assert f".jpg</a>: A draft was made. The archive has pictures that look so: {of_first}" in page
    assert [f'<span data-count="{state}">{n}</span>' in page for state, n in (("made", 2), ("there", 1))] == [True] * 2
    assert sits(making.publisher()).get("/desk/pictures/many/").status_code == 403


def test_how_large_a_file_may_be_is_told_wherever_one_is_chosen(monkeypatch):
    monkeypatch.setattr(refusals, "LARGEST", 7_000_000)
    client = sits(making.archivist())

    assert "TIFF, up to 7 MB each." in client.get("/desk/pictures/many/").content.decode()
    assert "TIFF, up to 7 MB and 50 million pixels." in client.get(ADD).content.decode()


def test_a_file_that_is_sent_again_makes_no_second_draft():
    client, wall = sits(making.archivist()), making.picture("A letter")
    making.further_page(wall, making.drawn("#226644"))

    def sent_again(content: bytes) -> dict:
        files = {"files": [SimpleUploadedFile("wall.png", content)]}
        (line,) = client.post("/desk/pictures/many/", files, headers={"accept": "application/json"}).json()["lines"]
        return line

    made, again = sent_again(making.drawn("#664422")), sent_again(making.drawn("#664422"))
    of_page = sent_again(making.drawn("#226644"))

    drawn = Picture.objects.latest("pk")
    assert (made["state"], made["address"]) == ("made", form_of(drawn))
    assert (again["state"], again["others"]) == ("there", [{"title": "wall", "address": form_of(drawn)}])
    assert (of_page["state"], of_page["others"]) == ("there", [{"title": "A letter", "address": form_of(wall)}])
    assert Picture.objects.count() == 2


def test_further_pages_are_taken_in_each_with_its_words():
    picture, client = making.picture("A letter"), sits(making.archivist())
    page = typed(client.get(form_of(picture)))

    other = making.picture("Another", content=making.drawn("#7e5109"))

    answer = client.post(
        form_of(picture),
        {
            **page,
            "pages-TOTAL_FORMS": "2",
            **_of_page(0, making.drawn("#0b5345"), position="2", transcription="İkinci vərəq.", language="az"),
            **_of_page(1, making.drawn("#7e5109"), position="1", translation_en="The third leaf."),
        },
    )

    assert answer.status_code == 302
    third, second = picture.pages.all()
    assert (second.transcription, second.language, second.phrases.count()) == ("İkinci vərəq.", "az", 0)
    assert third.phrases.get().translation == "The third leaf."
    assert second.file.picture_id == third.file.picture_id == picture.pk
    assert {name.rpartition("/")[2].rpartition("-")[0] for name in picture_files.names_derived(second.file.master)} == {
        "whole"
    }
    assert AuditEvent.objects.filter(act="take in", details__digest=second.file.sha256).count() == 1
    page = client.get(form_of(picture)).content.decode()
    assert f'<a href="{form_of(other)}">Another</a>' in page
    assert f'src="/desk/archive/picture/media/{second.file.master}/whole-320.avif"' in page
    assert b"".join(client.get(f"/desk/archive/picture/{second.file.pk}/original/")) == making.drawn("#0b5345")
    preview = client.get(f"/desk/record/{picture.uuid}/as-readers/en/").content.decode()
    assert f'<img src="/desk/archive/picture/media/{second.file.master}/whole-700.jpeg"' in preview
    assert readiness.problems(picture, languages=["en"], at=making.clock.now()) == ()


def test_what_is_wrong_with_a_page_is_said_at_its_row_and_what_was_taken_in_waits():
    picture, client = making.picture("A letter"), sits(making.archivist())
    page = typed(client.get(form_of(picture)))

    refused = client.post(
        form_of(picture),
        {
            **page,
            "pages-TOTAL_FORMS": "2",
            **_of_page(0, making.drawn("#0b5345"), transcription="İkinci vərəq."),
            **_of_page(1, b"<svg onload='alert(1)'></svg>", translation_en="The third leaf."),
        },
    )
    rows = next(one.formset for one in refused.context["inline_admin_formsets"] if one.formset.prefix == "pages")
    twice = {**typed(refused), "pages-0-language": "az", "pages-0-translation_az": "İkinci."}
    again = client.post(form_of(picture), twice)
    mended = client.post(form_of(picture), {**twice, "pages-0-translation_az": ""})

    assert refused.status_code == 200
    assert rows.errors[0] == {"__all__": ["Say in which language the transcription is."]}
    assert "SVG" in rows.errors[1]["upload"][0]
    assert "The transcription is in this language." in again.content.decode()
    assert mended.status_code == 302
    first, second = picture.pages.all()
    assert (first.file.name, first.language) == ("page-0.png", "az")
    assert (second.file, second.phrases.get().translation) == (None, "The third leaf.")


def test_a_page_without_a_file_is_no_page_and_one_without_words_is_doubted():
    picture = making.picture("A letter")
    silent = making.further_page(picture, making.drawn("#0b5345"))
    PicturePage.objects.create(picture=picture, position=2, transcription="İkinci vərəq.", language="az")

    problems = readiness.problems(picture, languages=["en"], at=making.clock.now())
    doubts = readiness.doubts(picture)

    assert [one.message for one in problems] == ["Page 3 has no file."]
    assert [(one.rule, one.about, one.spot.row) for one in doubts] == [
        ("page-without-words", silent.file.master, silent.pk)
    ]


def test_pages_stay_with_the_picture_whose_files_they_are_and_one_of_one_page_has_the_bytes_that_it_had():
    old, kept = making.picture("A letter"), making.picture("The same letter")
    making.further_page(old, making.drawn("#0b5345"), language="fr", transcription="Fin.", translation={"en": "End."})
    frozen = [making.approved(one).payload for one in (old, kept)]

    assert not [row for row in merging.plan(old, into=kept).rows if isinstance(row, PicturePage)]
    assert [b'"pages"' in payloads.to_bytes(one) for one in frozen] == [True, False]
    assert [payloads.from_bytes(payloads.to_bytes(one)) for one in frozen] == frozen
    assert frozen[0].pages[0].transcription == payloads.Phrase(words={"fr": "Fin.", "en": "End."}, original="fr")


def _of_page(number: int, content: bytes, **words: str) -> dict:
    """What is sent of a new page."""
    prefix = f"pages-{number}-"
    file = SimpleUploadedFile(f"page-{number}.png", content)
    of_row = {"id": "", "upload": file, "position": "0", "transcription": "", "language": "", **words}
    return {f"{prefix}{name}": value for name, value in of_row.items()}


def test_what_is_shown_on_request_or_shows_persons_is_merged_into_none_that_does_not_say_so():
    somebody = making.human("Zərifə Orucova")
    crowd = making.change(making.picture("A crowd", slug="crowd"), content_note="It shows wounded people.")
    face = making.picture("A face", slug="face", persons=[somebody], content=making.drawn("#1d2735"))
    plain = making.picture("A street", slug="street", content=making.drawn("#30577b"))

    def said(old: Picture, into: Picture) -> str:
        try:
            merging.plan(old, into=into)
        except merging.Unlike as unlike:
            return str(unlike)
        return ""

    assert said(crowd, plain).startswith("This picture is shown on request")
    assert said(face, plain).startswith("This picture shows persons")
    assert said(plain, crowd) == said(plain, face) == ""
    plain.persons.set([somebody])
    making.change(plain, content_note="It shows wounded people.")
    assert said(crowd, plain) == said(face, plain) == ""


def test_an_earlier_version_brings_its_file_back():
    picture = making.picture(slug="wall", alternative={"en": "A red wall."})
    first, client = picture.file, sits(making.archivist())
    page = typed(client.get(form_of(picture)))
    assert client.post(form_of(picture), {**page, **sent(making.drawn("#1d2735"), "blue.png")}).status_code == 302
    second = Picture.objects.get().file
    versions = client.get(f"/desk/record/{picture.uuid}/versions/").content.decode()
    earlier = f"/desk/record/{picture.uuid}/versions/save-{picture.version}/"

    brought = client.get(earlier)

    assert (f"File: {first}" in versions, f"File: {second}" in versions) == (True, True)
    assert first.master in brought.content.decode()
    assert second.master not in brought.content.decode()
    assert Picture.objects.get().file == second
    assert client.post(form_of(picture), typed(brought)).status_code == 302
    again = Picture.objects.get()
    assert (again.file, again.version) == (first, picture.version + 2)
    assert PictureFile.objects.count() == 2


def test_the_original_of_whatever_type_is_taken_can_be_saved():
    client = sits(making.archivist())
    names = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "AVIF": ".avif", "TIFF": ".tif"}
    assert set(names) == {one.upper() for one in formats.TAKEN.values()}
    for format, ending in names.items():
        content = making.drawn("#335577", width=32, height=24, format=format)
        picture = making.picture(content=content, name=f"wall{ending}")

        answer = client.get(f"/desk/archive/picture/{picture.file.pk}/original/")

        assert b"".join(answer) == content
        assert answer.headers["Content-Disposition"] == f'attachment; filename="wall{ending}"'


def test_a_form_takes_no_file_away_and_none_of_another_picture():
    picture, other = making.picture(slug="wall"), making.picture(slug="other", content=making.drawn("#1d2735"))
    client = sits(making.archivist())
    page = typed(client.get(form_of(picture)))

    refused = client.post(form_of(picture), {**page, "file": str(other.file.pk)})
    without = client.post(form_of(picture), {**page, "file": ""})

    assert (refused.status_code, without.status_code) == (200, 302)
    assert Picture.objects.get(pk=picture.pk).file == picture.file


def test_what_was_merged_into_another_is_not_told_as_alike():
    kept, gone = making.picture("A wall", slug="wall"), making.picture("The wall", slug="the-wall")
    told = [one.slug for one in pictures.alike(kept.file)]

    Picture.objects.filter(pk=gone.pk).update(merged_into=kept)

    assert (told, [*pictures.alike(kept.file)]) == (["the-wall"], [])


def test_whoever_may_only_look_is_asked_for_no_file():
    wall = making.picture("A wall", slug="wall")
    making.further_page(wall, making.drawn("#226644"))

    page = sits(making.publisher()).get(form_of(wall)).content.decode()

    assert page.count("Save the original") == 2
    assert "upload" not in page


def test_the_list_is_narrowed_by_rights_places_and_persons_and_by_what_is_not_said_yet(django_assert_num_queries):
    town, somebody = making.place("Baku"), making.human("Zərifə Orucova")
    making.picture("Wall", places=[town], persons=[somebody], consent="own")
    client = sits(making.archivist())

    def titles(queries: int, **asked) -> tuple[list[str], list[str]]:
        """What is listed, and by what the list says it is narrowed."""
        client.get("/desk/archive/picture/", asked)
        with django_assert_num_queries(queries):
            page = client.get("/desk/archive/picture/", asked).content.decode()
        chips = re.findall(r'<span class="name">([^<]*):</span> (.*?) <span', page)
        return re.findall(r"change/[^>]*>([^<]*)</a></th>", page), [": ".join(one) for one in chips]

    one = titles(12)
    making.picture("Gate", places=[town], rights="", content=making.drawn("#1d2735"))
    making.picture("Door", content=making.drawn("#226644"))
    three = titles(12)

    assert (one, three) == ((["Wall"], []), (["Wall", "Gate", "Door"], []))
    assert titles(12, rights__exact="") == (["Gate"], ["Rights: not said yet"])
    assert titles(12, places__record_ptr__exact=town.pk) == (["Wall", "Gate"], ["Places: Baku"])
    narrowed = titles(14, persons__record_ptr__exact=somebody.pk, rights__exact="CC0-1.0", q="wall")
    assert narrowed == (
        ["Wall"],
        ["Search: wall", "Rights: CC0: no rights reserved", "Persons shown: Zərifə Orucova"],
    )
