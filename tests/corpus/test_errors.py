"""Messages are one line, whatever a name holds."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DocumentError, printable


@given(st.text())
def test_what_is_shown_is_one_printable_line(name):
    shown = printable(name)
    assert shown.isprintable()
    assert len(str(DocumentError(name or "x", "is bad", "leave it")).splitlines()) == 1


def test_a_decent_name_is_shown_as_it_is():
    assert printable("Réponse – 12.txt") == "Réponse – 12.txt"


def test_controls_of_the_terminal_and_of_direction_are_escaped():
    assert printable("a\x1b[31m\u202eb\n\udcff") == "a\\x1b[31m\\u202eb\\n\\udcff"
