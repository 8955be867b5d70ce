# Everything a person or a script does with the portal. `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help install serve test test-sqlite test-postgresql check format translations docs bench lock clean

help: ## list what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.base: requirements/base.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

install: $(VENV)/.dev ## make .venv with everything, from the hash-locked requirements

serve: $(VENV)/.base ## run the portal on http://127.0.0.1:8000 (PORT= for another)
	@$(BIN)/python -m portal.supervisor

test: $(VENV)/.dev ## everything that CI runs: SQLite, PostgreSQL, browser
	@$(BIN)/python -m tests.run

check: $(VENV)/.dev ## lint, types, layers, templates, migrations, deployment settings, documents
	@$(BIN)/python -m tests.check

format: $(VENV)/.dev ## put code and templates into their form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix --quiet .
	find templates -name '*.html' | xargs $(BIN)/djhtml --tabwidth 2

translations: $(VENV)/.dev ## compile the Japanese of the CMS (portal/locale)
	@$(BIN)/python -m tests.translations

docs: $(VENV)/.dev ## write the generated reference pages
	$(BIN)/python manage.py write_reference

bench: $(VENV)/.dev ## measure, and write docs/reference/benchmarks.md
	$(BIN)/python -m tests.bench

lock: $(VENV)/.dev ## lock the requirements with hashes (UPGRADE=1 takes newer ones)
	cd requirements && export CUSTOM_COMPILE_COMMAND="make lock" && for name in base dev; do \
	  ../$(BIN)/pip-compile --quiet $(if $(UPGRADE),--upgrade) --generate-hashes --no-emit-index-url --no-emit-find-links \
	    --no-emit-trusted-host --strip-extras --allow-unsafe --output-file $$name.txt $$name.in || exit 1; done

clean: ## remove the virtual environment and caches; the state in var/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
