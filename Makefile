# Each word of `make help` also works on a fresh machine: what it needs, it installs into .venv.

checksum = $(shell cksum < $(1) | cut -d' ' -f1)

# A stamp carries the checksum of its list of packages: another list, another stamp.
SITE := .venv/site-$(call checksum,requirements.txt)
TOOLS := .venv/tools-$(call checksum,requirements-dev.txt)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

run: $(SITE) ## start the site with its demo content; Ctrl-C stops it
	@.venv/bin/python manage.py start

test: $(SITE) $(TOOLS) ## run every test on SQLite, and beside it on PostgreSQL where TEST_DATABASE_URL names one
	@if [ -n "$$TEST_DATABASE_URL" ]; then \
	    told=$$(mktemp); \
	    env -u CACHE_URL DATABASE_URL="$$TEST_DATABASE_URL" \
	        .venv/bin/python -m pytest -m "not browser" >"$$told" 2>&1 & beside=$$!; \
	fi; \
	env -u DATABASE_URL -u CACHE_URL .venv/bin/python -m pytest; status=$$?; \
	if [ -n "$$beside" ]; then \
	    wait $$beside || status=1; \
	    echo "On PostgreSQL:"; cat "$$told"; rm -f "$$told"; \
	else \
	    echo "Not tested on PostgreSQL: set TEST_DATABASE_URL=postgresql://user:password@host/name,"; \
	    echo "for a user who may create databases, to test there too."; \
	fi; \
	exit $$status

check: $(SITE) $(TOOLS) ## linters, types, import contracts, migrations, deployment check
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/djlint --lint templates
	.venv/bin/lint-imports
	.venv/bin/mypy
	.venv/bin/python manage.py makemigrations --check --dry-run
	DEBUG=0 ALLOWED_HOSTS=example.org EMAIL_URL=smtp://localhost:25 \
	    SECRET_KEY=used-by-make-check-alone-0123456789-abcdefghijklmnopqrstuvwx \
	    SEALING_KEYS=dXNlZC1ieS1tYWtlLWNoZWNrLWFsb25lLTAxMjM0NTY= \
	    .venv/bin/python manage.py check --deploy --fail-level WARNING

clean: ## remove .venv and what tests and checks left behind; the site's own data in var/ stays
	rm -rf .venv .coverage htmlcov test-results .mypy_cache .ruff_cache .pytest_cache
	rm -rf .import_linter_cache

.venv/bin/python:
	@python=$$(sh config/find_python.sh) && \
	    echo "Making .venv with $$python" && "$$python" -m venv --clear .venv

$(SITE): .venv/bin/python
	.venv/bin/python -m pip install --require-hashes -r requirements.txt
	@rm -f .venv/site-* && touch $@

$(TOOLS): .venv/bin/python $(SITE)
	.venv/bin/python -m pip install --require-hashes -r requirements-dev.txt
	@rm -f .venv/tools-* && touch $@
