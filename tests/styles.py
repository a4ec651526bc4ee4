"""The style sheets that are written here, in one piece each."""

from django.contrib.staticfiles import finders

from memorial.storage import Paths, bundle

# Those that pages name, of all that are written here.
SHEETS = (
    *("css/reading.css", "desk/desk.css", "desk/records.css", "desk/editor.css"),
    *("desk/as_readers.css", "desk/rehearsal.css"),
)


def collected() -> Paths:
    """As ``collectstatic`` finds them: of two with one name, the first."""
    found: Paths = {}
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            prefix = getattr(storage, "prefix", "") or ""
            found.setdefault(f"{prefix}/{path}".lstrip("/"), (storage, path))
    return found


def whole(name: str) -> str:
    """The sheet as readers get it."""
    return bundle(name, collected())
