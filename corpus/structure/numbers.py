"""Recommendation numbers, as headings, tables, brackets and running text write them."""

from __future__ import annotations

import re

from corpus.structure.ordinals import ORDINALS

_KINDS = (
    (re.compile(r"areas?\s+for\s+improvement|\bAFIs?\b", re.I), "AFI "),
    (re.compile(r"(?:accelerated\s+)?causes?\s+of\s+concern|\bCoCs?\b", re.I), "Cause of concern "),
    (re.compile(r"recommendations?|\brecs?\b", re.I), ""),
)
_NUMBER = r"\d{1,3}(?:\.\d{1,2})?[a-z]?"
# The kind may be said again before each number: "AFI 3 to AFI 6".
_AGAIN = r"(?:areas?\s+for\s+improvement\s+|AFIs?\s+|recommendations?\s+|recs?\.?\s+|R(?=\d))?"
# "R2/R3" are two, "2/7" is the second of seven.
_AND = r"(?:,|;|&|and|to|through|or|-|–|—|/(?=\s*(?:R\d|rec|AFI)))"
_LIST = rf"{_NUMBER}(?:\s*{_AND}\s*(?:and\s+)?{_AGAIN}{_NUMBER})*"
_REFERENCE = re.compile(
    rf"\b(?P<kind>areas?\s+for\s+improvement|AFIs?|(?:accelerated\s+)?causes?\s+of\s+concern|CoCs?|recommendations?|recs?\.?)"
    rf"\s*(?:\(?AFIs?\)?\s*)?(?:nos?\.?|numbers?|ref\.?)?\s*(?:[#:(]|[-–—](?=\s?\d{{1,3}}[a-z]?\s*(?:$|[:.)])))?\s*(?:R(?=\d))?(?P<numbers>{_LIST})\b(?!\s*(?:%|per\s+cent|days|months|of\s+the\b(?!\s+(?:\w+\s+){{0,2}}report\b(?!['’]))|areas|recommendations|January"
    rf"|February|March|April|May|June|July|August|September|October|November|December))",
    re.I,
)
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# "AFI two", "Recommendation (iv)", "Recommendation B:"; "a recommendation I support" is none.
_NAMED = re.compile(
    rf"\b(?P<kind>areas?\s+for\s+improvement|AFI|cause\s+of\s+concern|recommendation|rec\.?)\s+(?:(?:no\.?|number)\s+)?"
    rf"(?:(?P<word>{'|'.join(_COUNTED)})\b(?!\s+(?:of|or|day|week|month|year|hundred)|-)"
    r"|(?-i:\((?P<bracketed>[a-z]|[ivx]{1,5}|[A-Z])\)|(?P<letter>[A-Z]|[IVX]{2,5}|[ivx]{2,5}))(?=\s*(?:[:.,;–—-]|\(|$)))",
    re.I,
)
_SHORT = re.compile(
    rf"^\s*(?P<kind>AFI|R|Rec\.?|CoC)\s*(?P<numbers>\d{{1,3}}[a-z]?(?:\s*{_AND}\s*(?:R\s*)?\d{{1,3}}[a-z]?)*)\b(?!\s*%)", re.I
)
_LEAD = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:HMIC(?:FRS)?\s+)?(?P<reference>(?:(?:recommendations?|recs?\.?|areas?\s+for\s+improvement|AFIs?|cause\s+of\s+concern|R)"
    r"\s*(?:no\.?\s*)?\d{1,3}(?:\.\d{1,2})?[a-z]?(?:\s*(?:,|&|and|to|[-–])\s*R?\d{1,3}){0,4})|" + _NAMED.pattern + r")\s*(?:[:.–—-]|\()",
    re.I,
)
# "Cause of concern 1 – recommendation 2": the second of those that belong to the first cause of concern.
_NESTED = re.compile(
    r"(?:\bcause\s+of\s+concern|\bCoC)\s*(?:no\.?\s*)?(?P<cause>\d{1,2})\s*[,:(–—/-]*\s*(?:recommendation|rec\.?)\s*(?:no\.?\s*)?(?P<number>\d{1,2}[a-z]?)\b",
    re.I,
)
# How a paragraph turns to a recommendation that stands at its start.
_TURNS_TO = re.compile(
    r"\W*(?:(?:in\s+(?:respect|relation)\s+(?:of|to)|with\s+(?:regard|respect|reference)\s+to|as\s+(?:for|to|regards)|on|for|regarding|turning\s+to)\s+)?(?:the\s+)?",
    re.I,
)
_RANGE = re.compile(rf"({_NUMBER})\s*(?:-|–|—|to|through)\s*{_AGAIN}({_NUMBER})", re.I)
# What counts on in a number: the part after a point ("1.4"), a letter ("5d"), or all of it.
_COUNTS_ON = re.compile(r"(?P<stem>(?:\d+\.)?)(?P<count>\d+)|(?P<whole>\d+)(?P<letter>[a-z])")
# Headings in other forms: "Second recommendation", "2) Recommendation", "Recommendations two and three".
_BY_PLACE = re.compile(
    rf"\W*(?:the\s+)?(?:(?P<place>{'|'.join(ORDINALS)})\s+|\(?(?P<number>\d{{1,2}})\)\s+)"
    r"(?P<kind>recommendation|area\s+for\s+improvement|AFI|cause\s+of\s+concern)\W*",
    re.I,
)
_IN_WORDS = re.compile(
    rf"\b(?P<kind>recommendations|areas\s+for\s+improvement|AFIs|causes\s+of\s+concern)\s+(?P<words>(?:{'|'.join(_COUNTED)})(?:(?:,\s+|,?\s+and\s+|\s+&\s+)(?:{'|'.join(_COUNTED)}))+)\b(?!\s+(?:of|or|days?|weeks?|months?|years?|hundred)\b)",
    re.I,
)
_TRAILING = re.compile(
    r"\(((?:recommendations?|recs?\.?|AFIs?|areas?\s+for\s+improvement|causes?\s+of\s+concern)\s+\d[^()]{0,30})\)\W*$", re.I
)
_LISTS = re.compile(
    r"\b(?:recommends?|recommended|(?:following|these)\s+(?:\w+\s+)?(?:recommendations?|areas?\s+for\s+improvement|AFIs?))\b[^.]{0,200}:$",
    re.I,
)
_MAXIMUM_RANGE = 60
_BACKGROUND = re.compile(r"\b(?:above|below|see|under|detailed|per|as\s+in|alongside)\s+(?:the\s+)?(?:response\s+to\s+)?$", re.I)


def references(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Find every reference to numbered recommendations.

    :param text: any text.
    :return: start, end and numbers of each reference, in order; ranges are written out.
    """
    nested = list(_NESTED.finditer(text))
    found: list[tuple[int, int, tuple[str, ...]]] = []
    found += [(match.start(), match.end(), (f"Cause of concern {match['cause']}, recommendation {match['number']}",)) for match in nested]
    plain = _NESTED.sub(lambda match: " " * len(match[0]), text) if nested else text
    found += [(match.start(), match.end(), _expand(match["kind"], match["numbers"])) for match in _REFERENCE.finditer(plain)]
    found += [(match.start(), match.end(), (_prefix(match["kind"]) + _named(match),)) for match in _NAMED.finditer(plain)]
    return sorted(found)


def lead_numbers(text: str) -> tuple[str, ...]:
    """Give the numbers of the recommendation that a paragraph names at its start ("Recommendation 2: …", "R4 – …").

    :param text: the paragraph.
    :return: the numbers, or none.
    """
    match = _LEAD.match(text)
    return heading_numbers(match["reference"]) if match is not None else ()


def opening_numbers(text: str, here: tuple[str, ...]) -> tuple[str, ...]:
    """Give the recommendations that a paragraph turns to with its first words ("As for recommendation 3, …").

    :param text: the paragraph.
    :param here: the recommendations that it stands below; only others are turned to.
    :return: their numbers, or none.
    """
    start, _, numbers = next(iter(references(text)), (0, 0, ()))
    stay = set(re.findall(r"\d+", " ".join(here))) & set(re.findall(r"\d+", " ".join(numbers)))
    return numbers if here and not stay and _TURNS_TO.fullmatch(text[:start]) else ()


def answered_numbers(text: str) -> tuple[str, ...]:
    """Give the recommendations that a paragraph outside any numbered section names as what it answers.

    :param text: the paragraph.
    :return: their numbers, without those that it only refers back to.
    """
    found = [number for start, _, numbers in references(text) if not _BACKGROUND.search(text[:start]) for number in numbers]
    return tuple(dict.fromkeys(found))


def lists_recommendations(text: str) -> bool:
    """Tell the lead-in of a list of recommendations ("The report makes the following recommendations:").

    :param text: a paragraph.
    :return: whether it is one.
    """
    return _LISTS.search(text.rstrip()) is not None


def says_nothing(text: str) -> bool:
    """Tell a paragraph that holds figures or references alone ("6-7", "Recommendations 1, 3 and 4.").

    :param text: a paragraph.
    :return: whether nothing is said in it.
    """
    return not any(map(str.isalpha, _REFERENCE.sub("", text)))


def trailing_numbers(text: str) -> tuple[str, ...]:
    """Give the numbers that stand in brackets at the end of a quoted recommendation.

    :param text: such as "Forces should train their sergeants (Recommendation 7)."
    :return: the numbers, or none.
    """
    match = _TRAILING.search(text)
    return heading_numbers(match[1]) if match else ()


def heading_numbers(text: str) -> tuple[str, ...]:
    """Give the numbers that a heading or lead-in carries.

    :param text: a heading such as "Recommendations 4 and 5", "AFI 3", "R7: training".
    :return: the numbers, or none.
    """
    found = [number for _, _, numbers in references(text) for number in numbers]
    return tuple(dict.fromkeys(found or _in_other_forms(text)))


def _in_other_forms(text: str) -> tuple[str, ...]:
    if (match := _SHORT.match(text)) is not None:
        return _expand(match["kind"], match["numbers"])
    if (match := _BY_PLACE.fullmatch(text)) is not None:
        return (_prefix(match["kind"]) + (match["number"] or str(ORDINALS.index(match["place"].lower()) + 1)),)
    if (match := _IN_WORDS.search(text)) is not None:
        words = re.findall("|".join(_COUNTED), match["words"].lower())
        return tuple(_prefix(match["kind"]) + str(_COUNTED.index(word) + 1) for word in words)
    return ()


def _expand(kind: str, numbers: str) -> tuple[str, ...]:
    prefix = _prefix(kind)
    spans: list[str] = []
    position = 0
    for match in _RANGE.finditer(numbers):
        spans.extend(re.findall(_NUMBER, numbers[position : match.start()]))
        spans.extend(_range(match[1], match[2]))
        position = match.end()
    spans.extend(re.findall(_NUMBER, numbers[position:]))
    return tuple(dict.fromkeys(prefix + number for number in spans))


def _prefix(kind: str) -> str:
    return next((prefix for pattern, prefix in _KINDS if pattern.search(kind)), "")


def _named(match: re.Match[str]) -> str:
    return str(_COUNTED.index(match["word"].lower()) + 1) if match["word"] else match["bracketed"] or match["letter"]


def _range(first: str, last: str) -> list[str]:
    """Write a range out ("2" to "4", "1.1" to "1.4", "5a" to "5d"); one that does not count on from its first to its last is these two."""
    low, high = _COUNTS_ON.fullmatch(first.lower()), _COUNTS_ON.fullmatch(last.lower())
    if low is None or high is None:
        return [first, last]
    if low["count"] and high["count"] and low["stem"] == high["stem"] and 0 < int(high["count"]) - int(low["count"]) <= _MAXIMUM_RANGE:
        return [f"{low['stem']}{number}" for number in range(int(low["count"]), int(high["count"]) + 1)]
    if low["whole"] and low["whole"] == high["whole"] and low["letter"] < high["letter"]:
        return [f"{low['whole']}{chr(letter)}" for letter in range(ord(low["letter"]), ord(high["letter"]) + 1)]
    return [first, last]
