# Two commands are enough: `make demo` to look at it, `make test` to trust it. `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED := $(INSTALL) --require-hashes --only-binary :all: --no-compile
# pip compiles modules one after the other, and a first start does too: here on all cores.
COMPILE := $(BIN)/python -m compileall -q -j 0 -x '/tests/' .venv/lib liemchinh regulations
digest = $(firstword $(shell cat $(1) 2>/dev/null | sha256sum | cut -c1-16))
RUN := .venv/.run-$(call digest,requirements/run.txt pyproject.toml)
TEST := .venv/.test-$(call digest,requirements/run.txt requirements/test.txt pyproject.toml)
BENCH := .venv/.bench-$(call digest,requirements/run.txt requirements/bench.txt pyproject.toml)
# What ruff and mypy look at: the rules, and what can be done and seen.
STRICT = regulations $(shell git ls-files -co --exclude-standard 'liemchinh/**/services.py' 'liemchinh/**/services/*.py' 'liemchinh/**/queries.py' 'liemchinh/**/queries/*.py')

.PHONY: help setup demo test check soak rest bench guide lock messages clean

help: ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(RUN) ## the program and what it needs, into .venv; the second time at once

$(RUN):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, with venv (Debian: apt install python3-venv)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what the program needs…"
	@$(LOCKED) -r requirements/run.txt
	@$(INSTALL) --no-deps --no-build-isolation --no-index -e .
	@$(COMPILE)
	@rm -f .venv/.run-* && touch $@

$(TEST): $(RUN)
	@echo "Installing what the tests need…"
	@$(LOCKED) -r requirements/run.txt -r requirements/test.txt
	@$(COMPILE)
	@rm -f .venv/.test-* && touch $@

$(BENCH): $(RUN)
	@echo "Installing what the measurements need…"
	@$(LOCKED) -r requirements/run.txt -r requirements/bench.txt
	@$(COMPILE)
	@rm -f .venv/.bench-* && touch $@

demo: setup ## the example province, running on this machine
	@# A register that already holds people refuses (1) and is used as it is.
	@$(BIN)/liemchinh load-demo || test $$? -eq 1
	@$(BIN)/liemchinh serve

test: $(TEST) ## everything on SQLite, services and permissions on PostgreSQL; aims at 10 minutes
	@$(BIN)/python -m tests.run

soak: $(TEST) ## the full counts of every "it must show", printed; at most 45 minutes
	@$(BIN)/python -m tests.soak

rest: $(TEST) ## on PostgreSQL what every day leaves out there; ten minutes
	@$(BIN)/python -m tests.rest

check: $(TEST) ## style, types, import direction, migrations
	@mkdir -p build/check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@LIEMCHINH_DATA=build/check $(BIN)/mypy $(STRICT)
	@$(BIN)/lint-imports --no-cache
	@LIEMCHINH_DATA=build/check $(BIN)/python manage.py makemigrations --check --dry-run
	@LIEMCHINH_DATA=build/check $(BIN)/python manage.py check

bench: $(BENCH) ## ratios against peers, and our limits, in one run
	@$(BIN)/python -m bench

guide: $(TEST) ## the pictures of the user guide and of this page, taken again
	@$(BIN)/python -m tests.guide

lock: $(TEST) ## newest versions that fit together, with hashes
	@command -v $(BIN)/uv >/dev/null || $(INSTALL) uv
	@$(BIN)/uv lock --quiet --upgrade
	@$(BIN)/uv export --quiet --frozen --no-header --no-emit-project --group setup -o requirements/run.txt
	@$(BIN)/uv export --quiet --frozen --no-header --only-group test -o requirements/test.txt
	@$(BIN)/uv export --quiet --frozen --no-header --only-group bench -o requirements/bench.txt

messages: $(TEST) ## the English translation, collected again and compiled; says what has no English yet
	@LIEMCHINH_DATA=build/check $(BIN)/python -m liemchinh.web.catalogues

clean: ## what was made here, except the data
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis
