"""Questions as people type them: what is understood, and what is said of that."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import clock
from archive.catalogue import listing, rebuilding
from archive.catalogue.listing import finding, keeping, standing
from archive.catalogue.models import RowText, Word
from archive.editions import reading
from archive.editorial import publishing
from archive.records.names import Name
from archive.word_index import Wanted
from tests import making
from tests.relevance import hostile

from .questions import archive, ask, public_source, titles, whole  # noqa: F401

pytestmark = pytest.mark.django_db


def test_what_a_page_shows_is_known_after_all_that_was_found_is_forgotten(django_assert_num_queries):
    first = ask("January")
    keeping.LARGE.clear()

    with django_assert_num_queries(1 + 1):  # the version, and the records
        again = ask("January")
    assert again == first
    making.published(making.entry("January in Aghdam", sources=[public_source()], body="<p>Said later.</p>"))
    assert "January in Aghdam" in titles("January")


def test_what_was_found_before_is_what_the_index_finds_after_each_act():
    wanted = Wanted(((("kestrova",), ("zorvan",)),), ("lumtek",))
    issuer = making.institution({"en": "Kestrova", "az": "Kestrova evi"})
    event = making.entry({"en": "Zorvan", "az": "Zorvan günü"}, sources=[public_source()])
    said = making.statement({"en": "Zorvan", "az": "Deyilən"}, slug="zorvan", issuers=[issuer])

    def agrees() -> int:
        there = standing.at(reading.at(clock.now()))
        found, again = finding.found(reading.at(clock.now()), wanted), finding._of_all(there, wanted)
        assert (found.size, found.texts) == (again.size, again.texts)
        assert found.bits & there.live == again.bits & there.live
        return len(found.texts)

    held = [agrees()]
    for record in (issuer, event, said):
        making.published(record)
        held.append(agrees())
    making.change(event, title="Zorvan lumtek")
    making.published(event, change="minor")
    held.append(agrees())
    # What names it is derived anew under the key that it has: its texts hold less then, and more again.
    publishing.withdraw(issuer, by=making.publisher(), reason_class="safety", note={"en": "No.", "az": "Yox."})
    held.append(agrees())
    publishing.reinstate(issuer, by=making.publisher(), note={})
    held.append(agrees())
    assert held == [0, 2, 4, 6, 7, 6, 9]


def test_the_thing_that_is_named_comes_first_however_it_is_spelled():
    for question in ("Shusha", "Şuşa", "susa", "Шуша", "Шуше", "Shusa", "Susha", "Şuşanın"):
        assert (question, titles(question)[:2]) == (question, ["Shusha", "State of emergency"])
    assert titles("National Mourning Day")[0] == titles("20 yanvar")[0] == "20 January – National Mourning Day"


def test_a_date_is_found_in_every_written_form():
    for question in ("20.01.1990", "1990-01-20", "20 Jan 1990", "20 yanvar 1990", "20 января 1990 года"):
        assert (question, titles(question)[0]) == (question, "State of emergency")
    in_words = (
        "двадцатое января 1990",
        "iyirmi yanvar 1990",
        "yanvarın iyirmisi 1990",
        "the twentieth of January 1990",
    )
    in_short = ("20.01.90", "20/1/90", "20.I.1990", "20 января 90", "20 янв 1990", "20 янв 90 года")
    for question in (*in_words, *in_short, "yanvarın 20-nə 1990"):
        assert (question, whole(question)) == (question, whole("20.01.1990"))
    assert whole("“20.01.90”") == whole("1.20.90") == whole("20 1 90") == []
    assert whole("May 1994") == whole("05.1994") == ["A ceasefire"]
    assert "State of emergency" in titles("1990")
    assert whole("20.01.26") == whole("20.01.2026") == ["Said of the day"]


def test_forms_of_a_word_and_words_that_are_joined_are_found():
    assert whole("martyr") == whole("cease-fire") == ["A ceasefire"]
    assert titles("entering troops")[0] == "State of emergency"


def test_numbers_are_found_in_words_and_in_thousands():
    making.published(
        making.entry(
            "A report", sources=[public_source()], date="1999-01-01", body="<p>Thirty-fifth year: 16,000 of 50.</p>"
        )
    )

    for question in ("35th year", "35-ci", "16 thousand", "16 min", "16 тысяч"):
        assert (question, whole(question)) == (question, ["A report"])
    assert whole("50 thousand") == whole("35 year") == whole("16 minutes") == []


def test_a_word_with_one_error_is_told_what_was_looked_for_instead():
    found = ask("emergrncy")

    assert found.entries[0].title == "State of emergency"
    assert found.search.instead == {"emergrncy": "emergency"}


def test_what_was_typed_with_the_keys_of_another_language_is_told_as_it_was_meant():
    meant = {"Ieif": "шуша", "Ыргырф": "shusha", "A]dam": "ağdam", "ieif d ujhjlt": "шуша в городе"}
    for typed in (*meant, "Ещё;", "20 yanvar qwz", "səkkizi", "d"):
        assert ask(typed).search.instead == ({typed: meant[typed]} if typed in meant else {})
    assert ask("Fulfv 1990").entries[0].title == "Aghdam"
    # What is found as it is typed is not looked for otherwise, nor are its very words.
    assert ask("Shusha").search.instead == ask("ieif", is_literal=True).search.instead == {}


def test_names_are_found_as_others_spell_them():
    for town, spelled in (("Shusha", ("Choucha", "Schuscha", "Shoosha", "Wuwa")), ("Aghdam", ("Агдям",))):
        assert {one: titles(one)[:1] for one in spelled} == {one: [town] for one in spelled}


def test_what_has_most_words_of_one_name_may_mean_it():
    making.published(making.institution("Union of Steppe Peoples"))
    making.published(making.entry("Union of Northern Towns", sources=[public_source()], date="1999-01-01"))

    assert titles("Unions of the northern steppe peoples")[0] == "Union of Steppe Peoples"


def test_initials_and_words_written_in_short_mean_what_they_are_short_for():
    house = {
        "en": "Council of Steppe Watchers of Kilwa",
        "ru": "Совет степных сторожей",
        "az": "Çöl Gözətçiləri Şurası",
    }
    making.published(making.institution(house))
    making.published(making.institution({"en": "Ministry of Tides", "ru": "Министерство приливов"}, slug="tides"))

    for question in ("CSW", "COSW", "CoSW", "ССС", "csw kilwa"):
        assert (question, titles(question)[:1]) == (question, [house["en"]])
    assert titles("CSX") == []
    found = ask("Минприливов", reader="ru")
    assert found.search.instead == {"минприливов": "министерство приливов"}
    assert found.entries[0].title == "Министерство приливов"


def test_initials_of_what_a_title_calls_something_are_read_as_these_words():
    making.published(
        making.source({"en": "Law on the Upper-Kilwa Free District", "az": "Yuxarı Kilva Azad Dairəsi haqqında qanun"})
    )

    for question, meant in (
        ("UKFD", "upper kilwa free district"),
        ("law on ukfd", "upper kilwa free district"),
        ("YKAD ləğvi", "yuxari kilva azad dairesi"),
    ):
        found = ask(question)
        assert found.entries[0].title == "Law on the Upper-Kilwa Free District"
        assert set(found.search.instead.values()) == {meant}
    assert titles("KFU") == titles("UK") == []


def test_a_month_or_a_day_of_a_year_that_nothing_has_is_asked_for_as_its_year(client):
    making.published(
        making.entry("Drought in Kilwa", sources=[public_source()], date="1987", body="<p>Wells ran dry.</p>")
    )

    for question in ("June 1987", "14 June 1987", "drought June 1987", "14.06.1987"):
        found = ask(question)
        assert (found.entries[0].title, found.search.total, found.search.is_near) == ("Drought in Kilwa", 0, True)
        assert whole(question) == []
    assert "Nothing matches in full; these come near." in client.get("/en/search/?q=drought+june+1987").content.decode()
    making.published(
        making.entry("Rain", sources=[public_source("Almanac")], date="1987-06-02", body="<p>It fell.</p>")
    )
    assert whole("June 1987") == ["Rain"]


def test_what_is_asked_beside_a_month_is_no_day():
    assert "State of emergency" in titles("who came first in January 1990")
    assert listing.searching.understood(reading.at(clock.now()), "first in January 1990").groups[-1].date == "1990-01"
    assert whole("the first of May 1994") == []


def test_quotation_marks_and_minus_are_what_they_say():
    assert whole("“state of emergency”") == whole("«State of Emergency»") == ["State of emergency"]
    assert titles("“emergency state of”") == titles("„Shusa“") == []
    assert "State of emergency" not in titles("Shusha -troops")
    assert titles("Şuşa", is_literal=True, reader="az") == ["Şuşa"]
    assert titles("Shusa", is_literal=True) == []


def test_a_phrase_is_found_beside_apostrophes_numbers_in_groups_and_lines():
    making.published(
        making.place("Gates", body="<p>Shusha’s gates held 2,783 men;</p><p>ΑΒΓ, “Ağdam” – o’clock</p>", slug="gates")
    )
    for question in ("shusha gates held", "held 2783 men", "held 2,783 men", "men αβγ", "αβγ agdam", "Agdam oclock"):
        assert (question, whole(f"“{question}”")) == (question, ["Gates"])
    for question in ("shushas gates", "held 2", "783 men", "gates men", "gate held 2783"):
        assert (question, whole(f"“{question}”")) == (question, [])


def test_an_event_is_found_by_its_figures_by_who_said_them_and_by_what_they_count():
    house, source = making.institution("House of Reports", slug="reports"), public_source()
    making.published(house)
    event = making.entry("A night", sources=[source], date="1991-05-05")
    making.figure(event, 161, by=house, source=source, population="servicemen")
    making.published(event)

    assert whole("House of Reports 161")[:1] == whole("161 soldiers")[:1] == ["A night"]
    for question in ("casualties", "how many soldiers died", "161 dead", "161"):
        assert (question, whole(question)) == (question, ["A night"])
    assert "casualties" not in Client().get("/en/timeline/a-night/").content.decode()


def test_what_is_heard_like_a_small_word_is_nobodys_relative():
    making.published(making.place("Gate", slug="gate", body="<p>They gave it away to kotov.</p>"))

    assert titles("hava") == []
    assert titles("katav") == ["Gate"]


def test_a_question_for_a_time_a_place_or_a_number_is_answered_by_what_is_one_or_tells_it():
    for slug, title in {"late": "A National Mourning Day kept late", "there": "The gate of Aghdam stands"}.items():
        making.published(making.source(title, slug=slug))
    for question in ("when is National Mourning Day kept", "Ümumxalq Hüzn Günü nə vaxt kept"):
        assert (question, titles(question)[0]) == (question, "20 January – National Mourning Day")
    assert titles("National Mourning Day kept")[0] == "A National Mourning Day kept late"
    for question in ("where Aghdam stands", "где Агдам stands", "Aghdam stands haradadır"):
        assert (question, titles(question)[0]) == (question, "Aghdam")
    assert titles("Aghdam stands")[0] == "The gate of Aghdam stands"

    house, source = making.institution("House of Reports", slug="reports"), public_source()
    making.published(house)
    event = making.entry("Ships that were all lost in a long cold night", sources=[source], date="1991-05-05")
    making.figure(event, 161, by=house, source=source)
    making.published(event)
    making.published(making.source("Of ships lost", slug="ships"))
    assert titles("ships lost")[0] == "Of ships lost"
    for question in ("how many ships lost", "neçə ships lost", "сколько ships lost"):
        assert (question, titles(question)[0]) == (question, "Ships that were all lost in a long cold night")


def test_what_happened_is_answered_by_events_and_what_is_asked_of_the_site_by_its_pages():
    making.public_statement("Kilwa in flames", slug="flames", body="<p>Of Kilwa.</p>")
    fire = "A fire that burned all of a long cold night in Kilwa"
    making.published(making.entry(fire, sources=[public_source()], date="1991-05-05"))
    making.published(making.page("About the archive and those who keep it"))
    making.public_statement("The archive keeps silence", slug="silence", body="<p>Words.</p>")

    assert titles("Kilwa")[0] == "Kilwa in flames"
    for question in ("what happened in Kilwa", "Kilwa nə baş verdi", "что произошло Kilwa"):
        assert (question, titles(question)[0]) == (question, fire)
    assert titles("archive keeps")[0] == "The archive keeps silence"
    for question in (
        "who keeps this archive",
        "keeps archive website",
        "keeps archive saytda",
        "keeps archive на сайте",
    ):
        assert (question, titles(question)[0]) == (question, "About the archive and those who keep it")


def test_a_day_of_a_year_is_first_of_all_what_happened_then():
    source = public_source()
    day = making.observance(
        "5 May – Boats’ Day", sources=[source], month=5, day=5, body="<p>Kept since 1992.</p>", slug="boats"
    )
    making.published(day)
    making.published(making.entry("Upon the water, 5 May 1992", sources=[source], observances=[day], date="1992-05-05"))

    for every_year, year in (("5 May", "5 May 1992"), ("5 may", "05.05.1992"), ("5 мая", "5 мая 1992 года")):
        assert (year, titles(every_year)[0]) == (year, "5 May – Boats’ Day")
        assert (year, titles(year)[0]) == (year, "Upon the water, 5 May 1992")


def test_words_that_people_type_find_a_subject_and_are_shown_to_nobody(client):
    subject = making.subject("Killing of civilians", slug="killing")
    Name.objects.create(record=subject, text="massacre", language="en", sort=Name.Sort.SEARCHED)
    making.published(subject)
    event = making.entry("Of the subject", sources=[public_source()])
    event.subjects.add(subject)
    making.published(event)

    assert titles("massacre")[:2] == ["Killing of civilians", "Of the subject"]
    assert "massacre" not in client.get("/en/subjects/killing/").content.decode()
    assert "massacre" in client.get("/en/search/?q=massacre").content.decode()


def test_what_is_still_to_come_explains_no_word_and_changes_no_order(client):
    questions = ("zorvan", "Shusha zorvan", "emergrncy", "Shusha", "lorin")

    def pages() -> list[str]:
        return [client.get("/en/search/", {"q": one}).content.decode() for one in questions]

    making.published(making.entry("Zervan", sources=[public_source()], body="<p>In Zervan.</p>"))
    before = pages()
    hidden = making.place({"en": "Zorvan", "az": "Emergrncy"}, names=[("en", "Lorin")], summary="Shusha. Emergrncy.")
    making.scheduled(hidden, making.release())

    assert pages() == before
    assert Word.objects.filter(word="zorvan").exists()


def test_the_vocabulary_has_the_words_of_texts_and_of_no_others():
    gone = making.place("Zorvan", slug="zorvan")
    making.published(gone)
    making.change(gone, title="Zervan")
    making.published(gone, change="minor")
    kept_of_it = set(Word.objects.filter(word__in=["zorvan", "zervan"]).values_list("word", flat=True))
    publishing.withdraw(gone, by=making.publisher(), reason_class="legal", note={"en": "No."})
    before = set(Word.objects.values_list("word", "language"))

    rebuilding.rebuild()

    assert kept_of_it == {"zorvan", "zervan"}  # the first edition can be read at its instant
    assert set(Word.objects.values_list("word", "language")) == before


def test_words_of_what_was_recalled_go_unless_another_text_of_the_language_holds_them():
    coming = making.scheduled(making.place({"en": "Lorin Zervan", "az": "Lorin"}), making.release())
    making.published(making.place({"en": "Lorin", "az": "Zervan"}))
    both = {("lorin", "en"), ("lorin", "az"), ("zervan", "en"), ("zervan", "az")}
    assert {(word, code) for word, code, _text in named()} >= both

    publishing.recall(coming, by=making.publisher(), reason="Not yet.")

    assert {(word, code) for word, code, _text in named()} & both == {("lorin", "en"), ("zervan", "az")}
    texts = {text.pk: text for text in RowText.objects.all()}
    for word, code, text in named():
        assert (word in texts[text].folded.split(), texts[text].language) == (True, code)


def named() -> list[tuple[str, str, int]]:
    """Each word, its language, and the text that it names."""
    return list(Word.objects.values_list("word", "language", "held_by"))


HOSTILE = st.text(st.one_of(st.characters(), st.sampled_from("\"'*:()-−«»“”\0·§¤¶¦&|!<>^NEAROT")), max_size=80)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=HOSTILE)
def test_no_question_is_an_error_or_finds_what_is_hidden(question):
    found = ask(question)

    assert found.total >= len(found.entries)
    assert found.total == 0 or found.search is None or found.search.groups


def test_no_question_of_any_syntax_is_an_error(client):
    for question in hostile.questions(120):
        answer = client.get("/en/search/", {"q": question})
        # What no text can hold is answered beside its field.
        assert (question, answer.status_code) == (question, 400 if "\0" in question or len(question) > 200 else 200)


def test_a_question_asks_as_often_however_many_words_it_has(django_assert_max_num_queries):
    for question in ("emergency", "what emergency was kept in Shusha by troops in May 1994 zzzz yyyy"):
        with django_assert_max_num_queries(29):
            ask(question)


def test_what_was_looked_for_instead_is_told_in_the_order_in_which_it_was_typed():
    body = "<p>Kestrova, zorvan, lumtek, pilgorn, wandeki.</p>"
    making.published(making.entry("Words", sources=[public_source()], body=body))
    wrong = ["wangeki", "pilforn", "lumpek", "kestroga"]

    assert [*ask(" ".join(wrong)).search.instead] == wrong
