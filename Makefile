# Every target sets up what it needs first; see README.md.
PYTHON ?= python3
SETUP = @command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) was not found: apt-get install python3 python3-venv"; exit 1; }; exec $(PYTHON) scripts/setup.py
VENV = .venv/bin/python
.PHONY: help run test check bench demo-reset messages lock doctor setup dev
.DEFAULT_GOAL := help

help:
	@echo "make run          start everything on PORT (8000), data in WOONCOACH_DATA (var/)"
	@echo "make test         all tests; a part with ARGS=\"tests/signals\""
	@echo "make check        style, types, layers, migrations, translations, deployment"
	@echo "make bench        measurements; SIZE=small or large"
	@echo "make demo-reset   put the demo organisations back as they were at the start"
	@echo "make messages     bring locale/ up to date with the texts in the code"
	@echo "make lock         work out the pinned requirements again; newer ones with ARGS=--upgrade"
	@echo "make doctor       say what this machine lacks, and the line that installs it"

run:
	$(SETUP) --then -m wooncoach.supervisor

test: dev
	@$(VENV) -m pytest $(or $(ARGS),-n 2 --cov)

check: dev
	@$(VENV) scripts/check.py

bench: dev
	@$(VENV) -m bench $(ARGS)

demo-reset: setup
	@DEMO=1 $(VENV) manage.py demo --reset

messages: dev
	@$(VENV) scripts/messages.py

lock: dev
	@cd requirements && for part in base dev; do ../.venv/bin/uv pip compile --quiet \
	  --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --output-file $$part.txt $(ARGS) $$part.in || exit 1; done
	@! grep -nE '://|^-|^ *@' requirements/*.txt

doctor:
	@$(PYTHON) wooncoach/doctor.py

setup:
	$(SETUP)

dev:
	$(SETUP) --dev
	@$(VENV) wooncoach/doctor.py --install
