"""``python -m tests.relevance``: loads the judged archive into a fresh database and tells how well the search finds."""

import argparse
import os
import sys

import django

from tests import postgresql

from . import noise


def main() -> int:
    asked = _asked()
    if asked.postgresql:
        return postgresql.main(["--", sys.executable, "-m", "tests.relevance", "--noise", str(asked.noise)])
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from . import running

    for line in running.measured(noisy=asked.noise):
        print(line, flush=True)
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make relevance", description=__doc__)
    parser.add_argument("--noise", type=int, default=noise.MANY, help="how many records that no query asks for")
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL, and beside its own search")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
