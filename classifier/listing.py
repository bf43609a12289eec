"""The recommendations that one document lists or names, and which of its response paragraphs answer each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from classifier.records import TaggedParagraph
from corpus.records import Paragraph, Role
from corpus.structure.numbers import heading_numbers, trailing_numbers
from corpus.structure.quoted import ordered_words, plain_words

#: Two quotations are one recommendation above these similarities (of 100), sorted word by word or as sets of words.
_SAME_SORTED, _SAME_SET = 84.0, 90.0
_FEWEST_WORDS = 5
_ASKS = re.compile(r"\b(?:should|must|shall|needs?\s+to|to|by|that)\s*:\s*$", re.I)
_DEMANDS = re.compile(r"\b(?:should|must|shall|needs?\s+to)\b", re.I)
_ONE_MATTER = re.compile(r"\b(?:cause\s+of\s+concern|area\s+for\s+improvement|recommendation)\b", re.I)
_CAUSE = re.compile(r"Cause of concern \d")
_BRACKETED = re.compile(r"\((?P<reference>[^()]{0,30}\d[^()]{0,12})\)")
_LEADING_NUMBERS = 60
_DIGITS = re.compile(r"\d+")


@dataclass
class Item:
    """A recommendation in the making: ``number`` is empty where none is given, ``lead`` the words that open its list.

    ``listed`` says that the document quotes or heads it, and does not only name it in an answer; ``heading`` is the heading
    that states it, which is its text where it is quoted nowhere else. ``cause`` is the cause of concern that it stands under.
    ``beside`` are its heading and what stands between that and its text: they may set its deadline.
    ``answers`` are the positions of the paragraphs that answer it, with their document's place.
    """

    number: str = ""
    texts: list[str] = field(default_factory=list)
    lead: str = ""
    heading: str = ""
    cause: str = ""
    beside: list[str] = field(default_factory=list)
    document: int = 0
    page: int | None = None
    listed: bool = False
    answers: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The recommendation as quoted first, in one line."""
        return " ".join(self.texts)


class Listing:
    """Collects the recommendations of the documents of one response, in reading order."""

    def __init__(self) -> None:
        """Begin with none."""
        self.items: list[Item] = []
        self.untied: list[tuple[int, int]] = []
        self._run: list[Item] = []
        self._headed: list[Item] = []
        self._closed: set[int] = set()
        self._cause = self._first = ""
        self._known: dict[str, str] = {}

    def read(self, document: int, paragraphs: Iterable[TaggedParagraph]) -> None:
        """Take in a document.

        :param document: its place among the documents of the response.
        :param paragraphs: its paragraphs, in order.
        """
        self._run, self._headed = [], []
        self._cause = self._first = ""
        self._closed = {id(item) for item in self.items if item.texts}
        for place, tagged in enumerate(paragraphs):
            paragraph = tagged.paragraph
            if paragraph.role is Role.HEADING:
                self._end_run()
                self._headed = [self._head(number, document, paragraph) for number in paragraph.recommendations]
            elif paragraph.role is Role.RECOMMENDATION:
                self._quote(document, paragraph)
            elif tagged.tag is not None:
                self._end_run()
                self._headed = []
                self._answer((document, place), paragraph)
            elif paragraph.role in {Role.ADMINISTRATIVE, Role.FRONT_MATTER}:
                for item in self._headed:
                    item.beside.append(paragraph.text)

    def _head(self, number: str, document: int, paragraph: Paragraph) -> Item:
        """Take in a heading that names a recommendation."""
        if _CAUSE.match(number):
            self._cause, self._first = number, ""
        item = self._listed(number, document, paragraph)
        item.heading = item.heading or (paragraph.text if _DEMANDS.search(paragraph.text) else "")
        item.beside.append(paragraph.text)
        return item

    def finish(self) -> list[Item]:
        """Give every recommendation its number where only its place in the list tells it.

        :return: the recommendations, those of one kind in the order of their numbers.
        """
        self._number_by_place()
        self._join_kinds()
        self._name_causes()
        for item in self.items:
            if not item.texts and item.heading:
                item.texts.append(item.heading)
        order = {kind: place for place, kind in reversed(list(enumerate(_kind(item.number) for item in self.items)))}
        places = {id(item): place for place, item in enumerate(self.items)}
        return sorted(self.items, key=lambda item: (order[_kind(item.number)], _natural(item.number), places[id(item)]))

    def _end_run(self) -> None:
        self._closed |= {id(item) for item in self.items if item.texts}
        self._run = []

    def _named(self, number: str, document: int) -> Item:
        same = [item for item in self.items if item.number.casefold() == number.casefold()]
        here = [item for item in same if item.cause == self._cause]
        return next(iter(here or same), None) or self._new(number, document)

    def _new(self, number: str, document: int) -> Item:
        item = Item(number=number, document=document)
        self.items.append(item)
        return item

    def _listed(self, number: str, document: int, paragraph: Paragraph) -> Item:
        item = self._named(number, document)
        self._first = self._first or ("" if _CAUSE.match(number) else number)
        if self._counts_anew(item, paragraph):
            item = self._new(number, document)
        if not item.listed:
            item.listed, item.document, item.page, item.cause = True, document, paragraph.page, self._cause
        return item

    def _counts_anew(self, item: Item, paragraph: Paragraph) -> bool:
        """Tell the first recommendation of another cause of concern, where each counts its own, from a repetition of the first one's."""
        other = item.listed and item.cause and self._cause and item.cause != self._cause
        if not other or _CAUSE.match(item.number) or _digits(self._first) != "1":
            return False
        return self._alike(paragraph.text, [item]) is None

    def _quote(self, document: int, paragraph: Paragraph) -> None:
        numbers = paragraph.recommendations or _numbers_in(paragraph.text)
        if not numbers:
            self._quote_unnumbered(document, paragraph)
            return
        lead = self._take_lead()
        for number in numbers:
            item = self._listed(number, document, paragraph)
            self._add_text(item, paragraph, numbers)
            item.lead = item.lead or lead

    def _add_text(self, item: Item, paragraph: Paragraph, numbers: Sequence[str]) -> None:
        """Keep the first quotation, which is the report's; later ones are often shortened or retold."""
        bare = bool(numbers) and len(paragraph.text.split()) < _FEWEST_WORDS
        if id(item) not in self._closed and not bare:
            item.texts.append(paragraph.text)

    def _take_lead(self) -> str:
        """Take back what opened a list ("The ones that matter here are these:"), which is no recommendation."""
        last = self._run[-1] if self._run else None
        if last is None or last.number or not last.text.rstrip().endswith(":"):
            return next((item.lead for item in reversed(self.items) if item.lead and item in self._run), "")
        self._run.remove(last)
        self.items.remove(last)
        return last.text

    def _quote_unnumbered(self, document: int, paragraph: Paragraph) -> None:
        text = paragraph.text
        last = self._run[-1] if self._run else None
        if last is not None and _goes_on(last, text, paragraph.heading):
            self._add_text(last, paragraph, ())
            return
        lead = self._take_lead() if last is not None and last.text.rstrip().endswith(":") else last.lead if last else ""
        item = self._alike(text, self.items)
        if item is None:
            item = Item(texts=[text], lead=lead, document=document, page=paragraph.page, listed=True)
            self.items.append(item)
        self._run.append(item)

    def _alike(self, text: str, items: Sequence[Item]) -> Item | None:
        """Find the recommendation that a text quotes: the first of those that are most alike."""
        ordered = self._ordered(text)
        if not ordered:
            return None
        quotations = [(place, words) for place, item in enumerate(items) for words in map(self._ordered, item.texts) if words]
        alike = [
            (score / same, -quotations[position][0])
            for scorer, same in ((fuzz.ratio, _SAME_SORTED), (fuzz.token_set_ratio, _SAME_SET))
            for _, score, position in process.extract_iter(ordered, [words for _, words in quotations], scorer=scorer, score_cutoff=same)
        ]
        return items[-max(alike)[1]] if alike else None

    def _ordered(self, text: str) -> str:
        """Give the words of a text in the order of the alphabet; nothing of a few words, which quote nothing."""
        if text not in self._known:
            plain = plain_words(text)
            self._known[text] = ordered_words(plain) if len(plain.split()) >= _FEWEST_WORDS else ""
        return self._known[text]

    def _answer(self, place: tuple[int, int], paragraph: Paragraph) -> None:
        if paragraph.recommendations:
            for number in paragraph.recommendations:
                self._named(number, place[0]).answers.append(place)
            return
        quoted = [item for item in self.items if _quotes(paragraph.context, item)]
        if len(quoted) == 1:
            quoted[0].answers.append(place)
        else:
            self.untied.append(place)

    def _number_by_place(self) -> None:
        """Where answers name "AFI 1" to "AFI 7" and seven are listed without numbers, the third listed is AFI 3."""
        listed = [item for item in self.items if item.listed]
        without = [item for item in listed if not item.number]
        named = [item for item in self.items if not item.listed]
        kinds = {_kind(item.number) for item in named}
        fits = len(kinds) == 1 and all(_digits(item.number) and 0 < int(_digits(item.number)) <= len(without) for item in named)
        if not fits or 2 * len(named) < len(without) or kinds & {_kind(item.number) for item in listed if item.number}:
            return
        prefix = _DIGITS.split(named[0].number)[0]
        for place, target in enumerate(without, start=1):
            target.number = f"{prefix}{place}"
            for item in [item for item in named if item.number == target.number]:
                target.answers = sorted({*target.answers, *item.answers})
                self.items.remove(item)

    def _name_causes(self) -> None:
        """Where each cause of concern counts its own recommendations, a number says nothing without its cause."""
        counted = [item for item in self.items if item.cause and item.number and not _kind(item.number)]
        if len({item.number for item in counted}) < len(counted):
            for item in counted:
                item.number = f"{item.cause}, {item.number}"

    def _join_kinds(self) -> None:
        """Where only areas for improvement are numbered, an answer to "recommendation 3" answers AFI 3."""
        listed = {item.number: item for item in self.items if item.listed and item.number}
        if any(not _kind(number) for number in listed):
            return
        for item in [item for item in self.items if not item.listed and not _kind(item.number)]:
            same = [other for number, other in listed.items() if _natural(number) == _natural(item.number)]
            if len(same) == 1:
                same[0].answers = sorted({*same[0].answers, *item.answers})
                self.items.remove(item)


def _numbers_in(text: str) -> tuple[str, ...]:
    """Give the number that a quotation states of itself, at its start or in brackets."""
    start = heading_numbers(text[:_LEADING_NUMBERS])
    if start and _ONE_MATTER.match(text):
        return start
    bracketed = _BRACKETED.search(text)
    return trailing_numbers(text) or (heading_numbers(bracketed["reference"]) if bracketed else ())


def _goes_on(last: Item, text: str, heading: str) -> bool:
    """Tell a further part of a recommendation from the next one."""
    before = last.texts[-1].rstrip()
    small = text[:1].islower()
    if _ASKS.search(before) or (before.endswith(":") and small):
        return True
    if small and before.endswith((";", ",", "; and", "; or")):
        return True
    return _ONE_MATTER.search(heading) is not None


def _quotes(context: str, item: Item) -> bool:
    return bool(context) and any(text in context and (text == context or len(text.split()) >= _FEWEST_WORDS) for text in item.texts)


def _kind(number: str) -> str:
    return _DIGITS.split(number)[0].strip() if number else "unnumbered"


def _digits(number: str) -> str:
    found = _DIGITS.search(number)
    return found[0] if found else ""


def _natural(number: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|[a-z]+$", number))
