"""Agreement of two readers: Cohen's kappa, overall and for each stance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.errors import LabelFileError, printable
from labels.files import ParagraphLabel


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree on the paragraphs that both labelled.

    ``differences`` are (document, fingerprint, first reader's stance, second reader's stance).
    """

    paragraphs: int
    observed: float
    kappa: float
    kappa_by_stance: dict[str, float]
    also_agreement: float
    differences: tuple[tuple[str, str, str, str], ...]


def cohen_kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Compute Cohen's kappa.

    kappa = (p_o - p_e) / (1 - p_e), with p_o the observed agreement and p_e the agreement expected from the two
    readers' own frequencies (Cohen 1960, Educational and Psychological Measurement 20, 37-46).

    :param first: one reader's labels.
    :param second: the other's, of the same length.
    :return: kappa, 1.0 where both use one label throughout.
    :raises ValueError: if the lengths differ or are 0.
    """
    if len(first) != len(second) or not first:
        raise ValueError("two label sequences of the same length, not empty, are needed")
    total = len(first)
    observed = sum(one == other for one, other in zip(first, second, strict=True)) / total
    counts, others = Counter(first), Counter(second)
    expected = sum(counts[label] * others[label] for label in counts) / total**2
    return 1.0 if expected >= 1.0 else (observed - expected) / (1.0 - expected)


def agreement(first: Mapping[str, Sequence[ParagraphLabel]], second: Mapping[str, Sequence[ParagraphLabel]]) -> Agreement:
    """Compare two readers on every paragraph that both labelled with a stance.

    :param first: one reader's labels by document.
    :param second: the other's.
    :return: the agreement.
    :raises LabelFileError: if no paragraph was labelled by both.
    """
    ours, theirs = _by_paragraph(first), _by_paragraph(second)
    shared = [key for key in ours if key in theirs]
    if not shared:
        raise LabelFileError("the two readers have no labelled paragraph in common; compare labels of the same documents")
    # What the files hold is shown to people as it comes out of here.
    pairs = [(printable(ours[key].stance or ""), printable(theirs[key].stance or "")) for key in shared]
    mine, other = [one for one, _ in pairs], [two for _, two in pairs]
    stances = sorted({*mine, *other})
    return Agreement(
        paragraphs=len(shared),
        observed=sum(one == two for one, two in pairs) / len(pairs),
        kappa=cohen_kappa(mine, other),
        kappa_by_stance={stance: cohen_kappa([str(x == stance) for x in mine], [str(x == stance) for x in other]) for stance in stances},
        also_agreement=sum(set(ours[key].also) == set(theirs[key].also) for key in shared) / len(shared),
        differences=tuple(
            (printable(key[0]), printable(key[1]), one, two) for key, (one, two) in zip(shared, pairs, strict=True) if one != two
        ),
    )


def _by_paragraph(labels: Mapping[str, Sequence[ParagraphLabel]]) -> dict[tuple[str, str, int], ParagraphLabel]:
    """Key labels by document, fingerprint and how often the fingerprint came before: copies of a paragraph pair up in order."""
    keyed: dict[tuple[str, str, int], ParagraphLabel] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for stem, rows in labels.items():
        for row in rows:
            if row.stance is None:
                continue
            place = (row.document or stem, row.fingerprint)
            keyed[(*place, seen[place])] = row
            seen[place] += 1
    return keyed
