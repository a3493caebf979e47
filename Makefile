# Everything happens in .venv; PYTHON names the interpreter that makes it.
PYTHON ?= python3.11
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test lint format eval bench endurance fuzz lock clean

run: .venv/installed ## Start the bot: the playground in a browser, or Telegram with TELEGRAM_BOT_TOKEN
	$(BIN)/python -m bot run

test: .venv/installed-dev ## Run the whole suite
	$(BIN)/python -m pytest

lint: .venv/installed-dev ## Linters, types and import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/installed-dev ## Put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: .venv/installed-dev ## How well transcripts are cut and questions answered
	$(BIN)/python -m bot evaluate tests/quality/sets/weekly

bench: .venv/installed-dev ## Measure, side by side with other engines (10 minutes; SIZES=1000 for less)
	$(INSTALL) --editable '.[bench]'
	$(BIN)/python -m tests.bench $(SIZES)

endurance: .venv/installed-dev ## Push to 2,000 chats on a Telegram on loopback: floods, kills, trouble (7 minutes)
	$(BIN)/python -m tests.endurance flood
	$(BIN)/python -m tests.endurance kills
	$(BIN)/python -m tests.endurance trouble

fuzz: .venv/installed-dev ## Look for inputs that the readers of transcripts and feeds fail on (10 minutes)
	$(BIN)/python -m tests.fuzz

lock: .venv/installed-dev ## Resolve the dependencies anew
	$(INSTALL) uv
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate --universal \
		--python-version 3.11 --upgrade pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate --universal \
		--python-version 3.11 --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## Remove what was installed and cached
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ..."; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: requirements.lock | .venv/bin/python
	@echo "Installing (once) ..."
	$(INSTALL) --require-hashes -r requirements.lock
	@touch $@

.venv/installed-dev: requirements-dev.lock | .venv/bin/python
	@echo "Installing the tools (once) ..."
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@ .venv/installed
