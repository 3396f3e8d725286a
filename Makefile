# Every target makes .venv ready first; see CONTRIBUTING.md.
# On a machine without make the same is: python scripts/setup_environment.py

PYTHON ?= python3
VENV_PYTHON := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run test lint format bench screenshots translations sample clean environment dev-environment

help:
	@echo "make run          open Cosight on the bundled sample"
	@echo "make test         lint, types, architecture and tests"
	@echo "make lint         the same without the tests"
	@echo "make format       put the code in order"
	@echo "make bench        measure the speed"
	@echo "make screenshots  take the pictures of the documentation anew"
	@echo "make translations bring the translations in step with the code"
	@echo "make sample       write the bundled sample anew"
	@echo "make clean        remove .venv and everything that was made"

environment:
	@$(PYTHON) scripts/setup_environment.py

dev-environment:
	@$(PYTHON) scripts/setup_environment.py --dev

run: environment
	@$(VENV_PYTHON) scripts/run_demo.py

# A test that takes its process down ends the run: with another in its place it would never end.
test: lint
	$(VENV_PYTHON) -m pytest --numprocesses auto --dist loadfile --max-worker-restart 0

lint: dev-environment
	$(VENV_PYTHON) -m ruff check .
	$(VENV_PYTHON) -m ruff format --check .
	$(VENV_PYTHON) -m mypy
	.venv/bin/lint-imports
	$(VENV_PYTHON) scripts/update_translations.py --check

format: dev-environment
	$(VENV_PYTHON) -m ruff check --fix .
	$(VENV_PYTHON) -m ruff format .

# Without the network what is installed is measured: missing baselines are named and left out.
bench: environment
	-@PIP_CONSTRAINT= $(VENV_PYTHON) -m pip install -qq --no-input --disable-pip-version-check \
		--only-binary :all: --requirement requirements-bench.lock
	@$(VENV_PYTHON) -m benchmarks $(ARGS)

screenshots: dev-environment
	$(VENV_PYTHON) scripts/make_screenshots.py

translations: dev-environment
	$(VENV_PYTHON) scripts/update_translations.py

sample: environment
	$(VENV_PYTHON) -m resources.sample.generate

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
