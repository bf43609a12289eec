from corpus.records import Role, Speaker

from .documents import find, read, responses

TALK = """Public accountability meeting, 6 November 2031: transcript

CE: The next item is the inspection of calls from the public, which begins at page 31.

PCC: Thank you. I accept the report. Chief Constable, what has been done about recommendation 1?

CC: We have changed how calls are graded since the inspectors came.

PCC: Is it working?

CC: It is too early to say. I would want three months of figures first.

I can bring them in March.

(The Chief Constable showed a slide.)

PCC: Then recommendation 2 asks for a named officer for every victim.

CC: That waits for the new code of the Home Office. Once it is out we will do it.

MEMBER OF THE PUBLIC: What about the noise in Dock Street? I have rung eleven times.

CE: There will be time for questions at the end.
"""


def test_everyone_speaks_in_turn_about_the_recommendation_named_last() -> None:
    found = [(paragraph.speaker, paragraph.recommendations) for paragraph in responses(read(TALK))]
    pcc, chief = Speaker.PCC, Speaker.CHIEF_CONSTABLE
    assert found == [
        (pcc, ("1",)),
        (chief, ("1",)),
        (pcc, ("1",)),
        (chief, ("1",)),
        (chief, ("1",)),
        (pcc, ("2",)),
        (chief, ("2",)),
    ]


def test_what_others_say_and_what_is_noted_between_is_no_response() -> None:
    page = read(TALK)
    for start in ("CE: The next", "(The Chief", "MEMBER OF", "CE: There"):
        assert find(page, start).role is Role.ADMINISTRATIVE


def test_the_labels_of_a_form_make_no_transcript() -> None:
    page = read(
        "Response to the inspection\n\nRecommendation 1: Chief constables should train their sergeants.\n\n"
        "Force: We have trained them all since May.\n\nPCC: I am content with this.\n\n"
        "Recommendation 2: Chief constables should buy new vans.\n\nForce: We have bought two.\n\nPCC: I paid for them."
    )
    assert find(page, "Recommendation 2").role is Role.RECOMMENDATION
    assert [paragraph.speaker for paragraph in responses(page)] == [Speaker.CHIEF_CONSTABLE, Speaker.PCC] * 2


def test_words_in_brackets_or_italics_that_somebody_speaks_are_kept() -> None:
    page = read(TALK.replace("I can bring them in March.", "(We can bring them in March.)"))
    assert find(page, "(We can").role is Role.RESPONSE
