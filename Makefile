# Every target takes further arguments in ARGS, for example: make demo ARGS="--port 3999 --no-browser"
PYTHON ?= python3
ARGS ?=
BIN := .venv/bin
STAMP := .venv/.locked
# Compiled modules are kept: tests and demo start hundreds of processes, each a quarter of a second longer without.
unexport PYTHONDONTWRITEBYTECODE
CHILD_SAFE := env -u PYTHONPATH -u PYTHONHOME -u VIRTUAL_ENV

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench soak simulate gallery run env lock

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(STAMP) ## a local Slack in the browser with the real bot and a sample organisation
	@exec ./clearway demo $(ARGS)

test: $(STAMP) ## all tests (PostgreSQL is brought along; browser tests need chromium)
	@$(BIN)/pytest -n 4 --dist worksteal --benchmark-disable $(ARGS)

lint: $(STAMP) ## ruff, mypy and the rule of dependency
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(STAMP) ## measure the paths whose speed is promised; the figures as a table and as JSON in var/bench
	@CLEARWAY_BENCH=var/bench $(BIN)/pytest -n 0 tests/benchmarks $(ARGS)

soak: $(STAMP) ## prove a row of docs/proof.md for long: make soak ROW=3a N=50000 SEED=1; without ROW it lists them
	@$(BIN)/python -m tests.soak $(or $(ROW),--help) $(if $(N),-n $(N)) $(if $(SEED),--seed $(SEED))

simulate: $(STAMP) ## a quarter of a small organisation on the virtual clock, told in docs/simulation.md: WEEKS=13 SEED=1
	@$(BIN)/python -m tests.simulation $(if $(WEEKS),--weeks $(WEEKS)) $(if $(SEED),--seed $(SEED)) $(ARGS)

gallery: $(STAMP) ## draw every message, form and Home into docs/gallery, the way of a blocker and the playground into docs/screens
	@./clearway gallery $(ARGS)
	@mkdir -p docs/screens
	@CLEARWAY_SCREENS=docs/screens $(BIN)/pytest -q -n 0 tests/stories/test_blocker_in_the_browser.py -k socket
	@CLEARWAY_SCREENS=docs/screens $(BIN)/pytest -q -n 0 tests/stories/test_playground_for_newcomers.py

run: $(STAMP) ## the bot in a real workspace, with the settings of .env
	@exec ./clearway run $(ARGS)

env: $(STAMP) ## build or refresh the environment in .venv

lock: $(STAMP) ## compute the locks again from pyproject.toml
	@$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header \
	    --group dev pyproject.toml -o requirements.lock
	@{ echo "# The installer itself, pinned with its hashes. Made by: make lock"; \
	    echo "uv==$$($(BIN)/uv --version | cut -d ' ' -f 2)" | $(BIN)/uv pip compile -q --universal --generate-hashes \
	    --no-emit-index-url --no-header --no-annotate -; } > requirements-bootstrap.lock.new
	@mv requirements-bootstrap.lock.new requirements-bootstrap.lock

# Nothing is installed that is not in a lock with its hash. The stamp is newer than the locks, or the step runs again.
$(STAMP): requirements.lock requirements-bootstrap.lock
	@command -v $(PYTHON) >/dev/null || { \
	    echo "Python 3.11 or newer is needed and '$(PYTHON)' was not found. Name another with: make PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version). Name another with: make PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "Python's venv module is missing. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; exit 2; }
	@echo "Building the environment in .venv (once, and again when a lock changes) ..." >&2
	@$(CHILD_SAFE) $(PYTHON) -m venv .venv
	@$(CHILD_SAFE) $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-bootstrap.lock
	@$(CHILD_SAFE) $(BIN)/uv pip install -q --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	@touch $(STAMP)
