"""What each document of tests/material is taken for, and why."""

import pytest

from archive.importing.cleaning import clean
from archive.importing.files import text_of
from archive.importing.kinds import obstacles
from archive.importing.known import Known, Named, known
from archive.importing.proposals import Day, Proposal, Understood
from archive.importing.understanding import propose
from archive.records.institutions import Institution
from archive.records.observances import Observance
from tests import making

from .conftest import MATERIAL

pytestmark = pytest.mark.once

FLOOD_DAY = Named(kind="observance", slug="12-may", title="12 May – Flood Remembrance Day")
LORIN = Named(kind="place", slug="lorin", title="Lorin")
TARN = Named(kind="place", slug="tarn", title="Tarn")
MINISTRY = Named(
    kind="institution",
    slug="ministry-of-civil-protection",
    title="Ministry of Civil Protection of the Republic of Velmar",
)
AGENCY = Named(kind="institution", slug="velmar-news-agency", title="Velmar News Agency")

NO_DATE = "No date stands on the document."
NO_HEADING = "It has no heading: its first words stand in for a title until you write one."
NO_ISSUER = "It does not say who issues it: choose the issuer in the draft."
NO_ADDRESS = "It does not say at which web address it was found."
NO_PUBLISHER = "It does not say who made it public."
NO_OBSERVANCE = "No observance that the archive knows is named in it."
NO_PLACE = "No place that the archive knows is named in it."
WHOLE = "Nothing in it says that a part was left out."


def is_(value, because: str) -> Understood:
    return Understood(value=value, because=because)


def understood(name: str, known: Known) -> Proposal:
    return propose(clean(text_of(MATERIAL / name), name=name), known=known)


def proposed(text: str, known: Known | None = None) -> Proposal:
    return propose(clean(text, name="document.txt"), known=known or Known())


# --- the documents ------------------------------------------------------------------------------------


def test_encyclopedia_article_is_an_observance_that_the_archive_has(velmar):
    box = "Its box of facts says “Holiday Name: Flood Remembrance Day”."

    assert understood("encyclopedia-article.txt", velmar) == Proposal(
        kind=is_("observance", box),
        title=is_("Flood Remembrance Day", box),
        language=is_("en", "Its most frequent small words are “the” (20), “of” (13), “in” (7)."),
        day=is_(Day(month=5, day=12), "Its box of facts says “Date: 12 May”."),
        observance=is_(FLOOD_DAY, "The heading names “Flood Remembrance Day”. Its own day is 12 May."),
        source_sort=is_("web", "It has a box of facts, as pages of encyclopedias have."),
        source_title="Flood Remembrance Day (Velmar)",
        missing=(NO_DATE, NO_ADDRESS, NO_PUBLISHER),
    )


def test_ministry_statement_is_a_statement(velmar):
    form = "The heading has the word “STATEMENT”."
    title = "STATEMENT of the Ministry of Civil Protection of the Republic of Velmar on 12 May - Flood Remembrance Day"
    date = is_("2026-05-12", "A line at the top is the date “12 May 2026”.")
    named = "The words “Ministry of Civil Protection of the Republic of Velmar” name it."

    assert understood("ministry-statement.md", velmar) == Proposal(
        kind=is_("statement", form),
        form=is_("statement", form),
        title=is_(title, "It is put together of the first 2 headings."),
        language=is_("en", "Its most frequent small words are “the” (20), “of” (11), “in” (5)."),
        completeness=is_("full", WHOLE),
        date=date,
        year=is_(2026, "It is the year of the date."),
        observance=is_(FLOOD_DAY, "The heading names “12 May - Flood Remembrance Day”. Its own day is 12 May."),
        issuer=is_(MINISTRY, named),
        places=(is_(TARN, "The text has “Tarn”."), is_(LORIN, "The text has “Lorin”.")),
        source_sort=is_("statement", form),
        source_title=title,
        creator=is_("Ministry of Civil Protection of the Republic of Velmar", named),
        published=date,
        missing=(NO_ADDRESS, NO_PUBLISHER),
    )


def test_news_article_is_an_article_of_the_year_its_anniversary_tells(velmar):
    byline = "It has an author’s line like a newspaper’s article: “BYMara Ostrin”."

    assert understood("news-article.txt", velmar) == Proposal(
        kind=is_("statement", byline),
        form=is_("article", byline),
        title=is_("Velmar Marks Thirty-Fifth Anniversary of the Flood", "It is the heading."),
        language=is_("en", "Its most frequent small words are “the” (17), “of” (6), “in” (5)."),
        completeness=is_("full", WHOLE),
        date=is_("2022", "Only the year could be worked out; no date stands on the document."),
        year=is_(2022, "It is worked out from the words “35th anniversary of the flood of Lorin of May 12, 1987”."),
        observance=is_(FLOOD_DAY, "The text names “Flood Remembrance Day”. The text has the day “May 12, 1987”."),
        places=(is_(LORIN, "The text has “Lorin”."), is_(TARN, "The text has “Tarn”.")),
        source_sort=is_("news", byline),
        source_title="Velmar Marks Thirty-Fifth Anniversary of the Flood",
        creator=is_("Mara Ostrin", "A line says “BYMara Ostrin”."),
        missing=(NO_DATE, NO_ISSUER, NO_ADDRESS, NO_PUBLISHER),
    )


def test_agency_report_is_an_article_of_the_agency(velmar):
    dateline = "It begins like an agency’s report: “LORIN, Velmar, May 12.”."
    date = is_("2025-05-12", "The copy begins with “date 2025-05-12”.")

    assert understood("agency-report.txt", velmar) == Proposal(
        kind=is_("statement", dateline),
        form=is_("article", dateline),
        title=is_("Velmar keeps Flood Remembrance Day today", "No heading was found; it begins with these words."),
        language=is_("en", "Its most frequent small words are “the” (9), “of” (5), “in” (4)."),
        completeness=is_("full", WHOLE),
        date=date,
        year=is_(2025, "It is the year of the date."),
        observance=is_(FLOOD_DAY, "The text names “Flood Remembrance Day”. Its own day is 12 May."),
        issuer=is_(AGENCY, "The words “Velmar News Agency” name it."),
        places=(is_(LORIN, "The text has “LORIN”."), is_(TARN, "The text has “Tarn”.")),
        source_sort=is_("news", dateline),
        source_title="Velmar keeps Flood Remembrance Day today",
        publisher=is_("Velmar News Agency", "The report begins with “/Velmar News Agency/”."),
        published=date,
        missing=(NO_HEADING, NO_ADDRESS),
    )


def test_agency_essay_is_an_excerpt_that_only_its_date_gives_to_a_day(velmar):
    dateline = "It begins like an agency’s report: “LORIN, Velmar May 12.”."
    date = is_("2024-05-12", "The copy begins with “date 2024-05-12”.")
    title = "The history of a town is also the history of its river"

    assert understood("agency-essay.txt", velmar) == Proposal(
        kind=is_("statement", dateline),
        form=is_("article", dateline),
        title=is_(title, "No heading was found; it begins with these words."),
        language=is_("en", "Its most frequent small words are “the” (9), “of” (6), “and” (3)."),
        completeness=is_("excerpt", "It breaks off with “Read more...”."),
        date=date,
        year=is_(2024, "It is the year of the date."),
        observance=is_(FLOOD_DAY, "Its own day is 12 May."),
        places=(is_(LORIN, "The text has “LORIN”."), is_(TARN, "The text has “Tarn”.")),
        source_sort=is_("news", dateline),
        source_title=title,
        published=date,
        missing=(NO_ISSUER, NO_HEADING, NO_ADDRESS, NO_PUBLISHER),
    )


def test_azerbaijani_statement_is_understood_with_its_endings(velmar):
    form = "The heading has the word “bəyanatı”."
    title = "Velmar Respublikası Mülki Müdafiə Nazirliyinin 12 May – Daşqın Qurbanlarının Anım Günü ilə bağlı bəyanatı"
    date = is_("2026-05-12", "A line at the top is the date “12 may 2026”.")
    named = "The words “Velmar Respublikası Mülki Müdafiə Nazirliyinin” name it."

    assert understood("beyanat.txt", velmar) == Proposal(
        kind=is_("statement", form),
        form=is_("statement", form),
        title=is_(title, "It is the heading."),
        language=is_("az", "Its most frequent small words are “də” (2), “ilə” (2), “və” (2)."),
        completeness=is_("full", WHOLE),
        date=date,
        year=is_(2026, "It is the year of the date."),
        observance=is_(
            FLOOD_DAY, "The heading names “12 May – Daşqın Qurbanlarının Anım Günü”. Its own day is 12 May."
        ),
        issuer=is_(MINISTRY, named),
        places=(is_(TARN, "The text has “Tarndakı”."), is_(LORIN, "The text has “Lorinin”.")),
        source_sort=is_("statement", form),
        source_title=title,
        creator=is_("Velmar Respublikası Mülki Müdafiə Nazirliyi", named),
        published=date,
        address=is_(
            "https://civil.velmar.example/az/2026/beyanat",
            "A line says “Mənbə: https://civil.velmar.example/az/2026/beyanat”.",
        ),
        missing=(NO_PUBLISHER,),
    )


def test_russian_statement_is_understood_with_its_endings(velmar):
    form = "The heading has the word “ЗАЯВЛЕНИЕ”."
    title = "ЗАЯВЛЕНИЕ Министерства гражданской защиты Республики Вельмар в связи с Днём памяти жертв наводнения"
    date = is_("2026-05-12", "A line at the top is the date “12 мая 2026”.")
    named = "The words “Министерства гражданской защиты Республики Вельмар” name it."

    assert understood("zayavlenie.md", velmar) == Proposal(
        kind=is_("statement", form),
        form=is_("statement", form),
        title=is_(title, "It is put together of the first 2 headings."),
        language=is_("ru", "Its most frequent small words are “в” (6), “и” (3), “года” (2)."),
        completeness=is_("full", WHOLE),
        date=date,
        year=is_(2026, "It is the year of the date."),
        observance=is_(FLOOD_DAY, "The heading names “Днём памяти жертв наводнения”. Its own day is 12 May."),
        issuer=is_(MINISTRY, named),
        places=(is_(TARN, "The text has “Тарне”."), is_(LORIN, "The text has “Лорина”.")),
        source_sort=is_("statement", form),
        source_title=title,
        creator=is_("Министерство гражданской защиты Республики Вельмар", named),
        published=date,
        missing=(NO_ADDRESS, NO_PUBLISHER),
    )


def test_event_is_a_timeline_entry(velmar):
    address = "A line says “url: https://archive.lorin.example/events/1987-05-12”."

    assert understood("event.md", velmar) == Proposal(
        kind=is_("timeline-entry", "The heading begins with “12 May 1987” and goes on with what happened."),
        title=is_("The dam at Tarn breaks", "It follows the date in the heading."),
        language=is_("en", "Its most frequent small words are “the” (14), “of” (8), “at” (3)."),
        date=is_("1987-05-12", "The heading begins with “12 May 1987”."),
        observance=is_(FLOOD_DAY, "Its own day is 12 May."),
        places=(is_(TARN, "The text has “Tarn”."), is_(LORIN, "The text has “Lorin”.")),
        source_sort=is_("web", address),
        source_title="12 May 1987 – The dam at Tarn breaks",
        creator=is_("Town archive of Lorin", "A line says “author: Town archive of Lorin”."),
        published=is_("1991-05-12", "A line about the document gives the date as “1991-05-12”."),
        address=is_("https://archive.lorin.example/events/1987-05-12", address),
        missing=(NO_PUBLISHER,),
    )


def test_note_that_says_nothing_of_itself_is_only_a_source(velmar):
    assert understood("note.txt", velmar) == Proposal(
        kind=is_("source", "Nothing in it says what it is, so it is only kept as a source."),
        title=is_(
            "The key of the reading room is with the porter", "No heading was found; it begins with these words."
        ),
        language=is_("en", "Its most frequent small words are “the” (8), “of” (3), “and” (1)."),
        source_sort=is_("other", "Nothing in it says what sort of source it is."),
        source_title="The key of the reading room is with the porter",
        missing=(NO_DATE, NO_HEADING, NO_ADDRESS, NO_PUBLISHER),
    )


# --- what the archive does not know -------------------------------------------------------------------


def test_archive_without_records_proposes_none_and_says_what_it_did_not_know():
    proposal = understood("ministry-statement.md", Known())

    assert (proposal.observance, proposal.issuer, proposal.places) == (None, None, ())
    assert proposal.missing == (
        "The archive has no institution called “Ministry of Civil Protection of the Republic of Velmar”: describe it "
        "first, or choose the issuer later.",
        NO_OBSERVANCE,
        NO_PLACE,
        NO_ADDRESS,
        NO_PUBLISHER,
    )


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Statement by the Council of Lorin on the anniversary of the flood", "Council of Lorin"),
        ("Lorin Şurasının bəyanatı", "Lorin Şurasının"),
        ("Заявление Совета Лорина по случаю годовщины наводнения", "Совета Лорина"),
    ],
)
def test_issuer_that_the_archive_lacks_is_called_by_its_words(heading, name):
    proposal = proposed(f"{heading}\n\n12 May 2026\n\nThe text of it is not long, and it is in the file.")

    assert (
        f"The archive has no institution called “{name}”: describe it first, or choose the issuer later."
        in proposal.missing
    )


def test_name_of_a_day_is_not_enough_without_its_day(db):
    making.observance("4 October – Remembrance Day", slug="4-october", month=10, day=4)

    proposal = understood("ministry-statement.md", known())

    assert proposal.observance is None
    assert (
        "The heading names “Remembrance Day”. But the day of “4 October – Remembrance Day” stands nowhere, so it may "
        "be another of that name." in proposal.missing
    )


def test_two_observances_that_fit_alike_are_both_named_and_none_is_chosen(db):
    making.observance("Day of Rivers", slug="rivers", month=5, day=12)
    making.observance("Day of Towns", slug="towns", month=5, day=12)

    proposal = understood("agency-essay.txt", known())

    assert proposal.observance is None
    assert "It may belong to one of several observances: “Day of Rivers”, “Day of Towns”." in proposal.missing


def test_spelling_of_two_places_is_reported_and_none_is_chosen(db):
    making.place("Tarn", slug="tarn")
    making.place("Tarn on the Ashe", slug="tarn-on-the-ashe", names=[("en", "Tarn")])

    proposal = understood("ministry-statement.md", known())

    assert proposal.places == ()
    assert "“Tarn” may be one of several places: “Tarn”, “Tarn on the Ashe”." in proposal.missing


def test_statement_that_may_be_in_the_archive_already_is_pointed_out(velmar):
    making.statement(
        "On the flood",
        issuers=[Institution.objects.get(slug="ministry-of-civil-protection")],
        observance=Observance.objects.get(slug="12-may"),
        year=2026,
    )
    pointed_out = "The archive has a statement of this issuer for this day and year: see “On the flood”."

    assert pointed_out in understood("ministry-statement.md", known()).missing
    assert pointed_out not in understood("agency-report.txt", known()).missing


@pytest.mark.parametrize(
    ("options", "because"),
    [
        ({"address": "https://civil.velmar.example/az/2026/beyanat"}, "It has the same web address."),
        (
            {"address": "https://elsewhere.example/", "published": "2026-05-12"},
            "It has the same title and date.",
        ),
    ],
)
def test_source_that_is_described_already_is_recognised(velmar, options, because):
    title = "Velmar Respublikası Mülki Müdafiə Nazirliyinin 12 may – Daşqın Qurbanlarının Anım Günü ilə bağlı bəyanatı"
    making.source({"az": title}, slug="statement-of-2026", sort="statement", **options)

    proposal = understood("beyanat.txt", known())

    assert proposal.known_source == is_(Named(kind="source", slug="statement-of-2026", title=title), because)


# --- dates and forms ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Statement of the Council\n\n{body}\n\nLorin, 11 May 2026", "It ends with the date “11 May 2026”."),
        ("Statement of the Council of 11 May 2026\n\n{body}", "The heading has the date “11 May 2026”."),
        (
            "Statement of the Council\nDate: 11 May 2026\n\n{body}",
            "A line about the document gives the date as “11 May 2026”.",
        ),
        ("Statement\n\nLORIN, 11 May 2026 – {body}", "The report is dated “11 May 2026”."),
    ],
)
def test_date_is_taken_from_where_documents_bear_it(text, date):
    proposal = proposed(text.format(body="The flood of 12 May 1987 is in the memory of all of the town."))

    assert proposal.date == is_("2026-05-11", date)


def test_day_in_the_text_is_not_the_date_and_a_statement_without_year_is_only_a_source():
    proposal = proposed(
        "Statement of the Council\n\nThe flood of 12 May 1987 is in the memory of the town.\n\nThe end."
    )

    assert (proposal.date, proposal.year) == (None, None)
    assert proposal.kind == is_(
        "source",
        "The heading has the word “Statement”. But it names no year, so it is only kept as a source.",
    )
    assert proposal.source_sort == is_("statement", "The heading has the word “Statement”.")


@pytest.mark.parametrize(
    ("heading", "form"),
    [
        ("Joint statement of the two Councils", "joint"),
        ("Message of the mayor", "message"),
        ("Address to the people of Lorin", "address"),
        ("Proclamation of the Council", "proclamation"),
        ("Letter of condolences", "condolence"),
        ("Birgə bəyanat", "joint"),
        ("Prezidentin Lorin əhalisinə müraciəti", "address"),
        ("Совместное заявление", "joint"),
        ("Соболезнование мэру Лорина", "condolence"),
    ],
)
def test_form_is_told_by_the_heading(heading, form):
    proposal = proposed(f"{heading}\n\n12 May 2026\n\nThe text of it is in the file.\n\nIt is short.")

    assert proposal.form == is_(form, proposal.kind.because)


def test_remark_that_it_is_a_translation_is_reported():
    proposal = proposed("Statement\n\nUnofficial translation\n\n12 May 2026\n\nThe flood is in the memory of the town.")

    assert (
        "It says “Unofficial translation”: which language the original is in has to be set in the draft."
        in proposal.missing
    )


# --- what keeps a draft from being made ---------------------------------------------------------------


def test_document_in_no_language_of_the_archive_is_only_kept_as_a_source():
    proposal = proposed("Erklärung\n\n12.05.2026\n\nDas Wasser stand in der Stadt und in den Gassen am Fluss.")

    assert proposal.language is None
    assert "Its language could not be told: it is too short, mixed, or none of az, en and ru." in proposal.missing
    assert (proposal.kind.value, obstacles(proposal)) == ("source", ())


@pytest.mark.parametrize(
    ("line", "language", "text_language"),
    [
        ("Language: fr", "fr", ""),
        ("Dil: Azərbaycanca", "az", "az"),
        ("Язык: ru", "ru", "ru"),
        ("Language: none of yours", None, ""),
    ],
)
def test_language_that_words_do_not_tell_is_told_by_a_line(line, language, text_language):
    proposal = proposed(f"1987\n\n{line}\n\nLorin, Tarn.")

    assert (proposal.language.value if proposal.language else None, proposal.text_language) == (language, text_language)


def test_observance_without_its_day_cannot_be_drafted():
    proposal = proposed("Day of the Rivers\n\nThe Day of the Rivers is a public holiday in Velmar and in Tarn.")

    assert proposal.kind == is_("observance", "Its first paragraph says “is a public holiday”.")
    assert "It does not say on which day of the year the observance is kept." in proposal.missing
    assert obstacles(proposal) == ("An observance needs its day of the year.",)


def test_the_archive_is_asked_a_fixed_number_of_times(velmar, django_assert_num_queries):
    # Observances: four, with their rules; places, institutions: three each; no source, no statement.
    with django_assert_num_queries(12):
        known()
