"""The fingerprint of a paragraph: what labels hang on."""

from __future__ import annotations

import hashlib
import unicodedata

FINGERPRINT_DIGITS = 16


def normalise(text: str) -> str:
    """Reduce a text to the letters and digits that every copy of it shares.

    NFKC, case folding, and nothing kept but letters and digits: quotes, dashes, ligatures, hyphenation and
    line ends differ between the PDF, Word and web copies of one paragraph, its letters do not.

    :param text: any text.
    :return: its letters and digits, case-folded.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def fingerprint(text: str) -> str:
    """Give the fingerprint of a paragraph.

    :param text: the paragraph.
    :return: the first 16 hexadecimal digits of the SHA-256 of its normalised text.
    """
    # Lone surrogates cannot be encoded; they are letters to nobody, and must not stop a run.
    data = normalise(text).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:FINGERPRINT_DIGITS]
