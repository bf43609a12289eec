"""Tag many documents: one bad file never costs the others' results."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from classifier.records import TaggedDocument
from classifier.tagger import Tagger
from corpus.errors import DocumentError


@dataclass
class Batch:
    """A run over documents; ``failures`` fills as it goes, ``silent`` names those without any response."""

    tagger: Tagger
    files: list[Path]
    failures: list[DocumentError] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)

    def documents(self, advance: Callable[[], None] = lambda: None) -> Iterator[TaggedDocument]:
        """Tag the documents one by one.

        :param advance: is called after each file.
        :return: the tagged documents; files that cannot be read are noted in ``failures`` and left out.
        """
        for file in self.files:
            try:
                tagged = self.tagger.tag(file)
            except DocumentError as error:
                self.failures.append(error)
            else:
                if not tagged.responses:
                    self.silent.append(tagged.document.id)
                yield tagged
            advance()
