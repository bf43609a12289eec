"""Word files as offices and their programs write them: what is on the page is read, in whatever element it stands."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from corpus.readers import read_blocks

OFFICE = "http://schemas.openxmlformats.org"
SPACES = (
    f'xmlns:w="{OFFICE}/wordprocessingml/2006/main" xmlns:wp="{OFFICE}/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:a="{OFFICE}/drawingml/2006/main" xmlns:mc="{OFFICE}/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
TYPES = f'<Types xmlns="{OFFICE}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
ANSWER = "The constabulary accepts this."
RUN = f"<w:r><w:t>{ANSWER}</w:t></w:r>"
BOX = f"<w:txbxContent><w:p>{RUN}</w:p></w:txbxContent>"
DRAWN = f"<w:drawing><wp:inline><a:graphic><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></a:graphic></wp:inline></w:drawing>"
CHOICE = f"<mc:Choice Requires='wps'>{DRAWN}</mc:Choice>"
PICTURED = "<mc:Fallback><w:pict><v:shape/></w:pict></mc:Fallback>"
TICKED = "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='{}'/></w14:checkbox></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


def texts(body: str, **parts: str) -> list[str]:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {SPACES}>{content}</w:{name}>")
    return [block.text for block in read_blocks(Path("response.docx"), file.getvalue())[1]]


def level(depth: int, form: str, text: str, start: int) -> str:
    properties = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{properties}</w:lvl>'


@pytest.mark.parametrize(
    "inside",
    [
        f"<w:r>{DRAWN}</w:r>",
        f"<w:r><mc:AlternateContent>{CHOICE}</mc:AlternateContent></w:r>",
        f"<w:r><mc:AlternateContent>{CHOICE}{PICTURED}</mc:AlternateContent></w:r>",
        f"<w:r><w:pict><v:oval><v:textbox>{BOX}</v:textbox></v:oval></w:pict></w:r>",
        f'<w:fldSimple w:instr=" DOCPROPERTY answer ">{RUN}</w:fldSimple>',
        f'<w:dir w:val="ltr">{RUN}</w:dir>',
        f'<w:bdo w:val="ltr">{RUN}</w:bdo>',
    ],
)
def test_text_is_read_whatever_element_it_stands_in(inside: str) -> None:
    assert texts(f"<w:p>{inside}</w:p>") == [ANSWER]


def test_a_text_box_that_is_given_in_two_ways_is_read_once() -> None:
    other = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"
    both = f"<mc:AlternateContent>{CHOICE}<mc:Fallback>{other}</mc:Fallback></mc:AlternateContent>"
    assert texts(f"<w:p><w:r><w:t>Response</w:t></w:r><w:r>{both}</w:r></w:p>") == ["Response", ANSWER]


def test_line_ends_and_tabs_of_every_kind_part_words() -> None:
    body = "<w:p><w:r><w:t>It is done.</w:t><w:cr/><w:cr/><w:t>So is</w:t><w:ptab/><w:t>the rest.</w:t></w:r></w:p>"
    assert texts(body) == ["It is done.", "So is the rest."]


def test_which_box_is_ticked_is_read() -> None:
    answers = [f"{TICKED.format(ticked, RUN)}<w:r><w:t> {answer}. </w:t></w:r>" for ticked, answer in ((0, "Accepted"), (1, "Rejected"))]
    assert texts(f"<w:p>{''.join(answers)}</w:p>") == ["☐ Accepted. ☒ Rejected."]


def test_the_words_of_a_numbering_are_read() -> None:
    levels = level(0, "decimal", "Recommendation %1", 4) + level(1, "lowerLetter", "Part %1%2:", 1)
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2">{level(0, "bullet", "o", 1)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>'
    )
    named = '<w:name w:val="Item"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f'<w:style w:type="paragraph" w:styleId="Item">{named}</w:style>'
    places = [(1, 0), (1, 1), (1, 1), None, (1, 1), (2, 0), (3, 0)]
    marks = ['<w:ilvl w:val="{1}"/><w:numId w:val="{0}"/>'.format(*place) if place else "" for place in places]
    properties = [f"<w:numPr>{mark}</w:numPr>" if mark else '<w:pStyle w:val="Item"/>' for mark in marks]
    body = "".join(f"<w:p><w:pPr>{one}</w:pPr><w:r><w:t>Train.</w:t></w:r></w:p>" for one in properties)
    labels = ["Recommendation 4", "Part 4a:", "Part 4b:", "Recommendation 5", "Part 5a:", "", "Recommendation 9"]
    assert texts(body, numbering=numbering, styles=styles) == [f"{label} Train.".strip() for label in labels]
