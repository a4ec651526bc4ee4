"""A few published records that know each other, for tests of the reading room."""

from types import SimpleNamespace

from archive.editorial import publishing
from archive.public.lists.pages import Item
from archive.public.time.pages import TimelinePage
from tests import making
from tests.kept import kept


@kept
def small() -> SimpleNamespace:
    """Something of every kind, public in three languages, and the archive with a name of its own."""
    place = making.place(
        {"az": "Şuşa", "en": "Shusha", "ru": "Шуша"},
        slug="shusha",
        names=[("en", "Susha")],
        latitude="39.7583",
        longitude="46.7492",
    )
    office = {"az": "Xatirə İdarəsi", "en": "Office of Remembrance", "ru": "Служба памяти"}
    institution = making.institution(office, slug="office", place=place)
    source = making.source({"az": "Fərman", "en": "Decree", "ru": "Указ"}, slug="decree", published="2020-12-02")
    for made in (place, institution, source):
        making.published(made)
    memory = making.subject({"az": "Yaddaş", "en": "Remembrance", "ru": "Память"}, slug="remembrance")
    war = making.subject({"az": "Müharibə", "en": "War", "ru": "Война"}, slug="war", broader=memory, summary="Scope.")
    for made in (memory, war):
        making.published(made)
    observance = making.observance(
        {"az": "Anım Günü", "en": "Day of Remembrance", "ru": "День памяти"},
        slug="27-september",
        first_year=2021,
        sources=[source],
        summary="The summary.",
        names=[("en", "Memorial Day")],
    )
    making.published(observance)
    statement = making.statement(
        {"az": "Bəyanat", "en": "A statement of the office", "ru": "Заявление"},
        slug="27-september-2026",
        issuers=[institution],
        places=[place],
        observance=observance,
        sources=[source],
        date="2026-09-27",
        body=f'<p>We remember <a data-record="{place.uuid}">Shusha</a>.</p>\n<p>The second paragraph.</p>',
    )
    entry = making.entry(
        {"az": "Hadisə", "en": "An event", "ru": "Событие"},
        slug="an-event",
        date="2020-09-27/2020-11-10",
        sources=[source],
        places=[place],
        observances=[observance],
    )
    for value, year in ((2783, "2020"), (2908, "2024")):
        making.figure(entry, value, by=institution, source=source, stated_on=year, population="servicemen")
    making.figure(entry, by=institution, source=source, measure="missing", qualifier="range", low=20, high=30)
    for made in (statement, entry):
        made.subjects.set([war])
        making.published(made)
    collection = making.collection(
        {"az": "Bir gecə", "en": "A night", "ru": "Ночь"},
        slug="a-night",
        members=[(statement, "What was said."), entry, place],
    )
    page = making.page({"az": "Əlaqə", "en": "Contact", "ru": "Контакты"}, slug="contact", menu=1)
    identity = making.identity(
        {"az": "Yaddaş Evi", "en": "House of Memory", "ru": "Дом памяти"},
        summary="What it is.",
        licence="CC BY 4.0",
        licence_address="https://licence.example/by",
        postal_address="1 Street\nBaku",
        email="house@archive.example",
        telephone="+994 12 000 00 00",
    )
    for made in (collection, page, identity):
        making.published(made)
    official = making.human(
        {"az": "Zərifə Orucova", "en": "Zarifa Orujova", "ru": "Зарифа Оруджева"},
        slug="p-zr7f2rjv",
        born="1930",
        parts=[
            {"role": "official", "statement": statement, "source": source, "locator": "Article 2"},
            {
                "role": "witness",
                "entry": entry,
                "source": source,
                "quotation": "She saw it.",
                "quotation_language": "en",
            },
        ],
    )
    making.published(official)
    return SimpleNamespace(
        place=place,
        institution=institution,
        source=source,
        observance=observance,
        statement=statement,
        entry=entry,
        official=official,
        subject=war,
        collection=collection,
        page=page,
        identity=identity,
    )


def listed(answer) -> list[Item]:
    """What a list or the timeline shows, in its order."""
    page = answer.context["page"]
    if isinstance(page, TimelinePage):
        parts = [part for period in page.periods for part in (period, *period.parts)]
        return [one.item for part in parts for one in part.items]
    return [item for group in page.results.groups for item in group.items]


PAGES = (
    "",
    "corrections/",
    "on-this-day/",
    "on-this-day/09-27/",
    "on-this-day/02-29/",
    "years/",
    "years/2020/",
    "years/1999/",
    "observances/",
    "statements/",
    "timeline/",
    "timeline/?from=2020&to=2020&lanes=place",
    "places/",
    "institutions/",
    "persons/",
    "sources/",
    "collections/",
    "subjects/",
    "about/",
    "identity/",
    "observances/27-september/",
    "observances/27-september/2026/",
    "observances/27-september/1999/",
    "statements/27-september-2026/",
    "timeline/an-event/",
    "places/shusha/",
    "institutions/office/",
    "persons/p-zr7f2rjv/",
    "sources/decree/",
    "collections/a-night/",
    "subjects/remembrance/",
    "subjects/war/",
    "about/contact/",
    "identity/archive/",
    "statements/27-september-2026/editions/",
    "statements/27-september-2026/editions/1/",
    "search/",
    "search/?q=remember",
)


@kept
def whole() -> SimpleNamespace:
    """All that ``small`` makes, and records that are missing, withdrawn and corrected."""
    made = small()
    making.published(making.place({"az": "Yalnız azərbaycanca"}, slug="only-az"))
    for slug, reason in (("gone", "legal"), ("old", "superseded")):
        place = making.place("Withdrawn", slug=slug, body="<p>Words.</p>")
        making.published(place)
        publishing.withdraw(place, by=making.publisher(), reason_class=reason, note={"en": "A note."})
    corrected = making.place("Corrected", slug="corrected", body="<h2>A heading</h2>\n<p>Said 147.</p>")
    making.published(corrected)
    making.change(corrected, body="<h2>A heading</h2>\n<p>Says 150.</p>")
    making.published(corrected, change="correction", note={"en": "It says 150."})
    before = making.statement(
        {"az": "Əvvəlki", "en": "A statement of the year before"},
        slug="27-september-2025",
        issuers=[made.institution],
        observance=made.observance,
        sources=[made.source],
        year=2025,
        date="2025-09-27",
        body="<p>We grieve for 147 people of Susha.</p>",
    )
    making.published(before)
    making.published(making.picture({"en": "Carnations", "az": "Qərənfillər"}, slug="carnations", date="1990-01"))
    return made


OUT_OF_THE_ORDINARY = (
    "pictures/carnations/",
    "statements/?year=nonsense",
    "statements/?year=2026&issuer=office",
    "search/?q=unheard",
    "search/?q=remember&kind=statement",
    "places/shusha/?as_of=2020-01-01",
    "places/?as_of=2020-01-01",
    "places/?as_of=2900-01-01",
    "places/only-az/",
    "places/gone/",
    "places/old/",
    "places/corrected/",
    "places/corrected/editions/",
    "places/corrected/editions/1/",
    "places/corrected/editions/2/",
    "nothing/",
    "observances/27-september/compare/office/2025/2026/",
)

ADDRESSES = (*PAGES, *OUT_OF_THE_ORDINARY)
