"""What a heading says of the paragraphs below it: their section, speaker and recommendations."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.records import Speaker
from corpus.structure.numbers import heading_numbers
from corpus.structure.offices import JOINT, speaker_of


class Section(StrEnum):
    """What a part of a document holds."""

    FRONT = "front"
    FINDINGS = "findings"
    RECOMMENDATIONS = "recommendations"
    RESPONSE = "response"
    ADMINISTRATIVE = "administrative"


@dataclass(frozen=True, slots=True)
class HeadingSense:
    """What a heading announces; ``None`` and empty where it says nothing of the kind.

    ``weak`` marks headings such as "Overview", under which a responder may speak as well;
    ``together`` a response that the parties give with one voice.
    """

    section: Section | None = None
    speaker: Speaker | None = None
    recommendations: tuple[str, ...] = ()
    weak: bool = False
    together: bool = False


_RESPONSE = re.compile(
    r"\brespon(?:se|ses|d|ds|ding|ded)\b|\brepl(?:y|ies)\b|\bcomments?\b|\bcommentary\b|\bposition\b|\bviews?\b|\bremarks?\b|\bstatement\b|"
    r"\bactions?\b.*\?$|\bactions?\s+(?:taken|planned|to\s+be|being|plan|already|proposed|since|and|so\s+far)|\baction\s+plan\b|\b(?:progress|update)\b|\bnext\s+steps\b|\bforeword\b|"
    r"\bwhat\s+(?:action|we|i|has|have|will|is|are|the\s+(?:force|constabulary|commissioner|chief\s+constable|pcc|pfcc|office))\b(?!.*\b(?:f[io]und|asked|told|recommended|inspected)\b)|"
    r"\bhow\s+(?:we|i|will|the\s+(?:force|constabulary|commissioner|pcc))\b|\bour\s+(?:answer|approach|plans?|work|commitment)|"
    r"\b(?:does|do|is|will)\s+the\s+(?:force|constabulary|commissioner|pcc|pfcc|chief)|\bsays?\b|\banswers?\b|\bintroduct(?:ion|ory)\b|\bconclu(?:sion|ding)|"
    r"\bclosing\b|\bway\s+forward\b|\boversight\b|\bholding\s+to\s+account\b|\bassurance\b|\bscrutiny\s+by\b|\breaction\b|\bopening\b|\bfrom\s+the\b.*\b(?:commissioner|constable|mayor)\b",
    re.I,
)
_FINDINGS = re.compile(
    r"\bfindings?\b|\bwhat\s+(?:did\s+)?(?:hmicfrs|hmic|the\s+inspect\w+|inspectors?|the\s+report|they|it)\b.*\b(?:f[io]und|said|says?|looked|examined|conclud\w+|inspect\w*)|"
    r"\b(?:f[io]und|conclusions?)\s+(?:by|of)\s+(?:the\s+)?(?:inspect\w+|hmic\w*|report)|\bsummary\b|\bbackground\b|\boverview\b|\babout\s+(?:the|this)\s+(?:inspection|report|super-complaint)|"
    r"\bjudge?ments?\b|\bgrad(?:e|es|ing|ings|ed)\b|\bheadlines?\b|\bscope\b|\bterms\s+of\s+reference|(?<!\bsince\s)(?<!\bafter\s)(?<!\bfollowing\s)\bthe\s+(?:inspection|report)(?:\s+in\s+brief)?$|^context$|"
    r"\bwhat\s+was\s+(?:inspected|found|said)|\bwhat\s+(?:is|was|does|did)\s+(?:this|the)\s+(?:report|inspection)\b|"
    r"\bwhat\s+(?:hmic\w*|(?:the\s+)?inspectors?|the\s+inspectorate|(?:the|this)\s+(?:report|inspection))\s+(?!as(?:ks?|ked)\b|recommend|wants?\b)\w+|"
    r"\boutcomes?\s+of\s+the\s+inspection|\bstrengths\b|\bwhere\s+the\s+force\b",
    re.I,
)
_WEAK = re.compile(
    r"^(?:purpose\b.*|(?:executive\s+)?(?:introduct\w+|(?:commissioner|chief\s+constable|PF?CC)['’]s\s+(?:introduction|foreword)|foreword(?:\s+by\b.*)?|introduction\s+(?:by|from)\b.*|preface(?:\s+by\b.*)?|opening\s+\w+|overview|background|context|summary|scope|headlines?|the\s+(?:inspection|report))(?:\s+and\s+\w+)?)$",
    re.I,
)
#: What names a recommendation, of whatever kind.
RECOMMENDATIONS = re.compile(
    r"\brecommendations?\b|\bareas?\s+for\s+improvement\b|\bcauses?\s+of\s+concern\b|\bAFIs?\b|\bwhat\s+(?:was|were|we\s+were|the\s+force\s+was)\b.*\b(?:asked|recommended|told)",
    re.I,
)
_ADMINISTRATIVE = re.compile(
    r"\boffice\s+use\b|\bdistribut(?:ion|ed)\b|\bcirculat(?:ion|ed)\b|\bbackground\s+(?:papers|documents)|^(?:(?:press|media|key|office|useful|main|our|further|public|and|report)\s+)*contacts?\W*(?:$|:)|^(?:\w+\s+){0,3}contact\s+(?:officers?|details|us|for|information|names?|person|points?|numbers?|the\s+(?:office|commissioner|O?PF?CC))\b|\bappendi(?:x|ces)\b|"
    r"\bnotes?\s+(?:to|for)\s+editors?\b|\bimplications?\b|\b(?:document|version)\s+control\b|^ends$|\bmedia\s+(?:contact|enquiries)|\bfurther\s+information\b|"
    r"^purpose\b|^(?:recommendations?|decisions?)\s+(?:to|for|required\s+of)\s+(?:the\s+)?(?:panel|members|committee|board)|\bchecklist\b|\bsubmission\s+(?:record|log)|\bpublication\s+record|\bfor\s+completion\b|\bofficial\s+use|\badministrative\b|\brecord\s+of\s+(?:submission|distribution|publication)|"
    r"\bequalit(?:y|ies)\s+(?:impact|considerations)|^copies\s+to|\binternal\s+use|\brelated\s+(?:links|pages|news)|\bshare\s+this|"
    r"^(?:related(?:\s+(?:posts|articles|stories|documents|responses))?|attachments?|downloads?|(?:latest|other|more)\s+(?:news|stories|posts|responses))$|"
    r"^(?:sign\s+up|subscribe)\b|\bnewsletter\b|\b(?:wrong|useful|helpful)\b.*\bthis\s+page\b|\bthis\s+page\s+(?:useful|helpful)\b",
    re.I,
)
# Headings of a committee's paper that elsewhere are topics.
_BARE_ADMINISTRATIVE = re.compile(
    r"^(?:(?:financial|legal|equality|diversity|environmental|health|safety|sustainability|and|&)\W+)*risk\s+(?:management|assessments?)$",
    re.I,
)
_FRONT = re.compile(
    r"^(?:inspection\s+(?:title|type|name|report)|(?:report\s+)?title|date\b|dated\b|published\b|publication\b|police\s+forces?$|force$|link\b|report\s+(?:link|published|title|by|of|author|date)|"
    r"type\s+of|section\s+55|deadline|due|response\s+(?:due|deadline|date)|date\s+(?:of|published)|from\b|to$|cc$|our\s+ref|your\s+ref|ref(?:erence)?\b|subject\b(?!\s+to\b|\s+access)|"
    r"agenda\b|meeting\b(?!\s+(?:the|demand|needs?|expectations|with)\b)|statutory|policing\s+body|local\s+policing\s+body|responding\b(?!\s+to\b)|prepared\b|author\b|period\b|classification|protective\s+marking|"
    r"re:|title\b|name\s+of|inspecting\s+body|inspection$)",
    re.I,
)
# What police forces do, in words that elsewhere announce a response, a finding or an office's address.
_TOPICS = re.compile(
    r"\babus(?:e|es|ed|ing)\s+(?:of\s+)?(?:their\s+|a\s+)?positions?\b|\bpositions?\s+of\s+trust\b|\bbackground\s+checks?\b|^public\s+contact\W*$|"
    r"\b(?:call|crime|incident|risk|threat|intelligence)\s+grading\b|\bgrading\s+of\s+(?:calls|crimes?|incidents|risks?|threats?|intelligence)\b|"
    r"\b(?:victim|witness|personal)\s+statements?\b|\bsummary\s+(?:justice|offences)\b|"
    r"\bresponse\s+(?:officers?|teams?|times?|policing|units?)\b|\bemergency\s+response\b|^responding\s+to\s+(?:the\s+public|\w*\s*(?:people|victims|calls|emergencies|incidents|demand|crime))\b",
    re.I,
)
_PARTY = r"(?:police(?:,?\s*fire)?\s+and\s+crime\s+)?(?:commissioner|deputy\s+mayor|mayor|chief\s+constable|PF?CC|force|constabulary)"
_AUTHORED = re.compile(
    rf"\b(?:overview|summary|preface|foreword|introduction|assessment)\s+(?:by|from)\b|\b{_PARTY}['’]s\s+(?:\w+\s+)?(?:overview|summary|preface|foreword|introduction)\b"
    r"|\b(?:summary|overview)\s+of\s+(?:(?:the|our|force|key)\s+)*(?:progress|actions?|work|plans?)\b",
    re.I,
)
_ACCOUNT = (
    r"(?:observations?|narratives?|accounts?|reflections|message|contribution|submission|words|thoughts|opinion|perspective"
    r"|undertakings?|letter)"
)
_ACCOUNTED = re.compile(rf"\b{_PARTY}['’]s\s+(?:\w+\s+)?{_ACCOUNT}\b|^(?:\w+\s+)?{_ACCOUNT}\s+(?:of|by|from)\s+(?:the\s+)?{_PARTY}\b", re.I)
_ADDRESSED = re.compile(rf"^{_PARTY},\s+(?!and\b)[^?]*\?$", re.I)
_HANDED = re.compile(rf"\S\s*(?::|[-–—(]|,\s+by)\s*(?:by\s+|from\s+)?(?:the\s+)?{_PARTY}\W*$", re.I)
_TOPIC_OF = re.compile(
    rf"^(?i:(?:the\s+)?{_PARTY}):\s+(?!(?i:yes|no|n/a|none|agree[ds]?|accept(?:s|ed)?|noted|not|in|partly|partially|fully|complete[d]?)\b)[a-z][\w’'-]*(?:\s+[\w’'-]+)*$"
)
_ASKS = re.compile(r"^(?:is|are|has|have|do|does|will|can|which|if|are\s+there)\b.*(?:\?|\bplease\b)", re.I)
# "Are there any findings that the PCC disputes?" asks the responder, for all its findings.
_ASKS_STAND = re.compile(
    r"^(?:do|does|did|is|are|has|have|which|what|where)\b.*\b(?:accept|agree|dispute|disagree|challenge|reject|contest|concur)(?:s|d|ed|ing)?\b.*\?",
    re.I,
)
_ASKS_RESPONDER = re.compile(
    r"\b(?:we|our|you|your|done|doing|do|action\w*|recommend\w*|respon\w+|improve\w*|achieve\w*|next|happen\w*|plan\w*|comments?|views?|met)\b",
    re.I,
)
_APPENDED = re.compile(r"^(?:annex|appendi(?:x|ces))\b(?:\s+\w{1,2}\b)?\W*", re.I)
_OTHER = re.compile(r"^(?:other|remaining|further|additional)\b", re.I)
_BRACKETS = re.compile(r"\((\d{1,2}(?:\s*(?:,|and|&|to|-|–)\s*\d{1,2})*)\)\W*$")
_FLOOR = re.compile(
    r"^(?:(?:the|for|from|by)\s+)*(?:police(?:,?\s*fire)?\s+and\s+crime\s+)?(?:chief\s+constable|force|constabulary|commissioner|O?P(?:F)?CC|deputy\s+mayor)(?:['’]s)?"
    r"(?:\W*$|\s*[-–—:,(]|\s+(?:for|of)\s)|^(?:the\s+)?(?:chief\s+constable|commissioner|P(?:F)?CC|deputy\s+mayor)(?:['’]s)?\s+[a-z]+s\W*$",
    re.I,
)


def gives_floor(text: str) -> bool:
    """Tell a heading that gives a party the floor on a topic, or on a topic to a party.

    :param text: such as "Chief Constable: culture and conduct", "Firearms: the Commissioner", but not "Chief Constable: Jo Example".
    :return: whether it does.
    """
    return _TOPIC_OF.match(text) is not None or (_HANDED.search(text) is not None and len(text.split(":")[0].split()) > 1)


@functools.lru_cache(maxsize=4096)  # the rules ask of a block several times over
def sense(text: str) -> HeadingSense:
    """Say what a heading announces.

    :param text: the heading.
    :return: the section, speaker and recommendation numbers it names; nothing where it names none.
    """
    bare = re.sub(r"^\W*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z])[.)]?\s+|[A-Z]\d{1,2}[.):]\s+)?", "", text.strip()).rstrip(": ")
    numbers = heading_numbers(text) or _bracketed(text)
    speaker = speaker_of(bare)
    section = _section(bare, numbers)
    if section is None and speaker is not None and not numbers and (_FLOOR.match(bare) or _HANDED.search(bare)):
        section = Section.RESPONSE
    weak = any(pattern.match(bare) for pattern in (_WEAK, _BARE_ADMINISTRATIVE)) or (
        section is Section.RESPONSE and speaker is None and not numbers and _leaves_open(bare)
    )
    return HeadingSense(section, speaker, numbers, weak, JOINT.search(bare) is not None)


def _leaves_open(text: str) -> bool:
    """Tell a heading that lets both the inspection and the responder speak: it names both, or asks about neither."""
    if text.endswith("?"):
        return _ASKS_RESPONDER.search(text) is None
    return re.search(r"\bfindings?\b", text, re.I) is not None


def _bracketed(text: str) -> tuple[str, ...]:
    """Read bare numbers in brackets at the end of a heading: "Investigations (1 and 2)"."""
    match = _BRACKETS.search(text)
    return heading_numbers(f"Recommendations {match[1]}") if match else ()


def _section(text: str, numbers: tuple[str, ...]) -> Section | None:
    text = _TOPICS.sub(" ", text).strip()
    if _BARE_ADMINISTRATIVE.match(text):
        return Section.ADMINISTRATIVE
    if _ADMINISTRATIVE.search(text) and not (
        _APPENDED.match(text) and (_RESPONSE.search(text) or _ACCOUNTED.search(_APPENDED.sub("", text)))
    ):
        return Section.ADMINISTRATIVE
    if _FRONT.match(text) and not numbers:
        return Section.FRONT
    if _AUTHORED.search(text) or _ACCOUNTED.search(text) or _ADDRESSED.match(text) or _ASKS_STAND.match(text):
        return Section.RESPONSE
    if _FINDINGS.search(text) and not _OTHER.match(text) and not _says_response(text):
        return Section.FINDINGS
    if _RESPONSE.search(text) and (not numbers or text.endswith("?") or _says_response(text)):
        return Section.RESPONSE
    if numbers:
        return None
    if _ASKS.match(text):
        return Section.RESPONSE
    if RECOMMENDATIONS.search(text):
        return Section.RECOMMENDATIONS
    return None


def _says_response(text: str) -> bool:
    return (
        re.search(
            r"\brespon(?:se|ses|d|ding|ds)\b|\banswers?\s+(?:to|on|by|from|of)\b|\bcomments?\b|\brepl(?:y|ies)\b|\bposition\b|\bactions?\s+taken|\bstatement\b|\bviews?\b|\bupdate\b",
            text,
            re.I,
        )
        is not None
    )
