# Everything a person or CI does, in few words. `make help` lists it.
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))
PYTHON ?= $(shell for p in python3 python3.12 python3.11; do $$p -c '$(FITS)' 2>/dev/null && echo $$p && exit; done; echo python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SERVER := .venv-server
SERVER_STAMP := $(SERVER)/.installed
export UV_LINK_MODE = copy

.PHONY: help setup tools server demo test check format lock clean

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(STAMP)  ## virtual environment with the locked requirements

$(STAMP): requirements/base.txt requirements/dev.txt pyproject.toml
	@$(PYTHON) -c '$(FITS)' || \
		{ echo "AIMA needs Python 3.11 or 3.12: make PYTHON=/path/to/python3.12"; exit 2; }
	@echo "setting up $(VENV) with the locked requirements; the first time this takes some minutes"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -r requirements/base.txt -r requirements/dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

tools:  ## Debian packages that are used where they are there: a sandbox for the decoder, a browser for the tests
	@if command -v bwrap >/dev/null && command -v chromium >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then \
		echo "bubblewrap and chromium are not both here; tests that need a browser are left out"; exit 0; fi; \
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends bubblewrap chromium >/dev/null

server: $(SERVER_STAMP)  ## a real model server for the tests, in an environment of its own

# torch for the CPU: from pip's folder of wheels where one is set, else from torch's own index.
WHEELS := $(BIN)/python -m pip config list | sed -nE "s/^(:env:|[a-z]+)\.find-links='(.*)'$$/\2/p" | sed -E 's/(\\n|[[:space:]])+/,/g'
SERVE := $(BIN)/uv pip install --quiet --python $(SERVER)/bin/python --no-deps -r requirements/server.txt -r requirements/torch.txt
$(SERVER_STAMP): requirements/server.txt requirements/torch.txt | $(STAMP)
	@echo "setting up $(SERVER) with torch for the CPU and a model server"
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(SERVER)
	@{ wheels=$$($(WHEELS) | paste -sd, -); test -n "$$wheels" && UV_FIND_LINKS="$$wheels" $(SERVE) || \
		UV_TORCH_BACKEND=cpu $(SERVE); } 2>$(SERVER)/why.txt && touch $@ || \
	if [ -n "$$CI" ]; then cat $(SERVER)/why.txt; exit 2; \
	else echo "no model server could be installed, so its tests are skipped; the reason stands in $(SERVER)/why.txt"; fi

demo: setup  ## analyse samples/ and print where the dossiers lie
	@$(BIN)/aima analyze --home demo-home samples
	@$(BIN)/aima list --home demo-home

test: setup server  ## the tests
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile

check: setup  ## format, lint, types, floors
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: setup  ## format and mend what can be mended
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

LOCK := $(BIN)/uv pip compile --override requirements/overrides.txt --universal --python-version 3.11 \
	--fork-strategy fewest --no-emit-index-url --generate-hashes --no-annotate --no-header --quiet
lock: setup  ## lock the requirements anew
	@$(LOCK) pyproject.toml --output-file requirements/base.txt
	@$(LOCK) requirements/dev.in --constraint requirements/base.txt --output-file requirements/dev.txt
	@$(LOCK) requirements/server.in --output-file requirements/server.txt

clean:  ## remove what the targets made
	rm -rf $(VENV) $(SERVER) demo-home build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
