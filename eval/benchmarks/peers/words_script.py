"""Tag paragraphs with tf-idf and logistic regression of scikit-learn; ``MODEL`` is not looked at."""

import json
import sys
from pathlib import Path

import joblib

_, head, output, source = sys.argv[1:5]
files = sorted(Path(source).glob("*.md")) if Path(source).is_dir() else [Path(source)]
blocks = [(file.name, block) for file in files for block in file.read_text("utf-8").split("\n\n")]
paragraphs = [(name, block.strip()) for name, block in blocks if len(block.split()) > 5 and not block.startswith(("#", "**"))]
classifier = joblib.load(head)
with open(output, "w", encoding="utf-8") as target:  # noqa: PTH123
    for (name, text), row in zip(paragraphs, classifier.predict_proba([text for _, text in paragraphs]), strict=True):
        stance = str(classifier.classes_[row.argmax()])
        target.write(json.dumps({"document": name, "text": text, "stance": stance, "confidence": float(row.max())}) + "\n")
