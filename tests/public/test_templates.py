import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from jinja2 import ChoiceLoader, DictLoader, Environment, TemplateNotFound, UndefinedError
from markupsafe import Markup, escape

from archive.public.frame import templates
from archive.public.frame.compiled import Compiled
from archive.public.frame.pages import Link
from tests import templates as reading
from tests.styles import whole

pytestmark = pytest.mark.once


@dataclass
class Shown:
    """A page of nothing but what a template may meet."""

    title: str = "<b>it's</b>"
    place: Link | None = None
    links: tuple[Link, ...] = ()
    more: tuple[Link, ...] | None = None
    sources: Mapping[str, str] = field(default_factory=lambda: {"date": "1"})

    @property
    def first(self) -> Link | None:
        return self.links[0] if self.links else None


@pytest.fixture
def written(monkeypatch):
    """Writes a template whose words are given, and gives it a name under which it can be read as well."""
    words: dict[str, str] = {}
    environment = templates.environment()
    monkeypatch.setattr(environment, "loader", ChoiceLoader([DictLoader(words), environment.loader]))

    def write(template: str, page: object = None) -> str:
        words[template] = template
        return templates.written(template, page or Shown())

    write.words = words
    return write


def test_what_is_not_known_to_be_html_is_escaped_in_parts_as_well(written):
    assert written("{{ page.title }}") == "&lt;b&gt;it&#39;s&lt;/b&gt;"
    page = Shown(place=Link(text='"><script>', address='/"x'))
    assert written("{{ parts.link(page.place) }}", page) == ('<a href="/&#34;x" dir="auto">&#34;&gt;&lt;script&gt;</a>')
    assert written('{{ _("Page: %(address)s") % {"address": page.title} }}') == "Page: &lt;b&gt;it&#39;s&lt;/b&gt;"


@pytest.mark.parametrize(
    "said", [*"&<>'\"", "plain", "", "Q&A <b>", Markup("<b>&"), mark_safe("<i>"), 7, None, _("Q&A")]
)
def test_every_word_is_escaped_as_jinja_would(said):
    assert templates.environment().escaped(said) == escape(said)


def test_sentences_are_said_in_the_language_that_is_spoken_in_parts_as_well(written):
    for template in ('{{ _("Sources") }}', "{{ parts.citations([]) }}{{ _('Sources') }}"):
        said = []
        for language in ("az", "en", "ru", "az"):
            with translation.override(language):
                said.append(written(template).strip())
        assert said == ["Mənbələr", "Sources", "Источники", "Mənbələr"]


def test_what_is_not_there_is_an_error_and_never_a_gap(written):
    for asked in ("{{ page.nothing }}", "{{ nothing }}", "{% if page.nothing %}{% endif %}", "{{ parts.link() }}"):
        with pytest.raises((AttributeError, UndefinedError)):
            written(asked)


def test_a_part_that_is_not_there_is_an_error(written):
    with pytest.raises(TemplateNotFound):
        written("{{ parts.nothing(page) }}")


SOUND = (
    "{% if page.place %}{{ page.place.text }}{{ parts.link(page.place) }}{% endif %}",
    "{% if not page.place %}nowhere{% elif page.title %}{{ page.place.text }}{% endif %}",
    "{% if not page.place or not page.place.text %}{% else %}{{ page.place.text }}{% endif %}",
    "{{ page.place.text if page.place and page.place.address else page.title }}",
    "{% set place = page.place %}{% if place %}{{ place.text }}{% endif %}",
    "{% for one in page.links %}{{ loop.index }}{{ parts.link(one) }}{% else %}{{ page.title }}{% endfor %}",
    "{{ page.sources['date'] }}",
    "{% if page.first %}{{ page.first.text }}{% endif %}",
    "{{ parts.links(page.links) }}{% if page.more %}{{ parts.links(links=page.more) }}{% endif %}",
)
UNSOUND = {
    "{{ page.nothing }}": "Shown has no nothing",
    "{{ nothing }}": "there is no nothing",
    "{{ page.place.text }}": "page.place may be missing where it is asked for its text",
    "{{ page.sources.date }}": "page.sources is asked for date in brackets",
    "{{ page.first.text }}": "page.first may be missing where it is asked for its text",
    "{{ page.place }}": "page.place may be missing where it is said",
    "{{ parts.link(page.place) }}": "parts.link: link may be missing where it is asked for its address",
    "{% if page.title or page.place %}{{ page.place.text }}{% endif %}": "page.place may be missing where it is asked",
    "{% if page.place %}{% endif %}{{ page.place.text }}": "page.place may be missing where it is asked",
    "{% for place in page.links %}{{ place.nothing }}{% endfor %}": "Link has no nothing",
    "{% for one in page.more %}{% endfor %}": "page.more may be missing where it is gone through",
    "{{ parts.link() }}": "parts.link takes link",
    "{{ parts.link(page.title, page.title) }}": "parts.link takes link",
    "{{ parts.link(page.links, where=page.title) }}": "parts.link takes link",
    "{{ parts.sources(page.links) ~ page.nothing }}": "Shown has no nothing",
    "{% include page.title %}": "Include is not understood",
}


@pytest.mark.parametrize("template", SOUND)
def test_what_was_asked_for_first_may_be_said(written, template):
    written.words[template] = template

    assert reading.Reading(template, Shown).mistakes == set()
    assert written(template) is not None


@pytest.mark.parametrize(("template", "mistake"), UNSOUND.items())
def test_what_may_be_missing_is_found_without_writing_a_page(written, template, mistake):
    written.words[template] = template

    found = reading.Reading(template, Shown).mistakes

    assert any(mistake in one for one in found), found


@pytest.fixture
def compiling(monkeypatch, tmp_path):
    """Counts how often a template is compiled by an environment that begins anew, as a process does."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr("archive.public.frame.compiled.cache_from_source", lambda _path: str(tmp_path / "kept" / "x"))
    compiled: list[str] = []

    def begin(words: dict[str, str]) -> str:
        environment = templates.environment.__wrapped__()
        environment.loader = DictLoader(words)
        compile_ = environment.compile
        monkeypatch.setattr(environment, "compile", lambda *given: compiled.append(given[1]) or compile_(*given))
        return environment.get_template("one").render()

    return begin, compiled


def test_a_template_is_compiled_once_until_it_is_changed(compiling):
    begin, compiled = compiling

    assert [begin({"one": "first"}), begin({"one": "first"}), begin({"one": "second"})] == ["first", "first", "second"]
    assert compiled == ["one", "one"]


def test_a_template_is_compiled_each_time_where_nothing_may_be_written(compiling, tmp_path):
    begin, compiled = compiling
    (tmp_path / "kept").write_text("a file where a folder should be")

    assert [begin({"one": "first"}), begin({"one": "first"})] == ["first", "first"]
    assert compiled == ["one", "one"]


def test_what_was_compiled_is_read_by_whatever_account_serves(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    compiled = Compiled({})
    compiled.folder = tmp_path / "templates"

    Environment(loader=DictLoader({"page": "Baku"}), bytecode_cache=compiled).get_template("page")

    (file,) = compiled.folder.iterdir()
    assert file.stat().st_mode & 0o777 == 0o644
    monkeypatch.setattr(Environment, "compile", None)
    again = Environment(loader=DictLoader({"page": "Baku"}), bytecode_cache=compiled)
    assert again.get_template("page").render() == "Baku"


# Of those a script or a browser test takes hold, and one says how a notice is meant.
HELD = {"speaker", "note"}


def test_every_class_is_dressed_or_taken_hold_of():
    of_sheets = re.findall(r"\.([a-z][\w-]*)", whole("css/reading.css") + whole("desk/as_readers.css"))
    used: set[str] = set()
    for one in (settings.ROOT / "templates" / "public").rglob("*.html"):
        written = re.sub(r"\{[%#].*?[%#]\}", " ", re.sub(r"\{\{.*?\}\}", "?", one.read_text()), flags=re.S)
        used |= {name for names in re.findall(r'class="([^"]*)"', written) for name in names.split() if "?" not in name}

    assert used - {*of_sheets} == HELD
