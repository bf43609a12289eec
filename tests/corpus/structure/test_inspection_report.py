from corpus.records import Role

from .documents import find, read, responses

REPORT = """Elmhaven Police: custody services

Report of an unannounced inspection

Summary

We last inspected Elmhaven in 2017. Of the recommendations that we made then the force had achieved eleven.

We were pleased to find that custody staff treated detainees with respect.

Next steps

The force will draw up an action plan within twelve weeks. We will return within a year to see what progress has been made.

© Crown copyright 2025.
"""


def test_nobody_responds_in_a_report_of_the_inspectorate() -> None:
    page = read(REPORT)
    assert responses(page) == []
    assert find(page, "We were pleased").role is Role.FINDING


def test_a_response_in_which_we_speak_of_our_inspection_is_none_of_them() -> None:
    page = read(REPORT.replace("Report of an unannounced inspection", "Response of the force to the inspection"))
    assert responses(page)


def test_a_response_without_the_word_is_no_report_of_the_inspectorate() -> None:
    page = read(
        "Elmhaven Police: PEEL 2023/25\n\nCustody\n\n"
        "We accept the recommendation. Our inspection of custody suites with independent visitors takes place each month.\n\n"
        "We identified the same problem in our own audit last year. We found that nobody had been told.\n\n"
        "The force has recruited twenty officers and will recruit a further thirty by March.\n"
    )
    assert [paragraph.text[:9] for paragraph in responses(page)] == ["We accept", "We identi", "The force"]


def test_plans_of_a_force_are_no_report_of_the_inspectorate() -> None:
    page = read(
        "Elmhaven Police: what we are doing about custody\n\n"
        "Our next steps are to train every sergeant. We will return to this in the annual report.\n\n"
        "We found that supervisors had not been told, and they have been told since.\n\n"
        "We identified two suites that need work, and it will begin in May.\n"
    )
    assert len(responses(page)) == 3


def test_an_inspector_who_says_i_under_his_own_name_responds_to_nothing() -> None:
    observations = (
        "HM Inspector's observations\n\nI am satisfied with some of what the force does, and I would like to thank it.\n\nSummary"
    )
    assert responses(read(REPORT.replace("Summary", observations))) == []


def test_a_commissioner_who_quotes_a_report_at_length_is_heard() -> None:
    views = "\n\nThe Commissioner has asked for a plan, and will see it in May.\n\n© Crown"
    assert [paragraph.text[:12] for paragraph in responses(read(REPORT.replace("\n\n© Crown", views)))][-1:] == ["The Commissi"]


def test_a_force_that_inspects_its_own_cells_once_is_no_inspectorate() -> None:
    page = read(
        "Elmhaven: custody\n\nWe inspected every suite with our custody visitors in May and found them clean.\n\n"
        "We found that sergeants had been trained. Training will be repeated each year.\n\n"
        "We identified a gap in night cover, and it will be filled by June.\n"
    )
    assert len(responses(page)) == 3
