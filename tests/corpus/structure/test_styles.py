from corpus.records import Block, Emphasis, Role
from corpus.structure.styles import is_styled, style_bonus


def test_italic_answers_under_bold_recommendations_are_learned_from_the_document() -> None:
    blocks = [Block("x", emphasis=style) for _ in range(4) for style in (Emphasis.BOLD, Emphasis.ITALIC)]
    bonus = style_bonus(blocks, [Role.RECOMMENDATION, Role.RESPONSE] * 4)
    assert is_styled(blocks)
    assert bonus[Emphasis.BOLD][Role.RECOMMENDATION] > 0 > bonus[Emphasis.BOLD][Role.RESPONSE]
    assert bonus[Emphasis.ITALIC][Role.RESPONSE] > 0


def test_a_style_used_once_teaches_nothing() -> None:
    blocks = [Block("x", emphasis=Emphasis.BOLD), *[Block("x")] * 4]
    assert not is_styled(blocks)
    assert Emphasis.BOLD not in style_bonus(blocks, [Role.RESPONSE] * 5)


def test_duties_in_bold_are_recommendations_although_the_wording_alone_was_taken_for_an_answer() -> None:
    asked = [Block(f"The force needs to improve its work on {topic}.", emphasis=Emphasis.BOLD) for topic in ("calls", "custody", "vetting")]
    answers = [Block(f"This stood at {number} and stands at 3.", emphasis=Emphasis.ITALIC) for number in (40, 50, 60)]
    bonus = style_bonus([*asked, *answers], [Role.RESPONSE] * 6)
    assert bonus[Emphasis.BOLD][Role.RECOMMENDATION] > 0 > bonus[Emphasis.BOLD][Role.RESPONSE]
