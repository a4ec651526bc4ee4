"""Words that are written from right to left stand so, and turn nothing around them."""

import re
from html.parser import HTMLParser

import pytest

from archive.records.citations import Citation
from archive.records.names import Name
from archive.records.statements import DocumentVersion, EditorsNote, Rendering
from tests import making

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PERSIAN = "روز یادبود"
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
NO_END = {"meta", "link", "img", "br", "input", "hr", "base"}
LISTS = ("", "corrections/", "on-this-day/01-20/", "years/1990/", "timeline/", "timeline/?lanes=place")
OF_KINDS = ("observances", "statements", "places", "institutions", "persons", "sources", "collections", "subjects")


class Directions(HTMLParser):
    """Collects words from right to left that stand in no element with a direction of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.met = 0
        self.astray: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in NO_END:
            self.open.append((tag, "dir" in dict(attrs)))

    def handle_endtag(self, tag):
        if tag in [name for name, _has in self.open]:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data):
        within = [name for name, _has in self.open]
        if RIGHT_TO_LEFT.search(data) and "body" in within and "textarea" not in within:
            self.met += 1
            if not any(has for _name, has in self.open):
                self.astray.append(f"<{within[-1]}> {data.strip()[:60]}")


def publish() -> None:
    words = {"summary": f"{PERSIAN} (1990)", "body": f"<p>{PERSIAN} 1990</p>"}
    described = {"creator": {"fa": PERSIAN}, "publisher": {"fa": f"{PERSIAN}!"}}
    source = making.source(PERSIAN, slug="source", original_title=PERSIAN, language="fa", **described)
    place = making.place(PERSIAN, slug="place", names=[("fa", PERSIAN)], sources=[source], **words)
    issuer = making.institution(PERSIAN, slug="issuer", place=place, **words)
    day = making.observance(PERSIAN, slug="day", month=1, day=20, **words)
    subject = making.subject(PERSIAN, slug="subject", **words)
    dated = {"date_wording": PERSIAN, "date_wording_language": "fa"}
    entry = making.entry(PERSIAN, slug="entry", places=[place], observances=[day], sources=[source], **dated, **words)
    statement = making.statement(PERSIAN, slug="statement", issuers=[issuer], observance=day, places=[place], **words)
    for record in (source, place, issuer, day, subject, entry, statement):
        record.refresh_from_db()
    said = {"quotation": PERSIAN, "quotation_language": "fa"}
    making.say(Citation.objects.create(record=entry, source=source, locator="1", **said), words={"fa": PERSIAN})
    Name.objects.create(record=issuer, text=PERSIAN, language="fa", used_by=PERSIAN)
    figure = {"quotation": PERSIAN, "quotation_language": "fa", "note": {"fa": PERSIAN}}
    making.figure(entry, 5, by=issuer, source=source, **figure)
    making.say(DocumentVersion.objects.create(statement=statement, label="1"), words={"fa": PERSIAN})
    Rendering.objects.create(statement=statement, language="fa", title=PERSIAN, body=words["body"])
    EditorsNote.objects.create(statement=statement, language="en", words=PERSIAN)
    part = {"role": "witness", "entry": entry, "source": source, "quotation": PERSIAN, "quotation_language": "fa"}
    person = making.human(PERSIAN, slug="p-bcdfghjk", parts=[part], **words)
    collection = making.collection(PERSIAN, slug="collection", members=[(entry, PERSIAN), statement], **words)
    page = making.page(PERSIAN, slug="page", menu=1)
    for record in (source, place, issuer, day, subject, entry, statement, person, collection, page):
        making.published(record)
    making.change(place, summary=f"{PERSIAN} ۱۹۹۱", body=f"<p>{PERSIAN} 1991</p>")
    making.published(place, change="correction", note={"en": PERSIAN})


def test_words_from_right_to_left_have_a_direction_on_every_page(client):
    publish()

    pages = [*LISTS, *(f"{kind}/" for kind in OF_KINDS), f"search/?q={PERSIAN}", "timeline/entry/", "about/page/"]
    pages += [
        f"{kind}/{kind.rstrip('s')}/" for kind in OF_KINDS if kind not in ("observances", "institutions", "persons")
    ]
    pages += [
        "persons/p-bcdfghjk/",
        "observances/day/",
        "observances/day/2027/",
        "institutions/issuer/",
        "statements/?place=place",
    ]
    pages += [f"places/place/editions/{number}" for number in ("", "1/", "2/")]
    astray = {}
    for page in pages:
        answer = client.get(f"/en/{page}")
        assert (page, answer.status_code) == (page, 200)
        read = Directions()
        read.feed(answer.content.decode())
        if read.astray:
            astray[page] = read.astray
        assert read.met, page

    assert astray == {}
