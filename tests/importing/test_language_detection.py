"""The language is told by small words, or not at all."""

import pytest

from archive.importing.language_detection import Spoken, language_of


def test_language_is_told_with_the_words_that_show_it():
    assert language_of("The water of the river is at the height of the bridge.") == Spoken(
        language="en", words=(("the", 4), ("of", 2), ("at", 1))
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Su səhər saatlarında küçələrə çatdı və hər kəs evinə getdi; həmin gün ilə bağlı qeyd yoxdur.", "az"),
        ("HƏMİN GÜN VƏ HƏR İL", "az"),
        ("Вода дошла до нижних улиц, и в ратуше не было света.", "ru"),
        # Names and a quotation in another language do not change it.
        ("The day (Daşqın Qurbanlarının Anım Günü, və həmin) is kept in the town of Lorin and is a day of rest.", "en"),
        # Turkish, Ukrainian and German are not the archive's languages; a name is no language.
        ("Bu gün bir çok kişi ve öğrenci ile birlikte anıldı, için için ağladık da.", None),
        ("Вода дійшла до вулиць, і в ратуші не було світла, як і на мосту.", None),
        ("Das Wasser stand in der Stadt und in den Gassen am Fluss.", None),
        ("Lorin", None),
        ("", None),
    ],
)
def test_language_of_neighbours_is_not_taken_for_ours(text, language):
    found = language_of(text)

    assert (found.language if found else None) == language
