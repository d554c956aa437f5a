# What people and CI call. Everything is installed into .venv from the pinned versions in requirements/; a stamp
# file in .venv remembers it, so the second time nothing is installed.

PORT ?= 8000
ARGS ?=

BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --no-build-isolation
LOCKED := $(INSTALL) --require-hashes --no-deps --requirement

.DEFAULT_GOAL := help
.PHONY: help run test lint fix eval bench lock clean

help:  ## show this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | while IFS="$$(printf '\t')" read -r name what; do \
		printf '  make %-6s %s\n' "$$name" "$$what"; done

run: .venv/.run-stamp  ## install, build the index if needed, serve http://127.0.0.1:8000 (PORT=... to change)
	PORT=$(PORT) $(BIN)/trs serve $(ARGS)

test: .venv/.dev-stamp  ## run all tests (ARGS="tests/test_verify.py -k dose" for some)
	$(BIN)/pytest $(ARGS)

lint: .venv/.dev-stamp  ## check style, types and who imports whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: .venv/.dev-stamp  ## repair what can be repaired: style and imports
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: .venv/.dev-stamp  ## measure answers against the thresholds; exit 1 below one
	$(BIN)/python -m evals $(ARGS)

bench: .venv/.dev-stamp  ## measure speed and retrieval beside their baselines (ARGS="--data FOLDER")
	$(BIN)/python -m evals.bench $(ARGS)

lock: .venv/.dev-stamp  ## pin versions again after pyproject.toml changed (UPGRADE=1 for the newest)
	sh requirements/lock.sh

clean:  ## remove .venv and caches; your index and conversations stay
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.made: requirements/venv.sh requirements/build.txt
	@echo "Installing into .venv. The first time takes a few minutes and needs the network; later nothing does."
	PYTHON="$(PYTHON)" sh requirements/venv.sh
	@touch $@

.venv/.run-stamp: .venv/.made requirements/run.txt requirements/torch.txt pyproject.toml
	$(LOCKED) requirements/run.txt
	$(INSTALL) --requirement requirements/torch.txt
	$(INSTALL) --no-deps --editable .
	@touch $@

.venv/.dev-stamp: .venv/.run-stamp requirements/dev.txt
	@echo "Installing what tests, checks and evals need."
	$(LOCKED) requirements/dev.txt --quiet
	@touch $@
