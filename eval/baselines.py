"""Baselines that any classifier must beat in the same folds: the majority, cue words, and words with characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_union

from classifier.head import Probabilities
from eval.metrics import one_hot

_CUES = (
    (
        "disputes_methodology",
        r"\bmethodolog\w+|\bdo(?:es)? not (?:agree|accept)\b|\bdisagree\w*|\bunfair\w*|\bmislead\w*|\binaccura\w+|\bsample\b|\bquery\b",
    ),
    (
        "deferred_pending_guidance",
        r"\bawait\w*|\bonce (?:the|it|this)\b|\bpending\b|\buntil\b|\bwhen (?:the|it) .{0,40}\b(?:publish|issu)\w+",
    ),
    ("accepts", r"\baccept\w*|\bagree\w*|\bwelcome\w*|\bwill\b|\brecogni[sz]e\w*"),
    ("already_compliant", r"\balready\b|\bin place\b|\bcurrently\b|\bhas been\b|\bhave been\b|\bexisting\b|\bcontinue\w*"),
)
_PATTERNS = tuple((label, re.compile(cue, re.I)) for label, cue in _CUES)


def majority(training: Sequence[str], count: int, labels: Sequence[str]) -> Probabilities:
    """Say the most frequent training label of everything.

    :param training: the training labels.
    :param count: the number of texts to predict.
    :param labels: the columns.
    :return: shape (count, labels).
    """
    return one_hot([Counter(training).most_common(1)[0][0]] * count, labels)


def cue_words(texts: Sequence[str], labels: Sequence[str], neutral: str) -> Probabilities:
    """Say the label of the first cue that matches, in the order of caution.

    :param texts: the texts.
    :param labels: the columns.
    :param neutral: what to say where no cue matches.
    :return: shape (texts, labels).
    """
    found = [next((label for label, pattern in _PATTERNS if label in labels and pattern.search(text)), neutral) for text in texts]
    return one_hot(found, labels)


def word_features() -> Any:
    """Make the features of words and characters.

    :return: an unfitted scikit-learn transformer: tf-idf of words and pairs of words, and of runs of two to five characters.
    """
    return make_union(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True, max_features=100_000),
    )


def word_regression() -> LogisticRegression:
    """Make the classifier of words and characters.

    :return: an unfitted logistic regression; rare labels weigh as much as frequent ones.
    """
    return LogisticRegression(C=5.0, class_weight="balanced", max_iter=500)


def size_of_words(features: Any, model: LogisticRegression) -> float:
    """Give the size of what would be shipped.

    :param features: the fitted features.
    :param model: the fitted classifier.
    :return: its words and weights (in 32 bits), in millions of bytes.
    """
    names = features.get_feature_names_out()
    return float(sum(len(str(name).encode()) for name in names) + 4 * model.coef_.size) / 1e6
