import json

import pytest

from corpus.documents import paragraphs_of, read_document
from corpus.fingerprint import fingerprint
from corpus.records import Paragraph, Role, Speaker
from eval.structure import StructureFigures, compare, structure_figures
from labels.files import ParagraphLabel, write_label_file


def paragraph(text, role=Role.RESPONSE, speaker=None, numbers=()):
    return Paragraph("a.txt", 0, role, speaker, tuple(numbers), "", "", text, None, fingerprint(text))


def label(text, role="response", speaker=None, numbers=()):
    return ParagraphLabel(fingerprint(text), role, speaker, tuple(numbers))


def compared(truth, found):
    figures = StructureFigures()
    compare(figures, truth, found)
    return figures


def test_a_document_cut_rightly_has_full_marks():
    truth = [label("Our answer", "heading"), label("We agree.", speaker="pcc", numbers=["1", "2"])]
    figures = compared(truth, [paragraph("Our answer", Role.HEADING), paragraph("We agree.", speaker=Speaker.PCC, numbers=["2", "1"])])
    assert figures.scores("response") == (1, 1, 1)
    assert figures.scores("heading") == (1, 1, 1)
    summary = figures.summary()
    assert (summary["speaker_accuracy"], summary["numbers_accuracy"], summary["responses"]) == (1, 1, 1)


def test_known_errors_give_known_figures():
    truth = [
        label("We agree."),
        label("We shall act."),
        label("It is in place."),
        label("The force should act.", "recommendation"),
        label("Page heading", "heading"),
    ]
    found = [
        paragraph("We agree."),  # right
        paragraph("We shall act. It is in place."),  # two joined by mistake: one wrong, two missed
        paragraph("The force should act."),  # taken for a response
        paragraph("Page 3", Role.HEADING),  # an artefact, and the heading itself is lost
    ]
    figures = compared(truth, found)
    precision, recall, f1 = figures.scores("response")
    assert (precision, recall) == pytest.approx((1 / 3, 1 / 3))
    assert f1 == pytest.approx(1 / 3)
    assert figures.scores("recommendation") == (0, 0, 0)
    assert (figures.wrong["heading"], figures.missed["heading"], figures.missed["recommendation"]) == (1, 1, 1)
    assert figures.summary()["responses"] == 3


def test_precision_and_recall_are_told_apart():
    figures = compared(
        [label("We agree.")], [paragraph("We agree."), paragraph("Thank you."), paragraph("Yours."), paragraph("Copy to all.")]
    )
    assert figures.scores("response") == pytest.approx((1 / 4, 1, 2 / 5))


def test_speaker_and_numbers_are_judged_only_where_the_response_was_found():
    truth = [
        label("We agree.", speaker="chief_constable", numbers=["1"]),
        label("I agree.", speaker="pcc", numbers=["2"]),
        label("Nobody found this.", speaker="pcc", numbers=["3"]),
    ]
    found = [paragraph("We agree.", speaker=Speaker.PCC, numbers=["1"]), paragraph("I agree.", speaker=Speaker.PCC, numbers=["4"])]
    summary = compared(truth, found).summary()
    assert (summary["speaker_accuracy"], summary["numbers_accuracy"]) == (1 / 2, 1 / 2)


def test_copies_are_paired_in_order():
    truth = [label("Accepted.", speaker="pcc", numbers=["1"]), label("Accepted.", speaker="chief_constable", numbers=["2"])]
    copies = [
        paragraph("Accepted.", speaker=Speaker.PCC, numbers=["1"]),
        paragraph("ACCEPTED", speaker=Speaker.CHIEF_CONSTABLE, numbers=["2"]),
    ]
    assert compared(truth, copies).summary()["speaker_accuracy"] == 1
    assert compared(truth, copies[::-1]).summary()["speaker_accuracy"] == 0


def test_a_third_copy_is_one_too_many_and_a_lost_one_is_missed():
    truth = [label("Accepted."), label("Accepted.")]
    assert compared(truth, [paragraph("Accepted.")] * 3).scores("response") == pytest.approx((2 / 3, 1, 4 / 5))
    assert compared(truth, [paragraph("Accepted.")]).scores("response") == pytest.approx((1, 1 / 2, 2 / 3))


def test_a_document_without_truth_is_left_out(tmp_path):
    for name in ("known", "unknown"):
        (tmp_path / f"{name}.txt").write_text(
            "Wexmoor Police\n\nChief Constable's response\n\nWe accept the finding and will act on it before the summer.\n", "utf-8"
        )
    truth = [ParagraphLabel(item.fingerprint, item.role.value) for item in paragraphs_of(read_document(tmp_path / "known.txt"))]
    (tmp_path / "truth").mkdir()
    write_label_file(tmp_path / "truth" / "known.jsonl", truth)
    figures = structure_figures([tmp_path / "known.txt", tmp_path / "unknown.txt"], tmp_path / "truth")
    assert figures.documents == 1
    assert figures.scores("response") == (1, 1, 1)
    assert json.loads(json.dumps(figures.summary()))["roles"]["response"]["f1"] == 1


def test_nothing_measured_is_nothing_and_no_crash():
    assert StructureFigures().summary()["speaker_accuracy"] == 0
    assert StructureFigures().scores("response") == (0, 0, 0)
