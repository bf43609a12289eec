"""Start a run over documents: reading begins first, and the model is loaded meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from classifier.loading import load_tagger
from classifier.settings import Engine, RunSettings
from corpus.cache import Cache
from corpus.guarded.ahead import ReadAhead
from corpus.guarded.reading import GuardedReader, available_cores

if TYPE_CHECKING:
    from classifier.batch import Batch


@contextmanager
def open_batch(files: Sequence[Path], model: Path | None = None, settings: RunSettings | None = None) -> Iterator[Batch]:
    """Begin to read files, load the model, and give the batch that tags them.

    :param files: the files.
    :param model: a model folder; the shipped model if ``None``.
    :param settings: how the run goes.
    :return: the batch; at the end of the context no process of it is left.
    :raises ModelFolderError: if the folder cannot be trusted or read.
    """
    settings = settings or RunSettings()
    if settings.engine is Engine.RAY:
        from classifier.cluster import open_cluster_batch

        with open_cluster_batch(files, model, settings) as batch:
            yield batch
        return
    jobs = settings.jobs or available_cores()
    with ExitStack() as stack:
        cache = stack.enter_context(Cache()) if settings.cached else None
        reader = stack.enter_context(GuardedReader(settings.limits, min(jobs, max(1, len(files)))))
        readings = ReadAhead(reader, cache, files)
        # Only now: the reading processes start while the model is verified and loaded, and numpy meanwhile.
        loading = stack.enter_context(ThreadPoolExecutor(1, "loading")).submit(load_tagger, model, readings.has_misses)
        from classifier.batch import Batch

        if readings.has_misses:
            from models.encoder import import_libraries

            import_libraries()  # while the other thread hashes the encoder, which leaves the interpreter free

        yield Batch(loading.result(), list(files), jobs, settings.limits, cache, readings)
