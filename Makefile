# Two commands are all a newcomer needs: `make serve` and `make test`.
# Everything is installed into .venv from lock files with hashes.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
VENDOR := src/stafett/web/static/vendor/VENDOR.json
SOURCES := $(shell find model codes catalogue mappings shapes src -type f -name '*.yaml' -o -type f -name '*.csv' -o -type f -name '*.tsv' -o -type f -name '*.py' -path 'src/*')
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help serve test build shapes check mutants bench clean soak
help:
	@echo "make serve   build if needed, then serve on http://localhost:8000"
	@echo "make test    check the code and run every test"
	@echo "make build   install the front end and build dist/ from model/, codes/ and catalogue/"
	@echo "make shapes  renew the SHACL that stands in the repository"
	@echo "make check   ruff and mypy"
	@echo "make mutants prove that every constraint bites (a minute or two)"
	@echo "make bench   measure us against our peers, in one run"
	@echo "make soak    besiege a server for an hour and see that its memory stays flat"
	@echo "make clean   remove what was built and installed"

$(VENV)/.made:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.serve: $(VENV)/.made requirements.txt
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.serve requirements-dev.txt
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

# The front end is installed, never committed. Without it the pages still work, more plainly.
$(VENDOR): package.json package-lock.json scripts/vendor_assets.py $(VENV)/.serve
	@$(BIN)/python scripts/vendor_assets.py || echo "The front end could not be installed; the pages will look plain."

dist/manifest.json: $(VENV)/.serve $(SOURCES)
	$(BIN)/stafett build

build: $(VENDOR) dist/manifest.json

shapes: dist/manifest.json
	cp dist/model/stafett.shacl.ttl shapes/stafett.shacl.ttl

serve: $(VENDOR) dist/manifest.json
	$(BIN)/stafett serve

test: $(VENV)/.dev $(VENDOR) dist/manifest.json check
	$(BIN)/python -m pytest -n auto --dist worksteal

check: $(VENV)/.dev
	$(BIN)/ruff format --check src tests bench scripts
	$(BIN)/ruff check src tests bench scripts
	$(BIN)/mypy

mutants: $(VENV)/.serve
	$(BIN)/stafett mutants

bench: $(VENV)/.dev dist/manifest.json
	$(BIN)/python -m bench

soak: $(VENV)/.dev
	$(BIN)/python tests/hostile/soak.py 3600

clean:
	rm -rf $(VENV) dist node_modules src/stafett/web/static/vendor tests/browser/vendor
