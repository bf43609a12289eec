"""Tag paragraphs with sentence-transformers and scikit-learn."""

import json
import sys
from pathlib import Path

import joblib
from sentence_transformers import SentenceTransformer

model, head, output, source = sys.argv[1:5]
files = sorted(Path(source).glob("*.md")) if Path(source).is_dir() else [Path(source)]
blocks = [(file.name, block) for file in files for block in file.read_text("utf-8").split("\n\n")]
paragraphs = [(name, block.strip()) for name, block in blocks if len(block.split()) > 5 and not block.startswith(("#", "**"))]
encoder = SentenceTransformer(model, device="cpu")
encoder.max_seq_length = min(encoder.max_seq_length, 384)  # as all-mpnet-base-v2 has it; a bare folder does not say
vectors = encoder.encode([text for _, text in paragraphs], show_progress_bar=False)
classifier = joblib.load(head)
with open(output, "w", encoding="utf-8") as target:  # noqa: PTH123
    for (name, text), row in zip(paragraphs, classifier.predict_proba(vectors), strict=True):
        stance = str(classifier.classes_[row.argmax()])
        target.write(json.dumps({"document": name, "text": text, "stance": stance, "confidence": float(row.max())}) + "\n")
