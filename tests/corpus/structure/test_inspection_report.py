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
