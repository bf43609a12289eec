"""Faults found on a second set of layouts that the structure was not made on; every text here is invented."""

from corpus.records import Role

from .documents import find, read

FORM = """Policing body response form

Submission reference: MF-1-2

Submitted: 21/05/2024 16:42

B1. Does the Chief Constable accept the recommendations? (Yes / No / In part)
In part

B2. What action has been taken on Recommendation 4 (records)?
None yet. New rules are due to be laid by ministers before the summer, and the policy will be rewritten to match them.

B3. How will you oversee progress?
My office will look at the records in June and I will publish what it finds.

If you would like this page in another format, ring 01632 960 000.
"""

PLAN = """Marchford Constabulary: improvement plan

AFI 1: keeping of records

Within three months the Constabulary should:

- make sure that each record is signed by a sergeant;
- make sure that lost records are reported.

What we say

We accept this. Each record has been signed since May.

On risk assessment

We have asked our sergeants to look at every risk assessment twice, and they do so.

Finally

We thank the inspectors for their time.
"""


def test_a_short_answer_under_a_question_is_no_heading() -> None:
    assert find(read(FORM), "In part").role is Role.RESPONSE


def test_what_follows_a_question_what_was_done_is_an_answer() -> None:
    paragraphs = read(FORM)
    assert find(paragraphs, "None yet").role is Role.RESPONSE
    assert find(paragraphs, "None yet").recommendations == ("4",)
    assert find(paragraphs, "My office").recommendations == ()


def test_stamps_and_offers_of_other_formats_are_administrative() -> None:
    paragraphs = read(FORM)
    for start in ("Submission reference", "Submitted", "If you would like"):
        assert find(paragraphs, start).role is not Role.RESPONSE


def test_a_lead_in_that_ends_in_should_is_a_recommendation_with_its_list() -> None:
    paragraphs = read(PLAN)
    for start in ("Within three", "make sure that each", "make sure that lost"):
        assert find(paragraphs, start).role is Role.RECOMMENDATION


def test_a_topic_that_sounds_administrative_is_none() -> None:
    paragraphs = read(PLAN)
    assert find(paragraphs, "We have asked").role is Role.RESPONSE
    assert find(paragraphs, "We thank").role is Role.RESPONSE


def test_a_bare_administrative_heading_ends_with_the_next_topic() -> None:
    paragraphs = read(PLAN.replace("On risk assessment", "Risk assessment").replace("Finally", "Volunteers"))
    assert find(paragraphs, "We thank").role is Role.RESPONSE


def test_a_number_in_brackets_after_a_quoted_recommendation_is_its_own() -> None:
    text = """Dear Chief Inspector

1. Recommendation 6 (queues). I accept this. The queue will be halved by the summer.

2. "Forces should, with immediate effect, review every record that was lost since January" (Recommendation 7).

The review has begun. We have read nineteen records so far and I shall publish the outcome.

Yours sincerely

Jo Example
Police and Crime Commissioner
"""
    assert find(read(text), "The review").recommendations == ("7",)


def test_a_recommendation_retold_right_below_a_topic_is_the_one_it_resembles() -> None:
    text = """Reply of the Marchford Commissioner to the report on records

The recommendations

1. Within six months, the force should ensure that every record is signed by a sergeant.

2. Within six months, the force should ensure that lost records are reported to the public.

How we respond

We have chosen to answer one by one.

On lost records

We were asked to ensure, inside six months, that records which are lost are reported to the public each year.

We agree. The figure has stood on our website since May.

On sergeants

Within six months, the force is to ensure that each record has been signed by a sergeant.

We have one sergeant for each team, and the signature is now part of the form.
"""
    paragraphs = read(text)
    assert find(paragraphs, "We were asked").role is Role.RECOMMENDATION
    assert find(paragraphs, "We agree").recommendations == ("2",)
    assert find(paragraphs, "We have one").recommendations == ("1",)


def test_several_recommendations_named_at_the_start_of_a_paragraph_are_all_answered() -> None:
    text = """# Our reply

## What we were asked to do and what we say

**Recommendation 3 -- By May, forces should review how records are kept at night.**

*I do not think that the evidence supports this one, and have said so.*

**Recommendations 4 and 5 -- Forces should adopt the national standard and publish their figures.**

*We publish the figures already, every Friday.*
"""
    assert find(read(text, "reply.md"), "We publish").recommendations == ("4", "5")
