import time

import pytest

from corpus.structure.attribution import reported_share


@pytest.mark.parametrize(
    "text",
    [
        "The inspectors found that files were late. They had not been read by a supervisor.",
        "A. In May the inspectorate looked at forty files. It thought that nine of them were poor.",
        "3.2 Your report says that one caller in five gives up.",
    ],
)
def test_a_paragraph_that_retells_the_inspection_is_known_by_the_subject_of_its_sentences(text: str) -> None:
    assert reported_share(text) == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "The inspectors found that files were late. We have put this right.",
        "The report is fair. The Commissioner will ask for progress in June.",
        "A supervisor reads each file within a day.",
    ],
)
def test_one_sentence_of_the_responder_is_enough_to_make_it_an_answer(text: str) -> None:
    assert reported_share(text) == 0.0


def test_a_paragraph_that_leaves_the_inspection_is_retold_in_part() -> None:
    assert reported_share("Inspectors visited in May. A new supervisor started in June.") == 0.5


def test_saying_when_inspectors_came_is_not_saying_what_they_said() -> None:
    assert reported_share("The backlog stood at 90 when inspectors visited and it stands at 4 today.") == 0
    assert reported_share("Inspectors visited in May and saw a backlog of 90.") == 1


def test_a_row_of_dots_is_read_in_time() -> None:
    began = time.process_time()
    assert reported_share("Inspectors visited in May. " + ". " * 10_000) == 1
    # The square of its length takes more than a second of the processor.
    assert time.process_time() - began < 0.5
