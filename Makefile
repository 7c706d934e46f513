# Every command of the repository. `make help` lists them.
# PYTHON=/path/to/python uses an environment of your own instead of making .venv.

SHELL := /bin/bash
BASE_PYTHON ?= python3
PYTHON ?= .venv/bin/python
JOBS ?= auto
PYTEST = $(PYTHON) -m pytest
PARALLEL = -n $(JOBS) --maxprocesses=4 --dist worksteal
# Papers of one file share servers, so a file stays together.
SERVERS = -n 2 --dist loadfile tests/integration/servers
# A journey mostly waits, as people do, so there may be more of them than processors; they last from a second
# to a minute, so whoever has nothing left to do takes over from others.
JOURNEYS = -n 5 --dist worksteal tests/browser
COMPILE = $(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock"

# Half of what a test process needs to begin is compiling, unless an earlier one has kept what it compiled.
unexport PYTHONDONTWRITEBYTECODE

# Only our own .venv is set up; an environment that somebody names is theirs.
ifeq ($(origin PYTHON),file)
RUN_READY := .venv/.ready-to-run
TEST_READY := .venv/.ready-to-test
VALIDATE_READY := .venv/.ready-to-validate
endif
LOCKS := requirements-build.txt requirements.txt pyproject.toml tools/set_up.py

# Those of `make validate` that look at what readers and their programs get; tools/judges.
JUDGES = html sitemaps feeds canaries lighthouse
VALIDATE = PYTHONPATH=src:. $(PYTHON) -m

.DEFAULT_GOAL := help
.PHONY: help up test test-postgresql journeys check bench bench-exact bench-carry bench-copydesk bench-desk bench-log bench-differences bench-search bench-import bench-extraction validate $(JUDGES:%=validate-%) drill lock format

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' | awk -F'|' '{ printf "  make %-12s %s\n", $$1, $$2 }'

up: $(RUN_READY) ## Set everything up and run the demo paper; ARGS="--port 9000" is passed on
	$(PYTHON) -m dateline.config.cli up --demo $(ARGS)

test: $(TEST_READY) ## Set everything up and run every test, on SQLite and on PostgreSQL
	$(PYTEST) $(PARALLEL) tests/unit tests/contracts tests/integration --ignore=tests/integration/servers
	$(PYTEST) $(SERVERS)
	$(PYTEST) -n 2 --ds=tests.edition_site.settings tests/integration/edition tests/integration/publishlog
	$(PYTHON) tools/postgres_cluster.py $(PYTEST) $(PARALLEL) -m "not own_database and not any_database" tests/integration --ignore=tests/integration/servers
	$(PYTEST) $(JOURNEYS)

test-postgresql: $(TEST_READY) ## Run every integration test on PostgreSQL, those that do not depend on the database too
	$(PYTHON) tools/postgres_cluster.py $(PYTEST) $(PARALLEL) -m "not own_database" tests/integration --ignore=tests/integration/servers

journeys: $(TEST_READY) ## Run every journey through the desk in Chromium
	$(PYTEST) $(JOURNEYS)

check: $(TEST_READY) ## Lint, types, directions, migrations, templates and contracts
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(dir $(PYTHON))lint-imports
	$(PYTHON) manage.py makemigrations --check --dry-run
	$(PYTHON) -m djlint --lint --quiet src
	$(PYTEST) tests/contracts

bench: $(TEST_READY) ## Measure a generated paper against nginx and Varnish; ARGS="hits --rounds 1" is passed on
	PYTHONPATH=src:. $(PYTHON) -m tools.bench $(ARGS)

bench-exact: $(TEST_READY) ## Prove that no page is ever stale: 10,000 operations, and each announcement left out
	$(PYTHON) tools/bench_exact.py

bench-carry: $(TEST_READY) ## How exactly a place in a text is carried to newer texts; ARGS="--cases FILE" measures cases of your own
	PYTHONPATH=src:. $(PYTHON) -m tools.carry $(ARGS)

bench-copydesk: $(TEST_READY) ## How many slips the copy desk finds, how many false alarms it raises, its time and memory
	PYTHONPATH=src:. $(PYTHON) -m tools.copydesk

bench-log: $(TEST_READY) ## How long the verifiable log takes: root over 100,000 leaves, size of a proof, checking it
	PYTHONPATH=src:. $(PYTHON) tools/bench_log.py

bench-import: $(TEST_READY) ## Stories a second and memory of an import; ARGS="--stories 100000 --kills 50" is passed on
	PYTHONPATH=src:. $(PYTHON) -m tools.bench_import $(ARGS)

bench-differences: $(TEST_READY) ## How long the difference of two versions of a story takes
	PYTHONPATH=src:. $(PYTHON) -m tools.bench_differences $(ARGS)

bench-search: $(TEST_READY) ## How long a search takes; ARGS="--stories 100000 --index-only 1000000 --databases sqlite" is passed on
	PYTHONPATH=src:. $(PYTHON) -m tools.bench_search $(ARGS)

bench-extraction: $(TEST_READY) ## How well old pages are read, per layout, as text dumps and HTML; ARGS="--pages 5 --verbose"
	PYTHONPATH=src:. $(PYTHON) -m tools.bench_extraction $(ARGS)

bench-desk: $(TEST_READY) ## Try a thousand times to lose a word at the desk; ARGS="--runs 100 --seed 500" is passed on
	PYTHONPATH=src:. $(PYTHON) -m tools.bench_desk $(ARGS)

validate: $(VALIDATE_READY) ## Judges that are not ours, on all that the paper puts out and on the desk: docs/validation.md; ARGS="--all pictures" keeps the desk's screens
	@failed=; for judge in structured_data validate_api $(JUDGES:%=judges.%); do \
		echo "== $$judge"; $(VALIDATE) tools.$$judge || failed="$$failed $$judge"; done; \
	echo "== desk_tour"; $(VALIDATE) tools.desk_tour $(ARGS) || failed="$$failed desk_tour"; \
	if [ -n "$$failed" ]; then echo "Not satisfied:$$failed"; exit 1; fi; echo "Every judge is satisfied."

$(JUDGES:%=validate-%): validate-%: $(VALIDATE_READY) # One of them, such as validate-html; ARGS="--base ADDRESS" asks a paper that runs already
	$(VALIDATE) tools.judges.$* $(ARGS)

drill: $(TEST_READY) ## Kill, flood and fuzz real servers for a quarter of an hour; DRILL_ROUNDS and others say how long
	DRILL_ROUNDS=$${DRILL_ROUNDS:-40} DRILL_NGINX_STEPS=$${DRILL_NGINX_STEPS:-300} DRILL_AWAY_SECONDS=60 \
		DRILL_FLOOD_SECONDS=30 DRILL_FUZZ_EXAMPLES=$${DRILL_FUZZ_EXAMPLES:-5000} $(PYTEST) -s --timeout=0 tests/integration/servers

format: $(TEST_READY) ## Let the tools tidy up what they can
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

lock: $(TEST_READY) ## Write the lock files anew after a change of dependencies
	echo "setuptools>=77" | $(COMPILE) - --output-file requirements-build.txt
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) pyproject.toml --extra dev --constraint requirements.txt --output-file requirements-dev.txt

.venv/.ready-to-run: $(LOCKS)
	$(BASE_PYTHON) tools/set_up.py run
	touch $@

.venv/.ready-to-test: $(LOCKS) requirements-dev.txt
	$(BASE_PYTHON) tools/set_up.py test
	touch .venv/.ready-to-run $@

.venv/.ready-to-validate: .venv/.ready-to-test
	$(BASE_PYTHON) tools/set_up.py validate
	touch $@
