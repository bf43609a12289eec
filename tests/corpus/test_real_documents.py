"""The structure of the three real documents, against hand-made truth. Skipped where the documents are not at hand."""

import shutil
import subprocess
from pathlib import Path

import pytest

from corpus.documents import paragraphs_of, read_document
from corpus.finding import find_documents
from eval.structure import StructureFigures, compare
from labels.files import read_label_file

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = ROOT.parent / "shared" / "documents"
LABELS = ROOT / "labels" / "real"

pytestmark = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the real documents are not at hand (../shared/documents)")


@pytest.fixture(scope="module")
def figures():
    found = StructureFigures()
    for path in find_documents([DOCUMENTS]):
        compare(found, read_label_file(LABELS / f"{path.stem}.jsonl"), paragraphs_of(read_document(path)))
    return found


def test_all_three_documents_are_compared(figures):
    assert figures.documents == 3


def test_response_paragraphs_are_found(figures):
    assert figures.scores("response")[2] >= 0.97


def test_the_right_party_speaks(figures):
    assert sum(figures.speakers) / len(figures.speakers) >= 0.98


def test_the_recommendations_answered_are_known(figures):
    assert sum(figures.numbers) / len(figures.numbers) >= 0.97


def test_dates_of_the_2024_response_are_read():
    import datetime

    metadata = read_document(DOCUMENTS / "norfolk-peel-2024.txt").metadata
    assert metadata.force == "Norfolk Constabulary"
    assert metadata.published == datetime.date(2024, 9, 24)
    assert metadata.due == datetime.date(2024, 11, 19)
    assert metadata.due_stated


def test_the_deadline_of_the_2017_response_is_reckoned():
    import datetime

    metadata = read_document(DOCUMENTS / "norfolk-legitimacy-2017.txt").metadata
    assert metadata.due == metadata.published + datetime.timedelta(days=56)
    assert not metadata.due_stated


@pytest.fixture(scope="module", params=["pdf", "docx", "odt"])
def copies(request, tmp_path_factory):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed: no copies can be made")
    folder = tmp_path_factory.mktemp(request.param)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [program, profile, "--headless", "--convert-to", request.param, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, find_documents([DOCUMENTS]))], check=True, capture_output=True, timeout=300)
    return sorted(folder.glob(f"*.{request.param}"))


def test_copies_in_other_formats_have_the_fingerprints_of_the_response_paragraphs(copies):
    assert len(copies) == 3
    wanted, found = 0, 0
    for path in copies:
        labels = [label for label in read_label_file(LABELS / f"{path.stem}.jsonl") if label.role == "response"]
        known = {paragraph.fingerprint for paragraph in paragraphs_of(read_document(path)) if paragraph.role == "response"}
        wanted += len(labels)
        found += sum(label.fingerprint in known for label in labels)
    assert found >= 0.98 * wanted
