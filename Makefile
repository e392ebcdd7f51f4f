# Masthead. `make help` lists what can be done. PYTHON=python3.13 chooses another Python (3.11 to 3.14).
PYTHON ?= python3
BIN := .venv/bin
UV := $(or $(shell command -v uv),.tools/bin/uv)
FOLDER ?= demo-magazine
PORT ?= 8000
WORKERS ?= $(shell n=$$(nproc 2>/dev/null || echo 2); echo $$((n < 4 ? n + 1 : 4)))
export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS := $(if $(wildcard /etc/ssl/certs/ca-certificates.crt),true,false)
.DEFAULT_GOAL := help
.PHONY: help demo test acceptance check lint format types house migrations shots build env dev browser

help: ## Show this list
	@sed -nE 's/^([a-z]+):.*## /\1\t/p' Makefile | expand -t 14

demo: env ## Serve the demo magazine and its desk, and print the addresses and a login
	$(BIN)/masthead demo $(FOLDER) --port $(PORT)

test: dev browser ## Run the tests, with a browser where there is one (ARGS="tests/issues -x" for some)
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

acceptance: dev browser ## Ask other people's validators about every kind of page (needs Java and Node; a quarter of an hour)
	sh .ci/validators
	$(BIN)/python -m pytest -m acceptance tests/acceptance $(ARGS)

check: lint types house test ## Everything that must hold before a change goes in

lint: dev migrations ## Check style, imports between rooms and templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	find src -name '*.html' -exec $(BIN)/djade --check --target-version 5.2 {} +

format: dev ## Put style right where a tool can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-find src -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} +

types: dev ## Check types
	MASTHEAD_CONFIG=tests/masthead.toml $(BIN)/mypy

house: dev ## Check the house rules
	$(BIN)/python -m pytest -q tests/house

migrations: dev ## Check that every model change has its migration
	MASTHEAD_CONFIG=tests/masthead.toml $(BIN)/python -m django makemigrations --check --dry-run --settings masthead.settings

shots: dev browser ## Take screenshots of the key pages into shots/
	$(BIN)/python -m tests.shots

build: dev ## Build the wheel into dist/
	$(UV) build --wheel --python $(PYTHON)

env: $(UV)
	$(UV) sync --frozen --inexact --no-dev --quiet --python $(PYTHON)

dev: $(UV)
	$(UV) sync --frozen --quiet --python $(PYTHON)

browser:
	@sh .ci/browser

.tools/bin/uv:
	$(PYTHON) -m venv .tools
	.tools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
