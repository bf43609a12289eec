"""Fictional documents for benchmarks: sentences of the authored corpus in new paragraphs, no two of them equal.

A benchmark on copies would flatter a program that reads equal paragraphs once.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from classifier.dataset import Dataset
from corpus.fingerprint import fingerprint

_PLACES = ("Ambermoor", "Brackendale", "Coldstrand", "Dunwick", "Elverton", "Farrowby", "Glenmarsh", "Holmewold", "Inglefold", "Kestrow")
_THEMES = ("custody", "stop and search", "the response to fraud", "firearms licensing", "vetting", "missing children", "crime recording")
_TASKS = ("review its policy", "train its supervisors", "publish its figures", "audit its records", "set out its plan")
_FEWEST, _MOST = 12, 32


class DocumentMaker:
    """Makes documents; the same seed gives the same ones."""

    def __init__(self, data: Dataset, seed: int = 0) -> None:
        """Take the sentences apart.

        :param data: the authored corpus.
        :param seed: the seed of all choices.
        """
        self._random = random.Random(seed)  # noqa: S311  # choices, not secrecy
        self._paragraphs = [[item.text[start:end] for start, end in item.spans] for item in data.inputs]
        self._stances = data.stances
        self._later: dict[str, list[str]] = defaultdict(list)
        for sentences, stance in zip(self._paragraphs, data.stances, strict=True):
            self._later[stance].extend(sentences[1:] or sentences)
        self._made: set[str] = set()

    def write(self, folder: Path, documents: int = 0, paragraphs: int = 0) -> int:
        """Write documents.

        :param folder: where to; made if it is not there.
        :param documents: how many, unless 0.
        :param paragraphs: how many response paragraphs they hold together at least, unless 0.
        :return: how many response paragraphs were written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        written = number = 0
        while number < documents or written < paragraphs:
            number += 1
            count = self._random.randint(_FEWEST, _MOST)
            (folder / f"response-{number:06}.md").write_text(self._document(number, count), "utf-8")
            written += count
        return written

    def letter(self, file: Path, words: int = 900) -> None:
        """Write one letter of about two pages.

        :param file: where to.
        :param words: how long it is, in words of response paragraphs.
        """
        paragraphs: list[str] = []
        while sum(len(paragraph.split()) for paragraph in paragraphs) < words:
            paragraphs.append(self._paragraph())
        file.write_text("\n\n".join(self._parts(1, paragraphs)) + "\n", "utf-8")

    def _document(self, number: int, count: int) -> str:
        return "\n\n".join(self._parts(number, [self._paragraph() for _ in range(count)])) + "\n"

    def _parts(self, number: int, paragraphs: list[str]) -> Iterator[str]:
        force, theme = self._random.choice(_PLACES), self._random.choice(_THEMES)
        yield f"# {force} Police: response to the inspection of {theme}"
        yield f"## Introduction of the Police and Crime Commissioner for {force}"
        yield from paragraphs[:2]
        for place in range(2, len(paragraphs), 5):
            yield f"## Recommendation {place // 5 + 1}"
            yield f"**By 31 March {2015 + number % 11}, the force should {self._random.choice(_TASKS)} on {theme}.**"
            yield "## Response of the Chief Constable"
            yield from paragraphs[place : place + 3]
            if paragraphs[place + 3 : place + 5]:
                yield "## Comments of the Commissioner"
                yield from paragraphs[place + 3 : place + 5]

    def _paragraph(self) -> str:
        """Make a paragraph as long as a real one of the corpus: its first sentence, then others of paragraphs of its stance."""
        while True:
            place = self._random.randrange(len(self._paragraphs))
            first, *others = self._paragraphs[place]
            later = self._later[self._stances[place]]
            text = " ".join([first, *(self._random.choice(later) for _ in others or (first,))])
            text = " ".join(text.split()).lstrip("#*->_ ")
            mark = fingerprint(text)
            if mark not in self._made and len(text.split()) > 5:
                self._made.add(mark)
                return text
