"""Whether every sentence of the interface is there in every language: ``python -m tests.translations``.

Sentences are collected from a copy of the sources, so nothing here changes. Needs gettext's programs;
without them it says so loudly, and fails where nothing may be left out.
"""

import gettext
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Those into which the sentences are translated; they themselves are English.
LANGUAGES = tuple(sorted(path.name for path in (ROOT / "archive" / "locale").iterdir()))
CATALOGUE = Path("archive/locale/{}/LC_MESSAGES/django.po")
SOURCES = ("archive", "memorial", "templates", "manage.py")


def collect(copy: Path) -> None:
    """Brings the copy's catalogues up to the copy's sources."""
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, copy / name)
    languages = [word for language in LANGUAGES for word in ("-l", language)]
    for language in LANGUAGES:
        (copy / str(CATALOGUE).format(language)).parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [
            sys.executable,
            "manage.py",
            "makemessages",
            "--verbosity=0",
            "--no-location",
            "--no-wrap",
            *languages,
        ],
        cwd=copy,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "memorial.settings",
            "MEMORIAL_DATA_DIR": str(copy / "var"),
            "MEMORIAL_DATABASE_URL": "",
        },
        check=True,
    )


def chosen(catalogue: Path, *options: str) -> list[str]:
    """The sentences of a catalogue that gettext chooses."""
    command = ["msgattrib", "--no-obsolete", *options, catalogue]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.findall(r'^msgid ((?:".*"\n)+)', said, re.MULTILINE)
    return [text for lines in found if (text := "".join(line[1:-1] for line in lines.splitlines()))]


def sentences(catalogue: Path) -> dict[object, str]:
    """A compiled catalogue without its header, which holds dates."""
    with catalogue.open("rb") as file:
        return {key: text for key, text in gettext.GNUTranslations(file)._catalog.items() if key}  # type: ignore[attr-defined]


def overlooked(copy: Path) -> list[str]:
    """What would never be collected: sentences where gettext knows another name, and those that stand within something
    that a template says, where Django looks for none.
    """
    renamed = re.compile(r"import n?p?gettext(?:_lazy)? as (?!_$).*", re.MULTILINE)
    within = re.compile(r"{{ (?!}}).(?:(?!}}).)*(?<![:\w])_\(.*?}}", re.DOTALL)
    return [
        f"{path.relative_to(copy)}: not collected: {found}"
        for pattern, overlooks in (("*.py", renamed), ("*.html", within))
        for path in sorted(copy.rglob(pattern))
        for found in overlooks.findall(path.read_text(encoding="utf-8"))
    ]


# What a template says besides its tags and variables; and which of a tag's attributes are read out.
_UNSAID = re.compile(
    r"{% (comment|blocktranslate|block bodyclass)\b.*?{% end(?:comment|blocktranslate|block) %}"
    r"|{#.*?#}|{%.*?%}|{{.*?}}|<!.*?>|&\w+;",
    re.DOTALL,
)
_READ_OUT = re.compile(r'\b(?:aria-label|alt|title|placeholder|label)="([^"]*)"')
# These stand alone, in all languages; this is called so in each.
_IN_ALL_LANGUAGES = ("standalone.html", "408.html", "413.html", "429.html", "500.html", "503.html")
_NAMES = ("SHA-256:",)


def written_into(copy: Path) -> list[str]:
    """Words in templates that no translation can reach."""
    found = []
    for path in sorted((*(copy / "templates").rglob("*.html"), *(copy / "archive").rglob("*.html"))):
        said = _UNSAID.sub("", path.read_text(encoding="utf-8"))
        texts = () if path.name in _IN_ALL_LANGUAGES else (*_READ_OUT.findall(said), *re.split(r"<[^>]*>", said))
        words = (" ".join(text.split()) for text in texts if re.search(r"[^\W\d_]{2}", text))
        found += [f"{path.relative_to(copy)}: cannot be translated: {text}" for text in words if text not in _NAMES]
    return found


def mistakes(copy: Path, language: str) -> list[str]:
    """What is wrong with one language, in words."""
    path = str(CATALOGUE).format(language)
    fresh, kept = copy / path, (ROOT / path).with_suffix(".mo")
    found = [f"{language}: not translated: {text}" for text in chosen(fresh, "--untranslated")]
    found += [f"{language}: to be looked at again (fuzzy): {text}" for text in chosen(fresh, "--only-fuzzy")]
    compiled = copy / f"{language}.mo"
    checked = subprocess.run(
        ["msgfmt", "--check-format", "-o", compiled, fresh], capture_output=True, text=True, check=False
    )
    if checked.returncode:
        found.append(f"{language}: {checked.stderr.strip()}")
    elif not kept.exists() or sentences(kept) != sentences(compiled):
        found.append(f"{language}: the compiled catalogue is behind. Run 'make messages' and commit what it changes.")
    return found


def main() -> int:
    if not all(map(shutil.which, ("xgettext", "msgmerge", "msgattrib", "msgfmt"))):
        print(
            "!!! TRANSLATIONS WERE NOT CHECKED: gettext is not installed (Debian: apt install gettext).",
            file=sys.stderr,
        )
        return bool(os.environ.get("CI") or os.environ.get("MEMORIAL_REQUIRE_ALL"))
    with tempfile.TemporaryDirectory(prefix="memorial-messages-") as folder:
        collect(Path(folder))
        found = [*overlooked(Path(folder)), *written_into(Path(folder))]
        found += [line for language in LANGUAGES for line in mistakes(Path(folder), language)]
    for line in found:
        print(line, file=sys.stderr)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
