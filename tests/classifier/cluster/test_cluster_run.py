"""A cluster of two machines, played by two Ray nodes of one core on this one."""

import os
import signal
import time

import pytest

ray = pytest.importorskip("ray", reason="Ray is not installed; pip install '.[ray]'")
psutil = pytest.importorskip("psutil", reason="psutil is not installed; pip install '.[bench]'")

import pyarrow as arrow  # noqa: E402
import pyarrow.parquet as parquet  # noqa: E402
from ray.cluster_utils import Cluster  # noqa: E402

from classifier.batch import Batch  # noqa: E402
from classifier.cluster import batch as cluster_batch  # noqa: E402
from classifier.cluster import open_cluster_batch  # noqa: E402
from classifier.settings import RunSettings  # noqa: E402
from corpus.finding import find_documents  # noqa: E402

DOCUMENTS = 24
SETTINGS = RunSettings(cached=False)


@pytest.fixture(scope="module", autouse=True)
def _two_machines():
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    with pytest.MonkeyPatch.context() as patch:
        cluster.add_node(num_cpus=1)
        patch.setenv("RAY_ADDRESS", cluster.address)
        patch.setattr(cluster_batch, "_DOCUMENTS_A_TASK", 2)
        yield
    cluster.shutdown()


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    """Letters that differ, among them one without an answer and one that cannot be read."""
    folder = tmp_path_factory.mktemp("documents")
    for number in range(DOCUMENTS):
        answers = [f"We accept recommendation {number} and will train {100 * number + place} officers by June." for place in range(6)]
        letter = ["Wexmoor Police", "Recommendation 1: Train the officers.", "Chief Constable's response", *answers]
        (folder / f"letter-{number:02}.txt").write_text("\n\n".join(letter), "utf-8")
    (folder / "letter-05.txt").write_bytes(b"%PDF-1.7 no more")
    (folder / "letter-07.txt").write_text("Wexmoor Police\n\nPublished by HMICFRS on 4 March 2024\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def local(tagger, documents):
    batch = Batch(tagger, find_documents([documents]), 1)
    return list(batch.documents()), [str(failure) for failure in batch.failures], batch.silent


def workers():
    """The processes in which documents are tagged."""
    found = set()
    for process in psutil.process_iter():
        try:
            if any("MapWorker(" in part for part in process.cmdline()):
                found.add(process.pid)
        except psutil.Error:
            pass
    return found


def wait_for(condition, seconds=120):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


def test_a_worker_that_is_killed_costs_nothing(documents, local):
    others, seen = workers(), set()
    with open_cluster_batch(find_documents([documents]), None, SETTINGS) as batch:
        running = batch.documents()
        tagged = [next(running)]
        victim = wait_for(lambda: workers() - others).pop()
        os.kill(victim, signal.SIGKILL)
        for document in running:
            seen |= workers() - others
            tagged.append(document)
        seen |= workers() - others
    assert seen - {victim}, "the run was over before the worker was killed"
    assert (tagged, [str(failure) for failure in batch.failures], batch.silent) == local


def test_a_parquet_file_of_documents_gives_the_same_as_its_files(documents, local, tmp_path):
    files = find_documents([documents])
    table = arrow.table({"bytes": [file.read_bytes() for file in files], "name": [file.name for file in files]})
    parquet.write_table(table, tmp_path / "documents.parquet", row_group_size=10)
    with open_cluster_batch([tmp_path / "documents.parquet"], None, SETTINGS) as batch:
        tagged = list(batch.documents())
    assert [document.paragraphs for document in tagged] == [document.paragraphs for document in local[0]]
    assert batch.silent == local[2]
    assert [str(failure) for failure in batch.failures] == [line.replace(f"{documents}/", "") for line in local[1]]


@pytest.mark.parametrize("kind", ["missing", "no parquet", "other columns"])
def test_a_parquet_file_that_cannot_be_used_costs_only_itself(documents, tmp_path, kind):
    path = tmp_path / "table.parquet"
    if kind == "no parquet":
        path.write_bytes(b"PAR1 is all it has")
    elif kind == "other columns":
        parquet.write_table(arrow.table({"name": ["a.txt"]}), path)
    letter = documents / "letter-00.txt"
    with open_cluster_batch([path, letter], None, SETTINGS) as batch:
        assert [document.document.id for document in batch.documents()] == [letter.name]
    (failure,) = batch.failures
    assert failure.path == path
