from __future__ import annotations

import datetime
import io
from dataclasses import replace

import pytest
from rich.console import Console

from classifier.deferrals import open_deferrals
from classifier.rollup import roll_up
from classifier.writers.table import print_agreement, print_corpus, print_deferrals, print_entry, print_recommendations, print_table
from corpus.records import Role
from corpus.store import Corpus
from labels.agreement import agreement
from labels.files import ParagraphLabel
from labels.scheme import shipped_scheme


@pytest.fixture
def console():
    return Console(file=io.StringIO(), width=140, color_system=None)


def _printed(console):
    return console.file.getvalue()


_TODAY = datetime.date(2031, 7, 10)


def _rollup(*documents):
    return roll_up(documents, shipped_scheme(), _TODAY)


def _deferrals(*documents):
    return open_deferrals(_rollup(*documents), shipped_scheme())


def test_the_table_names_the_document_and_shows_each_answer(console, make_tagged, make_document):
    waits = make_tagged("We wait.", stance="deferred_pending_guidance", confidence=0.31, abstained=True, awaiting="npcc", index=7)
    heading = make_tagged("Some heading", role=Role.HEADING)
    print_table([make_document(make_tagged("We agree."), waits, heading, force="Saltmere Police")], shipped_scheme(), console)
    lines = _printed(console).splitlines()
    assert "saltmere-reply.md – Saltmere Police" in lines[0]
    (agrees,) = (line for line in lines if "We agree." in line)
    assert "accepts" in agrees
    assert "PCC" in agrees
    assert "80%" in agrees
    (deferred,) = (line for line in lines if "We wait." in line)
    assert "?31%" in deferred
    assert "Some heading" not in _printed(console)


def test_the_counts_of_all_documents_stand_below(console, make_tagged, make_document):
    one, two = make_document(make_tagged(), make_tagged(abstained=True)), make_document(make_tagged(stance="no_stance"), name="b.md")
    print_table([one, two], shipped_scheme(), console)
    text = " ".join(_printed(console).split())
    assert "3 response paragraphs in 2 documents: accepts 2," in text
    assert "no stance 1." in text
    assert "It was unsure of 1, marked '?'" in text


def test_a_document_with_the_name_of_an_earlier_one_is_called_by_its_path(console, make_tagged, make_document):
    folders = "2023", "2024", "2025"
    print_table([make_document(make_tagged(), name="letter.txt", folder=folder) for folder in folders], shipped_scheme(), console)
    titles = [line.strip() for line in _printed(console).splitlines() if "letter.txt" in line]
    assert titles == ["letter.txt", "2024/letter.txt", "2025/letter.txt"]


def test_deferrals_of_a_response_in_two_documents_say_in_which_they_stand(console, make_tagged, make_document):
    known = {"name": "response.txt", "force": "Saltmere Police", "inspection": "Custody"}
    waits = make_tagged("We wait.", stance="deferred_pending_guidance", awaiting="npcc", index=2)
    documents = [make_document(waits, folder=folder, **known) for folder in ("chief", "pcc")]
    print_deferrals(_deferrals(*documents), console, _TODAY)
    assert [f"{folder}/response.txt, ¶ 2" in _printed(console) for folder in ("chief", "pcc")] == [True, True]


def test_other_paragraphs_are_listed_with_their_role_where_wanted(console, make_tagged, make_document):
    print_table([make_document(make_tagged("Some finding", role=Role.FINDING))], shipped_scheme(), console, all_roles=True)
    (line,) = (line for line in _printed(console).splitlines() if "Some finding" in line)
    assert "finding" in line.replace("Some finding", "")
    assert "0 response paragraphs in 1 document:" in _printed(console)


def test_brackets_in_a_text_are_no_markup(console, make_tagged, make_document):
    text = "[bold]We[/bold] agree [/] [red"
    document = make_document(make_tagged(text, stance="deferred_pending_guidance"), name="[red]a.md", force="[/x]")
    print_table([document], shipped_scheme(), console)
    print_deferrals(_deferrals(document), console, _TODAY)
    assert _printed(console).count(text) == 2
    assert "[red]a.md – [/x]" in _printed(console)


def test_deferrals_say_which_are_to_be_checked(console, make_tagged, make_document):
    name = "deferred_pending_guidance"
    document = make_document(
        make_tagged("By 30 June 2031, act now, at last.", role=Role.RECOMMENDATION, recommendations=("3",)),
        make_tagged("We wait.", stance=name, awaiting="home_office", page=4, index=1),
        make_tagged("Later, perhaps.", stance=name, confidence=0.4, abstained=True, index=2),
        force="Saltmere Police",
    )
    print_deferrals(_deferrals(document), console, _TODAY)
    text = _printed(console)
    assert text.index("We wait.") < text.index("Later, perhaps.")
    (waits,) = (line for line in text.splitlines() if "We wait." in line)
    assert all(part in waits for part in ("Saltmere", "30 Jun 2031", "Home Office", "80%"))
    assert "10 days" in text
    assert "rec. 3, page 4" in text
    assert text.index("Check these") < text.index("Later, perhaps.")


def test_recommendations_say_how_each_is_answered(console, make_tagged, make_document):
    document = make_document(
        make_tagged("The force should paint every single cell.", role=Role.RECOMMENDATION, recommendations=("1",)),
        make_tagged("By 30 June 2031, the force should count its keys.", role=Role.RECOMMENDATION, recommendations=("2",), index=1),
        make_tagged("We dispute it.", stance="disputes_methodology", recommendations=("1",), index=2),
        make_tagged("Perhaps.", abstained=True, recommendations=("3",), index=3),
        force="Saltmere Police",
        due=datetime.date(2031, 1, 1),
        responded=datetime.date(2031, 1, 5),
    )
    print_recommendations(_rollup(document), shipped_scheme(), console)
    lines = _printed(console).splitlines()
    assert "4 days late" in lines[0]
    rows = {line.split("│")[1].strip(): line for line in lines if line.startswith("│ ") and line.split("│")[1].strip()}
    assert "disputes" in rows["1"]
    assert "not answered" in rows["2"]
    assert "30 Jun 2031" in rows["2"]
    assert "? accepts" in rows["3"]


def test_what_else_an_answer_says_is_marked_where_the_model_is_unsure_and_left_out_where_it_says_nothing(
    console, make_tagged, make_document
):
    answers = (
        make_tagged("Agreed.", recommendations=("1",)),
        make_tagged("A small sample.", stance="disputes_methodology", abstained=True, recommendations=("1",), index=1),
        make_tagged("We had a plan.", stance="already_compliant", recommendations=("1",), index=2),
        make_tagged("Thank you.", stance="no_stance", recommendations=("1",), index=3),
    )
    print_recommendations(_rollup(make_document(*answers)), shipped_scheme(), console)
    text = " ".join(_printed(console).replace("│", " ").split())
    assert "accepts ? disputes methodology" in text
    assert "? already compliant" not in text
    assert "already compliant" in text
    assert "no stance" not in text
    assert "'?' marks a stance that the model is unsure of" in text
    assert "1 recommendation: 1 answered, 0 only in remarks, 0 not; as of 10 July 2031." in text


def test_the_deferrals_say_what_was_asked_for_in_one_line(console, make_tagged, make_document):
    document = make_document(make_tagged("We wait.", stance="deferred_pending_guidance", awaiting="npcc"))
    console.width = 80
    print_deferrals(_deferrals(document), console, _TODAY, ["npcc", "home_office"])
    assert _printed(console).splitlines()[-1] == "1 deferral, 0 more to check; awaiting NPCC or Home Office; as of 10 July 2031."


def test_where_there_is_nothing_the_table_says_so(console):
    print_deferrals([], console, _TODAY)
    print_recommendations(_rollup(), shipped_scheme(), console)
    print_corpus([], console)
    assert _printed(console).splitlines() == [
        "No deferral was found; whoever is awaited; as of 10 July 2031.",
        "No recommendation was found; as of 10 July 2031.",
        "The corpus is empty; add documents with: stance corpus add PATH",
    ]


def test_the_documents_of_a_corpus_are_listed_and_shown(console, reply, tmp_path):
    entry, _ = Corpus(tmp_path).add(reply)
    print_corpus([entry], console)
    print_entry(entry, console)
    text = _printed(console)
    assert text.count("saltmere-reply.md") >= 2
    assert text.count(entry.id) >= 2
    assert "2031-03-04" in text
    assert "added" in text


@pytest.mark.parametrize("width", [60, 80])
def test_the_id_of_a_document_stays_whole_on_a_narrow_terminal(console, reply, tmp_path, width):
    entry, _ = Corpus(tmp_path).add(reply)
    entry = replace(
        entry, name=40 * "long-name-", force=9 * "A Long Force ", inspection=9 * "Unannounced inspection of custody ", due="2031-04-29"
    )
    console.width = width
    print_corpus([entry], console)
    text = _printed(console)
    assert all(part in text for part in (entry.id, "2031-03-04", "2031-04-29"))
    assert max(map(len, text.splitlines())) <= width


def test_agreement_is_printed_with_every_difference(console):
    ours = {"[b]one": [ParagraphLabel("m1", stance="accepts"), ParagraphLabel("m2", stance="no_stance")]}
    theirs = {"[b]one": [ParagraphLabel("m1", stance="accepts"), ParagraphLabel("m2", stance="accepts")]}
    print_agreement(agreement(ours, theirs), console)
    text = _printed(console)
    assert "2 paragraphs labelled by both: Cohen's kappa 0.000" in text
    assert "the same stance 50.0%, the same 'also' 100.0%" in text
    assert "[b]one m2: no_stance / accepts" in text


def test_a_name_that_would_act_on_the_terminal_is_shown_with_escapes(make_tagged, make_document, capsys):
    document = make_document(make_tagged("We wait."))
    named = replace(document, document=replace(document.document, id="a\x1b[31mb.txt"))
    print_table([named], shipped_scheme(), Console(width=120))
    out = capsys.readouterr().out
    assert "a\\x1b[31mb.txt" in out
    assert "\x1b[31m" not in out
