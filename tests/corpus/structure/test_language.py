import pytest

from corpus.structure.language import is_welsh

from .documents import read, responses


@pytest.mark.parametrize(
    "text",
    [
        "Rwy’n croesawu’r adroddiad hwn ar wasanaethau’r heddlu, a gyhoeddwyd ar 19 Rhagfyr.",
        "Mae’r heddlu eisoes yn gwneud hyn.",
        "Derbyniwyd yr argymhelliad hwn yn llawn.",
        "Bydd y gwasanaeth yn cael ei adolygu erbyn mis Mehefin.",
    ],
)
def test_welsh_is_known(text: str) -> None:
    assert is_welsh(text)


@pytest.mark.parametrize(
    "text",
    [
        "Heddlu Glan Tywi already does so. THRIVE has been used on every call since 2020.",
        "Accepted.",
        "Mae Rhys, Chief Constable of Glan Tywi",
        "Yn gywir,",
        "Accepted. Heddlu Gwent leads nationally.",
        "Completed jointly: Heddlu De Cymru, Heddlu Gwent, Heddlu Dyfed-Powys.",
        "Achieved. EU settlement checks complete.",
        "Rt Hon Ann Example MP, Home Secretary",
    ],
)
def test_english_with_welsh_names_is_none(text: str) -> None:
    assert not is_welsh(text)


def test_of_a_bilingual_response_the_english_is_taken() -> None:
    page = read(
        "<h1>Ymateb i’r arolygiad / Response to the inspection</h1><h2>Ymateb y Comisiynydd / Commissioner’s response</h2>"
        "<p>Rwy’n derbyn yr argymhelliad hwn. Bydd y gwasanaeth yn cael ei adolygu erbyn mis Mehefin.</p>"
        "<p>I accept this recommendation. The service will be reviewed by June.</p>",
        "response.html",
    )
    assert [paragraph.text[:8] for paragraph in responses(page)] == ["I accept"]
