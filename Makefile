# The commands of a fresh clone. Python 3.11 or newer is all they need; everything else goes into .venv.
PYTHON ?= python3
SCRAPY = .venv/bin/scrapy
BROWSE = --metadata docs/browse/metadata.yml --plugins-dir docs/browse/plugins \
	--setting truncate_cells_html 100 --setting sql_time_limit_ms 10000 --setting facet_time_limit_ms 2000
DEMO = -s REPLAY=samples/workercn.warc.gz -s DATABASE_URL=sqlite:///var/demo.db -s ARCHIVE_DIR=var/demo-archive

SAMPLE = -s DATABASE_URL=sqlite:///var/analysis/union.db -s ARCHIVE_DIR=var/analysis/archive

.PHONY: help demo crawl browse analysis test lint schema constraints clean

help:            ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

demo: .venv/ready  ## crawl the sample archive (no network) into var/demo.db and show the articles
	rm -rf var/demo.db* var/demo-archive
	$(SCRAPY) crawl workercn -a since=2012-01-01 -a until=2026-11-20 $(DEMO)
	$(SCRAPY) articles $(DEMO)

crawl: .venv/ready  ## crawl workercn.cn for real, into var/unioncrawl.db
	$(SCRAPY) crawl workercn

browse: .venv-browse/ready  ## look at var/unioncrawl.db in the browser, with Datasette
	PYTHONPATH=. .venv-browse/bin/datasette serve var/unioncrawl.db $(BROWSE) --open

analysis: .venv/ready .venv-analysis/ready  ## an invented sample as Parquet, and the pictures of docs/analysis from it
	rm -rf var/analysis
	.venv/bin/python -m samples.federations var/analysis/pages.warc.gz
	$(SCRAPY) crawl files -a path=var/analysis/pages.warc.gz $(SAMPLE)
	$(SCRAPY) export --table articles --format parquet -o var/analysis/articles.parquet $(SAMPLE)
	cd docs/analysis && ../../.venv-analysis/bin/python example.py

test: .venv/ready-tests  ## all tests (those of PostgreSQL where one answers)
	.venv/bin/python -m pytest

lint: .venv/ready-tests  ## ruff, mypy --strict and scrapy-lint
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/scrapy-lint

schema: .venv/ready  ## write docs/schema.md from the code
	.venv/bin/python -m unioncrawl.schema

constraints: .venv/ready-tests  ## write constraints.txt from what is installed
	{ head -n 1 constraints.txt; .venv/bin/python -m pip freeze | sort -f; } > constraints.new && mv constraints.new constraints.txt

clean:           ## forget the set-up (var/ with its databases stays)
	rm -rf .venv .venv-browse .venv-analysis

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'unioncrawl needs Python 3.11 or newer: make PYTHON=python3.12 ...'; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/ready: .venv/python requirements.txt constraints.txt
	.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/ready-tests: .venv/ready tests/requirements.txt
	.venv/bin/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@

.venv-browse/ready .venv-analysis/ready: .venv-%/ready: .venv/python docs/%/requirements.txt docs/%/constraints.txt
	.venv/bin/python -m venv .venv-$*
	.venv-$*/bin/python -m pip install --quiet --disable-pip-version-check -r docs/$*/requirements.txt
	@touch $@
