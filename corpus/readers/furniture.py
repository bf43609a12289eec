"""Page furniture: running headers, footers and page numbers that extraction left between the lines."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from corpus.statuses import status_of

_PAGE_NUMBER = re.compile(
    r"^\W*(?:page|p\.?)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$|^\s*\d{1,4}\s*(?:of|/)\s*\d{1,4}\s*$|^\s*[-–—|]{1,3}\s*\d{1,4}\s*[-–—|]{1,3}\s*$"
    r"|^\s*\d{1,4}\s*\|\s*p\s*a\s*g\s*e\s*$|^\s*\[\s*(?:page\s*)?\d{1,4}\s*\]\s*$",
    re.I,
)
_BARE_NUMBER = re.compile(r"^\s*(\d{1,3})\s*$")
_TRAILING_PAGE = re.compile(r"(?:\||\bpage\b|\s\s|(?<!\d)[-–])\s*(?:page\s*)?(\d{1,4})(?:\s*of\s*\d{1,4})?\s*$", re.I)
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]*]*\s*$")
_HEADING = re.compile(
    r"^(?:(?:recommendations?|areas?\s+for\s+improvement|causes?\s+of\s+concern|AFIs?)\b.{0,12}|(?:[\w’']+\s+){0,2}(?:response|comments?|position|reply|answer)\W*)$",
    re.I,
)
_LONGEST = 140
_TITLE_LINES = 3
_EDGE_LINES = 3
#: Lines that end in the number of their page stand at least so far apart, and count on by so much where some pages have none.
_SHORTEST_PAGE, _LARGEST_RISE = 5, 3
#: Lines farther apart than this are no neighbours, whatever stands between them.
_FARTHEST = 200


def furniture_lines(texts: list[str], page_starts: set[int]) -> set[int]:
    """Find the lines of a document that are page furniture.

    A line that recurs is furniture only beside other signs of a page break (a page number, a form feed, a
    sentence that it cuts in two): headings such as "Our response" recur too.

    :param texts: the lines, empty ones included.
    :param page_starts: indices of lines that begin a page, where the file says so.
    :return: the indices of the lines to drop.
    """
    numbers = _page_numbers(texts, page_starts)
    occurrences: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        if index not in numbers and text.strip() and len(text) <= _LONGEST:
            occurrences[_key(text)].append(index)
    repeated = {index for places in occurrences.values() if len(places) > 1 for index in places}
    dropped = set(numbers)
    passed_over = repeated | numbers
    edges = _edges(texts, numbers | page_starts, passed_over)
    outermost = _outermost(texts)
    for places in occurrences.values():
        evidence = [index for index in places if _at_page_break(texts, index, edges, passed_over)]
        # The header of the first page and the footer of the last stand at no page break.
        evidence += [index for index in places if evidence and index in outermost and index not in evidence]
        if len(evidence) >= 2 and 2 * len(evidence) >= len(places):
            dropped.update(places)
    dropped.update(_beside(texts, dropped, occurrences))
    # A running header often repeats the title: its copy at the top of the document is the title.
    return dropped - (_title_lines(texts, page_starts) - numbers)


def _title_lines(texts: list[str], page_starts: set[int]) -> set[int]:
    """Give the first lines of the first page, but not its foot where other lines stand above that."""
    first_page = min(page_starts, default=len(texts))
    written = [index for index, text in enumerate(texts[:first_page]) if text.strip()]
    return set((written[:-1] if page_starts and len(written) > 1 else written)[:_TITLE_LINES])


def _outermost(texts: list[str]) -> set[int]:
    """Give the first and the last line of text."""
    written = [index for index, text in enumerate(texts) if text.strip()]
    return {*written[:1], *written[-1:]}


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))


def _page_numbers(texts: list[str], page_starts: set[int]) -> set[int]:
    explicit = {index for index, text in enumerate(texts) if len(text) <= _LONGEST and _PAGE_NUMBER.match(text)}
    trailing = {
        index: int(match[1]) for index, text in enumerate(texts) if len(text) <= _LONGEST and (match := _TRAILING_PAGE.search(text))
    }
    explicit |= _counting_footers(texts, trailing)
    explicit |= {index for index in trailing if _is_apart(texts, index, page_starts) and _cuts_sentence(texts, index, {index})}
    bare = [(index, int(match[1])) for index, text in enumerate(texts) if (match := _BARE_NUMBER.match(text))]
    rising = [pair for pair in bare if _cuts_sentence(texts, pair[0], {pair[0]}) or _near(pair[0], page_starts)]
    # Bare numbers are page numbers where enough of them stand at page breaks; the others of the same rising
    # sequence come along.
    if len(rising) >= 2 or (rising and len(bare) == 1) or (bare and len(rising) == len(bare)):
        steps = Counter(number - position for position, (_, number) in enumerate(bare))
        usual = steps.most_common(1)[0][0] if steps else 0
        explicit |= {index for index, _ in rising}
        explicit |= {index for position, (index, number) in enumerate(bare) if number - position == usual}
    return explicit


def _is_kept(line: str) -> bool:
    """Tell the headings and the statuses that forms repeat on page after page from headers."""
    return _HEADING.match(line) is not None or status_of(line) is not None


def _counting_footers(texts: list[str], trailing: dict[int, int]) -> set[int]:
    """Find the lines that recur with the number of the page at their end: not the rows of a table, nor "Recommendation 2" of a form."""
    recurring: dict[str, list[int]] = defaultdict(list)
    for index in trailing:
        if re.search(r"[^\W\d_]", texts[index]) and not _is_kept(texts[index].strip()):
            recurring[_key(texts[index])].append(index)
    found: set[int] = set()
    for places in recurring.values():
        steps = [(below - above, trailing[below] - trailing[above]) for above, below in pairwise(places)]
        counting = sum(lines >= _SHORTEST_PAGE and 1 <= rise <= _LARGEST_RISE for lines, rise in steps)
        if 2 * counting > len(steps):
            found.update(places)
    return found


def _is_apart(texts: list[str], index: int, page_starts: set[int]) -> bool:
    """Tell a line at the edge of a page or between empty ones from a line of prose that ends in "page 7"."""
    if {index, index + 1} & page_starts:
        return True
    return not "".join(texts[max(0, index - 1) : index]).strip() and not "".join(texts[index + 1 : index + 2]).strip()


def _neighbour(texts: list[str], index: int, step: int, skipped: set[int]) -> int | None:
    for place in range(index + step, index + step * _FARTHEST, step):
        if not 0 <= place < len(texts):
            return None
        if texts[place].strip() and place not in skipped:
            return place
    return None


def _near(index: int, page_starts: set[int]) -> bool:
    return any(place in page_starts for place in range(index - 1, index + 3))


def _cuts_sentence(texts: list[str], index: int, skipped: set[int]) -> bool:
    before, after = _neighbour(texts, index, -1, skipped), _neighbour(texts, index, 1, skipped)
    if before is None or after is None:
        return False
    first = texts[after].lstrip()[:1]
    return len(texts[before].strip()) > 25 and not _SENTENCE_END.search(texts[before]) and first.islower()


def _edges(texts: list[str], breaks: set[int], passed_over: set[int]) -> set[int]:
    """Give the lines within three lines of text of a page break, as far out as a line of the page's own text."""
    edges: set[int] = set()
    for place in breaks:
        for step in (-1, 1):
            index: int | None = place if step == -1 else place - 1
            for _ in range(_EDGE_LINES):
                index = None if index is None else _neighbour(texts, index, step, set())
                if index is None:
                    break
                edges.add(index)
                if index not in passed_over or _is_kept(texts[index].strip()):
                    break
    return edges


def _at_page_break(texts: list[str], index: int, edges: set[int], repeated: set[int]) -> bool:
    text = texts[index].strip()
    # A line that begins in mid sentence is the rest of one, however often a document says it.
    if _is_kept(text) or (text[:1].islower() and len(text.split()) > 1):
        return False
    # Nor is a whole sentence a header, unless it cuts another: forms of one recommendation a page say the same on each.
    return (index in edges and not text.endswith((".", "!", "?"))) or _cuts_sentence(texts, index, repeated)


def _beside(texts: list[str], dropped: set[int], occurrences: dict[str, list[int]]) -> set[int]:
    # The copy of a footer on the last page has no page after it to give it away.
    last = _neighbour(texts, len(texts), -1, set())
    if last is None or last in dropped:
        return set()
    places = occurrences.get(_key(texts[last]), [])
    return {last} if any(place in dropped for place in places) else set()
