# make demo: examples as DOCX and PDF in out/.   make test: everything the gate runs.   make bench: speed, beside peers.
SHELL := /bin/bash
.DEFAULT_GOAL := help

UV_VERSION := 0.13.9
TOOLS := .tools
# The machine's own Python, never a downloaded one.
export UV_PYTHON_DOWNLOADS := never
UV := $(TOOLS)/bin/uv
PYTHON := .venv/bin/python

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(UV):
	@python3 -m venv --clear $(TOOLS) >/dev/null 2>&1 || { sh .ci/apt.sh python3-venv && python3 -m venv --clear $(TOOLS); }
	@$(TOOLS)/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.installed: $(UV) pyproject.toml uv.lock
	$(UV) sync --frozen --quiet --no-dev
	@touch $@

.venv/.installed-dev: $(UV) pyproject.toml uv.lock
	$(UV) sync --frozen --quiet
	@touch $@ .venv/.installed

install: .venv/.installed ## the locked environment in .venv

office: ## LibreOffice and Tinos, where they are missing and we may install them
	@sh .ci/apt.sh libreoffice-writer-nogui fonts-croscore libreoffice-script-provider-python python3-uno || true

demo: install office ## every example of fixtures/documents as DOCX and PDF in out/
	@.venv/bin/nd30 demo fixtures/documents -o out

test-tools: .venv/.installed-dev
	@sh .ci/apt.sh libreoffice-writer-nogui fonts-croscore libreoffice-script-provider-python python3-uno poppler-utils postgresql chromium

test: test-tools ## format, lint, types, import contract, unit, property and end-to-end tests
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/hadolint Dockerfile
	.venv/bin/pytest -n 2 --dist loadgroup

bench-tools: test-tools
	@sh .ci/apt.sh wrk || true

bench: bench-tools ## speed and memory beside peers, interleaved, as ratios
	$(PYTHON) -m benchmarks

format: .venv/.installed-dev ## rewrite in the house format
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

templates: .venv/.installed-dev ## write the shipped Word templates again from the law table
	$(PYTHON) -m templates_nd30.generator

clean: ## remove what was built
	rm -rf out build dist .venv $(TOOLS) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.PHONY: help install office demo test-tools test bench-tools bench format templates clean
