# Two commands do everything on a fresh machine with Python 3.11 and make:
#   make scorecards   builds the sample reports into scorecards/
#   make test         runs the tests
PYTHON ?= python3.11
VENV ?= .venv
CONSTRAINTS ?= constraints.txt
BIN = $(VENV)/bin
OUT ?= scorecards
GOLD ?= reports/gold
DOCS ?= reports

.DEFAULT_GOAL := scorecards
.PHONY: scorecards test test-lowest lint evaluate benchmark docs fuzz fuzz-guided mutate audit clean

scorecards: $(VENV)/.installed
	$(BIN)/tracker build -o $(OUT)

test: $(VENV)/.tested
	$(BIN)/python -m pytest -n 2

# the same tests with the lowest versions of everything that pyproject.toml allows; what those warn of is theirs
test-lowest:
	@$(MAKE) --no-print-directory VENV=$(VENV)-lowest CONSTRAINTS=constraints-lowest.txt $(VENV)-lowest/.tested
	$(VENV)-lowest/bin/python -m pytest -n 2 -o filterwarnings=default

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# measured against hand-made answers; GOLD and DOCS may be your own
evaluate: $(VENV)/.installed
	$(BIN)/tracker evaluate --gold $(GOLD) --docs $(DOCS) --misses

# characters per second, stage by stage, and the ratio to segmenting the same text with spacy-pkuseg; whole builds of so
# many reports (make benchmark BUILDS="100 1000 10000" takes an hour)
BUILDS ?= 300
benchmark: $(VENV)/.installed
	$(BIN)/python -m tracker.benchmark --builds $(BUILDS)

# the pages of all commands, from their help
docs: $(VENV)/.installed
	$(BIN)/python -X utf8 -m tracker.cli.reference en > docs/cli.md
	$(BIN)/python -X utf8 -m tracker.cli.reference zh > docs/cli.zh-CN.md

# damaged and made-up input through every stage, by the clock; not part of the tests
MINUTES ?= 10
fuzz: $(VENV)/.tested
	cd tests && PYTHONPATH=. ../$(BIN)/python fuzz/campaign.py --minutes $(MINUTES)

# the same led by coverage (libFuzzer, Linux only)
fuzz-guided: $(VENV)/.tested
	cd tests && PYTHONPATH=. ../$(BIN)/python fuzz/guided.py --minutes $(MINUTES)

# changes of what judges, one at a time, and which of them no test notices; an hour on a quiet machine. Those that change
# nothing anyone could see are listed in tests/mutation/equivalent.yaml
mutate: $(VENV)/.tested
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(CONSTRAINTS) mutmut
	$(BIN)/mutmut run
	$(BIN)/python tests/mutation/survivors.py

# known vulnerabilities of what is installed; says so where nobody can be asked
audit: $(VENV)/.installed
	-@$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-audit
	@$(BIN)/python tests/supply/audit.py

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null 2>&1 && $(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || \
		{ echo "Python 3.11 is needed: make PYTHON=/path/to/python3.11"; rm -rf $(VENV); exit 1; }

$(VENV)/.installed: pyproject.toml $(CONSTRAINTS) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(CONSTRAINTS) -e .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(CONSTRAINTS) -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) $(VENV)-lowest scorecards build dist mutants
