import json
import subprocess

import pytest

from classifier.dataset import AUTHORED_DOCUMENTS, AUTHORED_LABELS, load_dataset
from corpus.finding import find_documents
from eval.benchmarks.peer_training import PeerEncoders, train_peers
from labels.scheme import shipped_scheme

LETTER = """# Wexmoor Police: response

**By 31 March, the force should train its supervisors on custody.**

We accept this recommendation in full and will change our training by June.

No.

We do not agree with this finding, because the sample was too small.
"""


@pytest.fixture(scope="module")
def peers(tmp_path_factory):
    data = load_dataset([AUTHORED_LABELS], find_documents([AUTHORED_DOCUMENTS])[::40])
    return train_peers(data, PeerEncoders(), shipped_scheme().ids, tmp_path_factory.mktemp("peers"), whole=False)


def test_peers_that_cannot_take_part_are_named_with_the_reason(peers):
    made, missing = peers
    assert {"sentence-transformers, all-MiniLM-L6-v2", "tf-idf of words, logistic regression"} == {peer.name for peer in made}
    assert any("--float-model" in reason for reason in missing)
    assert any("model2vec" in reason for reason in missing)


@pytest.mark.parametrize("name", ["tf-idf of words, logistic regression", "sentence-transformers, all-MiniLM-L6-v2"])
def test_a_peer_tags_the_paragraphs_that_are_no_headings(peers, name, tmp_path):
    (tmp_path / "letter.md").write_text(LETTER, "utf-8")
    (peer,) = [peer for peer in peers[0] if peer.name == name]
    subprocess.run(peer.command(tmp_path, tmp_path / "out.jsonl"), check=True, capture_output=True)
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [row["text"].split()[1] for row in rows] == ["accept", "do"]
    assert {row["stance"] for row in rows} <= set(shipped_scheme().ids)
