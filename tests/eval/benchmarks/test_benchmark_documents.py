import pytest

from classifier.dataset import AUTHORED_DOCUMENTS, AUTHORED_LABELS, load_dataset
from classifier.inputs import encoder_inputs
from corpus.documents import paragraphs_of, read_document
from corpus.finding import find_documents
from corpus.fingerprint import fingerprint
from eval.benchmarks.documents import DocumentMaker


@pytest.fixture(scope="module")
def data():
    return load_dataset([AUTHORED_LABELS], find_documents([AUTHORED_DOCUMENTS])[::40])


def texts(folder):
    found = []
    for file in find_documents([folder]):
        found += [item.text for item in encoder_inputs(paragraphs_of(read_document(file))).values()]
    return found


def test_no_two_paragraphs_are_equal_and_nearly_all_are_found_as_responses(data, tmp_path):
    written = DocumentMaker(data).write(tmp_path / "documents", documents=6)
    found = texts(tmp_path / "documents")
    assert len({fingerprint(text) for text in found}) == len(found)
    assert 0.9 * written <= len(found) <= 1.1 * written


def test_the_same_seed_gives_the_same_documents(data, tmp_path):
    for name in ("one", "two"):
        DocumentMaker(data, seed=7).write(tmp_path / name, paragraphs=60)
    files = [sorted((tmp_path / name).iterdir()) for name in ("one", "two")]
    assert [file.read_bytes() for file in files[0]] == [file.read_bytes() for file in files[1]]


def test_enough_paragraphs_are_written(data, tmp_path):
    assert 60 <= DocumentMaker(data).write(tmp_path / "documents", paragraphs=60) < 60 + 32
    DocumentMaker(data).letter(tmp_path / "letter.md", words=300)
    assert 300 <= len((tmp_path / "letter.md").read_text("utf-8").split()) < 800
