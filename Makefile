# Two commands do the work: `make demo` and `make test`.
PYTHON ?= python3
PY := .venv/bin/python
STAMP := .venv/.installed

.PHONY: demo test fast lint bench clean
demo: $(STAMP)
	$(PY) -m narrate build script --output output

test: lint fast
	$(PY) -m pytest -m slow

# What needs no engine, browser or slide show, on two processes; a test file stays on one.
fast: $(STAMP)
	$(PY) -m pytest -m "not slow" -n 2 --dist loadfile

lint: $(STAMP)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports

bench: $(STAMP)
	$(PY) -m tests.bench docs/benchmarks.md

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("narrate needs Python 3.11 or later, and $(PYTHON) is " + sys.version.split()[0] + "; name one that you have: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	$(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $@

clean:
	rm -rf .venv output .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
