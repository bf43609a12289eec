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
