"""Who speaks in each response paragraph, decided for a whole document at once.

Headings and table columns say it in many documents; in others it has to be told from the wording, from who
signs, and from the neighbours: answers come in runs, and a force's account is often followed by the
commissioner's remark on it. No single sign is sure, so each adds to the odds and the likeliest sequence wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from corpus.records import Speaker
from corpus.structure.offices import speaker_of
from corpus.structure.ownership import document_cues, owned, preface_of, sign
from corpus.structure.parties import Parties, passes_on_answers
from corpus.structure.speakers import conveyed_speaker, names_other, quoted_speaker, subject_of, voice_of
from corpus.structure.turn import QUOTED_SPAN, Turn, leaves_open, says_i
from corpus.structure.voice import VoiceModel

#: Log-odds that the commissioner speaks rather than the chief constable: learned from the authored documents, but for those that concern
#: whose document, letter or answers it is, the default and short entries, set by hand on the authored documents and the development
#: layouts.
WEIGHTS: Mapping[str, float] = {
    "wording": 0.95,
    "subject": 3.7,
    "reporting": 3.3,
    "signed": 0.1,
    "signed letter": 0.5,
    "titled": 0.1,
    "numbered": -0.2,
    "unnumbered": 0.4,
    "supplied": -2.5,
    "column": 5.0,
    "announced": 8.0,
    "inherited": 2.5,
    "same place": 1.0,
    "new place": 0.25,
    "same row": 2.0,
    "pronoun": 2.5,
    "opens item": -1.0,
    "closes item": 0.7,
    "singular": 0.7,
    "other": 4.0,
    "preface": 1.5,
    "one voice": 1.5,
    "one letter": 3.0,
    "own letter": 0.5,
    "own document": 3.0,
    "default": 5.0,
    "listed": -1.5,
}
_CERTAIN = 12.0
_STRONGEST_WORDING = 4.0
_JOINT = -3.0
_TITLED_JOINT = 5.0
#: An announcement holds below further headings unless the mean log-odds of the wording there fall under this.
_BELIED = 0.3
#: The share of a paragraph that makes it a quotation.
_MOSTLY = 0.4
_OPENS_QUOTE = re.compile(r"^\W{0,2}[“\"‘]")
_WHOLLY_QUOTED = re.compile(r"^[“\"][^“”\"]*[”\"]$")
_LED_QUOTE = re.compile(r":\s+[“\"]")
# All that the paragraph does is to say who says it.
_SAYS = re.compile(
    r"\b(?:said|says|add(?:s|ed)|comment(?:s|ed)|wr(?:ote|ites)|state[sd]|repli(?:es|ed)|respond(?:s|ed))\s*:\s*[“\"][^“”\"]*[”\"]\W*$"
)
_PRONOUN = re.compile(r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:He|She|His|Her)\b")


def speakers_of(turns: Sequence[Turn], parties: Parties, voice: VoiceModel, weights: Mapping[str, float] = WEIGHTS) -> list[Speaker]:
    """Decide who speaks in each response paragraph of a document.

    :param turns: its response paragraphs in order.
    :param parties: who signs and whom the title names.
    :param voice: the model of the wording.
    :param weights: how much each sign counts.
    :return: a speaker for each.
    """
    if not turns:
        return []
    quoted = _quoted(turns, parties)
    cues = cues_of(turns, parties, voice, quoted)
    odds = [sum(weights[name] * value for name, value in found.items() if name in weights) for found in cues]
    fixed = [_fixed(turn, words) for turn, words in zip(turns, quoted, strict=True)]
    return _likeliest(turns, odds, fixed, parties, weights)


def cues_of(turns: Sequence[Turn], parties: Parties, voice: VoiceModel, quoted: Sequence[Speaker | None]) -> list[dict[str, float]]:
    """Gather the signs for and against the commissioner as the speaker of each turn.

    :param turns: the response paragraphs of a document.
    :param parties: who signs and whom the title names.
    :param voice: the model of the wording.
    :param quoted: whose words each of them quotes.
    :return: for each turn, the strength of each sign by name, positive for the commissioner.
    """
    texts = [parties.with_offices(turn.text) for turn in turns]
    wordings = [max(-_STRONGEST_WORDING, min(_STRONGEST_WORDING, voice.commissioner_log_odds(text))) for text in texts]
    document = document_cues(turns, parties, quoted)
    inherited = _inherited(turns, wordings)
    preface = preface_of(turns, parties)
    found: list[dict[str, float]] = []
    for position, turn in enumerate(turns):
        cues = {"wording": wordings[position], **document, **_place_cues(turn, parties, turn.announcement in inherited)}
        if position < preface:
            cues["preface"] = 1.0
        if _after_quotation(turns, quoted, position):
            cues.pop("announced", None)
        subject = subject_of(texts[position])
        if subject is not None and not (subject.speaker is Speaker.CHIEF_CONSTABLE and owned(document) and turn.announced is None):
            cues["reporting" if subject.reports else "subject"] = sign(subject.speaker)
        other = names_other(QUOTED_SPAN.sub("", turn.text)) if says_i(turn) else None
        if other is not None or passes_on_answers(turn.text):
            cues["other"] = -sign(other or Speaker.CHIEF_CONSTABLE)
        if says_i(turn):
            cues["singular"] = sign(parties.signed_by or parties.titled_by)
        first = position == 0 or turns[position - 1].place != turn.place
        last = position + 1 == len(turns) or turns[position + 1].place != turn.place
        if turn.numbered and first != last:
            cues["opens item" if first else "closes item"] = 1.0 if (first or last) else 0.0
        found.append(cues)
    return found


def _after_quotation(turns: Sequence[Turn], quoted: Sequence[Speaker | None], position: int) -> bool:
    """Tell a paragraph outside the quotation that a section announced as somebody's statement opened with."""
    turn = turns[position]
    if quoted[position] is not None:
        return False
    section = [place for place in range(position) if turns[place].place == turn.place and turns[place].direct]
    if not section or turn.announced is None:
        return False
    if turns[section[0]].set_apart and not turn.set_apart:
        return True
    return quoted[section[0]] is turn.announced


def _place_cues(turn: Turn, parties: Parties, inherits: bool) -> dict[str, float]:
    if turn.column is not None:
        return {"column": sign(turn.column)}
    cues = {"signed letter" if turn.letter else "signed": sign(parties.signed_by)}
    if turn.announced is not None and turn.direct:
        cues["announced"] = sign(turn.announced)
    elif turn.announced is not None and inherits:
        cues["inherited"] = sign(turn.announced)
    if not turn.letter and turn.announced is None:
        cues["numbered" if turn.numbered else "unnumbered"] = 1.0
    if turn.numbered and turn.announced is None and parties.chief_answers and not says_i(turn):
        cues["supplied"] = 1.0
    if turn.listed and turn.announced is None and not says_i(turn):
        cues["listed"] = 1.0
    return cues


def _inherited(turns: Sequence[Turn], wordings: Sequence[float]) -> set[int]:
    """Tell which announcements hold for the headings below them as well: those that the wording there does not belie."""
    held: set[int] = set()
    pairs = [(turn, wording) for turn, wording in zip(turns, wordings, strict=True) if turn.announced is not None and not turn.direct]
    for announcement, group in groupby(pairs, key=lambda pair: pair[0].announcement):
        members = list(group)
        agreement = sum(sign(turn.announced) * wording for turn, wording in members) / len(members)
        if agreement > _BELIED:
            held.add(announcement)
    return held


def _quoted(turns: Sequence[Turn], parties: Parties) -> list[Speaker | None]:
    """Tell whose words are quoted in each turn; a quotation goes on over paragraphs of one section."""
    found: list[Speaker | None] = []
    quoting: Speaker | None = None
    last: Speaker | None = None
    for position, turn in enumerate(turns):
        if position and turns[position - 1].place[0] != turn.place[0]:
            quoting = None
        text = parties.with_offices(turn.text)
        introduces = text.rstrip().endswith(":")
        quoted = sum(len(match[1]) for match in QUOTED_SPAN.finditer(text))
        named = _named(turns, position, text, bool(quoted))
        if named is not None and (quoted > _MOSTLY * len(text) or introduces or _SAYS.search(text)):
            quoting = last = named
            if introduces and says_i(turn):
                found.append(None)  # "I invited the Chief Constable to add a statement:" is still the commissioner's
                continue
        elif quoting is not None and _goes_on(turns, position):
            pass
        elif turn.direct and _OPENS_QUOTE.match(text) and leaves_open(text):
            quoting = last = turn.announced  # a heading announced the statement
        elif not _OPENS_QUOTE.match(text):
            quoting = None
        elif quoting is None and _WHOLLY_QUOTED.match(text):
            quoting = last  # a form's next answer, quoted from the same statement
        found.append(quoting)
    return found


def _named(turns: Sequence[Turn], position: int, text: str, quotes: bool) -> Speaker | None:
    """Tell whose words a turn says that it quotes, or that the next one does."""
    introduces = text.rstrip().endswith(":")
    if not quotes and not introduces:
        return None
    named = quoted_speaker(QUOTED_SPAN.sub("“”", text))
    if named is None and quotes:
        named = quoted_speaker(text[: _opening_quote(text)])
    if named is None and introduces and _quotes(turns[position], turns[position + 1 : position + 2]):
        named = speaker_of(text)
    return named


def _quotes(turn: Turn, following: Sequence[Turn]) -> bool:
    return any((after.set_apart and not turn.set_apart) or _OPENS_QUOTE.match(after.text) is not None for after in following)


def _goes_on(turns: Sequence[Turn], position: int) -> bool:
    """Tell a paragraph that goes on with the words that the one before announced or began to quote."""
    turn, before = turns[position], turns[position - 1]
    if leaves_open(before.text):
        return True
    announced = before.text.rstrip().endswith(":") and not before.set_apart
    return (announced or before.set_apart) and turn.set_apart


def _opening_quote(text: str) -> int:
    """Find where the first quotation begins: what stands before it may introduce it ("Her reply is this: …")."""
    match = _LED_QUOTE.search(text)
    return match.start() + 1 if match else 0


def _fixed(turn: Turn, quoted: Speaker | None) -> Speaker | None:
    """Give the speaker that a turn leaves no doubt about."""
    return turn.led or quoted or conveyed_speaker(turn.text) or (None if turn.announced is Speaker.JOINT else voice_of(turn.text))


def _likeliest(
    turns: Sequence[Turn], odds: Sequence[float], fixed: Sequence[Speaker | None], parties: Parties, weights: Mapping[str, float]
) -> list[Speaker]:
    """Find the likeliest sequence of speakers (Viterbi)."""
    best: dict[Speaker, float] = dict.fromkeys(Speaker, 0.0)
    backward: list[dict[Speaker, Speaker]] = []
    for position, turn in enumerate(turns):
        own = _own_scores(turn, odds[position], fixed[position], parties)
        if position == 0:
            best = own
            continue
        scores: dict[Speaker, float] = {}
        origin: dict[Speaker, Speaker] = {}
        for speaker in Speaker:
            steps = {before: best[before] + step(turns[position - 1], turn, before, speaker, weights) for before in Speaker}
            origin[speaker] = max(steps, key=lambda before: steps[before])
            scores[speaker] = steps[origin[speaker]] + own[speaker]
        best = scores
        backward.append(origin)
    sequence = [max(best, key=lambda speaker: best[speaker])]
    for origin in reversed(backward):
        sequence.append(origin[sequence[-1]])
    return sequence[::-1]


def _own_scores(turn: Turn, odds: float, fixed: Speaker | None, parties: Parties) -> dict[Speaker, float]:
    scores = {Speaker.PCC: odds / 2, Speaker.CHIEF_CONSTABLE: -odds / 2, Speaker.JOINT: _JOINT}
    if turn.announced is Speaker.JOINT or turn.column is Speaker.JOINT:
        scores[Speaker.JOINT] += _CERTAIN
    elif parties.together and turn.announced is None and turn.column is None:
        scores[Speaker.JOINT] += _TITLED_JOINT
    if fixed is not None:
        scores[fixed] += _CERTAIN
    return scores


def step(before: Turn, turn: Turn, first: Speaker, second: Speaker, weights: Mapping[str, float]) -> float:
    """Score a change, or none, of the speaker from one response paragraph to the next.

    :param before: the earlier paragraph.
    :param turn: the later one.
    :param first: the earlier speaker.
    :param second: the later one.
    :param weights: how much each sign counts.
    :return: log-odds up to a constant.
    """
    near = before.place == turn.place
    if first is second:
        cell = weights["same row"] if near and turn.place[1] >= 0 else 0.0
        return cell + weights["same place" if near else "new place"] + (weights["pronoun"] if _PRONOUN.match(turn.text) else 0.0)
    return 0.0
