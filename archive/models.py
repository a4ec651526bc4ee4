"""Where Django finds the models: in every module of the records, and in those of other rooms that hold some.

Where readers are served alone, those of what is public are all, and nothing else is loaded. Nothing imports from here.
"""

from importlib import import_module
from pkgutil import iter_modules

from django.conf import settings

PUBLIC = ("archive.catalogue.models", "archive.editions.models")
OF_DESK = (
    "archive.audit",
    "archive.dossiers.models",
    "archive.editorial.acknowledgements",
    "archive.editorial.carried",
    "archive.editorial.comments",
    "archive.editorial.models",
    "archive.editorial.notices",
    "archive.editorial.people",
    "archive.editorial.preparations",
    "archive.editorial.sensitivity",
    "archive.editorial.working_copies",
    "archive.importing.models",
)


def _modules() -> tuple[str, ...]:
    if settings.MEMORIAL_SURFACE == "public":
        return PUBLIC
    records = import_module("archive.records")
    return *PUBLIC, *OF_DESK, *sorted(f"{records.__name__}.{one.name}" for one in iter_modules(records.__path__))


for module in _modules():
    import_module(module)
