"""An evaluation run: every candidate on the same text, held-out fictional forces and real documents apart."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifier.dataset import Dataset
from classifier.tagger import Tagger
from corpus.errors import TrainingError
from corpus.finding import find_documents
from corpus.writing import whole_file
from eval.answers import Answers, answers_of_tags, targets_of
from eval.candidates import CHEAP, MORE, WORDS, Fit, fit_words
from eval.crossfit import calibrated_table, cross_fitted_table, cross_fitted_tags
from eval.figures import differences, figures_of
from eval.folds import hold_out_in_turn
from eval.masking import masked
from eval.shared_text import shared_with
from eval.splits import AUTHORED_TEST, REAL_LABELS, REAL_TEST, Split, joined, load_split
from eval.structure import structure_figures
from eval.vectors import KnownVectors, kept_vectors, shipped_encoder
from labels.scheme import Scheme
from models.folder import FAST, ModelFolder, load_model_folder

Report = Callable[[str], None]
SHIPPED, FAST_MODEL = "shipped model", "fast model"
MASKED, APART, LEFT_IN = "names masked", "paragraphs that share text with training left out", "shared text left in training"


@dataclass(frozen=True)
class Wanted:
    """What to evaluate.

    ``real`` are real documents, ``neighbours`` the neighbouring documents that training may have used, where they are at
    hand. ``folds`` asks for groups of forces held out in turn (0: one force at a time) beside the fixed split. ``more`` adds the
    candidates that need the extra ``compare`` or more time. ``draws`` are samples of the bootstrap, as many as usual if ``None``.
    """

    real: Path | None = None
    neighbours: Path | None = None
    model: Path | None = None
    folds: int | None = None
    more: bool = False
    draws: int | None = None


def evaluate_to(output: Path, wanted: Wanted, report: Report = lambda _: None) -> dict[str, Any]:
    """Evaluate, and write the figures and the page.

    :param output: the folder for ``evaluation.json`` and ``evaluation.html``.
    :param wanted: what to evaluate.
    :param report: is told how it goes.
    :return: the figures.
    :raises TrainingError: if the real documents have no labels, or a model was trained on one of them.
    """
    from eval.page import write_evaluation_page

    results = evaluate(wanted, report)
    with whole_file(output / "evaluation.json") as file:
        json.dump(results, file, indent=1)
    write_evaluation_page(results, output / "evaluation.html")
    return results


def evaluate(wanted: Wanted, report: Report) -> dict[str, Any]:
    """Evaluate the shipped models and all candidates.

    :param wanted: what to evaluate.
    :param report: is told how it goes.
    :return: figures for held-out fictional forces and, apart, for real documents.
    """
    models = {SHIPPED: load_model_folder(wanted.model)}
    if wanted.model is None and FAST.is_dir():
        models[FAST_MODEL] = load_model_folder(FAST)
    scheme = models[SHIPPED].scheme
    split = load_split(wanted.real, wanted.neighbours, report)
    answers: dict[str, dict[str, Answers]] = {name: {} for name in split.tests}
    for name, fit in _fits(wanted, split).items():
        report(f"training: {name}")
        trained_on = split.everything if name.endswith(LEFT_IN) else split.training
        _add(answers, name, _candidate(fit, trained_on, split, scheme))
    errors = {}
    for name, folder in models.items():
        report(f"tagging: {name}")
        found, wrong = _model(name, folder, split)
        errors[name] = wrong
        for variant, by_test in found.items():
            _add(answers, variant, by_test)
    results: dict[str, Any] = {
        "labels": list(scheme.ids),
        "shown_as": [scheme.shown_as(label) for label in scheme.ids],
        "models": {name: _facts(folder, split) for name, folder in models.items()},
        "protocol": _protocol(split),
    }
    report("intervals")
    for test, candidates in answers.items():
        results[test] = {
            name: figures_of(found, tags=name.startswith(tuple(models)), draws=wanted.draws) for name, found in candidates.items()
        }
    results["differences"] = {
        test: {name: differences(candidates, name, wanted.draws) for name in models if name in candidates}
        for test, candidates in answers.items()
    }
    if wanted.real is not None:
        results["errors"] = errors
        results["structure"] = {"real": structure_figures(find_documents([wanted.real]), REAL_LABELS).summary()}
    if wanted.folds is not None:
        everyone = joined(split.everything, split.tests[AUTHORED_TEST])
        results["folds"] = hold_out_in_turn(everyone, wanted.folds, scheme, report).figures(wanted.draws)
    return results


def _fits(wanted: Wanted, split: Split) -> dict[str, Fit]:
    fits = dict(CHEAP)
    if split.dropped:
        fits[f"{WORDS}, {LEFT_IN}"] = fit_words
    if wanted.more:
        from eval.contrastive import NAME, fit_setfit

        fits |= {**MORE, NAME: fit_setfit}
    return fits


def _add(answers: dict[str, dict[str, Answers]], name: str, by_test: Mapping[str, Answers]) -> None:
    for test, found in by_test.items():
        answers[test][name] = found


def _candidate(fit: Fit, training: Dataset, split: Split, scheme: Scheme) -> dict[str, Answers]:
    fitted = fit(training, scheme)
    held_out = split.tests[AUTHORED_TEST]
    table = fitted.predict(held_out)
    found = {AUTHORED_TEST: cross_fitted_table(table, held_out, scheme)}
    if REAL_TEST in split.tests:
        real = split.tests[REAL_TEST]
        found[REAL_TEST] = calibrated_table(fitted.predict(real), real, split.groups(REAL_TEST), table, held_out, scheme)
    return found


def _model(name: str, folder: ModelFolder, split: Split) -> tuple[dict[str, dict[str, Answers]], list[dict[str, Any]]]:
    """Ask a model; also with names masked, and without the paragraphs that share text with what may be trained on."""
    source, scheme = shipped_encoder(folder), folder.scheme
    training_texts = [item.text for item in split.everything.inputs]
    answers: dict[str, dict[str, Answers]] = {}
    errors: list[dict[str, Any]] = []
    for test, data in split.tests.items():
        if seen := set(folder.training["documents"]) & set(data.documents):
            if test == REAL_TEST:
                raise TrainingError(f"the model was trained on {', '.join(sorted(seen))}; a figure on them would mean nothing")
            continue  # a model that was trained on the held-out forces is not measured on them; its facts say so
        for variant, read in ((name, data), (f"{name}, {MASKED}", masked(data))):
            encoded = kept_vectors(source, read.inputs)
            if test == AUTHORED_TEST:
                tags = cross_fitted_tags(folder, encoded, read)
            else:
                tags = Tagger(folder, KnownVectors(read.inputs, encoded)).tag_inputs(read.inputs)
            answers.setdefault(variant, {})[test] = answers_of_tags(tags, read, split.groups(test), scheme)
        shared = shared_with([item.text for item in data.inputs], training_texts)
        if shared.any() and not shared.all():
            answers.setdefault(f"{name}, {APART}", {})[test] = answers[name][test].take((~shared).nonzero()[0])
        if test == REAL_TEST:
            errors = _errors(answers[name][test], data, scheme)
    return answers, errors


def _errors(answers: Answers, data: Dataset, scheme: Scheme) -> list[dict[str, Any]]:
    """List the wrong paragraphs, by fingerprint: their text is not ours to publish."""
    found, targets = answers.predictions.found, targets_of(data, scheme)
    return [
        {
            "document": data.documents[place],
            "fingerprint": data.labels[place].fingerprint,
            "labelled": data.stances[place],
            "said": scheme.ids[found[place]],
            "confidence": round(float(answers.predictions.probabilities[place].max()), 3),
            "abstained": not bool(answers.kept[place]),
        }
        for place in (found != targets).nonzero()[0].tolist()
    ]


def _facts(folder: ModelFolder, split: Split) -> dict[str, Any]:
    documents = set(folder.training["documents"])
    held_out = split.tests[AUTHORED_TEST]
    return {
        "digest": folder.digest,
        "paragraphs": folder.training["paragraphs"],
        "documents": len(documents),
        "trained_on_held_out": len(documents & set(held_out.documents)),
        "not_given_to_the_others": sorted(documents - set(split.everything.documents) - set(held_out.documents)),
    }


def _protocol(split: Split) -> dict[str, Any]:
    return {
        "training_paragraphs": len(split.training),
        "training_forces": len(set(split.training.forces)),
        "held_out_forces": len(set(split.tests[AUTHORED_TEST].forces)),
        "dropped_as_shared": split.dropped,
    }
