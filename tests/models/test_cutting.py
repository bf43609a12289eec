from __future__ import annotations

from models.cutting import FREQUENT, kept_entries

_VOCABULARY = {
    "<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3, "[unused0]": 5, "the": 100, "##ing": FREQUENT + 1,
    "quokka": FREQUENT + 2, "custody": FREQUENT + 3, "é": 50, "q": FREQUENT + 4,
}  # fmt: skip


def _kept(seen=frozenset()):
    return [entry for entry, _ in kept_entries(_VOCABULARY, set(seen))]


def test_pieces_and_single_characters_stay_so_that_any_english_word_can_be_written():
    assert {"##ing", "q"} <= set(_kept())


def test_rare_words_stay_only_where_they_are_seen():
    assert "custody" not in _kept()
    assert "custody" in _kept({FREQUENT + 3})
    assert "quokka" not in _kept({FREQUENT + 3})


def test_places_of_special_tokens_do_not_move():
    assert _kept()[:4] == ["<s>", "<pad>", "</s>", "<unk>"]


def test_what_no_english_text_needs_goes():
    assert not {"[unused0]", "é"} & set(_kept())
