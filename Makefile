# Everything runs in a virtual environment of its own; the first target that needs it makes it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OCR := $(VENV)/.ocr
NARRATION := $(VENV)/.narration
POSTGRES := $(VENV)/.postgres
VIDEO := $(VENV)/.video
HOOKS := web/hooks
NODE := $(HOOKS)/node_modules/.ready
# What is compiled once is kept: tests start hundreds of processes, and sandboxes import for each workflow.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: install ocr narration postgres video demo up test test-ocr test-narration test-postgres test-video test-browser \
	test-web test-web-browser picture check bench chaos lock clean

install: $(READY)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Callsheet needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

ocr: $(OCR)  ## the extra with which the annotator reads text, a quarter of a gigabyte

$(OCR): requirements-ocr.lock $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-ocr.lock
	touch $(OCR)

narration: $(NARRATION)  ## the extra that speaks, with its voice

$(NARRATION): requirements-narration.lock $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-narration.lock
	touch $(NARRATION)

postgres: $(POSTGRES)  ## the driver for a database of PostgreSQL's

$(POSTGRES): requirements-postgres.lock $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-postgres.lock
	touch $(POSTGRES)

video: $(VIDEO)  ## the extra that draws films and looks into them, a hundred megabytes

$(VIDEO): requirements-video.lock $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-video.lock
	touch $(VIDEO)

demo: $(READY) $(OCR)  ## a real photo becomes three larger ones, live
	$(BIN)/callsheet demo

up: $(READY)  ## Temporal with its web UI, worker, API and console
	$(BIN)/callsheet up

test: check  ## everything that needs Python alone; much of it waits, so several files at a time
	$(BIN)/python -m pytest --ignore tests/house --ignore tests/end_to_end --ignore tests/browser \
		--ignore tests/web -n 4 --dist loadfile
	$(BIN)/python -m pytest tests/end_to_end -n 3 --dist loadfile

test-ocr: $(OCR)  ## what needs the extra `ocr`
	$(BIN)/python -m pytest tests/activities/test_annotator_text.py

test-narration: $(NARRATION)  ## what needs the extra `narration`
	$(BIN)/python -m pytest tests/activities/test_narrator_hibari.py

test-video: $(VIDEO)  ## what needs the extra `video`
	$(BIN)/python -m pytest tests/activities/test_drawer_video.py tests/activities/test_viewing_video.py

test-postgres: $(POSTGRES)  ## what is kept, kept in PostgreSQL; its server's programs must be installed
	CALLSHEET_TEST_POSTGRES=1 $(BIN)/python -m pytest -n 3 --dist loadfile tests/storage tests/api/test_documentary.py \
		tests/api/test_documentary_limits.py tests/api/test_documentary_retry.py tests/api/test_batches.py \
		tests/api/test_starts.py tests/api/test_idempotency.py tests/api/test_transfers.py \
		tests/api/test_transfer_meetings.py tests/api/test_transfer_faults.py tests/api/test_generation.py

test-browser: $(READY) $(NODE)  ## plain clients and the console in Chromium, which must be installed
	$(BIN)/python -m pytest tests/browser

picture: $(READY)  ## docs/console.png, as README.md shows it: the console in Chromium before real jobs
	CALLSHEET_PICTURE=docs/console.png $(BIN)/python -m pytest tests/browser/test_picture.py

$(NODE): $(HOOKS)/package-lock.json
	cd $(HOOKS) && npm ci --no-audit --no-fund
	touch $(NODE)

test-web: $(READY) $(NODE)  ## the hooks and their core: types, tests, build, size, and whether the API has drifted from them
	cd $(HOOKS) && npm run --silent types:check
	cd $(HOOKS) && npm run --silent check
	cd $(HOOKS) && npm test --silent
	cd $(HOOKS) && npm run --silent build
	cd $(HOOKS) && npm run --silent size
	$(BIN)/python -m pytest tests/web

test-web-browser: $(READY) $(NODE)  ## the hooks' demo in Chromium, against `callsheet up`
	cd $(HOOKS) && npm run --silent e2e

check: $(READY)  ## formatting, lint, types, import rules, house rules
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo --cache-dir .import_linter_cache
	$(BIN)/python -m pytest tests/house

bench: $(READY)  ## ratios, side by side in one run
	$(BIN)/python -m bench

MINUTES ?= 2
SEED ?= 1

chaos: $(READY)  ## kills, cancels, repeats, reconnects, and checks that nothing was lost or told wrongly
	$(BIN)/callsheet chaos --own --seed $(SEED) --minutes $(MINUTES)

COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

lock:  ## renew the lock files from pyproject.toml; those of the extras hold what they add
	$(COMPILE) --group dev -o requirements.lock pyproject.toml
	$(COMPILE) --extra ocr -c requirements.lock -o requirements-ocr.lock pyproject.toml \
		$$(sed -n 's/^\([a-z0-9.-]*\)==.*/--no-emit-package \1/p' requirements.lock)
	sed -i '/^$$/,$$d' requirements-ocr.lock  # a list of what is in the first
	$(COMPILE) --extra narration -c requirements.lock -c requirements-ocr.lock \
		-o requirements-narration.lock pyproject.toml \
		$$(sed -n 's/^\([a-z0-9.-]*\)==.*/--no-emit-package \1/p' requirements.lock)
	sed -i '/^$$/,$$d' requirements-narration.lock
	$(COMPILE) --extra postgres -c requirements.lock -o requirements-postgres.lock pyproject.toml \
		$$(sed -n 's/^\([a-z0-9.-]*\)==.*/--no-emit-package \1/p' requirements.lock)
	sed -i '/^$$/,$$d' requirements-postgres.lock
	$(COMPILE) --extra video -c requirements.lock -o requirements-video.lock pyproject.toml \
		$$(sed -n 's/^\([a-z0-9.-]*\)==.*/--no-emit-package \1/p' requirements.lock)
	sed -i '/^$$/,$$d' requirements-video.lock

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
