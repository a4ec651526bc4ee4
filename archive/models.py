"""Where Django finds the models: in every module of the records, and in those of other rooms that hold some.

Nothing imports from here.
"""

from importlib import import_module
from pkgutil import iter_modules

from archive import records

MODULES = (
    "archive.audit",
    "archive.catalogue.models",
    "archive.dossiers.models",
    "archive.editions.models",
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
    *sorted(f"{records.__name__}.{module.name}" for module in iter_modules(records.__path__)),
)

for module in MODULES:
    import_module(module)
