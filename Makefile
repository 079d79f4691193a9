# make demo, make test, make check: each sets up what it needs first. Needs Python 3.11 or newer and make, nothing else;
# a browser for pages drawn by JavaScript is fetched where that can be, and done without where it cannot.
PYTHON ?= python3
BIN := .venv/bin
ROOMS := klachtwacht spiders crawler alerts complaints guard
FIND_BROWSER := $(BIN)/python -c 'from crawler.browser.find import browser; browser()' 2>/dev/null
# Debian's takes root.
APT := DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::http::Timeout=20 -o Acquire::Retries=1
DEBIAN_BROWSER := { [ "$$(id -u)" = 0 ] && $(APT) update && $(APT) install -y --no-install-recommends chromium; } \
	>/dev/null 2>&1
OWN_BROWSER := $(BIN)/playwright install --only-shell chromium >/dev/null 2>&1

.PHONY: browser demo test check bench model format constraints migration clean

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile -c constraints.txt -e '.[dev]'
	$(BIN)/python -m compileall -q -j 0 .venv/lib $(ROOMS) || true
	touch $@

browser: .venv/ready
	@$(FIND_BROWSER) || { echo 'fetching a browser for pages drawn by JavaScript'; $(DEBIAN_BROWSER) || $(OWN_BROWSER); } \
		|| echo 'there is none to be had: what needs one is left out'

demo: browser
	$(BIN)/klachtwacht demo

test: browser
	$(BIN)/pytest -n 2 --dist worksteal

check: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/vulture

bench: .venv/ready
	$(BIN)/python -m bench.help
	$(BIN)/python -m bench.crawl
	$(BIN)/python -m bench.unchanged
	$(BIN)/python -m bench.pace
	$(BIN)/python -m bench.addresses
	$(BIN)/python -m bench.hostile
	$(BIN)/python -m bench.reading
	$(BIN)/python -m bench.confirmed
	$(BIN)/python -m bench.browser
	$(BIN)/python -m bench.browser_memory
	$(BIN)/python -m bench.drift
	$(BIN)/python -m bench.kill
	$(BIN)/python -m bench.big_log
	$(BIN)/python -m bench.deciding
	$(BIN)/python -m bench.mentions
	$(BIN)/python -m bench.match_growth

# The weights that come with the program, learnt from bench/data: the same bytes with the same versions.
model: .venv/ready
	$(BIN)/python -m bench.learning

format: .venv/ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Which versions are known to work; written without the address of any index.
constraints: .venv/ready
	$(BIN)/uv pip compile --universal --python-version 3.11 --all-extras pyproject.toml --no-header -q -o constraints.txt

clean:
	rm -rf .venv build dist *.egg-info
