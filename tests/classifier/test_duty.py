import datetime

from hypothesis import given
from hypothesis import strategies as st

from classifier.duty import duty_of
from corpus.records import Metadata

PUBLISHED, DUE = datetime.date(2024, 9, 10), datetime.date(2024, 11, 5)


def test_late_by_the_days_after_the_last_one() -> None:
    duty = duty_of([Metadata(published=PUBLISHED, due=DUE, responded=DUE + datetime.timedelta(days=3))])
    assert duty.days_late == 3


def test_in_time_is_not_late() -> None:
    assert duty_of([Metadata(published=PUBLISHED, due=DUE, responded=PUBLISHED)]).days_late == 0


def test_a_response_in_two_documents_is_whole_with_the_later() -> None:
    chief = Metadata(published=PUBLISHED, due=DUE, responded=datetime.date(2024, 10, 1))
    body = Metadata(published=PUBLISHED, due=DUE, due_stated=True, responded=datetime.date(2024, 11, 6))
    duty = duty_of([chief, body])
    assert (duty.days_late, duty.due_stated) == (1, True)


def test_what_is_unknown_stays_unknown() -> None:
    duty = duty_of([Metadata()])
    assert (duty.published, duty.due, duty.responded, duty.days_late) == (None, None, None, None)


@given(st.dates() | st.none(), st.dates() | st.none(), st.dates() | st.none())
def test_never_late_by_less_than_nothing(
    published: datetime.date | None, due: datetime.date | None, responded: datetime.date | None
) -> None:
    late = duty_of([Metadata(published=published, due=due, responded=responded)]).days_late
    assert late is None or late >= 0
