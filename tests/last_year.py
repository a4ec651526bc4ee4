"""Last year's statement on 20 January, and this year's draft that is carried from it."""

from archive.editorial import carrying
from archive.records.slots import Slot
from archive.records.statements import DocumentVersion, EditorsNote, Rendering, Statement
from tests import making
from tests.kept import kept


def statement(**options) -> Statement:
    """In two languages, as readers have it."""
    return _statement(**options) if options else _as_usual()


@kept
def begun() -> Statement:
    """This year's draft, of which nobody has read anything yet."""
    return carried(_statement())


@kept
def _as_usual() -> Statement:
    return _statement()


def _statement(**options) -> Statement:
    ministry, place, source = making.institution("Ministry"), making.place("Baku"), making.source()
    day = making.observance("Day of 20 January", month=1, day=20, base_year=1990)
    for named in (ministry, place, source, day):
        making.published(named)
    wanted = {
        "slug": "20-january-2026",
        "body": f'<p>36 years ago, in <a data-record="{place.uuid}">Baku</a>, people died.</p>\n<p>We remember.</p>',
        "names": [("en", "Black January")],
        "observance": day,
        "anniversary": 36,
        "number": "12/26",
        "received": "2026-01-18",
        "released_wall": "2026-01-19T22:01",
        "released_zone": "Asia/Baku",
        "embargo_wall": "2026-01-20T00:00",
        "embargo_zone": "Asia/Baku",
        **options,
    }
    titles = {"en": "Statement of 20 January 2026", "az": "20 Yanvar 2026 bəyanatı"}
    made = making.statement(titles, issuers=[ministry], places=[place], sources=[source], **wanted)
    made.texts.filter(language="az").update(translation="issuer")
    made.citations.update(paragraph=2)
    making.say(made.names.get(), words={"az": "Mətbuat", "en": "The press"})
    making.say(DocumentVersion.objects.create(statement=made, label="1"), words="A note.")
    EditorsNote.objects.create(statement=made, language="en", words="A note.")
    Slot.objects.create(statement=made, language="en", paragraph=2, part=Slot.Part.TRIBUTE)
    Rendering.objects.create(statement=made, language="fr", title="Titre", body="<p>Texte</p>")
    making.published(made)
    return made


def carried(last: Statement, *, year: int = 2027, by=None) -> Statement:
    """The draft that ``by`` has begun from it."""
    made = carrying.carry_forward(last, year=year, by=by or making.archivist())
    return Statement.objects.get(pk=made.pk)
