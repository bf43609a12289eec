import time

import pytest

from corpus.records import Block, Role
from corpus.structure.mail import is_from_inspectorate, mail_headers

from .documents import find, read, responses

MESSAGE = """From: Ada Moss (OPCC)
Sent: 4 March 2025 16:42
To: liaison@hmi.example
Cc: Chief Constable's Staff Office
Subject: Response to the custody inspection

Good morning,

The Commissioner accepts the report and has asked for a plan by May.

On recommendation 2, he is content that the force has a nurse in each custody suite.

Kind regards
Ada Moss
Policy Officer

This email and any attachments are confidential. If you have received it in error please delete it.

-----Original Message-----
From: liaison@hmi.example
Sent: 20 February 2025 09:10
To: Ada Moss (OPCC)
Subject: Response to the custody inspection

> Dear Ada,
>
> A reminder that the Commissioner's comments are due by 6 March. Please say
> for each recommendation whether it is accepted.
"""


def test_only_what_the_commissioner_says_in_an_email_is_a_response() -> None:
    page = read(MESSAGE)
    assert [paragraph.text[:16] for paragraph in responses(page)] == ["The Commissioner", "On recommendatio"]
    assert find(page, "On recommendation 2").recommendations == ("2",)
    assert find(page, "Good morning").role is Role.FRONT_MATTER


def test_a_label_or_two_make_no_email() -> None:
    assert mail_headers([Block("Date: 4 March"), Block("Subject: custody"), Block("We accept the report.")]) == set()


def test_a_header_in_one_block_is_known() -> None:
    assert mail_headers([Block("From: A Sent: 4 March To: B Subject: custody"), Block("We accept.")]) == {0}


def test_the_sender_decides_not_the_recipient() -> None:
    assert is_from_inspectorate("From: liaison@hmi.example")
    assert not is_from_inspectorate("From: OPCC Sent: today To: liaison@hmi.example")


@pytest.mark.parametrize(
    "sender",
    [
        "From: HMI lead, Office of the Police and Crime Commissioner",
        "From: HMI lead <office@tavenshire-pcc.example>",
        "To: HMICFRS",
    ],
)
def test_an_office_that_names_the_inspectorate_is_not_the_inspectorate(sender: str) -> None:
    assert not is_from_inspectorate(sender)


def test_a_message_quoted_in_one_line_has_a_sender_too() -> None:
    line = "On Tue, 25 Feb 2025 at 09:01, HMI Correspondence <pcc.responses@hmi.example> wrote:"
    assert mail_headers([Block("We accept it."), Block(line)]) == {1}
    assert is_from_inspectorate(line)


def test_what_somebody_wrote_on_a_day_is_no_quoted_message() -> None:
    page = read(
        "Response of the Police and Crime Commissioner to the custody inspection\n\nRecommendation 2\n\n"
        "I accept the recommendation and have asked for a plan by May.\n\nOn 12 February the Chief Constable wrote:\n\n"
        "We have changed the way in which we record the use of force and will audit it each quarter.\n"
    )
    assert find(page, "We have changed").recommendations == ("2",)


def test_a_message_in_the_block_of_its_header_is_kept() -> None:
    assert mail_headers([Block("From: A Sent: 4 March To: B Subject: custody. I accept the recommendation. We will act by May.")]) == set()


def test_a_long_rule_is_looked_at_once() -> None:
    started = time.process_time()
    mail_headers([Block("-" * 50_000)])
    assert time.process_time() - started < 1
