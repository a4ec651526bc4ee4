"""The server of an installation: granian, whose processes begin with what this one has loaded.

What is loaded before they part is in the machine's memory once, and took the time of one: each process has for itself
only what it changes. ``deploy/serve`` starts it, with granian's own options; new code asks for a new start.
"""

import sys

from django.contrib.staticfiles.storage import staticfiles_storage
from granian.cli import entrypoint

from memorial.asgi import application as _loaded  # noqa: F401  # found by every process under its name
from memorial.listening import listens_already
from memorial.stopping import heard_from_the_beginning

if __name__ == "__main__":
    if where := listens_already(sys.argv[1:]):
        sys.exit(f"Something listens at {where} already. PORT= chooses another port: PORT=8001.")
    # Without them every page would fail. A storage that gives no other names needs none.
    if not getattr(staticfiles_storage, "hashed_files", True):
        sys.exit("Style sheets and scripts are not collected: run 'manage.py collectstatic --noinput' first.")
    heard_from_the_beginning()
    entrypoint()
