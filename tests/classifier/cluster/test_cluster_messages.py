import pytest

from classifier.batch import Outcome
from classifier.cluster.messages import outcome_of_row, row_of_outcome
from corpus.errors import EmptyDocumentError


def test_a_tagged_document_comes_back_equal(tagger, reply):
    outcome = Outcome(reply, tagger.tag(reply))
    assert outcome.tagged.responses
    assert outcome_of_row(row_of_outcome(str(reply), outcome)) == outcome


def test_an_error_comes_back_with_its_kind_and_words(tmp_path):
    error = EmptyDocumentError(tmp_path / "a.txt", "the file is empty", "check it")
    back = outcome_of_row(row_of_outcome(str(tmp_path / "a.txt"), Outcome(tmp_path / "a.txt", error=error)))
    assert back.tagged is None
    assert type(back.error) is EmptyDocumentError
    assert str(back.error) == str(error)


def test_what_is_no_outcome_is_refused(tagger, reply):
    row = row_of_outcome(str(reply), Outcome(reply, tagger.tag(reply)))
    with pytest.raises(ValueError, match="not a document"):
        outcome_of_row({**row, "document": b"{}"})
