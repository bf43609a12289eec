import pytest

from corpus.records import Speaker
from corpus.structure.offices import speaker_of
from corpus.structure.speakers import is_salutation, lead_in, quoted_speaker, subject_of, subject_speaker, voice_of


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("I, as Commissioner, will ask for a report in May.", Speaker.PCC),
        ("My office has asked to see the plan.", Speaker.PCC),
        ("I have asked the Chief Constable for a plan.", Speaker.PCC),
        ("The Chief Constable tells me that it is done.", Speaker.PCC),
        ("As Chief Constable I take this seriously.", Speaker.CHIEF_CONSTABLE),
        ("My officers deserve the praise.", Speaker.CHIEF_CONSTABLE),
        ("We both accept what the report says.", Speaker.JOINT),
        ("The policy was reissued in May.", None),
    ],
)
def test_some_words_leave_no_doubt_who_speaks(text: str, speaker: Speaker | None) -> None:
    assert voice_of(text) is speaker


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Force response: the policy was reissued.", (Speaker.CHIEF_CONSTABLE, True)),
        ("PCC – I welcome this.", (Speaker.PCC, True)),
        ("CC: We agree.", (Speaker.CHIEF_CONSTABLE, True)),
        ("Response: we agree.", (None, True)),
        ("Training – all staff have had it.", (None, False)),
        ("The policy was reissued.", (None, False)),
    ],
)
def test_lead_ins_name_the_speaker(text: str, expected: tuple[Speaker | None, bool]) -> None:
    assert lead_in(text) == expected


def test_whose_words_are_quoted() -> None:
    assert quoted_speaker("Chief Constable Tom Orrin said:") is Speaker.CHIEF_CONSTABLE
    assert quoted_speaker("The Commissioner added that it had taken too long") is Speaker.PCC
    assert quoted_speaker("Residents said so") is None


def test_the_subject_of_a_report_in_the_third_person() -> None:
    assert subject_speaker("The Commissioner welcomes the report.") is Speaker.PCC
    subject = subject_of("3.2 The Chief Constable accepts this.")
    assert subject is not None
    assert (subject.speaker, subject.reports) == (Speaker.CHIEF_CONSTABLE, True)
    assert subject_of("Residents welcome the report.") is None


@pytest.mark.parametrize(
    "line", ["Dear Home Secretary,", "Good morning,", "Hello all", "Hi Ada,", "Good afternoon Ms Moss", "Annwyl Weinidog / Dear Minister,"]
)
def test_greetings(line: str) -> None:
    assert is_salutation(line)


@pytest.mark.parametrize(
    "line", ["Hi-vis patrols have been doubled", "Good evening patrols are twice as many", "Annwyl Gartref is a partner"]
)
def test_lines_that_begin_like_greetings(line: str) -> None:
    assert not is_salutation(line)


def test_the_commissioner_of_police_is_a_chief_officer() -> None:
    subject = subject_of("The Commissioner of Police accepts this recommendation.")
    assert subject is not None
    assert subject.speaker is Speaker.CHIEF_CONSTABLE
    assert subject_speaker("The Commissioner of Police accepts this.") is None
    assert speaker_of("Commissioner of Police’s response") is Speaker.CHIEF_CONSTABLE
    assert speaker_of("Police and Crime Commissioner’s response") is Speaker.PCC
