#!/usr/bin/env python3
"""Commands of the archive: ``python manage.py help``."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "memorial.settings")
    # A command is of the whole archive, whichever of its rooms this machine serves.
    os.environ.pop("MEMORIAL_SURFACE", None)
    try:
        from django.core.management import execute_from_command_line
        from django.db import DatabaseError
    except ImportError as missing:
        raise SystemExit(
            "Django is not installed for this Python. Run 'make setup', then use .venv/bin/python manage.py."
        ) from missing
    try:
        execute_from_command_line(sys.argv)
    except DatabaseError as error:
        from memorial.databases import what_is_wrong

        if wrong := what_is_wrong():
            raise SystemExit(wrong) from error
        raise


if __name__ == "__main__":
    main()
