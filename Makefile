# make run: the portal with a demo country.  make test: everything that proves it.  make env: only the environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run env test-env test test-long lint types contracts unit browser lock screenshots clean

run: env
	@exec $(BIN)/peluang run

env: $(VENV)/.ready

$(VENV)/.ready: requirements/run.txt requirements/bootstrap.txt pyproject.toml
	@PYTHON="$(PYTHON)" sh scripts/environment run

test-env: $(VENV)/.ready-test

$(VENV)/.ready-test: $(VENV)/.ready requirements/dev.txt
	@PYTHON="$(PYTHON)" sh scripts/environment test

test: test-env lint types contracts unit browser
	@echo "make test: all green"

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --profile jinja --check --quiet src/peluang
	$(BIN)/djlint --profile jinja --lint --quiet src/peluang

types:
	$(BIN)/mypy

contracts:
	$(BIN)/lint-imports

unit:
	$(BIN)/python -m pytest -n 2 -m "not long and not browser"

browser:
	$(BIN)/python -m pytest -n 2 -m "browser and not long" tests/browser

test-long: test-env
	$(BIN)/python -m pytest -n 2 -m long

# Names no registry: hashes pin what is installed, whoever serves it.
lock: env
	for name in run dev bootstrap; do \
	  $(BIN)/uv pip compile --quiet --no-header --no-annotate --no-emit-index-url --generate-hashes --python-version 3.11 \
	    requirements/$$name.in -o requirements/$$name.txt || exit 1; done

screenshots: test-env
	$(BIN)/python -m tests.browser.screenshots

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache
