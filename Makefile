# Two commands: `make demo` shows a whole hall, `make test` proves it. Both set up a fresh machine first.
SHELL := /bin/bash
BIN := .venv/bin
QML := $(shell git ls-files '*.qml' 2>/dev/null || find kiosk display -name '*.qml')

.PHONY: demo test campaign audit fuzz lint types floors qml suite setup

demo: setup
	@$(BIN)/yimen demo

test: setup lint types floors qml suite

setup:
	@./setup.sh

# Every driver against its peers for thousands of turns, DEVICES says how much of that (1 takes about ten minutes), then
# random histories without end: they go on where they were stopped; RUNS says how many more.
DEVICES ?= 1
RUNS ?= 1000
campaign:
	@$(BIN)/python -m tests.faults.devices --share $(DEVICES)
	@$(BIN)/python tests/faults/campaign.py --runs $(RUNS)

lint:
	@echo "== style"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .

types:
	@echo "== types"
	@$(BIN)/mypy

floors:
	@echo "== floors"
	@PATH="$$PWD/$(BIN):$$PATH" $(BIN)/lint-imports --no-logo 2>&1 | tail -n 20; exit $${PIPESTATUS[0]}

qml:
	@echo "== qml"
	@$(BIN)/pyside6-qmllint -W 0 -I $(CURDIR) $(addprefix $(CURDIR)/,$(QML))

suite:
	@echo "== tests"
	@$(BIN)/pytest --numprocesses 3 --dist loadfile # they wait more than they compute

# Known weaknesses of the pinned packages, by PyPI's list of them; what could not be looked up fails too.
audit:
	@python3 -m venv .venv/audit
	@.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	@.venv/audit/bin/pip-audit --strict --no-deps --disable-pip --requirement constraints.txt

# A hostile device against a whole hall, MINUTES says how long; then spoilt bytes for all that reads any, SECONDS each.
MINUTES ?= 15
SECONDS ?= 20
fuzz:
	@$(BIN)/python -m tests.fuzz --minutes $(MINUTES)
	@$(BIN)/python -m tests.fuzz.bites --seconds $(SECONDS)
