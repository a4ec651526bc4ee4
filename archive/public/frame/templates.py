"""The templates of the reading room. Jinja compiles them to Python; each sees its page, and nothing of the request."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, Final, cast

from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from markupsafe import Markup, _escape_inner, escape

from archive import languages, theme

from .compiled import Compiled

# What is not known to be HTML is escaped. It is a part of what templates are compiled to, and so is this module.
WRITING: Final[dict[str, Any]] = {"autoescape": True, "lstrip_blocks": True}


def written(template: str, page: object) -> str:
    """``page`` as ``template`` shows it, in the language that is spoken."""
    html = environment().get_template(template).render({"page": page, **_speaking(get_language())})
    return languages.get(languages.current()).typography(html)


@cache
def environment() -> Environment:
    """What is not there is a mistake wherever it is asked for."""
    made = _Environment(
        loader=FileSystemLoader(settings.ROOT / "templates"),
        undefined=StrictUndefined,
        bytecode_cache=Compiled({**WRITING, "by": Path(__file__).read_bytes()}),
        cache_size=-1,
        auto_reload=settings.DEBUG,
        **WRITING,
    )
    made.globals = {"static": _kept(static), "early_faces": _early_faces}
    return made


def compile_all() -> None:
    """For where nothing can be written later."""
    for name in environment().list_templates(filter_func=lambda name: name.startswith("public/")):
        environment().get_template(name)


class _Generator(CodeGenerator):
    """Writes what is asked for as Python that asks for just that."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        # By itself Jinja marks each word as HTML before it joins them: five times as long as to look at it.
        self.write("environment.escaped(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        # It would look for a key as well: what has keys is asked for them in brackets.
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        # Nothing that is called asks who calls it, or from within what.
        self.visit(node.node, frame)
        self.write("(")
        for said in node.args:
            self.visit(said, frame)
            self.write(", ")
        for named in node.kwargs:
            self.visit(named, frame)
            self.write(", ")
        self.write(")")


_HTML: Final = frozenset((Markup, SafeString))
_as_html: Final = cast(Callable[[str], Markup], partial(str.__new__, Markup))


class _Environment(Environment):
    code_generator_class = _Generator

    @staticmethod
    def escaped(said: Any) -> str:
        if type(said) is str:  # without a question that costs as much; what MarkupSafe calls so is bound by the lock
            return _escape_inner(said)
        if type(said) is int:
            return str(said)
        return said if type(said) in _HTML else escape(said)


class Parts:
    """What pages share: in a template, ``parts.link(…)`` is the macro ``link`` of ``public/parts/link.html``."""

    def __init__(self, words: dict[str, Any]) -> None:
        self._words = words

    def __getattr__(self, name: str) -> Any:
        part = environment().get_template(f"public/parts/{name}.html").make_module(self._words)
        said = _said_at_once(getattr(part, name))
        if not settings.DEBUG:
            setattr(self, name, said)
        return said


def _said_at_once(macro: Macro) -> Callable[..., Markup]:
    """``macro``, without looking for what is missing where it is given all that it takes, in its order."""
    write, takes = macro._func, len(macro.arguments)

    def said(*given: Any, **named: Any) -> Markup:
        # What a macro wrote is text: to be asked whether it is HTML already would take three times as long.
        return _as_html(write(*given) if len(given) == takes else macro(*given, **named))

    return said


@cache
def _speaking(language: str | None) -> dict[str, Any]:
    """What every template has. Each language has its own: a sentence is looked up once, and not again for each page."""
    words: dict[str, Any] = {"_": _kept(_sentence)}
    words["parts"] = Parts(words)
    return words


def _kept(made: Any) -> Any:
    """What follows from files and settings alone: they change under a server only while somebody works on them."""
    return made if settings.DEBUG else cache(made)


def _sentence(english: str) -> Markup:
    """Translators are trusted as templates are."""
    return Markup(gettext(english))


def _early_faces(language: str) -> tuple[str, ...]:
    """The typefaces that a page in ``language`` fetches early, unless the theme has another one."""
    cyrillic = ("roman-cyrillic",) if languages.get(language).script == "Cyrl" else ()
    return () if theme.has_own_face() else ("roman-latin", *cyrillic)
