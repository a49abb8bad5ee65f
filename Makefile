# `make` alone lists what there is to do.

BIN := .venv/bin
CORES := -n auto
WINDOWS := tests/viewer/window

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-core test-slow validate check bench docs lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## make .venv with the pinned packages (PYTHON=python3.13 chooses another interpreter)
	@PYTHON="$(PYTHON)" scripts/setup.sh .venv

demo: setup ## show the example line; without a display write build/demo/
	@scripts/demo.sh

test: setup ## run the tests (ARGS="tests/sim -k belt" chooses some); windows one after the other: one is active at a time
ifdef ARGS
	@scripts/with_display.sh $(BIN)/python -m pytest -m "not slow" $(ARGS)
else
	@scripts/with_display.sh $(BIN)/python -m pytest $(CORES) -m "not slow" --ignore $(WINDOWS)
	@scripts/with_display.sh $(BIN)/python -m pytest -m "not slow" $(WINDOWS)
endif

test-core: ## run the tests of all but the viewer, without Qt and PyVista installed
	@PYTHON="$(PYTHON)" scripts/setup.sh .venv-core
	@.venv-core/bin/python -m pytest $(CORES) -m "not slow" --ignore tests/viewer --ignore tests/test_repository.py $(ARGS)

test-slow: setup ## run the tests that take longer than a minute, and those with the programs of others
	@scripts/exchange_tools.sh
	@scripts/with_display.sh $(BIN)/python -m pytest -m slow $(ARGS)

validate: setup ## run 47 models with known results, the better part of an hour, and write docs/validation.md (ARGS="Q01 A01" chooses some)
	@$(BIN)/python -m tests.validation --page docs/validation.md $(ARGS)

check: setup ## lint, format, types, import contracts, lengths of functions
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python scripts/body_lengths.py

bench: setup ## run the benchmarks, two to four minutes, and write docs/benchmarks.md
	@scripts/setup_bench.sh
	@$(BIN)/python -m benchmarks.page

docs: setup ## write what is made from declarations: the JSON Schema, the reference pages, the translations
	@$(BIN)/linewright schema > layouts/linewright.schema.json
	@$(BIN)/python -m layouts.reference docs/reference
	@$(BIN)/python -m scripts.translations

lock: setup ## write requirements.lock anew with the newest versions
	@scripts/lock.sh

clean: ## remove what the commands and the tools wrote (environments stay)
	@rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -not -path './.venv*' -prune -exec rm -rf {} +
