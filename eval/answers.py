"""What a candidate says of labelled paragraphs, against what their readers said, and the metrics of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from classifier.dataset import Dataset
from classifier.records import Tag
from classifier.stances import stances_of
from eval.metrics import Predictions, accuracy, brier, expected_calibration_error, kappa, macro_f1
from labels.scheme import Scheme

Flags = npt.NDArray[np.bool_]
#: 1 right, 0 wrong, -1 where the question does not arise.
Verdicts = npt.NDArray[np.int8]
#: The share of paragraphs that the surest are.
SUREST = 0.7


@dataclass(frozen=True)
class Answers:
    """Answers for labelled paragraphs, in parallel arrays of shape (paragraphs,).

    ``kept`` are those that it does not abstain from; ``defers`` those in which it finds a deferral, main or secondary, and
    ``truly_defers`` those in which the readers did; ``takes_stance`` those labelled with a stance that is not neutral.
    ``also`` and ``truly_also``, of shape (paragraphs, labels), are the secondary stances. ``awaiting`` says whether the
    right body is named, for all labelled deferrals with one; ``evidence`` whether the sentence shown has the label of its
    paragraph; ``exact`` whether its offsets give its text.
    """

    predictions: Predictions
    kept: Flags
    defers: Flags
    truly_defers: Flags
    takes_stance: Flags
    also: Flags
    truly_also: Flags
    awaiting: Verdicts
    evidence: Verdicts
    exact: Verdicts

    @property
    def groups(self) -> tuple[str, ...]:
        """The force (or the document) of each paragraph."""
        return self.predictions.groups

    def take(self, places: npt.NDArray[np.integer]) -> Answers:
        """Choose paragraphs, perhaps some of them several times.

        :param places: their positions.
        :return: their answers.
        """
        arrays = {field.name: getattr(self, field.name)[places] for field in fields(self) if field.name != "predictions"}
        return Answers(self.predictions.take(places), **arrays)


def answers_of_table(predictions: Predictions, kept: Flags, data: Dataset, scheme: Scheme) -> Answers:
    """Put the answers of a plain classifier together: it says one stance of each paragraph, and nothing else.

    :param predictions: its predictions.
    :param kept: which it does not abstain from.
    :param data: the labelled paragraphs.
    :param scheme: the labels.
    :return: its answers.
    """
    deferral = scheme.ids.index(scheme.deferral) if scheme.deferral else -1
    none = np.full(len(data), -1, np.int8)
    also = np.zeros((len(data), len(scheme.ids)), bool)
    return Answers(predictions, kept, predictions.found == deferral, *_labelled(data, scheme, also), none, none, none)


def answers_of_tags(tags: Sequence[Tag], data: Dataset, groups: Sequence[str], scheme: Scheme) -> Answers:
    """Put the answers of a tagger together.

    :param tags: its tags.
    :param data: the labelled paragraphs, in the same order.
    :param groups: the force (or the document) of each.
    :param scheme: the labels.
    :return: its answers.
    """
    table = np.array([[tag.probabilities[label] for label in scheme.ids] for tag in tags])
    also = np.array([[label in tag.also for label in scheme.ids] for tag in tags], bool)
    return Answers(
        Predictions(scheme.ids, table, targets_of(data, scheme), tuple(groups)),
        np.array([not tag.abstained for tag in tags], bool),
        np.array([scheme.defers(stances_of(tag)) for tag in tags], bool),
        *_labelled(data, scheme, also),
        np.array([-1 if label.awaiting is None else tag.awaiting == label.awaiting for tag, label in zip(tags, data.labels, strict=True)]),
        np.array([_evidence(tag, data, place) for place, tag in enumerate(tags)], np.int8),
        np.array([data.inputs[place].text[tag.evidence.start : tag.evidence.end] == tag.evidence.text for place, tag in enumerate(tags)]),
    )


def targets_of(data: Dataset, scheme: Scheme) -> npt.NDArray[np.integer]:
    """Give the labels as column numbers.

    :param data: labelled paragraphs.
    :param scheme: the labels.
    :return: shape (paragraphs,).
    """
    places = {label: place for place, label in enumerate(scheme.ids)}
    return np.array([places[stance] for stance in data.stances])


def _labelled(data: Dataset, scheme: Scheme, also: Flags) -> tuple[Flags, Flags, Flags, Flags]:
    """Give what the readers said, with the candidate's secondary stances between."""
    defers = [scheme.defers((stance, *label.also)) for stance, label in zip(data.stances, data.labels, strict=True)]
    rows = zip(data.stances, data.labels, strict=True)
    truly = [[one in label.also and one != stance for one in scheme.ids] for stance, label in rows]
    takes = [stance != scheme.neutral for stance in data.stances]
    return np.array(defers, bool), np.array(takes, bool), also, np.array(truly, bool)


def _evidence(tag: Tag, data: Dataset, place: int) -> int:
    """Compare the sentence shown with its label, where some sentence carries the label of the paragraph."""
    known = dict(zip(data.inputs[place].spans, data.sentence_stances[place], strict=True))
    if data.stances[place] not in known.values():
        return -1
    shown = known.get((tag.evidence.start, tag.evidence.end))
    return -1 if shown is None else int(shown == data.stances[place])


def surest(answers: Answers) -> Answers:
    """Choose the paragraphs that a candidate is surest of.

    :param answers: its answers.
    :return: those of the surest 70%.
    """
    order = np.argsort(-answers.predictions.probabilities.max(axis=1), kind="stable")
    return answers.take(order[: max(1, round(SUREST * len(order)))])


def _share(right: npt.NDArray[np.generic], asked: Flags) -> float:
    return float(right[asked].mean()) if asked.any() else float("nan")


def _f1(found: Flags, truth: Flags) -> float:
    total = int(found.sum() + truth.sum())
    return float(2 * (found & truth).sum() / total) if total else float("nan")


def _all_stances(answers: Answers) -> float:
    predictions = answers.predictions
    one_hot = np.eye(len(predictions.labels), dtype=bool)
    return _f1(one_hot[predictions.found] | answers.also, one_hot[predictions.targets] | answers.truly_also)


def _right(answers: Answers) -> Flags:
    found: Flags = answers.predictions.found == answers.predictions.targets
    return found


Metric = Callable[[Answers], float]
#: What is measured of every candidate; a figure that is not defined is not a number.
METRICS: Mapping[str, Metric] = {
    "macro_f1": lambda answers: macro_f1(answers.predictions),
    "accuracy": lambda answers: accuracy(answers.predictions),
    "kappa": lambda answers: kappa(answers.predictions),
    "calibration_error": lambda answers: expected_calibration_error(answers.predictions),
    "brier": lambda answers: brier(answers.predictions),
    "surest_accuracy": lambda answers: accuracy(surest(answers).predictions),
    "surest_macro_f1": lambda answers: macro_f1(surest(answers).predictions),
    "kept": lambda answers: float(answers.kept.mean()),
    "kept_error": lambda answers: _share(~_right(answers), answers.kept),
    "deferral_precision": lambda answers: _share(answers.truly_defers, answers.defers),
    "deferral_recall": lambda answers: _share(answers.defers, answers.truly_defers),
}
#: What is measured of taggers besides. ``awaiting`` is over labelled deferrals that were found, ``awaiting_of_all`` over all of
#: them; ``evidence`` over paragraphs whose stance is right, ``evidence_of_stances`` over those of them that take a stance,
#: ``evidence_of_all`` over all.
TAG_METRICS: Mapping[str, Metric] = {
    "awaiting": lambda answers: _share(answers.awaiting, (answers.awaiting >= 0) & answers.defers),
    "awaiting_of_all": lambda answers: _share(answers.awaiting, answers.awaiting >= 0),
    "also_f1": lambda answers: _f1(answers.also, answers.truly_also),
    "all_stances_f1": _all_stances,
    "evidence": lambda answers: _share(answers.evidence, (answers.evidence >= 0) & _right(answers)),
    "evidence_of_stances": lambda answers: _share(answers.evidence, (answers.evidence >= 0) & _right(answers) & answers.takes_stance),
    "evidence_of_all": lambda answers: _share(answers.evidence, answers.evidence >= 0),
    "exact_offsets": lambda answers: _share(answers.exact, answers.exact >= 0),
}
