"""Tag many documents: one bad file never costs the others' results."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from classifier.parallel import ParallelTagger, Tagging
from classifier.records import TaggedDocument
from classifier.tagger import Tagger
from corpus.cache import Cache
from corpus.errors import DocumentError
from corpus.guarded.ahead import ReadAhead
from corpus.guarded.limits import ReadingLimits
from corpus.guarded.reading import GuardedReader, Reading, available_cores

#: For each thread, so many documents and so many paragraphs wait for it or for their turn.
_DOCUMENTS_AHEAD = 4
_PARAGRAPHS_AHEAD = 64


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: either ``tagged`` or ``error`` is there."""

    path: Path
    tagged: TaggedDocument | None = None
    error: DocumentError | None = None


@dataclass
class Batch:
    """A run over documents; ``failures`` fills as it goes, ``silent`` names those without any response.

    ``jobs`` is how many files are read, and how many paragraphs tagged, at a time; 0 for one a processor core. No result
    depends on it. ``readings`` are the files where they are being read already. ``advance`` is called after each file.
    """

    tagger: Tagger
    files: list[Path]
    jobs: int = 0
    limits: ReadingLimits = field(default_factory=ReadingLimits)
    cache: Cache | None = None
    readings: Iterable[Reading] | None = None
    advance: Callable[[], None] = lambda: None
    failures: list[DocumentError] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)

    def documents(self) -> Iterator[TaggedDocument]:
        """Tag the documents one by one.

        :return: the tagged documents, in the order of their files; files that cannot be read are noted in ``failures`` and
            left out.
        """
        for outcome in self.outcomes():
            if outcome.tagged is not None:
                yield outcome.tagged

    def outcomes(self) -> Iterator[Outcome]:
        """Tag the documents one by one.

        :return: what became of each file, in their order; failures are noted in ``failures`` too.
        """
        with ExitStack() as stack:
            jobs = self.jobs or available_cores()
            readings = self.readings
            if readings is None:
                reader = stack.enter_context(GuardedReader(self.limits, min(jobs, max(1, len(self.files)))))
                readings = ReadAhead(reader, self.cache, self.files)
            pool = stack.enter_context(ParallelTagger(self.tagger, jobs, self.cache))
            waiting: deque[tuple[Reading, Tagging | None]] = deque()
            for reading in readings:
                waiting.append((reading, pool.submit(reading.read.paragraphs) if reading.read is not None else None))
                while waiting and (_is_done(waiting[0][1]) or _are_enough(waiting, jobs)):
                    yield self._noted(*waiting.popleft())
            while waiting:
                yield self._noted(*waiting.popleft())

    def _noted(self, reading: Reading, tagging: Tagging | None) -> Outcome:
        outcome = self._outcome(reading, tagging)
        self.advance()
        return outcome

    def _outcome(self, reading: Reading, tagging: Tagging | None) -> Outcome:
        if reading.read is None or tagging is None:
            if reading.error is not None:
                self.failures.append(reading.error)
            return Outcome(reading.path, error=reading.error)
        tagged = TaggedDocument(reading.read.document, tagging.result())
        if not tagged.responses:
            self.silent.append(tagged.document.id)
        return Outcome(reading.path, tagged)


def _is_done(tagging: Tagging | None) -> bool:
    return tagging is None or tagging.done()


def _are_enough(waiting: Iterable[tuple[Reading, Tagging | None]], jobs: int) -> bool:
    sizes = [len(tagging.tags) for _, tagging in waiting if tagging is not None]
    return len(sizes) > _DOCUMENTS_AHEAD * jobs or (len(sizes) > 1 and sum(sizes) > _PARAGRAPHS_AHEAD * jobs)
