"""One payload of every kind, as full as it can be."""

from dataclasses import replace
from pathlib import Path

from archive.editions.payloads import (
    UNSAID,
    Block,
    Change,
    Cited,
    CitedSource,
    IdentifierForm,
    NameForm,
    Payload,
    Phrase,
    Reference,
    Remark,
    RenderingForm,
    Words,
)
from archive.editions.payloads.collections import CollectionPayload, MemberForm
from archive.editions.payloads.identities import IdentityPayload
from archive.editions.payloads.institutions import InstitutionPayload
from archive.editions.payloads.observances import DateRule, ObservancePayload, Override, RitualForm
from archive.editions.payloads.pages import PagePayload
from archive.editions.payloads.persons import InvolvementForm, PersonPayload
from archive.editions.payloads.pictures import PicturePayload
from archive.editions.payloads.places import PlacePayload
from archive.editions.payloads.sources import OfferedCopy, SourcePayload
from archive.editions.payloads.statements import IssuersVersion, StatementPayload
from archive.editions.payloads.subjects import SubjectPayload
from archive.editions.payloads.timeline_entries import FigureForm, TimelineEntryPayload

GOLDEN = Path(__file__).parents[1] / "golden"
RECORD = "00000000-0000-4000-8000-000000000001"

PRESIDENT = Phrase(words={"az": "Prezident", "en": "President"}, original="az")
SOURCE = CitedSource(
    record="00000000-0000-4000-8000-0000000000aa",
    label={"az": "Anım Günü haqqında Sərəncam"},
    sort="law",
    original_title="Anım Gününün təsis edilməsi haqqında",
    creator=PRESIDENT,
    publisher=Phrase(words={"az": "e-qanun"}, original="az"),
    published="2020-12-02",
    address="https://law.example/1",
    language="az",
    accessed="2026-11-22",
)
CITED = Cited(
    source=SOURCE,
    about=Phrase(words={"en": "date"}, original="en"),
    locator="1",
    quotation="Sentyabrın 27-si",
    quotation_language="az",
    relation="supports",
)
DAY = Reference(
    record="00000000-0000-4000-8000-0000000000bb", kind="observance", label={"en": "Day"}, role="observance"
)
TOWN = Reference(record="00000000-0000-4000-8000-0000000000cc", kind="place", label={"az": "Şuşa"}, role="place")
DECREE = Reference(
    record="00000000-0000-4000-8000-0000000000aa", kind="source", label={"az": "Fərman"}, role="instrument"
)
HOUSE = Reference(
    record="00000000-0000-4000-8000-0000000000dd", kind="institution", label={"ru": "Архив"}, role="issuer"
)
FIGURES = (
    FigureForm(
        id="f1",
        measure="killed",
        qualifier="more-than",
        stated_by=replace(HOUSE, role="speaker"),
        stated_in=replace(CITED, about=UNSAID),
        value=613,
        place=TOWN,
        as_of="1992-02-26",
        stated_on="2024-02",
        superseded_by="f2",
        note=Phrase(words={"en": "Of the town alone.", "ru": "Только о городе."}, original="ru"),
    ),
    FigureForm(
        id="f2",
        measure="killed",
        qualifier="range",
        stated_by=replace(HOUSE, role="speaker"),
        stated_in=CITED,
        low=500,
        high=1000,
        unit="families",
        population="civilians",
        part_of="f1",
    ),
)
COMMON = {
    "record": RECORD,
    "slug": "a-slug",
    "change": Change(kind="correction", note={"en": "Said 1990, says 1991."}),
    "texts": {
        "az": Words(title="Başlıq", summary="Xülasə", blocks=(Block(id="p1", html="<p>Söz.</p>"),)),
        "en": Words(title="Title", blocks=(Block(id="p1", html="<h2>Head</h2>"), Block(id="p2", html="<p>W.</p>"))),
    },
    "names": (NameForm(text="Շուշի", language="hy", sort="other"),),
    "citations": (CITED,),
    "mentions": (replace(TOWN, role="mention"),),
}
PLAIN: dict[str, Payload] = {
    "observance": ObservancePayload(
        kind="observance",
        status="in-force",
        rules=(
            DateRule(
                effect="establishes",
                instrument=DECREE,
                signed="2020-12-02",
                kind="fixed",
                month=9,
                day=27,
                from_year=2021,
            ),
            DateRule(
                effect="changes-date",
                instrument=DECREE,
                kind="weekday-near",
                weekday="sun",
                side="on-or-before",
                base=DAY,
                duration=8,
                shifts="fri -1",
                at_sunset=True,
                from_year=2030,
                to_year=2040,
            ),
            DateRule(effect="changes-date", kind="listed", dates=("2041-01-01",), from_year=2041),
        ),
        overrides=(Override(year=2026, outcome="moved", date="2026-09-28", day_off="2026-09-29", instrument=DECREE),),
        **COMMON,
    ),
    "statement": StatementPayload(
        kind="statement",
        year=2026,
        date="2026-01-20",
        form="statement",
        origin="transcribed",
        completeness="summary",
        original_language="az",
        observance=DAY,
        issuers=(HOUSE,),
        places=(TOWN,),
        **COMMON,
    ),
    "timeline-entry": TimelineEntryPayload(
        kind="timeline-entry",
        date="1990-01-19/1990-01-20",
        observances=(DAY,),
        places=(TOWN,),
        figures=FIGURES,
        **COMMON,
    ),
    "place": PlacePayload(kind="place", latitude="39.7583", longitude="46.7486", **COMMON),
    "institution": InstitutionPayload(kind="institution", place=TOWN, **COMMON),
    "source": SourcePayload(
        kind="source",
        sort="law",
        original_title="Anım Gününün təsis edilməsi haqqında",
        creator=PRESIDENT,
        publisher=Phrase(words={"az": "e-qanun"}, original="az"),
        published="2020-12-02",
        address="https://law.example/1",
        language="az",
        accessed="2026-11-22",
        **COMMON,
    ),
}


IN_FULL = replace(
    PLAIN["statement"],
    texts={
        "az": replace(
            COMMON["texts"]["az"],
            content_note="Ölüm təsvir olunur.",
            remarks=(Remark(words="Sənəddə belədir.", block="p1"), Remark(words="Bütün mətnə aiddir.")),
        ),
        "en": replace(
            COMMON["texts"]["en"],
            translation="official",
            translator="The Office",
            of_version="2",
            is_behind=True,
            renderings=(
                RenderingForm(
                    id="r1",
                    language="en",
                    translation="agency",
                    title="Title of the eve",
                    blocks=(Block(id="r1p1", html="<p>Words.</p>"),),
                    translator="An agency",
                    published="2026-01-19",
                    of_version="1",
                    found_in=Cited(source=SOURCE),
                ),
            ),
        ),
    },
    issuers=(HOUSE, replace(HOUSE, role="on-behalf-of")),
    number="SG/SM/20036",
    signed="2026-01-18",
    released="2026-01-19T22:01+04:00",
    released_zone="Asia/Baku",
    embargo="2026-01-20T00:00+04:00",
    embargo_zone="Asia/Baku",
    anniversary=35,
    counted=(36,),
    received="2026-01-18",
    versions=(
        IssuersVersion(label="1", issued="2026-01-19"),
        IssuersVersion(
            label="2",
            issued="2026-01-20",
            note=Phrase(words={"en": "Gives 150."}, original="en"),
            found_in=Cited(source=SOURCE),
        ),
    ),
)

SILENCE = Phrase(words={"az": "Sükut", "en": "Silence"}, original="az")
PLACED = Phrase(words={"en": "Where it was.", "ru": "Где это было."}, original="en")
WAR = Reference(record="00000000-0000-4000-8000-0000000000ee", kind="subject", label={"en": "War"}, role="subject")
NAMES = (
    NameForm(
        text="Шуша", language="az", sort="former", used_by="House", since="1923", until="1991-12-25", scheme="BGN"
    ),
)
IDENTIFIERS = (IdentifierForm(register="geonames", value="587084"), IdentifierForm(register="wikidata", value="Q9248"))
EXAMPLES: dict[str, Payload] = PLAIN | {
    "place": replace(
        PLAIN["place"],
        names=NAMES,
        identifiers=IDENTIFIERS,
        precision="settlement",
        parents=(replace(TOWN, role="parent"),),
    ),
    "institution": replace(
        PLAIN["institution"],
        names=NAMES,
        identifiers=IDENTIFIERS,
        sort="international",
        since="2009-10-03",
        until="2021",
        parents=(replace(HOUSE, role="parent"),),
        predecessor=replace(HOUSE, role="predecessor"),
        merged_into=replace(HOUSE, role="merged-into"),
    ),
    "timeline-entry": replace(
        PLAIN["timeline-entry"],
        one_night=True,
        time="00:00",
        zone="Europe/Moscow",
        instant="1990-01-19T21:00:00+00:00",
        date_wording="в ночь на двадцатое",
        date_wording_language="ru",
        subjects=(WAR,),
        offers_support=True,
    ),
    "person": PersonPayload(
        kind="person",
        born="1923-05-10",
        died="2003-12",
        involvements=(
            InvolvementForm(role="official", event=replace(DAY, kind="timeline-entry", role="event"), stated_in=CITED),
        ),
        **COMMON,
    ),
    "observance": replace(
        PLAIN["observance"],
        names=NAMES,
        identifiers=IDENTIFIERS,
        subjects=(WAR,),
        status="renamed",
        base_year=1932,
        base_year_last=1933,
        successor=replace(DAY, record="00000000-0000-4000-8000-0000000000ee", role="successor"),
        rules=(
            *PLAIN["observance"].rules,
            DateRule(effect="establishes", kind="fixed", month=9, day=28, kept_by=replace(HOUSE, role="kept-by")),
        ),
        rituals=(
            RitualForm(what=SILENCE, time="12:00", zone="Asia/Baku", from_year=2021),
            RitualForm(
                what=Phrase(words={"en": "Silence"}, original="en"), time="12:00", to_year=2040, instrument=DECREE
            ),
        ),
    ),
    "source": replace(
        PLAIN["source"],
        citations=(
            replace(CITED, field="date", about=UNSAID),
            replace(CITED, figure="f1"),
            replace(CITED, paragraph="p1", paragraph_language="az"),
        ),
        standing="government",
        rights="NKC",
        current_address="https://law.example/new/1",
        address_state="moved",
        checked_at="2026-11-22T05:40:00+00:00",
        archived_address="https://web.archive.example/20201203000000/https://law.example/1",
        further_addresses=("https://copy.example/1",),
        offered_copy=OfferedCopy(
            sha256="ab" * 32, size=1024, media_type="application/pdf", captured_at="2026-11-22T05:30:00+00:00"
        ),
    ),
    "statement": replace(IN_FULL, subjects=(WAR,)),
    "collection": CollectionPayload(
        kind="collection",
        members=(
            MemberForm(record=replace(TOWN, role="member"), caption=PLACED),
            MemberForm(record=replace(HOUSE, role="member")),
        ),
        subjects=(WAR,),
        **COMMON,
    ),
    "picture": PicturePayload(
        kind="picture",
        master="cd" * 32,
        media_type="image/png",
        width=2400,
        height=1600,
        colour="#7b342d",
        focus_x=250,
        focus_y=400,
        sort="photograph",
        date="1990-01~",
        places=(TOWN,),
        persons=(
            Reference(
                record="00000000-0000-4000-8000-0000000000f1", kind="person", label={"az": "Ad Soyad"}, role="shown"
            ),
        ),
        alternative=Phrase(words={"az": "Üç qərənfil.", "en": "Three carnations."}, original="az"),
        creator=Phrase(words={"az": "Rəssam"}, original="az"),
        credit=Phrase(words={"en": "House of Memory, 1-23"}, original="en"),
        rights="CC-BY-4.0",
        sensitive=True,
        subjects=(WAR,),
        pictures=(
            Reference(
                record="00000000-0000-4000-8000-0000000000f2", kind="picture", label={"en": "Its back"}, role="picture"
            ),
        ),
        **COMMON,
    ),
    "subject": SubjectPayload(kind="subject", broader=replace(WAR, role="broader"), **COMMON),
    "page": PagePayload(kind="page", menu=2, **COMMON),
    "identity": IdentityPayload(
        kind="identity",
        mark="MA",
        licence="CC BY 4.0",
        licence_address="https://licence.example/by",
        postal_address="1 Street\nBaku",
        email="house@archive.example",
        telephone="+994 12 000 00 00",
        support=Reference(record=DAY.record, kind="page", label={"en": "Where to find support"}, role="support"),
        quiet_exit="https://weather.example/",
        **COMMON,
    ),
}
