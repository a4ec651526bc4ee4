"""``python -m tests.relevance.modelsearch``: what django-modelsearch finds, in a Django of its own.

Takes as JSON a database, documents (key, place, title, words) and what is typed; gives the keys found for each, by
whether all words have to occur or any of them.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import Any, Final

# A Django of its own has no other app.
LABEL: Final = "modelsearch"
OPERATORS: Final = ("and", "or")
# Texts, of which a record has up to three.
MOST: Final = 60


def is_installed() -> bool:
    return find_spec("modelsearch") is not None


def found(
    documents: Sequence[Sequence[Any]], typed: Sequence[str], database: dict[str, Any]
) -> dict[str, dict[str, list[str]]]:
    """Operator → what is typed → keys, one for each text, the best first. SQLite gets a file of its own."""
    with TemporaryDirectory() as folder:
        said = {"documents": documents, "typed": typed, "database": {"NAME": f"{folder}/modelsearch", **database}}
        asked = [sys.executable, "-m", "tests.relevance.modelsearch"]
        answer = subprocess.run(asked, input=json.dumps(said), stdout=subprocess.PIPE, text=True, check=True)
    return {how: dict(zip(typed, keys, strict=True)) for how, keys in json.loads(answer.stdout).items()}


def _answered(said: dict[str, Any]) -> dict[str, list[list[str]]]:
    import django
    from django.conf import settings

    apps = ["django.contrib.contenttypes", "django_tasks", "modelsearch"]
    settings.configure(DATABASES={"default": said["database"]}, INSTALLED_APPS=apps, USE_TZ=True)
    django.setup()
    document = _model(said["documents"])
    from modelsearch.backends import get_search_backend

    backend = get_search_backend()
    return {
        how: [[one.key for one in backend.search(typed, document, operator=how)[:MOST]] for typed in said["typed"]]
        for how in OPERATORS
    }


def _model(documents: Iterable[Sequence[Any]]) -> Any:
    """A model whose rows are the documents, indexed."""
    from django.core.management import call_command
    from django.db import connection, models
    from modelsearch import index
    from modelsearch.conf import get_app_config

    class Document(index.Indexed, models.Model):
        key = models.CharField(max_length=200)
        place = models.IntegerField()
        title = models.TextField()
        words = models.TextField()

        search_fields = (index.SearchField("title", boost=2), index.SearchField("words"))

        class Meta:
            app_label = LABEL

    get_app_config().get_model("IndexEntry").add_generic_relations()
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Document)
    Document.objects.bulk_create(
        Document(key=key, place=place, title=title, words=words) for key, place, title, words in documents
    )
    call_command("rebuild_modelsearch_index", verbosity=0)
    return Document


if __name__ == "__main__":
    print(json.dumps(_answered(json.load(sys.stdin))))
