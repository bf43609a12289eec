"""Tag the paragraphs of many documents on all processor cores, each distinct paragraph once."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from classifier.inputs import encoder_inputs
from classifier.records import Tag, TaggedParagraph
from classifier.tagger import Tagger
from corpus.cache import Cache, key_of
from corpus.plain import from_plain, to_plain
from corpus.program import program_digest
from corpus.records import Paragraph
from models.encoder import EncoderInput

#: So many of the latest distinct paragraphs are remembered without a cache.
_REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class Tagging:
    """Paragraphs that are being tagged: ``tags`` by the place of the paragraph."""

    paragraphs: Sequence[Paragraph]
    tags: dict[int, Future[Tag]]

    def done(self) -> bool:
        """Say whether nothing is left to wait for."""
        return all(tag.done() for tag in self.tags.values())

    def result(self) -> tuple[TaggedParagraph, ...]:
        """Wait for the tags.

        :return: the paragraphs with them.
        """
        tags = {place: tag.result() for place, tag in self.tags.items()}
        return tuple(TaggedParagraph(paragraph, tags.get(place)) for place, paragraph in enumerate(self.paragraphs))


class ParallelTagger:
    """Tags paragraphs in several threads, each on one core.

    The tag of a paragraph depends on nothing but the paragraph, so the number of threads changes no result. Use it as a
    context manager, in one thread.
    """

    def __init__(self, tagger: Tagger, jobs: int, cache: Cache | None = None) -> None:
        """Prepare the threads.

        :param tagger: the tagger; its encoder should use one thread for a text.
        :param jobs: how many paragraphs are tagged at a time.
        :param cache: keeps tags from one run to the next; ``None`` for none.
        """
        self._tagger = tagger
        self._cache = cache
        self._made_by = key_of(tagger.model.digest, program_digest("classifier", "models")) if cache is not None else b""
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="tagging")
        self._latest: OrderedDict[EncoderInput, Future[Tag]] = OrderedDict()
        self._to_keep: list[tuple[bytes, Future[Tag]]] = []

    def __enter__(self) -> Self:
        """Give the tagger itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the threads; what has not begun is dropped."""
        self._threads.shutdown(cancel_futures=True)
        self._keep()

    def submit(self, paragraphs: Sequence[Paragraph]) -> Tagging:
        """Have paragraphs tagged.

        :param paragraphs: paragraphs of any role.
        :return: what will become of them.
        """
        self._keep()
        return Tagging(paragraphs, {place: self._tag(item) for place, item in encoder_inputs(paragraphs).items()})

    def _tag(self, item: EncoderInput) -> Future[Tag]:
        known = self._latest.get(item)
        if known is None:
            known = self._latest[item] = self._from_cache(item) if self._cache is not None else self._new(item)
            if len(self._latest) > _REMEMBERED:
                self._latest.popitem(last=False)
        else:
            self._latest.move_to_end(item)
        return known

    def _new(self, item: EncoderInput) -> Future[Tag]:
        return self._threads.submit(lambda: self._tagger.tag_inputs([item])[0])

    def _from_cache(self, item: EncoderInput) -> Future[Tag]:
        key = key_of("tag", self._made_by, item.text, item.context, repr(item.spans))
        kept = self._cache.get(key) if self._cache is not None else None
        if kept is not None:
            try:
                known: Future[Tag] = Future()
                known.set_result(from_plain(Tag, json.loads(kept)))
            except ValueError:
                pass
            else:
                return known
        made = self._new(item)
        self._to_keep.append((key, made))
        return made

    def _keep(self) -> None:
        """Put the tags that have been made meanwhile into the cache."""
        later = []
        for key, made in self._to_keep:
            if not made.done():
                later.append((key, made))
            elif self._cache is not None and not made.cancelled() and made.exception() is None:
                self._cache.put(key, json.dumps(to_plain(made.result())).encode("ascii"))
        self._to_keep = later
