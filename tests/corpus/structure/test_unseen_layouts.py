"""Faults found on layouts that the structure was not made on; every text here is invented."""

from corpus.records import Role, Speaker

from .documents import find, read

PAPER = """MARCHFORD POLICE AND CRIME PANEL

RECORDS IN CUSTODY: INSPECTION REPORT AND RESPONSES

1. Purpose

1.1 This paper lets the Panel see the responses to the report.

2. Members are invited to:

(i) note the paper; and

(ii) say whether another is wanted.

3. Findings and responses

3.1 Staffing

3.1.1 The inspectorate found that sergeants were too few at night.

3.1.2 It recommended (Recommendation 4) that the force should count its sergeants each quarter and should publish the figure.

3.1.3 The Chief Constable has responded that the first count will be made in May and published in June.

3.1.4 Both have agreed that the number will be looked at again after the budget has been set.

Author: Jo Example, Head of Policy
Annexes: none
"""

LETTER = """Dear Home Secretary

THE KEEPING OF RECORDS

1. I have read the report on records with care and I am grateful for it.

"Recommendation 1: forces should train their sergeants in the keeping of records."

2. I should explain that training is shared with our neighbours. It will be given to every sergeant by May.

3. Looking at the report as a whole, I think that it is fair, and I thank those who wrote it.

Yours sincerely

Jo Example
Police and Crime Commissioner
"""

SHARED = """Marchford Constabulary and the Marchford PFCC

Records in custody - our reply to HMICFRS

Foreword by the Chief Constable and the PFCC

Marchford's residents expect that records are kept well. It is right to reply with one voice to a report on that subject.

First matter: Recommendation 1

Forces should keep better records.

Force position

Records have been sampled by a sergeant since March. My officers have had training in it too.

PFCC observations

The sample is small. I would like it to be larger, and have said so.

Second matter: area for improvement

Forces should make more use of volunteers.

Inspectors spoke to nine volunteers. Six had heard nothing from the force since May.

Force position

We accept this, and a scheme will begin in June.

PFCC observations

So do I, and I will ask for the figures in May.
"""

QUESTIONS = """MARCHFORD POLICE AND CRIME COMMISSIONER

Your questions about the custody report

Q1. What is this about?

A. In May the inspectorate reported on custody in nine forces. It found that records were often late and that too few were read.

Q2. What were forces told to do?

A. There were nine recommendations. These are the ones that matter here:

2 - Chief constables should make sure that sergeants read each record.

5 - Chief constables should explore how records could be shared with health staff.

Q3. What is being done about recommendation 2?

A. We do this now. Each record is read by a sergeant on the same day.

Q4. How can I get help?

A. In an emergency call 999. The custody helpline can be reached on weekdays.
"""


def test_a_heading_ends_the_list_of_a_lead_in() -> None:
    paragraphs = read(PAPER)
    assert find(paragraphs, "(ii) say").role is Role.ADMINISTRATIVE
    assert find(paragraphs, "3.1.1 The inspectorate").role is Role.FINDING


def test_a_recommendation_that_is_retold_gives_its_number_to_the_answers_below() -> None:
    paragraphs = read(PAPER)
    assert find(paragraphs, "3.1.2 It").role is Role.RECOMMENDATION
    assert find(paragraphs, "3.1.3 The").recommendations == ("4",)
    assert find(paragraphs, "3.1.4 Both").speaker is Speaker.JOINT


def test_short_labelled_lines_at_the_end_are_no_answers() -> None:
    paragraphs = read(PAPER)
    assert find(paragraphs, "Author").role is not Role.RESPONSE
    assert find(paragraphs, "Annexes").role is not Role.RESPONSE


def test_a_recommendation_in_quotation_marks_is_no_heading() -> None:
    paragraphs = read(LETTER)
    assert find(paragraphs, '"Recommendation 1').role is Role.RECOMMENDATION
    assert find(paragraphs, "2. I should").role is Role.RESPONSE
    assert find(paragraphs, "2. I should").recommendations == ("1",)


def test_a_remark_on_the_whole_report_at_the_end_of_a_letter_answers_no_recommendation() -> None:
    assert find(read(LETTER), "3. Looking").recommendations == ()


def test_a_foreword_by_both_parties_is_joint_and_a_heading_that_opens_with_one_gives_him_the_floor() -> None:
    paragraphs = read(SHARED)
    assert find(paragraphs, "Marchford's residents").speaker is Speaker.JOINT
    assert find(paragraphs, "Records have been").speaker is Speaker.CHIEF_CONSTABLE
    assert find(paragraphs, "The sample").speaker is Speaker.PCC
    assert find(paragraphs, "The sample").recommendations == ("1",)


def test_a_label_with_a_recommendation_as_its_value_is_a_heading() -> None:
    paragraphs = read(SHARED)
    assert find(paragraphs, "First matter").role is Role.HEADING
    assert find(paragraphs, "Second matter").role is Role.HEADING
    assert find(paragraphs, "We accept this").recommendations == ()


def test_what_stands_between_a_recommendation_and_the_heading_of_its_answer_is_no_answer() -> None:
    assert find(read(SHARED), "Inspectors spoke").role is not Role.RESPONSE


def test_a_question_that_asks_for_no_answer_of_the_responder_leaves_the_role_to_the_wording() -> None:
    paragraphs = read(QUESTIONS)
    assert find(paragraphs, "A. In May").role is Role.FINDING
    assert find(paragraphs, "2 - Chief").role is Role.RECOMMENDATION
    assert find(paragraphs, "5 - Chief").role is Role.RECOMMENDATION
    assert find(paragraphs, "A. We do this").role is Role.RESPONSE


def test_advice_to_the_public_is_administrative() -> None:
    assert find(read(QUESTIONS), "A. In an emergency").role is Role.ADMINISTRATIVE


def test_a_run_in_label_says_what_its_paragraph_holds() -> None:
    plan = """MARCHFORD CONSTABULARY

Action plan on records in custody

Background: the inspectorate published its report on 8 May 2023. It said that no force read all of its records.

3. Chief constables should make sure that sergeants read each record.

Agreed; a sergeant was named on 12 June.
"""
    paragraphs = read(plan)
    assert find(paragraphs, "Background").role is Role.FINDING
    assert find(paragraphs, "3. Chief").role is Role.RECOMMENDATION
    assert find(paragraphs, "Agreed").role is Role.RESPONSE
    assert find(paragraphs, "Agreed").recommendations == ("3",)


def test_a_statement_between_single_quotation_marks_belongs_to_the_party_that_its_lead_in_names() -> None:
    letter = """Dear Home Secretary

I have read the report on records with care, and I think that its grade is hard on us.

On the second matter I would rather let the acting Chief Constable speak for the force:

‘The force keeps its records as the rules ask. I was told in May that they were in order.

‘A new supervisor will start in June.’

I agree with this, and I will ask for the figures myself.

Yours sincerely

Jo Example
Police and Crime Commissioner
"""
    paragraphs = read(letter)
    assert find(paragraphs, "‘The force").speaker is Speaker.CHIEF_CONSTABLE
    assert find(paragraphs, "‘A new").speaker is Speaker.CHIEF_CONSTABLE
    assert find(paragraphs, "I agree").speaker is Speaker.PCC


def test_the_commissioner_may_be_named_between_office_and_verb() -> None:
    page = """Records in custody: Marchford reacts

The Police and Crime Commissioner for Marchford, Jo Example, has welcomed a report on the keeping of records.
"""
    assert find(read(page), "The Police").role is Role.RESPONSE
