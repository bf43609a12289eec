"""The run that a cluster does: Ray Data reads, spreads, repeats what was lost, and gives the results in order."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifier.batch import Batch, Outcome
from classifier.cluster.messages import BYTES, NAME, PATH, outcome_of_row
from classifier.cluster.worker import DocumentWorker
from classifier.loading import load_tagger
from classifier.settings import RunSettings
from corpus.errors import DamagedDocumentError, DocumentError, MissingExtraError, StanceError

#: So many documents are one task: what is repeated when a worker dies.
_DOCUMENTS_A_TASK = 16
#: Ray reports nothing to its makers, and what it logs goes to its own files.
_ENVIRONMENT = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal"}
TABLE_SUFFIX = ".parquet"


@contextmanager
def open_cluster_batch(files: Sequence[Path], model: Path | None, settings: RunSettings) -> Iterator[ClusterBatch]:
    """Join the cluster, or start one of this machine's cores, and give the batch that it tags.

    The cluster is the one that ``RAY_ADDRESS`` names. Within the context standard output is standard error, because Ray
    tells there of workers that were lost: results have to go to a file.

    :param files: documents, in places that all machines see, and Parquet files of documents (columns ``name``, ``bytes``).
    :param model: a model folder, in a place that all machines see; the shipped model if ``None``.
    :param settings: how the run goes; ``jobs`` is the largest number of workers, 0 for one a core of the cluster.
    :return: the batch; at the end of the context this process has left the cluster.
    :raises MissingExtraError: if Ray is not installed.
    :raises StanceError: if the cluster cannot be reached.
    """
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise MissingExtraError("ray", error.name or "ray") from error
    tagger = load_tagger(model, load_soon=False)
    try:
        ray.init(include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
    except Exception as error:  # Ray raises many kinds, among them this very one
        raise StanceError(f"the cluster cannot be joined ({_first_line(error)}); check RAY_ADDRESS and that Ray runs there") from error
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    # Each dataset keeps the settings that it was made under.
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.preserve_order = True
    context.use_datasource_v2 = False  # it reads Parquet with 32 processes, however small the cluster
    try:
        with contextlib.redirect_stdout(sys.stderr):
            yield ClusterBatch(tagger, list(files), settings.jobs, settings.limits, model=model, cached=settings.cached)
    finally:
        ray.shutdown()


@dataclass
class ClusterBatch(Batch):
    """A run over documents on a cluster that this process has joined; its results are those of :class:`Batch`."""

    model: Path | None = None
    cached: bool = True

    def outcomes(self) -> Iterator[Outcome]:
        """Tag the documents one by one.

        :return: what became of each file, in their order, and of each document of a Parquet file; failures are noted in
            ``failures`` too.
        :raises StanceError: if the cluster fails.
        """
        from ray.exceptions import RayError

        try:
            for group in _groups(self.files):
                table = _is_table(group[0])
                for outcome in self._of_table(group[0]) if table else self._of_files(group):
                    if not table:
                        self.advance()
                    yield self._kept(outcome)
                if table:  # one file, however many documents it holds
                    self.advance()
        except RayError as error:
            raise StanceError(f"the cluster gave up ({_first_line(error)}); --engine local does without it") from error

    def _kept(self, outcome: Outcome) -> Outcome:
        if outcome.error is not None:
            self.failures.append(outcome.error)
        elif outcome.tagged is not None and not outcome.tagged.responses:
            self.silent.append(outcome.tagged.document.id)
        return outcome

    def _of_files(self, files: Sequence[Path]) -> Iterator[Outcome]:
        import ray.data

        # Workers have working folders of their own.
        rows = [{PATH: os.path.abspath(file)} for file in files]  # noqa: PTH100  # links stay what they are
        named = {row[PATH]: file for row, file in zip(rows, files, strict=True)}
        documents = ray.data.from_items(rows, override_num_blocks=-(-len(rows) // _DOCUMENTS_A_TASK))
        for row in self._tagged(documents):
            yield outcome_of_row({**row, PATH: str(named[row[PATH]])})

    def _of_table(self, table: Path) -> Iterator[Outcome]:
        import ray.data

        if (error := _fault(table)) is not None:
            yield Outcome(table, error=error)
            return
        documents = ray.data.read_parquet(os.path.abspath(table), columns=[NAME, BYTES])  # noqa: PTH100
        for row in self._tagged(documents.repartition(target_num_rows_per_block=_DOCUMENTS_A_TASK)):
            yield outcome_of_row(row)

    def _tagged(self, documents: Any) -> Iterator[dict[str, Any]]:
        import ray

        cores = int(ray.cluster_resources().get("CPU", 1))
        workers = min(self.jobs or cores, cores)
        tagged = documents.map_batches(
            DocumentWorker,
            fn_constructor_args=(self.model and Path(os.path.abspath(self.model)), self.tagger.model.digest, self.limits, self.cached),  # noqa: PTH100
            batch_size=_DOCUMENTS_A_TASK,
            compute=ray.data.ActorPoolStrategy(min_size=1, max_size=max(1, workers)),
            num_cpus=1,
        )
        yield from tagged.iter_rows()


def _groups(files: Sequence[Path]) -> Iterator[list[Path]]:
    """Cut files into runs of documents and single tables, in order."""
    group: list[Path] = []
    for file in files:
        if _is_table(file):
            if group:
                yield group
            yield [file]
            group = []
        else:
            group.append(file)
    if group:
        yield group


def _is_table(file: Path) -> bool:
    return file.suffix.lower() == TABLE_SUFFIX


def _fault(table: Path) -> DocumentError | None:
    """Say what keeps a Parquet file from being read."""
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    try:
        schema = parquet.read_schema(table)
    except FileNotFoundError:
        return DocumentError(table, "there is no such file", "check the name")
    except (OSError, arrow.ArrowException) as error:
        return DamagedDocumentError(table, f"is no Parquet file that can be read ({_first_line(error)})", "write it again")
    if missing := [name for name in (NAME, BYTES) if name not in schema.names]:
        remedy = f"give it a text column '{NAME}' and a binary column '{BYTES}'"
        return DocumentError(table, f"has no column {' and no column '.join(missing)}", remedy)
    return None


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
