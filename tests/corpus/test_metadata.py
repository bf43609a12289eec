"""What documents in many layouts state about themselves."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.metadata import read_metadata
from corpus.records import Block, BlockKind, Metadata

_PUBLISHED, _DUE, _RESPONDED = datetime.date(2031, 3, 4), datetime.date(2031, 4, 29), datetime.date(2031, 4, 22)
_PROSE = (
    "We have thought hard about each of these points, and our answer to every one of them is set out in the pages that follow this note."
)


def _read(*texts: str) -> Metadata:
    return read_metadata([Block(text) for text in texts], "some-file.txt")


def _table(*rows: tuple[str, ...]) -> list[Block]:
    return [
        Block(text, BlockKind.TABLE_CELL, table=0, row=row, column=column)
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
    ]


def _dates(metadata: Metadata) -> tuple[datetime.date | None, datetime.date | None, bool, datetime.date | None]:
    return metadata.published, metadata.due, metadata.due_stated, metadata.responded


@pytest.mark.parametrize(
    "lines",
    [
        ("Date Published:\t4 th March 2031", "Section 55 Response Deadline:\t29 April 2031", "Date of response:\t22/04/2031"),
        ("Published on:", "4 March 2031", "Response deadline:", "29 April 2031", "Date submitted:", "22 April 2031"),
        ("Date of report: 4.3.31", "Response required by: 29.4.31", "Signed off: 22.4.31"),
        ("Report published 4 March 2031. Comments due 29 April 2031. Comments published 22 April 2031.",),
        ("Published 4 March 2031; last date for response 29 April 2031", "Form completed 22 April 2031"),
        ("Issue date 4 March 2031 | To be published by 29 April 2031 | This page was last updated on 22 April 2031",),
        ("Published by the inspectorate: 2031-03-04", "Statutory limit: 2031-04-29", "Version 2, approved on 2031-04-22"),
        ("4 March 2031 (date of publication)", "We have to reply by 29 April 2031", "For immediate release: Tuesday 22 April 2031"),
        ("Response published 22 April 2031 (statutory deadline: 29 April 2031)", "Report dated 4 March 2031"),
    ],
)
def test_dates_are_read_beside_their_labels_in_any_layout(lines: tuple[str, ...]) -> None:
    metadata = _read("Wrenfield PCC: reply to an inspection report", *lines, "Key findings", _PROSE)
    assert _dates(metadata) == (_PUBLISHED, _DUE, True, _RESPONDED)


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("Inspection title", "Night watch"),
            ("Date published", "4 March 2031"),
            ("Response deadline", "29 April 2031"),
            ("Responded", "22 April 2031"),
        ],
        [
            ("Inspection title", "Date published", "Response deadline", "Response sent"),
            ("Night watch", "4 March 2031", "29 April 2031", "22 April 2031"),
        ],
        [
            ("Inspection title", "Night watch", "Date published", "4 March 2031"),
            ("Response due", "29 April 2031", "Response sent", "22 April 2031"),
        ],
    ],
)
def test_front_matter_in_tables(rows: list[tuple[str, ...]]) -> None:
    blocks = [Block("Response to an inspection"), *_table(*rows), Block("Recommendations", BlockKind.HEADING, 2), Block(_PROSE)]
    metadata = read_metadata(blocks, "a.docx")
    assert _dates(metadata) == (_PUBLISHED, _DUE, True, _RESPONDED)
    assert metadata.inspection == "Night watch"


def test_a_form() -> None:
    metadata = _read(
        "Norfolk Police and Crime Commissioner response to inspections of Norfolk Constabulary",
        "Section 55 of the Police Act 1996 requires local policing bodies to publish their comments within 56 days.",
        "Inspection Title:",
        "Night watch: an inspection of patrols after dark",
        "Published on:",
        "4 March 2031",
        "Police Forces:",
        "Norfolk",
        "Key Findings",
        "The force published its own plan on 1 January 2030 and should publish another by 2 February 2032.",
    )
    assert metadata == Metadata(
        title="Norfolk Police and Crime Commissioner response to inspections of Norfolk Constabulary",
        force="Norfolk Constabulary",
        policing_body="Norfolk Police and Crime Commissioner",
        inspection="Night watch: an inspection of patrols after dark",
        published=_PUBLISHED,
        due=_DUE,
        due_stated=False,
        responded=None,
    )


def test_a_letter() -> None:
    metadata = _read(
        "Office of the Police and Crime Commissioner for Wrenfield",
        "The Old Mill, Wrenfield",
        "22 April 2031",
        "Dear Home Secretary",
        "HMICFRS report: Night watch",
        "I write about the report published on 4 March 2031, which looked at patrols in Wrenfield Constabulary among others that year.",
        _PROSE,
        "Yours sincerely",
        "Jo Example",
    )
    assert (metadata.title, metadata.inspection) == ("HMICFRS report: Night watch", "Night watch")
    assert (metadata.force, metadata.policing_body) == ("Wrenfield Constabulary", "Police and Crime Commissioner for Wrenfield")
    assert _dates(metadata) == (_PUBLISHED, _DUE, False, _RESPONDED)


def test_a_letter_that_leaves_the_year_to_the_reader() -> None:
    letter = ("4 January 2032", "Dear Inspector", "Night watch", f"Thank you for your report of 30 November. {_PROSE}")
    assert _read(*letter).published == datetime.date(2031, 11, 30)


@pytest.mark.parametrize(
    ("subject", "inspection"),
    [
        ("Re: Night watch: an inspection of patrols (published 4 March 2031)", "Night watch: an inspection of patrols"),
        ("Subject: Response to the HMICFRS report: Night watch", "Night watch"),
        ("Night watch – comments under section 55 of the Police Act 1996", "Night watch"),
    ],
)
def test_a_subject_line_names_the_inspection(subject: str, inspection: str) -> None:
    assert _read("22 April 2031", "Dear Home Secretary", subject, _PROSE).inspection == inspection


def test_a_committee_paper() -> None:
    metadata = _read(
        "WRENFIELD POLICE AND CRIME PANEL",
        "6 May 2031",
        "Agenda item 4",
        "Report of the Police and Crime Commissioner: response to the thematic inspection “Night watch”",
        "1. Purpose",
        "1.1 Members are told of the report which HMICFRS published on 4 March 2031. The period for a response ends on 29 April 2031.",
        "2. Findings of the inspection",
        "2.1 The inspection report was published on 1 January 2030 elsewhere, as inspectors remarked.",
    )
    assert _dates(metadata) == (_PUBLISHED, _DUE, True, None)
    assert metadata.inspection == "Night watch"
    assert metadata.title.startswith("Report of the Police and Crime Commissioner: response")


def test_a_press_statement() -> None:
    metadata = _read(
        "PRESS STATEMENT",
        "22 April 2031. For immediate use",
        "Commissioner responds to inspection of night patrols",
        f"The report, “Night watch”, was published on 4 March 2031. {_PROSE}",
    )
    assert metadata.title == "Commissioner responds to inspection of night patrols"
    assert (metadata.published, metadata.responded) == (_PUBLISHED, _RESPONDED)


@pytest.mark.parametrize(
    ("title", "inspection"),
    [
        ("PEEL: Police Legitimacy 2031", "PEEL: Police Legitimacy 2031"),
        ("Wrenfield PCC – response to PEEL 2031/32", "PEEL 2031/32"),
        ("Comments on an HMICFRS thematic report: patrols after dark", "patrols after dark"),
        ("Our response to “Night watch”, the inspection of patrols", "Night watch"),
        ("The police response to fraud: an inspection", "The police response to fraud: an inspection"),
        ("Response of the Commissioner to an inspection report", None),
    ],
)
def test_the_inspection_is_found_in_titles(title: str, inspection: str | None) -> None:
    assert _read(title, "Report published: 4 March 2031", "Key findings", _PROSE).inspection == inspection


@pytest.mark.parametrize(
    "furniture", ["Home > Transparency > Inspections", "Agenda item 7", "4 March 2031", "office@wrenfield.example", "Type: thematic report"]
)
def test_what_stands_above_the_title_is_passed_over(furniture: str) -> None:
    assert _read(furniture, "**Response to an inspection**", _PROSE).title == "Response to an inspection"


def test_without_a_title_the_file_name_serves() -> None:
    assert _read(_PROSE, _PROSE).title == "some-file"
    assert read_metadata([], "empty.txt") == Metadata(title="empty")


@pytest.mark.parametrize(
    "block",
    [
        "Recommendation 1: The report published on 1 January 2030 should be read by all by 2 February 2032.",
        "1. By 2 February 2032, forces should read the inspection report published on 1 January 2030.",
        "What the inspectors found",
    ],
)
def test_no_date_comes_from_findings_or_recommendations(block: str) -> None:
    metadata = _read("Response to an inspection", block, "HMICFRS published its report on 1 January 2030.", "Response due: 2 February 2032")
    assert _dates(metadata) == (None, None, False, None)


def test_before_the_law_set_a_limit_no_date_is_due() -> None:
    assert _read("Response to an inspection", "Published: 3 May 2015").due is None
    assert _read("Response to an inspection", "Published: 3 May 2018").due == datetime.date(2018, 6, 28)


@pytest.mark.parametrize(
    "ending",
    [
        ("Jo Example, Police and Crime Commissioner, 22 April 2031",),
        ("Signed: Jo Example. 22 April 2031",),
        ("Yours sincerely", "Jo Example", "Police and Crime Commissioner for Wrenfield", "22 April 2031"),
        ("For office use", "Response published on the website: 22 April 2031"),
    ],
)
def test_the_date_at_the_signature_is_that_of_the_response(ending: tuple[str, ...]) -> None:
    body = [_PROSE] * 20
    assert _read("Response to an inspection", "Published: 4 March 2031", "Our response", *body, *ending).responded == _RESPONDED


@pytest.mark.parametrize(
    "ending",
    [
        "Next update: board meeting, 22 April 2031",
        "Background papers: letter, 22 April 2031",
        "The Commissioner met them on 22 April 2031.",
        "Training completed 22 April 2031",
        "HMICFRS published its report on 22 April 2031",
    ],
)
def test_other_dates_at_the_end_are_not(ending: str) -> None:
    assert _read("Response to an inspection", "Published: 4 March 2031", "Our response", *[_PROSE] * 20, ending).responded is None


def test_a_response_cannot_precede_its_report() -> None:
    assert _read("Response to an inspection", "Report published: 4 March 2031", "Response sent: 4 March 2030").responded is None


def test_a_publication_just_before_the_deadline_is_that_of_the_response() -> None:
    metadata = _read("Response to an inspection", "First published 22 April 2031", "Deadline: 29 April 2031")
    assert _dates(metadata) == (None, _DUE, True, _RESPONDED)


def test_the_policing_body_is_that_of_the_time() -> None:
    metadata = _read("Greater Manchester Police: response to an inspection", "Published: 4 March 2016")
    assert metadata.policing_body == "Greater Manchester Police and Crime Commissioner"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(Block, st.text(max_size=60), st.sampled_from(BlockKind), row=st.none() | st.just(0), column=st.none() | st.just(1)),
        max_size=12,
    )
)
def test_never_raises(blocks: list[Block]) -> None:
    assert isinstance(read_metadata(blocks, "x.txt"), Metadata)


def test_the_date_of_the_report_is_not_taken_for_that_of_the_response_to_it() -> None:
    read = _read(
        "Panel paper", "1.1 To note the Commissioner's response to the above inspection report, which was published on 4 March 2031."
    )
    assert (read.published, read.responded) == (_PUBLISHED, None)


def test_the_day_on_which_both_agreed_the_response_is_its_date() -> None:
    read = _read("Response to PEEL", "Agreed by the Commissioner, Ann Moss, and the Chief Constable, Bo Lund, on 22 April 2031", _PROSE)
    assert read.responded == _RESPONDED


def test_the_force_is_known_from_the_label_of_a_form_and_from_the_office_that_signs() -> None:
    assert read_metadata(_table(("Force area", "Rothermoor"), ("Title of report", "Calls")), "form.docx").force == "Rothermoor"
    signed = ("Kind regards", "Ada Moss", "Office of the Police and Crime Commissioner for Elmhaven Tel 01632 960330")
    read = _read("Subject: RE: Section 55 response - Serious violence", "Good morning,", _PROSE, *signed)
    assert (read.force, read.inspection) == ("Elmhaven", "Serious violence")


@pytest.mark.parametrize("heading", ["Foreword", "Deputy Mayor for Policing and Crime December 2031"])
def test_neither_a_heading_nor_an_office_is_an_inspection(heading: str) -> None:
    assert _read("Elmhaven: our response", heading, _PROSE).inspection is None


def test_the_day_of_a_web_page_is_not_that_of_the_report_that_its_text_dates() -> None:
    read = _read(
        "Our response to the report on calls",
        "Published: 22 April 2031 | Last updated: 27 April 2031",
        f"{_PROSE} The report was published on 4 March 2031.",
    )
    assert (read.published, read.responded) == (_PUBLISHED, _RESPONDED)


def test_a_response_to_a_report_published_on_a_day_and_the_day_of_a_post() -> None:
    said = "My response to the latest PEEL assessment, published on 4 March 2031, is set out below."
    read = _read("PCC's response to PEEL", "Posted on Tuesday 22 April 2031", said)
    assert (read.published, read.responded) == (_PUBLISHED, _RESPONDED)


def test_the_last_day_of_a_visit_is_no_date_of_publication() -> None:
    assert _read("Elmhaven: custody services", "Report of an unannounced inspection, 4 to 15 November 2031").published is None


def test_the_day_by_which_a_listed_recommendation_must_be_met_is_no_deadline_of_the_response() -> None:
    read = _read(
        "Response to PEEL",
        "Published 4 March 2031",
        "It makes the following recommendations:",
        "make sure by 31 December 2031 that calls are graded",
    )
    assert not read.due_stated


def test_the_force_of_a_web_page_may_stand_in_its_title_alone() -> None:
    title = "Response to PEEL | Police and Crime Commissioner for Elmhaven"
    assert read_metadata([Block("Response to PEEL"), Block(_PROSE)], "page.html", title).force == "Elmhaven"


def test_an_office_below_the_title_and_above_a_long_paragraph_names_the_force() -> None:
    found = _read("PEEL 2031 inspection report – response", "Police and Crime Commissioner for Elmhaven", _PROSE)
    assert found.force == "Elmhaven"


def test_what_a_report_is_quoted_to_say_is_not_its_name() -> None:
    said = f"The report says: “We found that supervisors do not check enough. We will return within a year.” {_PROSE}"
    assert _read("PEEL 2031 inspection report – response", "Police and Crime Commissioner for Elmhaven", said).inspection == (
        "PEEL 2031 inspection report"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Response to the HMICFRS report “Night watch”, published 4 March 2031",
        "Response to the HMICFRS report on night patrols (published 4 March 2031)",
        "Section 55 response: HMICFRS, “Night watch”  Report published: 4/3/31",
        "Commissioner: response to the report “Night watch: patrols” of 4 March 2031",
    ],
)
def test_a_date_beside_the_title_of_a_report_is_that_of_its_publication(line: str) -> None:
    metadata = _read("Wrenfield Constabulary", line, "Response date: 22 April 2031")
    assert (metadata.published, metadata.responded) == (_PUBLISHED, _RESPONDED)


def test_a_day_named_by_its_weekday_takes_the_year_of_the_post() -> None:
    said = f"{_PROSE} The inspection report was published by HMICFRS on Tuesday (4 March)."
    assert _read("Commissioner responds to an inspection report", "22 April 2031", said).published == _PUBLISHED


def test_the_days_of_a_visit_behind_its_name_do_not_hide_the_inspection() -> None:
    metadata = _read("Wrenfield OPCC", "HMICFRS unannounced inspection of custody, 12-23 February 2031", "Response sent: 22 April 2031")
    assert metadata.inspection == "HMICFRS unannounced inspection of custody"


def test_the_name_of_the_file_names_the_force_where_the_text_does_not() -> None:
    blocks = [Block("Response to an inspection of custody"), Block("We have done what was asked.")]
    assert read_metadata(blocks, "dorset-custody-2031.pdf").force == "Dorset Police"
    assert read_metadata(blocks, "custody-2031.pdf").force is None


@pytest.mark.parametrize("label", ["Date published", "Published on", "HMICFRS publication date", "Report issued", "Date of publication"])
def test_the_day_below_a_label_without_a_colon_is_read(label: str) -> None:
    read = _read("Response to an inspection", label, "4 March 2031", "Response deadline", "29 April 2031", "Our response", _PROSE)
    assert (read.published, read.due) == (_PUBLISHED, _DUE)


def test_a_report_published_on_a_day_is_named_and_dated_by_the_letter() -> None:
    said = "On 4 March 2031 HMICFRS published its report, “Locked up: an inspection”. I am required to respond by 29 April 2031."
    read = _read("Office of the Police and Crime Commissioner", "22 April 2031", "Dear Home Secretary", said, _PROSE)
    assert (read.published, read.due, read.responded) == (_PUBLISHED, _DUE, _RESPONDED)
    assert read.inspection == "Locked up: an inspection"


def test_the_quotation_marks_around_the_name_of_a_report_are_not_part_of_it() -> None:
    title = "Response to the HMICFRS report ‘Custody: a thematic inspection’, published on 4 March 2031"
    assert _read(title, "Our response", _PROSE).inspection == "Custody: a thematic inspection"


def test_what_somebody_said_is_no_name_of_an_inspection() -> None:
    said = 'Chief Constable Jo Example said: "We recognise the picture that inspectors paint."'
    assert _read("Response to HMICFRS report: Custody", "PCC response", said).inspection == "Custody"
