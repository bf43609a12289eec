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
