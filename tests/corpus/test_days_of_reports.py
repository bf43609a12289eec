"""Which day is the report's, where letters and pages say it in passing."""

from __future__ import annotations

import datetime

import pytest

from corpus.metadata import read_metadata
from corpus.records import Block, Metadata

_PUBLISHED, _RESPONDED = datetime.date(2031, 3, 4), datetime.date(2031, 4, 22)
_PROSE = "We have thought hard about each of these points, and our answer to every one of them is set out in the pages that follow."


def _read(*texts: str) -> Metadata:
    return read_metadata([Block(text) for text in texts], "some-file.txt")


@pytest.mark.parametrize(
    "stated",
    [
        "On 4 March 2031, HMICFRS published its report on vetting.",
        "On 4 March 2031 HMICFRS published its report on the super-complaint.",
        "Date of HMICFRS report: 4 March 2031",
    ],
)
def test_a_short_sentence_or_a_label_of_the_report_says_when_it_was_published(stated: str) -> None:
    found = _read("Police and Crime Commissioner for Kelderwick", "Response to the HMICFRS inspection of vetting", stated, _PROSE)
    assert (found.published, found.responded) == (_PUBLISHED, None)


@pytest.mark.parametrize(
    ("subject", "inspection"),
    [
        ("HMICFRS report on burglary, 4 March 2031", "HMICFRS report on burglary"),
        ("HMICFRS inspection report – Not getting it right – 4 March 2031", "Not getting it right"),
        ("HMICFRS report published 4 March 2031: Not getting it right", "Not getting it right"),
    ],
)
def test_the_day_in_the_subject_of_a_letter_is_that_of_the_report(subject: str, inspection: str) -> None:
    found = _read(
        "Police and Crime Commissioner for Lindermoor", "22 April 2031", "Dear Home Secretary", subject, _PROSE, "Yours sincerely"
    )
    assert (found.published, found.responded, found.inspection) == (_PUBLISHED, _RESPONDED, inspection)


def test_the_day_of_the_page_is_not_that_of_the_report_below_it() -> None:
    found = _read(
        "Response to HMICFRS: Race and policing", "Published", "22 April 2031", "Report published by HMICFRS", "4 March 2031",
        "Forces inspected", "All forces in England and Wales",
    )  # fmt: skip
    assert (found.published, found.responded, found.inspection) == (_PUBLISHED, _RESPONDED, "Race and policing")


def test_a_protective_marking_is_no_part_of_the_name_of_a_force() -> None:
    assert (
        _read("Police and Crime Commissioner for Marrowdale OFFICIAL-SENSITIVE", "An inspection of firearms", _PROSE).force == "Marrowdale"
    )
