# The archive's commands. "make demo" shows it, "make test" tests it, "make check" looks it over.
# Needs python3 (3.11 or newer) and make; on Debian also python3-venv. No root.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
UV := $(shell command -v uv 2>/dev/null)
ARGS ?=
DATA := $(or $(MEMORIAL_DATA_DIR),var)

.PHONY: help setup demo serve test check accessibility lighthouse bench relevance pictures lock messages clean
# A recipe that fails leaves no half-made target behind.
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

help:
	@echo "make demo          a small archive to look at, on http://127.0.0.1:$(PORT)/"
	@echo "make test          all tests, on SQLite and on PostgreSQL (ARGS='-k word' to choose)"
	@echo "make check         style, types, architecture, languages, templates, translations, settings, locks"
	@echo "make accessibility looks at every kind of page as everybody sees it, for docs/accessibility.md (needs Chromium)"
	@echo "make lighthouse    measures every kind of page and writes docs/lighthouse.md (needs npm and Chromium)"
	@echo "make bench         measures pages, acts and the server at several sizes and writes docs/performance.md (takes minutes)"
	@echo "make relevance     tells how well the search finds, over judged queries (ARGS=--postgresql beside PostgreSQL's own)"
	@echo "make pictures      takes the pictures of docs/reading-room.md and docs/desk.md anew (needs Chromium)"
	@echo "make messages      collects and compiles the interface's sentences"
	@echo "make lock          renews requirements/*.txt from pyproject.toml (needs uv)"
	@echo "make clean         removes the environment and caches; var/ stays"

# --- environment -------------------------------------------------------------------------------------

setup: $(VENV)/dev.stamp

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "This needs Python 3.11 or newer as '$(PYTHON)'. Set PYTHON=/path/to/python3 if it has another name."; exit 1; }
	@$(if $(UV),$(UV) venv --quiet --no-project --python $(PYTHON) $(VENV),$(PYTHON) -m venv $(VENV)) \
	  || { rm -rf $(VENV); echo "Python cannot make a virtual environment here. On Debian and Ubuntu, install the package python3-venv."; exit 1; }

# The demo needs what the site needs; tests and checks need more. One environment serves both.
$(VENV)/runtime.stamp: requirements/runtime.txt | $(PY)
	@$(call install,requirements/runtime.txt)
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt | $(PY)
	@$(call install,requirements/dev.txt)
	@touch $@ $(VENV)/runtime.stamp

# Both ways install the same files: whatever is not in the lock with its hash is refused.
# An environment made by uv has no pip; should uv be gone, Python brings its own.
install = $(if $(UV),$(UV) pip install --quiet --python $(PY) --require-hashes -r $(1),\
  { $(PY) -m pip --version >/dev/null 2>&1 || $(PY) -m ensurepip >/dev/null; } && \
  $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1))

# --- the archive to look at --------------------------------------------------------------------------

# Settings, server and database of a real installation, only that it is reached over plain http and from
# this machine alone. Stop it with Ctrl-C; what was done stays in var/.
demo: export PORT := $(PORT)
demo: $(VENV)/runtime.stamp $(DATA)/static.stamp
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py load_sample --once
	@echo
	@echo "The archive is open at http://127.0.0.1:$(PORT)/ and its desk at http://127.0.0.1:$(PORT)/desk/"
	@echo "Ctrl-C closes it."
	@$(SERVE)

serve:
	@$(SERVE)

# Collecting and compressing takes seconds, so it is done only after something changed.
$(DATA)/static.stamp: $(VENV)/runtime.stamp memorial/storage.py $(shell find static archive/static $(MEMORIAL_THEME) 2>/dev/null)
	@$(PY) manage.py collectstatic --noinput --verbosity 0
	@touch $@

SERVE = exec env VENV=$(VENV) PORT=$(PORT) deploy/serve

# --- tests and checks --------------------------------------------------------------------------------

# Both databases at once: while browsers and servers are waited for, the other run has the processors. Compiled once for all
# processes, whatever the shell says of that. What PostgreSQL says comes afterwards; Ctrl-C ends both.
PYTEST = $(PY) -m pytest --dist worksteal
test: export PYTHONDONTWRITEBYTECODE :=
test: setup
	@log=$$(mktemp); $(PY) -m tests.postgresql -- $(PYTEST) -n 1 $(ARGS) >$$log 2>&1 & other=$$!; \
	trap 'kill $$other; rm -f $$log; exit 1' INT TERM; \
	echo "== Tests on SQLite, and on PostgreSQL beside them =="; \
	MEMORIAL_DATABASE_URL= $(PYTEST) -n 2 $(ARGS); sqlite=$$?; \
	wait $$other; postgresql=$$?; \
	echo "== Tests on PostgreSQL =="; cat $$log; rm -f $$log; \
	exit $$((sqlite + postgresql))

# Whatever a check writes goes into the environment's folder, not into the archive's data.
CHECK := MEMORIAL_DATA_DIR=$(VENV)/check MEMORIAL_DATABASE_URL= MEMORIAL_ADDRESS=

check: setup
	@echo "== Style and mistakes ==";  $(VENV)/bin/ruff check && $(VENV)/bin/ruff format --check
	@echo "== Types ==";               $(CHECK) $(VENV)/bin/mypy
	@echo "== Templates ==";           find templates archive -path templates/public -prune -o -name '*.html' -print0 \
	  | xargs -0 -r $(VENV)/bin/djade --check --target-version 5.2 && $(CHECK) $(PY) -m tests.templates
	@echo "== Architecture ==";        $(CHECK) $(VENV)/bin/lint-imports --no-cache
	@echo "== Languages ==";           $(PY) -m tests.languages
	@echo "== Migrations ==";          $(CHECK) $(PY) manage.py makemigrations --check --dry-run
	@echo "== Settings ==";            $(CHECK)https://archive.example.org $(PY) manage.py check --deploy --fail-level WARNING
	@echo "== Translations ==";        $(PY) -m tests.translations
	@echo "== Locks ==";               $(PY) -m tests.locks
	@echo "Everything is in order."

# --- looked at and measured, now and then ------------------------------------------------------------

accessibility: setup
	@$(PY) -m tests.accessibility

lighthouse: setup $(VENV)/lighthouse/stamp
	@$(PY) -m tests.lighthouse

# It comes from npm, and nothing else does; the lock holds its digests. It runs on the node that Playwright brings.
$(VENV)/lighthouse/stamp: requirements/lighthouse/package-lock.json | $(PY)
	@command -v npm >/dev/null || { echo "make lighthouse needs npm (Debian: apt install npm)"; exit 1; }
	@mkdir -p $(@D) && cp requirements/lighthouse/*.json $(@D)
	@cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund --loglevel error
	@touch $@

bench: setup
	@$(PY) -m tests.bench $(ARGS)

relevance: export MEMORIAL_DATABASE_URL :=
relevance: setup
	@$(PY) -m tests.relevance $(ARGS)

pictures: setup
	@mkdir -p docs/pictures && rm -f docs/pictures/*
	@MEMORIAL_DATABASE_URL= $(PY) -m pytest -n 0 -q tests/pictures.py

# --- renewing ----------------------------------------------------------------------------------------

COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --no-emit-find-links -c requirements/bounds.in

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv"; exit 1; }
	$(COMPILE) --upgrade pyproject.toml -o requirements/runtime.txt
	$(COMPILE) --upgrade -c requirements/runtime.txt pyproject.toml --group dev -o requirements/dev.txt

# A language's folder is made by hand, once; English is what the sentences are written in.
CATALOGUES = $(foreach one,$(notdir $(wildcard archive/locale/*)),-l $(one))

messages: setup
	@command -v msgfmt >/dev/null || { echo "make messages needs gettext (Debian: apt install gettext)"; exit 1; }
	$(CHECK) $(PY) manage.py makemessages --no-wrap --no-obsolete --add-location file --ignore tests $(CATALOGUES)
	$(CHECK) $(PY) manage.py compilemessages --verbosity 0 $(CATALOGUES)

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
