"""The territorial police forces of England and Wales, and finding which one a document concerns.

The 43 forces are data (``forces.json``). A force that is not among them, such as an invented one, is known by the way
its name is written: "Wrenfield Constabulary", "Police and Crime Commissioner for Wrenfield".
"""

from __future__ import annotations

import datetime
import functools
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

_STRONG, _ALIAS, _BARE = 3.0, 2.0, 1.0
#: In the first characters a mention counts more: titles and letterheads stand there.
_TITLE_CHARACTERS, _TITLE_FACTOR = 300, 2.0
#: A bare county name counts only near the top, and only in a short line: in prose it is a place.
_BARE_CHARACTERS, _BARE_LINE_WORDS = 1500, 14
_FRONT_FACTOR, _ENOUGH = 10.0, 6.0
_LONGEST_ABBREVIATION = 5


@dataclass(frozen=True, slots=True)
class _Mention:
    """A place in a text that names a force: one of the 43, or the area of another."""

    start: int
    end: int
    who: Force | str
    weight: float


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a force or its policing body had; a year that is not known is ``None``."""

    name: str
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class Force:
    """A police force with the body that holds it to account.

    ``areas`` are other spellings of the area it is named after, ``aliases`` other names and abbreviations of the force
    and of its policing body. A force outside the 43 has an empty ``region`` and ``country``; its ``policing_body`` is
    the one that the text names, or empty.
    """

    id: str
    name: str
    short_name: str
    policing_body: str
    deputy: str | None = None
    region: str = ""
    country: str = ""
    areas: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    former_bodies: tuple[FormerName, ...] = ()

    def body_on(self, day: datetime.date | None) -> str:
        """Give the policing body of a time.

        :param day: the day in question; ``None`` for now.
        :return: its name; in the year of a change, the new one.
        """
        if day is not None:
            for former in reversed(self.former_bodies):
                if former.last_year is not None and (former.first_year or 0) <= day.year < former.last_year:
                    return former.name
        return self.policing_body


@functools.cache
def forces() -> tuple[Force, ...]:
    """Give the 43 territorial forces of England and Wales.

    :return: the forces by name.
    """
    rows = json.loads(resources.files("corpus").joinpath("forces.json").read_text(encoding="utf-8"))
    return tuple(_force(row) for row in rows)


def _force(row: dict[str, Any]) -> Force:
    former = {
        key: tuple(FormerName(former["name"], former["from"], former["until"]) for former in row[key])
        for key in ("former_names", "former_bodies")
    }
    return Force(**{**row, **former, "areas": tuple(row["areas"]), "aliases": tuple(row["aliases"])})


_AFTER = re.compile(
    r"(?:['’]s?)?[\s:–-]+(?:constabular(?:y|ies)\b|police\b|O?PF?CCs?\b|PEEL\b|chief\s+constable|commissioner\s+for\s+polic|"
    r"(?:deputy\s+)?mayor(?:['’]s\s+office)?\s+for\s+polic|joint\s+constabular)",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"(?:\s*,\s*|\s+(?:and|&)\s+)(?P<area>[A-Z][\w-]+(?:\s+[A-Z][\w-]+)?)(?=\s)")
_BEFORE = re.compile(
    r"(?:commissioners?|O?PF?CC|chief\s+constables?|polic(?:e|ing)\s+(?:in|of|for|across)|police\s+(?:and\s+crime\s+)?panel|policing\s+body|force(?:\s+(?:name|area))?)"
    r"\s*(?:(?:for|of|in)\s+|:\s*)(?:the\s+)?$",
    re.IGNORECASE,
)
_OTHER_BODY = re.compile(
    r"(?:['’]s?)?\s+(?:(?:and|&)\s+[A-Z]\w+\s+)?(?:air\s+)?(?:ambulance|fire|county|city|borough|district|council|corporation|combined|health\w*|hospitals?|NHS|"
    r"university|college|school|trust|probation|road|street|avenue|lane|way|house|square|region\w*|railway|cricket|museum|"
    r"[A-Z]{1,2}\d[\dA-Z]?\s*\d[A-Z]{2})\b",
    re.IGNORECASE,
)
#: "pcc@dorset.police.uk", "www.kent-pcc.gov.uk": the area, without spaces, in an address of an office or a force.
_ADDRESS = re.compile(
    r"(?<![\w-])(?:www\.)?(?P<area>[a-z][a-z-]+?)[.-]?(?:(?:pnn\.)?police|o?pf?cc)\.(?:police\.|gov\.)?(?:uk|wales)\b", re.IGNORECASE
)
_OTHER_PLACE = re.compile(
    r"\b(?:north|south|east|west|mid|central|new|upper|lower|(?:university|port|duke|earl|bishop|diocese)\s+of)[\s-]+$", re.IGNORECASE
)
_POSTCODE = re.compile(r"^,?\s+[A-Z]{1,2}\d[\dA-Z]?\s*\d[A-Z]{2}\b")
#: Areas that are ordinary names of other things when no word of policing stands beside them.
_NEVER_BARE = frozenset({"metropolitan", "city-of-london"})


def _loose(name: str) -> str:
    """Write a name as a pattern that allows "&", other apostrophes and line breaks."""
    pattern = (
        re.escape(name)
        .replace(r"\ and\ ", r"\s+(?:and|&)\s+")
        .replace(r"\ ", r"\s+")
        .replace(r"\-", r"[-–\s]")
        .replace(r"the\s+Met", r"[Tt]he\s+Met(?!\s+Office)")
    )
    return pattern.replace("'", "['’]")


@functools.cache
def _name_pattern(aliases: bool) -> tuple[re.Pattern[str], dict[str, Force]]:
    """Make one pattern of all areas, or of all aliases, with the force that each of its groups stands for."""
    by_name = {name: force for force in forces() for name in (force.aliases if aliases else (force.short_name, *force.areas))}
    names = sorted(by_name, key=len, reverse=True)
    # An alias of three words may stand in capitals; "the met", "nyp" are no names.
    loose = [f"(?i:{_loose(name)})" if len(name.split()) > 2 else _loose(name) for name in names]
    pattern = "|".join(f"(?P<n{index}>{name})" for index, name in enumerate(loose))
    flags = re.NOFLAG if aliases else re.IGNORECASE
    return re.compile(rf"(?<!\w)(?:{pattern})(?![\w-])", flags), {f"n{index}": by_name[name] for index, name in enumerate(names)}


def _known_mentions(text: str) -> list[_Mention]:
    """Find where a text names one of the 43 forces; what only looks like one has no weight."""
    found: list[_Mention] = []
    areas, force_by_group = _name_pattern(False)
    for match in areas.finditer(text):
        force = force_by_group[str(match.lastgroup)]
        found.append(_Mention(match.start(), match.end(), force, _area_weight(text, match, force)))
    for match in _ADDRESS.finditer(text):
        addressed = _areas_in_addresses().get(_letters(match["area"]))
        if addressed is not None:
            found = [mention for mention in found if not match.start() <= mention.start < match.end()]
            found.append(_Mention(match.start(), match.end(), addressed, _ALIAS))
    aliases, force_by_group = _name_pattern(True)
    found.extend(_Mention(match.start(), match.end(), force_by_group[str(match.lastgroup)], _ALIAS) for match in aliases.finditer(text))
    return found


@functools.cache
def _areas_in_addresses() -> dict[str, Force]:
    """Give the forces by their areas as addresses write them: "devonandcornwall" or "devoncornwall"."""
    names = [(name.lower(), force) for force in forces() for name in (force.short_name, *force.areas, *force.aliases)]
    return {_letters(form): force for name, force in names for form in (name, name.replace(" and ", " "))}


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


def _area_weight(text: str, match: re.Match[str], force: Force) -> float:
    before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 80]
    if _OTHER_BODY.match(after) or _POSTCODE.match(after):
        return 0.0
    beside = _BESIDE.match(after)
    if _AFTER.match(after) or _BEFORE.search(before) or (beside and _AFTER.match(after[beside.end() :])):
        return _STRONG
    if not match[0][0].isupper() or _OTHER_PLACE.search(before) or force.id in _NEVER_BARE or match.start() > _BARE_CHARACTERS:
        return 0.0
    line = text[text.rfind("\n", 0, match.start()) + 1 :].split("\n", 1)[0]
    return _BARE if len(line.split()) <= _BARE_LINE_WORDS else 0.0


def find_force(text: str) -> Force | None:
    """Find which of the 43 forces a title or front matter names.

    :param text: the title, or the front of a document with one block a line.
    :return: the force that is named most and earliest, the first of a pair; ``None`` where none is named, or only as a place.
    """
    scores: dict[Force, float] = defaultdict(float)
    for mention in _known_mentions(text):
        if mention.weight and isinstance(mention.who, Force):
            scores[mention.who] += _placed(mention)
    return max(scores, key=lambda force: scores[force]) if scores else None


def _placed(mention: _Mention) -> float:
    return mention.weight * (_TITLE_FACTOR if mention.start < _TITLE_CHARACTERS else 1.0)


_GAP = r"[^\S\n]+"
_WORD = r"[A-Z][\w’'-]{0,60}"
_CONNECTED = rf"{_WORD}(?:{_GAP}(?:(?:and|&|upon|on|of|the|in|under|le){_GAP})?{_WORD})"
_AREA = rf"(?P<area>{_CONNECTED}{{0,4}}?)"
_CRIME = r"(?i:police(?:,?\s*fire(?:\s*(?:and|&)\s*rescue)?)?,?\s*(?:and|&)\s*crime)"
_MAYOR = r"(?i:(?:deputy\s+mayor|mayor['’]s\s+office)\s+for\s+polic(?:ing|e)(?:,?\s+fire)?(?:,?\s*(?:and|&)\s*crime)?)"
_OFFICE = rf"(?P<office>{_CRIME}\s+(?i:commissioner)\b|O?PF?CC\b|{_MAYOR})"
_KIND = r"(?P<office>Constabulary|CONSTABULARY|(?:Police|POLICE)(?:[^\S\n]+(?:Service|Force|SERVICE|FORCE))?)\b"
_NO_FORCE = (
    r"(?i:,?\s+(?:fire|(?:and|&)\s+(?:fire|crime)|act|federation|authority|panel|committee|foundation|officers?|college|national|data|"
    r"complaints|station|regulations|reform|conduct)\b)"
)
_NAMED_FORCE = re.compile(rf"\b{_AREA}{_GAP}{_KIND}(?!{_NO_FORCE})")
_FIRE_SERVICE = re.compile(rf"\b{_AREA}{_GAP}(?P<office>Fire\s+(?:and|&)\s+Rescue\s+(?:Service|Authority))\b")
_BODY_AFTER = re.compile(rf"\b{_AREA}{_GAP}{_OFFICE}")
_BODY_BEFORE = re.compile(rf"\b{_OFFICE}{_GAP}(?:for|of){_GAP}(?:the{_GAP})?(?P<area>{_CONNECTED}{{0,3}})")
_PANEL = re.compile(rf"\b{_AREA}{_GAP}(?P<office>{_CRIME}\s+(?i:panel|committee|plan))\b")
_AUTHORITY = re.compile(rf"\b{_AREA}{_GAP}(?P<office>(?i:(?:mayoral\s+)?combined\s+authority))\b")
_MAYOR_AND_AREA = re.compile(rf"\b(?P<office>{_MAYOR}),{_GAP}(?P<area>{_CONNECTED}{{0,2}})(?!\w|\.)")
_LABELLED = re.compile(
    rf"(?m)^(?P<office>(?i:(?:name\s+of\s+)?(?:police\s+)?force(?:\s+(?:name|area))?|(?:local\s+)?policing\s+body)):{_GAP}(?P<area>{_CONNECTED}{{0,3}})"
)
_WRITTEN = (
    (_LABELLED, _STRONG),
    (_NAMED_FORCE, _STRONG),
    (_BODY_AFTER, _STRONG),
    (_BODY_BEFORE, _STRONG),
    (_PANEL, _ALIAS),
    (_FIRE_SERVICE, _BARE),
    (_AUTHORITY, _BARE),
    (_MAYOR_AND_AREA, _BARE),
)
_CONNECTORS = frozenset({"and", "&", "upon", "on", "of", "the", "in", "under", "le"})
_OTHER_WORDS = """
a an this that these those for to by or from with at as if when while both our your my their his her its one two all each every no any
some hmicfrs hmic hmi hm hmics majesty peel report reports response reply responses inspection inspections office officer chief
constable constables dear inspector inspectors inspectorate home secretary deputy assistant police policing crime commissioner
commissioners pcc pfcc opcc opfcc mr mrs ms dr sir rt hon also joint statement comments force forces re subject title body name although
after before since because however whether where which what who how why association national independent local neighbourhood community
counter terrorism roads military modern state college authority panel committee mayor council temporary acting former constabulary
service published date signed copies copy circulation distribution recommendation recommendations section part annex appendix item
agenda foreword elected tel telephone email web website
"""
_NOT_PLACES = frozenset(_OTHER_WORDS.split())


def _area(words: str, office_first: bool) -> str:
    """Strip what is no part of a place's name: "In Wrenfield", "Wrenfield Constabulary and Wrenfield", "Wrenfield PEEL"."""
    parts = words.split()
    others = [index for index, part in enumerate(parts) if re.sub(r"['’]s?$", "", part).lower() in _NOT_PLACES]
    if others:
        parts = parts[: others[0]] if office_first else parts[others[-1] + 1 :]
    while parts and parts[0].lower() in _CONNECTORS:
        parts.pop(0)
    while parts and parts[-1].lower() in _CONNECTORS:
        parts.pop()
    name = re.sub(r"['’]s?$", "", " ".join(parts))
    return re.sub(r"\b(?:And|Of|The|Upon|On|In)\b", lambda match: match[0].lower(), name.title()) if name.isupper() else name


def _written(pattern: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in pattern.finditer(text):
        area = _area(match["area"], office_first=pattern in {_BODY_BEFORE, _LABELLED})
        if len(area) > 2:
            yield match, area


def _mentions(text: str) -> list[_Mention]:
    """Find where a text names any force, one of the 43 or another."""
    known = _known_mentions(text)
    taken = {position for mention in known for position in range(mention.start, mention.end)}
    found = [mention for mention in known if mention.weight]
    for pattern, weight in _WRITTEN:
        for match, area in _written(pattern, text):
            if taken.isdisjoint(range(*match.span("area"))):
                found.append(_Mention(match.start(), match.end(), area, weight))
    return found


def force_of(front_text: str, body_text: str) -> Force | None:
    """Find the force that a document concerns, by where and how often forces are named.

    :param front_text: the title and front matter, one block a line.
    :param body_text: the rest.
    :return: one of the 43, or a force as the text writes it with its policing body as written; ``None`` if no force is named.
    """
    scores: dict[Force | str, float] = defaultdict(float)
    for mention in _mentions(front_text):
        scores[mention.who] += _FRONT_FACTOR * _placed(mention)
    for mention in _mentions(body_text):
        if mention.weight > _BARE:
            scores[mention.who] += mention.weight
    if not scores:
        return None
    best = max(scores, key=lambda who: scores[who])
    if scores[best] < _ENOUGH:
        return None
    return best if isinstance(best, Force) else _written_force(best, front_text, body_text)


def _written_force(area: str, front_text: str, body_text: str) -> Force:
    """Describe a force outside the 43 by what the text calls it; where it only names the area, that is its name."""
    name = ""
    for pattern in (_NAMED_FORCE, _FIRE_SERVICE):
        for text in (front_text, body_text):
            kinds = Counter(_spaced(match["office"]) for match, found in _written(pattern, text) if found == area)
            name = name or (f"{area} {kinds.most_common(1)[0][0]}" if kinds else "")
    body = _written_body(area, front_text) or _written_body(area, body_text)
    identifier = re.sub(r"[^a-z0-9]+", "-", area.lower()).strip("-")
    return Force(identifier, name or area, area, body)


def _written_body(area: str, text: str) -> str:
    """Give the policing body of an area as a text first writes it, abbreviations written out and the area added."""
    found = [
        (match.start(), match["office"], pattern)
        for pattern in (_BODY_AFTER, _BODY_BEFORE)
        for match, name in _written(pattern, text)
        if name == area
    ]
    if not found:
        alone = re.search(rf"\b{_OFFICE}", text)
        return f"{area} {_in_full(alone['office'])}" if alone else ""
    _, office, pattern = min(found, key=lambda mention: mention[0])
    office = _in_full(office)
    return f"{office} for {area}" if pattern is _BODY_BEFORE else f"{area} {office}"


def _in_full(office: str) -> str:
    if re.fullmatch(r"O?PF?CC", office):
        return "Police, Fire and Crime Commissioner" if "F" in office else "Police and Crime Commissioner"
    return _spaced(office)


def _spaced(text: str) -> str:
    """Write a name on one line, with "and" for "&", and capitals only at the start of its words."""
    text = re.sub(r"\s+", " ", text)
    text = text.title() if text.isupper() and len(text) > _LONGEST_ABBREVIATION else text
    return re.sub(r"\bAnd\b|&", "and", re.sub(r"\bFor\b", "for", text))
