from classifier.report.letters import letters_of
from labels.scheme import Label, Scheme, shipped_scheme


def scheme(*names):
    return Scheme("mine", tuple(Label(name, name, "") for name in names), (), None, None, ())


def test_the_shipped_stances_have_letters_that_a_reader_can_guess():
    assert list(letters_of(shipped_scheme()).values()) == ["A", "C", "D", "M", "N"]


def test_no_letter_is_given_twice():
    letters = letters_of(scheme("agrees", "argues", "asks", "acts", "aims"))
    assert len(set(letters.values())) == 5


def test_names_without_letters_get_one_too():
    assert set(letters_of(scheme("1", "–", "")).values()) == {"A", "B", "C"}


def test_more_labels_than_letters_are_no_error():
    assert set(letters_of(scheme(*(f"label {number}" for number in range(30)))).values()) >= {"L", "*"}
