# The archive's commands. "make demo" shows it, "make test" tests it, "make check" looks it over.
# Needs python3 (3.11 or newer) and make; on Debian also python3-venv. No root.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
UV := $(shell command -v uv 2>/dev/null)
ARGS ?=

.PHONY: help setup demo test check lock messages clean
.DEFAULT_GOAL := help

help:
	@echo "make demo      a small archive to look at, on http://127.0.0.1:$(PORT)/"
	@echo "make test      all tests, on SQLite and on PostgreSQL (ARGS='-k word' to choose)"
	@echo "make check     style, types, architecture, templates, translations, settings, locks"
	@echo "make messages  collects and compiles the interface's sentences"
	@echo "make lock      renews requirements/*.txt from pyproject.toml (needs uv)"
	@echo "make clean     removes the environment and caches; var/ stays"

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

install = $(if $(UV),$(UV) pip install --quiet --python $(PY) --require-hashes -r $(1),\
  $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1))

# --- tests -------------------------------------------------------------------------------------------

test: setup
	@echo "== Tests on SQLite =="
	$(PY) -m pytest -n 2 $(ARGS)
	@echo "== Tests on PostgreSQL =="
	$(PY) -m tests.postgresql -- $(PY) -m pytest -n 2 $(ARGS)

# --- renewing ----------------------------------------------------------------------------------------

COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --no-emit-find-links

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv"; exit 1; }
	$(COMPILE) --upgrade pyproject.toml -o requirements/runtime.txt
	$(COMPILE) --upgrade -c requirements/runtime.txt pyproject.toml --group dev -o requirements/dev.txt

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
