import string

from hypothesis import given
from hypothesis import strategies as some

from corpus.fingerprint import FINGERPRINT_DIGITS, fingerprint, normalise

MARKS = some.sampled_from([" ", "\n", "\t", "\u00a0", "-", "–", "’", "“", ".", ",", "\u00ad", "\u200b"])


@given(some.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(some.text())
def test_every_text_has_a_fingerprint_of_one_length(text: str) -> None:
    made = fingerprint(text)
    assert len(made) == FINGERPRINT_DIGITS
    assert set(made) <= set(string.hexdigits.lower())


@given(some.lists(some.text(string.ascii_letters + string.digits, min_size=1, max_size=8), min_size=1, max_size=12), some.data())
def test_case_white_space_punctuation_and_soft_hyphens_make_no_difference(pieces: list[str], data: some.DataObject) -> None:
    scattered = "".join(piece.swapcase() + data.draw(MARKS) for piece in pieces)
    assert fingerprint(scattered) == fingerprint(" ".join(pieces))


def test_ligatures_and_full_width_letters_are_the_letters_they_show() -> None:
    assert fingerprint("the oﬃcers’ ﬁndings") == fingerprint("The officers' findings")


def test_another_word_is_another_fingerprint() -> None:
    assert fingerprint("The force accepts this.") != fingerprint("The force rejects this.")
