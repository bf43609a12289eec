from __future__ import annotations

import json

import numpy as np

from classifier.dataset import AUTHORED, Dataset
from classifier.held_out import halves, held_out_forces, split
from labels.files import ParagraphLabel
from models.encoder import EncoderInput


def _data(forces):
    count = len(forces)
    return Dataset(
        inputs=tuple(EncoderInput(f"Paragraph {place}.") for place in range(count)),
        stances=("accepts",) * count,
        sentence_stances=((),) * count,
        forces=tuple(forces),
        documents=tuple(f"{force}.md" for force in forces),
        labels=tuple(ParagraphLabel(f"{place:016x}", stance="accepts") for place in range(count)),
        unmatched=0,
    )


def test_the_list_names_forces_that_the_manifest_knows():
    known = " | ".join(json.loads(line)["force"] for line in (AUTHORED / "manifest.jsonl").read_text("utf-8").splitlines())
    assert len(held_out_forces()) > 10
    assert all(force in known for force in held_out_forces())


def test_no_paragraph_of_a_held_out_force_may_be_trained_on():
    inside = sorted(held_out_forces())[:2]
    training, held_out = split(_data([inside[0], "Elsewhere", inside[1], "Elsewhere"]))
    assert training.forces == ("Elsewhere", "Elsewhere")
    assert held_out.forces == tuple(inside)


def test_halves_keep_forces_whole_and_are_about_even():
    forces = ["a"] * 7 + ["b"] * 5 + ["c"] * 4 + ["d"] * 4
    first = halves(_data(forces))
    for force in set(forces):
        assert len(set(first[np.array(forces) == force].tolist())) == 1
    assert abs(int(first.sum()) - int((~first).sum())) <= 4
