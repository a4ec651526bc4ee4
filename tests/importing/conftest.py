"""An archive that knows a republic of its own making: what the documents of tests/material speak of."""

from pathlib import Path

import pytest

from archive.importing.known import Known, known
from tests import making

MATERIAL = Path(__file__).resolve().parent.parent / "material"


@pytest.fixture
def velmar(db) -> Known:
    """What the archive knows of Velmar: two days, one with the name of the other in it, places and bodies."""
    making.observance(
        {
            "en": "12 May – Flood Remembrance Day",
            "az": "12 May – Daşqın Qurbanlarının Anım Günü",
            "ru": "12 мая – День памяти жертв наводнения",
        },
        slug="12-may",
        month=5,
        day=12,
    )
    making.observance(
        {"en": "4 October – Remembrance Day", "az": "4 Oktyabr – Anım Günü", "ru": "4 октября – День памяти"},
        slug="4-october",
        month=10,
        day=4,
    )
    making.place({"en": "Lorin", "az": "Lorin", "ru": "Лорин"}, slug="lorin")
    making.place({"en": "Tarn", "az": "Tarn", "ru": "Тарн"}, slug="tarn")
    making.institution(
        {
            "en": "Ministry of Civil Protection of the Republic of Velmar",
            "az": "Velmar Respublikası Mülki Müdafiə Nazirliyi",
            "ru": "Министерство гражданской защиты Республики Вельмар",
        },
        slug="ministry-of-civil-protection",
        names=[("en", "MCP")],
    )
    making.institution("Velmar News Agency", slug="velmar-news-agency")
    return known()
