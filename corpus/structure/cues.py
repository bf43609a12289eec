"""Signs in a paragraph's own words that speak for one role: small rules, each worth some log-odds."""

from __future__ import annotations

import re
from collections import defaultdict

from corpus.records import Block, BlockKind, Role
from corpus.structure.attribution import reported_share, responder_speaks
from corpus.structure.duties import FIRST_PERSON, is_duty, names_duty
from corpus.structure.headings import is_duty_lead_in, is_statutory, states_purpose
from corpus.structure.senses import Section, sense
from corpus.structure.speakers import is_salutation, is_sign_off, lead_in, subject_speaker
from corpus.structure.state import Phase, State

_FOUND = re.compile(
    r"\b(?:report|inspection|inspect(?:ors?|orate)|hmicfrs|hmic|assessment)\b[^.:]{0,80}\b(?:found|judged|identified|highlighted|noted|concluded|graded|said|praised|observed)\b[^.]*:$",
    re.I,
)
_COUNTED = re.compile(
    r"^(?:there\s+(?:are|were)\s+no\s|(?:\w+\s+){0,4}(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|no)\s+(?:\w+\s+){0,3}"
    r"(?:recommendations?|areas?\s+for\s+improvement|causes?\s+of\s+concern)\b[^.]{0,60}\b(?:are|were|is|was)?\s*(?:made|issued|identified|directed)\b)",
    re.I,
)
# "The report makes eleven recommendations in all."
_TALLIED = re.compile(
    r"^(?:\W|\d+(?:\.\d+)*\.?\s)*(?:the|this|their)\s+(?:\w+\s+){0,2}(?:report|inspection)\s+(?:\w+\s+)?(?:makes|made|contains|contained|sets\s+out|has)\s+"
    r"(?:\w+\s+){1,3}(?:recommendations?|areas?\s+for\s+improvement|causes?\s+of\s+concern)\b",
    re.I,
)
_REPORTED = re.compile(
    r"^(?:\W|\d+(?:\.\d+)*\.?\s)*(?:(?:the|your|this)\s+)?(?:hmic(?:frs)?|inspect(?:ors|orate|ion)|report|inspection\s+team)\b\s+(?:\w+\s+){0,2}?(?:found|looked|examined|concluded|judged|graded|identified|"
    r"said|says|told|reports?|reported|estimated|inspected|visited|considered|assessed|noted|also|makes|made)\b",
    re.I,
)
_NUMBERED_DUTY = re.compile(
    r"^\W*(?:(?:\d{1,2}|[a-z])(?:[.):]|\s[-–—])\s+|\d{1,2}\s+(?-i:(?=[A-Z])))[^.]{0,160}\b(?<!\bI\s)(?<!\bwe\s)(?:should|must|needs?\s+to|ought\s+to)\b",
    re.I,
)
_PLAIN_DUTY = re.compile(
    r"^\W*(?:(?:by|within|inside|from|before)\s[^,.]{3,40},\s+)?(?:the\s+|all\s+|every\s+)?(?:force|constabulary|chief\s+constables?|forces|service|police)\s+(?:\w+\s+)?(?:should|must|needs?\s+to|ought\s+to)\b",
    re.I,
)
_TIMED_DUTY = re.compile(
    r"^\W*(?:immediately|with\s+immediate\s+effect|(?:by|within|before|no\s+later\s+than)\s[^,.;]{3,45}),\s+(?:the\s+|all\s+|every\s+|each\s+)?(?!commissioner\b)"
    r"(?:[\w’',()-]+\s+){1,14}?(?:should|must)\s+[^.;]*(?:;[^.]*)?\.?$",
    re.I,
)
_NAMED_DUTY = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:recommendation|rec\.?|area\s+for\s+improvement|AFI)\s+\d{1,3}\W{1,4}\s*[^.]{0,200}\b(?<!\bI\s)(?<!\bwe\s)(?:should|must|needs?\s+to|ought\s+to)\b",
    re.I,
)
_RECOMMENDS = re.compile(
    r"^[^.]{0,80}\b(?:(?:report|it|they|inspector\w*|hmic\w*)\s+(?:\w+\s+)?recommend(?:s|ed)|recommendation\s+(?:\d+\s+)?(?:is|was))\b[^.]{0,60}\bthat\b[^.]*\bshould\b",
    re.I,
)
# The inspectorate's own words, whoever "we" are elsewhere in the document.
_WE_RECOMMEND = re.compile(
    r"^\W*(?:(?:recommendation|rec\.?)\s+\d+\W+|\d+[.)]\s+)?we\s+recommend\s+that\b[^.]{0,120}\b(?:police|constabulary|(?:the|all|each|every)\s+forces?|chief\s+constables?)\b",
    re.I,
)
# It tells the reader what to do: "The public can report crime by 101" tells what the force has.
_HELP = re.compile(
    r"(?:^|[.!?;:,]\s+|\b(?:please|emergency|crime|you(?:\s+(?:can|may|should|must))?|or|and)\s+)"
    r"(?:call|ring|phone|dial|text|contact(?!\s+(?:with|time|cent|management|from|is|was|has)\w*\b)|visit|report|email)\b[^.]{0,40}(?:\b999\b|\b101\b|\b0\d{2,}|\S+@\S+|\bwww\.)|\bhelpline\b[^.]{0,60}\b(?:reached|open|on|call)\b",
    re.I,
)
_FORMATS = re.compile(
    r"\b(?:this|the)\s+(?:web\s*)?(?:page|document|letter|report|response|publication|information)\b[^.]{0,30}\bin\s+(?:an?other|a\s+different|an?\s+(?:alternative|accessible)|other)\s+(?:formats?|languages?)",
    re.I,
)
_ROUTED = re.compile(
    r"^\W*(?:cop(?:y|ies)\s+(?:sent|to|of\s+this)|copies\b(?!\s+of\b)|copied\b|(?:circulation|distribution)\b(?!\s+of\s+(?!this\b))|(?:circulat|distribut)ed\b|(?:\w+\s+){0,3}(?:forwarded|uploaded)\b|sent\s+(?:to|on)\b|"
    r"(?-i:cc)\b|c\.c\.|encl?\b|for\s+office\s+use|(?:not\s+)?protectively\s+marked\b|(?:\w+\s+){0,2}ref(?:erence)?\.?:?\s+(?-i:[A-Z]{2,}[/\d-])|form\s+(?-i:[A-Z]{2}\S*\d)|background\s+papers?\b|contact\s+officer|document\s+(?:owner|control)|notes?\s+(?:to|for)\s+editors?\b|retention\b|last\s+updated|submitted\W+\d|end\s+of\s+(?:submission|form|document|response)\b|"
    r"(?:submission|receipt|confirmation)\s+(?:ref(?:erence)?|id|number|no)\b)",
    re.I,
)
_ON_BEHALF = re.compile(
    r"^(?:(?:signed|approved)\b\W*)?(?:for\s+and\s+)?on\s+behalf\s+of\b[^.]*$|^(?:\w+\s+){0,2}(?:approved|signed|completed|submitted)\s+by\b[^.]*$",
    re.I,
)
_MAIL_NOTICE = re.compile(
    r"\bthis\s+(?:e-?mail|message)\b[^.]{0,200}\b(?:privileged|(?:may\s+be|(?:is|are)(?:\s+strictly)?)\s+(?:private|confidential)|intended\s+(?:solely|only|for))\b"
    r"|^disclaimer\W|\byou\s+(?:have\s+)?received\s+(?:it|this\b[^.]{0,40})\s+in\s+error\b|\benvironment\b[^.]{0,40}\bbefore\s+printing\b",
    re.I,
)
_LEGEND = re.compile(r"^\W*(?:key|legend|rag(?:\s+\w+)?|ratings?)\s*:\s+\w+\s*(?:=|–|—|-)\s", re.I)
_PAGE_NOTICE = re.compile(
    r"^\W*(?:we\s+use\s+(?:\w+\s+)?cookies|this\s+(?:web)?site\s+uses\s+cookies|share\s+this\s+(?:page|article|post|story))\b", re.I
)
# What a template asks for where nothing was entered.
_PLACEHOLDER = re.compile(
    r"^\W*(?:click\s+(?:or\s+tap\s+)?(?:here\s+)?to\s+(?:enter|add|choose)\b.{0,30}|choose\s+an\s+item|enter\s+text(?:\s+here)?)\W*$", re.I
)
_COPYRIGHT = re.compile(r"^\W*(?:©|\(c\)\s|crown\s+copyright\b|copyright\s+(?:©|\(c\)|\d{4}|of\b|in\b|notice|reserved))", re.I)
_TRAIL = re.compile(r"^[^.]{2,40}(?:\s[>»›]\s[^.]{2,60}){2,}$")
#: An answer that says by its label what it is: "Update (May 2025): …", "Position at 4 March: …".
UPDATE = re.compile(
    r"^(?:(?:latest|current|force|progress|status)\s+)?(?:update|progress|position|comments?|actions?(?:\s+taken)?)"
    r"(?:\s*\([^()]{1,30}\)|\s+(?:as\s+)?(?:at|of|on)\s+[^:]{3,25})?\s*[:–—]\s+(?:\S+\s+){2}",
    re.I,
)
_DATED_LABEL = re.compile(
    r"^(?:[A-Z][\w /’'-]{2,50}:\s+.*\d|(?:form|response|document|report|letter)\s+"
    r"(?:approved|completed|prepared|published|required|due|issued|signed)\b)",
    re.I,
)
_RESOLUTION = re.compile(
    r"^(?:\W|\d+(?:\.\d+)*\.?\s)*(?:that\s+(?:the\s+)?(?:panel|members|committee|board)\b|(?:the\s+)?(?:panel|members|committee|board)\s+(?:is|are)\s+(?:asked|invited|recommended|requested)\b)",
    re.I,
)
# What the minutes of a meeting hold beside what the parties said at it.
_MINUTED = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:(?-i:RESOLVED)\b|(?:members\s+)?(?:present|in\s+attendance|apologies(?:\s+for\s+absence)?)\s*:\s+(?-i:[A-Z][\w.’'-]*\s+[A-Z(])"
    r"|minutes\s+of\s+(?:the|a)\s+meeting\s+held\b|the\s+minutes\s+of\b[^.]{0,80}\b(?:was|were)\s+(?:agreed|approved|signed)\b"
    r"|the\s+meeting\s+(?:closed|ended|opened|began|rose)(?:\s+at\s+\d|\.)"
    r"|(?-i:(?:Councillor|Cllr)\s+(?:[A-Z][\w’'-]*\.?\s+){1,3})(?:asked|thanked|queried|enquired|wondered|questioned|proposed|seconded)\b)",
    re.I,
)
_SINGULAR = re.compile(r"(?<![A-Z]\s)\bI\b(?!\.|\s[A-Z]\b)")
_READER = re.compile(r"^[^“”\"]*\b(?:you|your)\b[^“”\"]*$", re.I)
_RUN_IN = re.compile(r"^(?:[\d.]+\s+)?(?P<label>[A-Z][^.:;,?!]{2,40}):\s+(?=\S)")
_SPEAKS = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:(?:I|We)\s(?:(?:\S+\s+){5}|(?=.*[.!?]$)(?:\S+\s+){2})|(?:My|Our)\s(?=.*[.!?]$)(?:\S+\s+){5})"
)
# Only who answers says that the inspection is wrong.
_CONTRADICTS = re.compile(
    r"^\W*(?:(?:the|this|that|your)\s+)?(?:finding|criticism|conclusion|judge?ment|assessment|sample|report|inspect(?:ors?|orate|ion)|hmic(?:frs)?)\w?\s+"
    r"(?:is|are|was|were)\s+(?:\w+ly\s+|now\s+|already\s+)?(?:out\s+of\s+date|outdated|mistaken|wrong|inaccurate|incorrect|unfair|flawed|misleading"
    r"|not\s+(?:\w+ly\s+)?(?:accurate|correct|fair|right|representative|supported|justified|borne\s+out))\b",
    re.I,
)
_QUOTED_SPAN = re.compile(r"[“\"][^”\"]{0,2000}[”\"]")
_SHORT_ANSWER = re.compile(
    r"^(?:yes|no|in\s+part|partly|partially|fully|agreed?|accept(?:ed|s)?|not\s+accept(?:ed)?|complete[d]?|noted|none|in\s+progress|ongoing|already\b)(?:[\w\s,]*\.?$|\s*[;:–—])",
    re.I,
)
#: What says, at the start of a line or as all of it, whether something is accepted or done.
DECISION = re.compile(
    r"^(?:(?:fully|partially|partly|not|already)\s+)?(?:accepted|agreed|rejected|completed?|noted|implemented|done|in\s+place|in\s+progress|under\s+way)"
    r"(?:\s+in\s+(?:full|part|principle))?\W*(?:$|[.,;:–—-]\s)",
    re.I,
)
#: Right below "Recommendation 4", where its text often stands, this is its answer all the same.
ANSWERS_AT_ONCE = re.compile(
    r"^\W*(?:(?:(?:fully|partially|partly|not)\s+)?(?:accepted|agreed|rejected|completed|noted|done|implemented)(?:\s+(?:in\s+(?:full|part|principle)|(?:in|on|by|since)\s+[^.]{2,25}|and\b[^.]{0,60}))?(?:[.,;:–—]|$)"
    r"|(?:I|we|the\s+(?:force|constabulary|commissioner|O?PF?CC|chief\s+constable))\s+(?:(?:fully|also|both|have|has|do|does|not)\s+){0,2}"
    r"(?:accept|agree|disagree|dispute)(?:s|d|ed)?\b"
    r"|(?:this|it|we|I|the\s+(?:force|constabulary))\s+(?:has|have|is|are)\s+already\b)",
    re.I,
)
# What the force or a thing "will" do or have done to it is promised; an inspection tells what is or was.
_PROMISES = re.compile(
    r"^(?:[^.“”\"]{0,160},\s+)?(?:the\s+)?(?:force|constabulary|chief\s+constable|commissioner|police\s+service|O?PF?CC)\s+(?:will|shall|intends?|is\s+awaiting|awaits)\b"
    r"|^(?!(?:[^.“”\"]{0,160}\b)?(?:hmi|inspect|copy|copies|report|document|paper|page|letter|form)\w*\s+will\b)"
    r"[^.“”\"]{3,160}\bwill\s+(?:not\s+)?be\s+(?:\w+ly\s+)?(?:considered|reviewed|decided|introduced|amended|changed|revised|adopted|updated|drawn\s+up|set\s+up|put)\b",
    re.I,
)
_CONTACT = re.compile(
    r"\S@\S{1,255}\.\S|\b(?:tel(?:ephone)?|e-?mail|web(?:site)?|www\.|https?:)\b|^[A-Z]{1,2}\d[\dA-Z]?\s*\d[A-Z]{2}$", re.I
)
_DATE_ONLY = re.compile(
    r"^(?:\w+day,?\s+)?\d{1,2}(?:\s*(?:st|nd|rd|th))?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*,?\s+\d{4}\.?$|^\d{1,2}/\d{1,2}/\d{2,4}$",
    re.I,
)

_LONGEST_LABEL = 30
_RETOLD = 3.0
_HELPFUL = 6.0
_NOTICE = 14.0
_ADDRESSED = 3.0
_LABEL = 4.0
_SPEAKING = 4.0
_AT_ONCE = 8.0
_DUTIES = 5.0
_TIMED = 5.0
_GOES_ON = 3.0
_ANNOUNCED = 9.0
_PROMISED = 3.0
_RECOMMENDED = 12.0
_BELOW_TYPED = 1.5
_UPDATED = 6.0
_CONTRADICTED = 6.0

Scores = defaultdict[Role, float]


def opens_duty(text: str) -> bool:
    """Tell a paragraph that begins by saying what the force should do.

    :param text: a paragraph.
    :return: whether it begins so, and says nothing in the first person.
    """
    return (_PLAIN_DUTY.match(text) or _TIMED_DUTY.match(text)) is not None and FIRST_PERSON.search(text) is None


def cues(block: Block, state: State) -> Scores:
    """Weigh the signs in a paragraph's own words.

    :param block: the paragraph.
    :param state: where the walk stands.
    :return: log-odds by role, to be added to what wording and section say.
    """
    found: Scores = defaultdict(float)
    for weigh in (_front_matter, _administrative, _finding, _recommendation, _response, _wording_of_response):
        weigh(block, state, found)
    return found


def _front_matter(block: Block, state: State, found: Scores) -> None:
    text, words = block.text, len(block.text.split())
    in_front = state.section is Section.FRONT
    if is_sign_off(text) or is_salutation(text) or _DATE_ONLY.match(text) or (state.signed and words <= 20):
        found[Role.FRONT_MATTER] += 9
    elif is_statutory(text) and in_front:
        found[Role.FRONT_MATTER] += 6
    elif words <= 15 and _CONTACT.search(text):
        found[Role.FRONT_MATTER if in_front else Role.ADMINISTRATIVE] += 3
    elif words <= _LONGEST_LABEL and (_ON_BEHALF.match(text) or _TRAIL.match(text)):
        found[Role.FRONT_MATTER] += 9
    answers = state.section is Section.RESPONSE and text.endswith(".")
    if words <= 14 and _DATED_LABEL.match(text) and not answers and not UPDATE.match(text):
        found[Role.FRONT_MATTER] += 5
    if in_front and words <= 12 and block.kind is not BlockKind.LIST_ITEM and not state.letter and not _SPEAKS.match(text):
        found[Role.FRONT_MATTER] += 2


def _administrative(block: Block, state: State, found: Scores) -> None:
    if state.section is not Section.FRONT and _HELP.search(block.text) and not FIRST_PERSON.search(block.text):
        found[Role.ADMINISTRATIVE] += _HELPFUL
    elif (
        (not state.letter or state.section is Section.ADMINISTRATIVE) and _READER.search(block.text) and not FIRST_PERSON.search(block.text)
    ):
        found[Role.ADMINISTRATIVE] += _ADDRESSED
    if (
        _RESOLUTION.match(block.text)
        or _FORMATS.search(block.text)
        or (_MINUTED.match(block.text) and not FIRST_PERSON.search(block.text))
        or _COPYRIGHT.match(block.text)
        or _PLACEHOLDER.match(block.text)
        or _PAGE_NOTICE.match(block.text)
        or _LEGEND.match(block.text)
        or (len(block.text.split()) <= _LONGEST_LABEL and _ROUTED.match(block.text))
    ):
        found[Role.ADMINISTRATIVE] += 9
    if _MAIL_NOTICE.search(block.text):
        found[Role.ADMINISTRATIVE] += _NOTICE


def _finding(block: Block, state: State, found: Scores) -> None:
    if _FOUND.search(block.text):
        found[Role.FINDING] += 11
    elif (_COUNTED.search(block.text) or _TALLIED.match(block.text)) and state.section is not Section.RESPONSE:
        found[Role.FINDING] += 8
    elif state.soft and _REPORTED.match(block.text):
        found[Role.FINDING] += 2.5
    elif state.soft and state.retelling and not responder_speaks(block.text) and not _PROMISES.match(block.text):
        found[Role.FINDING] += _GOES_ON
    label = _RUN_IN.match(block.text)
    if label is not None and sense(label["label"]).section is Section.FINDINGS:
        found[Role.FINDING] += _LABEL
    found[Role.FINDING] += (_RETOLD + state.soft) * reported_share(block.text)


def _recommendation(block: Block, state: State, found: Scores) -> None:
    if is_duty_lead_in(block.text):
        found[Role.RECOMMENDATION] += _DUTIES
    elif _WE_RECOMMEND.match(block.text):
        found[Role.RECOMMENDATION] += _RECOMMENDED
    elif _TIMED_DUTY.match(block.text) and not FIRST_PERSON.search(block.text):
        found[Role.RECOMMENDATION] += _TIMED
    elif _NUMBERED_DUTY.match(block.marker + " " + block.text):
        found[Role.RECOMMENDATION] += 3.5
    elif _NAMED_DUTY.match(block.text) and is_duty(block.text):
        found[Role.RECOMMENDATION] += 4
    elif _RECOMMENDS.search(block.text):
        found[Role.RECOMMENDATION] += 3
    elif _PLAIN_DUTY.match(block.text) and state.phase is not Phase.ANSWERED:
        found[Role.RECOMMENDATION] += 2.5


def _response(block: Block, state: State, found: Scores) -> None:
    own_words = _QUOTED_SPAN.sub("", block.text)
    if subject_speaker(block.text) is not None or (_SINGULAR.search(own_words) and state.section is Section.FINDINGS):
        found[Role.RESPONSE] += 4 if state.soft else 9
    if _SHORT_ANSWER.match(block.text) and (state.section is Section.RESPONSE or state.phase is Phase.STATED):
        found[Role.RESPONSE] += 4
    elif ANSWERS_AT_ONCE.match(block.text) and (state.phase is Phase.OPEN or (state.section is Section.RESPONSE and not state.soft)):
        found[Role.RESPONSE] += _AT_ONCE
    if UPDATE.match(block.text) and state.numbers:
        found[Role.RESPONSE] += _UPDATED
    elif lead_in(block.text)[1]:
        found[Role.RESPONSE] += 5 if state.phase in {Phase.NONE, Phase.OPEN} else _ANNOUNCED
    elif state.section is Section.FRONT and (_SPEAKS.match(own_words) or states_purpose(own_words)):
        found[Role.RESPONSE] += _SPEAKING
    elif FIRST_PERSON.search(own_words) and state.section is not Section.FINDINGS:
        found[Role.RESPONSE] += 1


def _wording_of_response(block: Block, state: State, found: Scores) -> None:
    """Weigh what answers say without naming who says it."""
    if _CONTRADICTS.match(block.text):
        found[Role.RESPONSE] += _CONTRADICTED
    if state.section is Section.FINDINGS and state.soft and _PROMISES.match(block.text):
        found[Role.RESPONSE] += _PROMISED
    if state.typed and state.phase is Phase.STATED and block.kind is not BlockKind.LIST_ITEM and not names_duty(block.text):
        found[Role.RESPONSE] += _BELOW_TYPED
