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
        again = [one for one in sys.argv[1:] if one != "--postgresql"]
        return postgresql.main(["--", sys.executable, "-m", "tests.relevance", *again])
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from . import running

    for line in running.measured(noisy=asked.noise, each=asked.each, siege=asked.hostile):
        print(line, flush=True)
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make relevance", description=__doc__, allow_abbrev=False)
    parser.add_argument("--noise", type=int, default=noise.MANY, help="how many records that no query asks for")
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL, and beside its own search")
    parser.add_argument("--each", action="store_true", help="tell of every query as well")
    parser.add_argument("--hostile", type=int, default=0, help="how many questions that nobody means are asked besides")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
