import math
from collections.abc import Iterator

from corpus.records import Role
from corpus.structure.voice import LinearModel, shipped_voice, voice_features


def test_the_wording_alone_tells_a_duty_from_an_answer() -> None:
    voice = shipped_voice()
    duty = voice.log_probabilities("By 31 March, chief constables should review how they train their custody staff.")
    answer = voice.log_probabilities("We agree. I have asked my deputy to bring me a plan in May, and we will publish it.")
    assert max(duty, key=lambda role: duty[role]) is Role.RECOMMENDATION
    assert max(answer, key=lambda role: answer[role]) is Role.RESPONSE


def test_probabilities_add_up_to_one() -> None:
    found = shipped_voice().log_probabilities("Any words at all.")
    assert math.isclose(sum(math.exp(value) for value in found.values()), 1.0, abs_tol=1e-9)


def test_the_wording_leans_to_the_party_that_would_use_it() -> None:
    voice = shipped_voice()
    assert voice.commissioner_log_odds("I will ask the Chief Constable about this in public, as the residents who elected me expect.") > 0
    assert voice.commissioner_log_odds("We have moved four detective sergeants and our officers have had the course.") < 0


def test_all_numbers_are_one_feature() -> None:
    assert voice_features("In 2019 we") == voice_features("In 7 we")


def test_wording_is_weighed_the_same_in_whatever_order_its_features_come() -> None:
    class Reversed(set[str]):
        def __iter__(self) -> Iterator[str]:
            return iter(sorted(super().__iter__(), reverse=True))

    names = {f"f{number}" for number in range(60)}
    model = LinearModel(("a", "b"), (0.1,), {name: (0.1 * place,) for place, name in enumerate(sorted(names))})
    assert model.scores(names) == model.scores(Reversed(names))
