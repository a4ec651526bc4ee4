"""Style sheets are written in several files and sent as one."""

import re

import pytest
from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from memorial.storage import BundledStaticFilesStorage, bundle
from tests.styles import SHEETS, collected


def rules(text: str) -> list[str]:
    return [line for line in re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).splitlines() if line.strip()]


@pytest.fixture
def written(tmp_path):
    """Collects these files: name → text."""

    def collect(kind=BundledStaticFilesStorage, **texts):
        names = {name.replace("__", "/") + ".css": text for name, text in texts.items()}
        for name, text in names.items():
            for folder in ("found", "sent"):
                (tmp_path / folder / name).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / folder / name).write_text(text)
        source = StaticFilesStorage(location=tmp_path / "found")
        storage = kind(location=tmp_path / "sent", base_url="/static/")
        wrong = [one for _, _, one in storage.post_process({name: (source, name) for name in names}) if one is not True]
        assert wrong == []
        return tmp_path / "sent", storage

    return collect


def test_every_part_of_a_sheet_is_imported_once_and_by_one_sheet():
    names = {name for name in collected() if re.match(r"(css|desk)/.*\.css$", name)}
    texts = {name: bundle(name, collected()) for name in names}
    parts = names - set(SHEETS)

    for part in parts:
        assert sum(texts[sheet].count(texts[part]) for sheet in SHEETS) == 1, part
    assert [name for name in SHEETS if "@import" in texts[name]] == []


def test_what_a_sheet_imports_stands_in_its_place_in_the_file_that_is_sent(written):
    folder, storage = written(
        css__reading='/* head */\n@import "base.css";\n@import "../theme/theme.css";\n@import "print.css";\n',
        css__base="/* a\n * remark */\na {\n  color: red;\n}\n",
        theme__theme="b { color: blue; }\n",
        css__print="c { color: black; }\n",
    )
    name = storage.stored_name("css/reading.css")

    # Without what is not for browsers.
    assert (folder / name).read_text() == "a {\ncolor: red;\n}\nb { color: blue; }\nc { color: black; }\n"
    assert name != "css/reading.css"


def test_a_sheet_has_another_name_when_one_of_its_parts_changes(written):
    before = written(css__reading='@import "base.css";\n', css__base="a { color: red; }\n")[1]
    name = before.stored_name("css/reading.css")

    after = written(css__reading='@import "base.css";\n', css__base="a { color: blue; }\n")[1]

    assert after.stored_name("css/reading.css") != name


def test_addresses_of_a_part_from_another_folder_lead_where_they_led(tmp_path):
    (tmp_path / "css").mkdir()
    (tmp_path / "theme").mkdir()
    (tmp_path / "css/reading.css").write_text('@import "../theme/theme.css";\n')
    (tmp_path / "theme/theme.css").write_text('@font-face { src: url("fonts/one.woff2"); }\n')
    source = StaticFilesStorage(location=tmp_path)

    sent = bundle("css/reading.css", {name: (source, name) for name in ("css/reading.css", "theme/theme.css")})

    assert sent == '@font-face { src: url("../theme/fonts/one.woff2"); }\n'


def test_a_sheet_without_parts_is_sent_as_without_this_storage(written):
    ours, theirs = (
        written(kind, css__plain="a { color: red; }\n")[1].stored_name("css/plain.css")
        for kind in (BundledStaticFilesStorage, CompressedManifestStaticFilesStorage)
    )

    assert ours == theirs
