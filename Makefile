# Two commands do everything: `make demo` and `make test`. Python 3.11 or later is needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NEIGHBOURS ?= ../shared/neighbours
REAL ?= ../shared/documents
# What is measured on, and what training may use beside the authored documents, where it is at hand.
MEASURED := $(if $(wildcard $(REAL)),--real $(REAL)) $(if $(wildcard $(NEIGHBOURS)),--neighbours $(NEIGHBOURS))
# Fictional documents that the model was not trained on.
EXAMPLES := $(addprefix tests/layouts/development/,01-harrowmere-custody-letter.txt 10-orlmere-crime-recording-table.html \
	11-thurlshire-rape-joint.md)

.PHONY: demo test picture torture torture-short fuzz audit hashes corpus-check dataset evaluate learning-curve bench model heads voice comparison folds compare-extra corpus-tables clean

demo: $(VENV)/core
	@mkdir -p demo
	@$(BIN)/stance tag $(EXAMPLES) --format table
	@$(BIN)/stance deferrals $(EXAMPLES)
	@$(BIN)/stance report $(EXAMPLES) --output demo/report.html
	@echo "The report is in demo/report.html: open it in a browser."

test: $(VENV)/all
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

# Every bad input and the whole kill test: some minutes, and more on a busy machine.
torture: $(VENV)/all
	PYTHONPATH=tests $(BIN)/python -m torture --time-limit 20
	PYTHONPATH=tests $(BIN)/python -m torture.kills

torture-short: $(VENV)/all
	PYTHONPATH=tests $(BIN)/python -m torture --short
	PYTHONPATH=tests $(BIN)/python -m torture.kills --documents 40 --kills 4

# Each reader and the structure in turn; `make fuzz SECONDS=3600` for an hour each.
SECONDS ?= 180
fuzz: $(VENV)/all
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt atheris
	for target in text markdown html docx odt pdf structure; do \
		PYTHONPATH=tests $(BIN)/python -m torture.fuzz $$target --seconds $(SECONDS) || exit 1; done

# Asks a database of known vulnerabilities about the tested versions: this needs a network.
audit:
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(VENV)/audit/bin/pip-audit --no-deps --disable-pip --requirement constraints-hashes.txt

# Writes the hashes of the tested versions down again, after constraints.txt has changed: this needs a network.
hashes: $(VENV)/all
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	grep -v '^torch==' constraints.txt > $(VENV)/to-hash.txt
	$(BIN)/uv pip compile --quiet --no-deps --generate-hashes --no-header --no-annotate --no-emit-index-url \
		$(VENV)/to-hash.txt --output-file $(VENV)/hashed.txt
	(grep '^#' constraints-hashes.txt; cat $(VENV)/hashed.txt) > $(VENV)/whole.txt && mv $(VENV)/whole.txt constraints-hashes.txt

# The picture in the README, of fictional documents that the model was not trained on.
picture: $(VENV)/all
	@mkdir -p demo
	$(BIN)/stance report tests/layouts/development --as-of 2026-01-31 --output demo/picture.html
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,1560 \
		--screenshot=eval/results/report.png file://$(CURDIR)/demo/picture.html
	$(BIN)/python -c 'from PIL import Image; path = "eval/results/report.png"; Image.open(path).quantize(256).save(path, optimize=True)'

corpus-check: $(VENV)/all
	$(BIN)/python -m eval.corpus_check

# FOLDS=10 also holds out ten groups of forces in turn; ALL=1 also measures SetFit, model2vec and words with vectors (make compare-extra first).
evaluate: $(VENV)/all
	$(BIN)/stance evaluate --output eval/results $(MEASURED) $(if $(FOLDS),--folds $(FOLDS)) $(if $(ALL),--all)

# Without names, the cheap candidates that have not been run; CANDIDATES="setfit tuned-minilm" runs these. One table of all that were run.
comparison: $(VENV)/all compare-extra
	$(BIN)/python -m eval.comparison $(CANDIDATES) $(MEASURED)

# Groups of forces held out in turn, five or FOLDS, with an encoder tuned anew for each: ten minutes or more a group on two cores.
folds: $(VENV)/all
	$(BIN)/python -m eval.tuned_folds $(CANDIDATES) $(if $(FOLDS),--folds $(FOLDS)) $(if $(wildcard $(NEIGHBOURS)),--neighbours $(NEIGHBOURS))

compare-extra: $(VENV)/all
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[compare]'

learning-curve: $(VENV)/all
	$(BIN)/python -m eval.learning_curve $(REAL) eval/results

corpus-tables: $(VENV)/all
	$(BIN)/python -m eval.corpus_tables

# Beside the peers, in one run: leave the machine alone meanwhile. QUICK=1 only shows that everything runs. FLOAT_MODEL is a
# folder with the shipped encoder in 32-bit floats, which 'make model FLOAT_MODEL=DIR' keeps.
bench: $(VENV)/all
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	$(BIN)/python -m eval.benchmarks $(if $(QUICK),--quick) $(if $(FLOAT_MODEL),--float-model $(FLOAT_MODEL)) \
		$(if $(STATIC_MODEL),--static-model $(STATIC_MODEL))

dataset: $(VENV)/all
	$(BIN)/python -m labels.hub dataset

# From nothing to both models. Two teachers learn from labels, the whole base and the cut one; the default model starts from layers of
# the first, learns from labels and from both, and is averaged with the second; the fast one learns from labels, the whole base and the
# default model. Without the neighbouring documents they are trained on the rest, and this says so.
NEIGHBOURING = $(if $(wildcard $(NEIGHBOURS)),--labels labels/neighbours --documents $(NEIGHBOURS))
LABELLED = --labels labels/authored $(NEIGHBOURING)
TEACHERS := models/teachers
model: $(VENV)/all
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[large]'
	$(if $(wildcard $(NEIGHBOURS)),,@echo "$(NEIGHBOURS) is not there: training without the neighbouring documents")
	$(BIN)/stance train --tune whole --output $(TEACHERS)/whole $(LABELLED)
	$(BIN)/stance train --tune large --output $(TEACHERS)/cut $(LABELLED)
	$(BIN)/stance train --tune student --teacher $(TEACHERS)/whole --teacher $(TEACHERS)/cut --model $(TEACHERS)/cut --output models/shipped \
		$(LABELLED) $(if $(FLOAT_MODEL),--keep-float $(FLOAT_MODEL))
	$(BIN)/stance train --tune small --teacher $(TEACHERS)/whole --teacher models/shipped --output models/fast $(LABELLED)

# After the corpus has grown: the heads and the calibration of both models in minutes, their encoders as they are.
heads: $(VENV)/all
	for model in models/shipped models/fast; do \
		$(BIN)/stance train --calibrate --model $$model --output $$model $(LABELLED) || exit 1; done

voice: $(VENV)/all
	$(BIN)/python -m classifier.voice_training

$(VENV)/core: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[report]'
	@touch $@

$(VENV)/all: $(VENV)/core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[train,parquet,xlsx,report,dev]'
	@touch $@

clean:
	rm -rf $(VENV) demo build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
