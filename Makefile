# Two commands do everything on a fresh machine that has Python 3.11 or later and make:
#   make demo   converts every document of fixtures/ into out/ and prints what was found
#   make test   checks style and types and runs the tests
# The environment is .venv/; its versions are those of requirements-dev.lock.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	if $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$p; break; fi; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := requirements-dev.lock
EXTRAS := dev,ocr,parquet,ray,opensearch
CHECKED := src tests fixtures evaluation benchmarks docs
SHARED ?= ../shared
# the tests start hundreds of processes: each would compile the package anew
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test test-slow lint format score floors gains frequencies bench docs fixtures lock clean

help:
	@echo 'make demo         convert fixtures/ into out/ and print a table of what was found'
	@echo 'make test         ruff, mypy --strict and pytest (RUN_SLOW=1 or make test-slow: the slow tests too)'
	@echo 'make lint         ruff and mypy alone;  make format: let ruff format the code'
	@echo 'make score        score against hand-made annotations [DETAILS=1] [GROUP=folder or part of a name]'
	@echo 'make floors       raise the floors that the score may not fall below'
	@echo 'make gains BASE=… what this revision finds that revision BASE does not, and the other way round'
	@echo 'make frequencies  lines that no rule assigned, and labels that no lexicon knows, by frequency'
	@echo 'make bench        speed of extraction'
	@echo 'make docs         write the generated pages of docs/ anew'
	@echo 'make fixtures     build the documents of fixtures/ anew from their sources (needs LibreOffice)'
	@echo 'make lock         write requirements-dev.lock anew'

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo 'Python 3.11 or later with its venv module is needed (on Debian and Ubuntu: apt-get install python3 python3-venv).' >&2; exit 1; fi
	$(PYTHON) -m venv .venv

.venv/.runtime: $(BIN)/python pyproject.toml $(LOCK)
	$(PIP) install --constraint $(LOCK) --editable .
	@touch $@

.venv/.development: $(BIN)/python pyproject.toml $(LOCK)
	$(PIP) install --constraint $(LOCK) --editable '.[$(EXTRAS)]'
	@touch .venv/.runtime $@

demo: .venv/.runtime
	@$(BIN)/python fixtures/demo.py

lint: .venv/.development
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/mypy --strict $(CHECKED)

test: lint
	$(BIN)/python -m pytest

test-slow: lint
	RUN_SLOW=1 $(BIN)/python -m pytest

format: .venv/.development
	$(BIN)/ruff check --fix $(CHECKED)
	$(BIN)/ruff format $(CHECKED)

score: .venv/.runtime
	@$(BIN)/python -m evaluation.run --shared $(SHARED) $(if $(DETAILS),--details) $(if $(GROUP),--group $(GROUP))

floors: .venv/.runtime
	@$(BIN)/python -m evaluation.run --shared $(SHARED) --raise-floors

gains: .venv/.runtime
	@$(BIN)/python -m evaluation.gains_losses --shared $(SHARED) $(or $(BASE),HEAD)

frequencies: .venv/.runtime
	@$(BIN)/python -m evaluation.frequencies --shared $(SHARED)

bench: .venv/.runtime
	@$(BIN)/python -m benchmarks.extract

docs: .venv/.development
	@$(BIN)/python docs/generate.py

fixtures: .venv/.development
	@$(BIN)/python fixtures/build.py

# The lock pins versions alone: no addresses, so that any index serves it.
lock:
	rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip --disable-pip-version-check --quiet install '.[$(EXTRAS)]'
	.venv-lock/bin/python -m pip freeze --exclude minutes-parser > $(LOCK)
	rm -rf .venv-lock

clean:
	rm -rf .venv .venv-lock out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
