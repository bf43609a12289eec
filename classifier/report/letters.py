"""A letter for each stance, so that no reader depends on colours."""

from __future__ import annotations

import string

from labels.scheme import Scheme


def letters_of(scheme: Scheme) -> dict[str, str]:
    """Give each label a letter of its own.

    It is the first letter of one of the words of the label's name that no earlier label has; for the shipped scheme A, C, D, M and N.

    :param scheme: the scheme of the labels.
    :return: one character by id of a label; ``*`` once the alphabet is used up.
    """
    found: dict[str, str] = {}
    for label in scheme.labels:
        wanted = [word[0].upper() for word in label.shown_as.split()] + list(label.shown_as.upper()) + list(string.ascii_uppercase)
        taken = set(found.values())
        found[label.id] = next((letter for letter in wanted if letter in string.ascii_uppercase and letter not in taken), "*")
    return found
