"""The learning curve: macro-F1 on the real documents by the amount of authored text, for the models that are cheap to train.

Run as ``python -m eval.learning_curve REAL OUTPUT`` (``make learning-curve``).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console

from classifier.dataset import AUTHORED_DOCUMENTS, AUTHORED_LABELS, load_dataset
from classifier.estimator import StanceClassifier
from corpus.writing import whole_file
from eval.baselines import words_and_characters
from eval.masking import masked
from eval.metrics import Predictions, accuracy, macro_f1
from eval.plots import curve_plot
from eval.run import FROZEN, REAL_LABELS, WORDS, frozen_encoder
from labels.scheme import shipped_scheme

SIZES = (250, 500, 1000, 2000, 3000, 4500)
DRAWS = 10


def learning_curve(real: Path, sizes: Sequence[int] = SIZES, draws: int = DRAWS, seed: int = 0) -> dict[str, Any]:
    """Train on random parts of the authored corpus, and measure on the real documents.

    :param real: the real documents.
    :param sizes: numbers of training paragraphs.
    :param draws: random parts of each size.
    :param seed: the seed of the draws.
    :return: by candidate and size, the macro-F1 and accuracy of each draw.
    """
    scheme = shipped_scheme()
    authored = masked(load_dataset([AUTHORED_LABELS], [AUTHORED_DOCUMENTS]))
    test = masked(load_dataset([REAL_LABELS], [real]))
    encoder = frozen_encoder()
    encoded, encoded_test = encoder.encode(authored.inputs), encoder.encode(test.inputs)
    targets = np.array([scheme.ids.index(stance) for stance in test.stances])
    generator = np.random.default_rng(seed)
    curves: dict[str, dict[str, list[dict[str, float]]]] = {WORDS: {}, FROZEN: {}}
    for size in sizes:
        for _ in range(draws):
            places = generator.choice(len(authored), min(size, len(authored)), replace=False).tolist()
            part = authored.subset(places)
            head = StanceClassifier().fit(
                [encoded[place] for place in places],
                part.stances,
                sentence_labels=part.sentence_stances,
                groups=part.forces,
                classes=scheme.ids,
            )
            words = words_and_characters([item.text for item in part.inputs], part.stances, [item.text for item in test.inputs], scheme.ids)
            for name, table in ((WORDS, words), (FROZEN, head.predict_proba(encoded_test))):
                found = Predictions(scheme.ids, table, targets, test.documents)
                curves[name].setdefault(str(size), []).append({"macro_f1": macro_f1(found), "accuracy": accuracy(found)})
    return {"real_paragraphs": len(test), "curves": curves}


def main() -> None:
    """Write ``learning-curve.json`` and ``learning-curve.svg``, and print the means."""
    real, output = Path(sys.argv[1]), Path(sys.argv[2])
    results = learning_curve(real)
    with whole_file(output / "learning-curve.json") as file:
        json.dump(results, file, indent=1)
    with whole_file(output / "learning-curve.svg") as file:
        file.write(curve_plot(results["curves"]))
    console = Console(highlight=False)
    for name, sizes in results["curves"].items():
        for size, found in sizes.items():
            values = [draw["macro_f1"] for draw in found]
            spread = f"{np.mean(values):.3f} ({min(values):.2f} to {max(values):.2f} over {len(values)} draws)"
            console.print(f"{name:28} {size:>5} paragraphs: macro-F1 {spread}")


if __name__ == "__main__":
    main()
