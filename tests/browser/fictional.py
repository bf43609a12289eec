"""Tagged documents of invented forces, whose tags are given, so that no test of the page depends on the model."""

from __future__ import annotations

import datetime
from dataclasses import replace

from classifier.records import Evidence, Tag, TaggedDocument, TaggedParagraph
from corpus.fingerprint import fingerprint
from corpus.records import Document, Metadata, Paragraph, Role, Speaker
from labels.scheme import shipped_scheme

AS_OF = datetime.date(2031, 9, 1)
HACK = "window.hacked = true"
#: What somebody might hide in a document, to be run by those who read the report.
PAYLOADS = (
    f"<script>{HACK}</script>",
    f"</script><script>{HACK}</script>",
    f"<!--<script>{HACK}//--></script>",
    f'"><img src=x onerror="{HACK}">',
    f"'><svg onload={HACK}>",
    f"</option></select><iframe srcdoc='<script>top.{HACK}</script>'>",
    f"</title></textarea></style><style onload={HACK}>",
    f"<a href=javascript:{HACK}>here</a>",
    "{{ 7 * 7 }} ${7 * 7} {% raw %}",
)


def asked(text, number, index):
    return TaggedParagraph(_paragraph(text, index, Role.RECOMMENDATION, None, (number,), 1), None)


def said(text, stance, index, numbers=(), evidence=None, confidence=0.92, speaker=Speaker.CHIEF_CONSTABLE, awaiting=None):
    """A response paragraph; below 0.7 the model abstains, and the rest of the probability is shared by the other labels."""
    labels = shipped_scheme().ids
    probabilities = {label: confidence if label == stance else (1 - confidence) / (len(labels) - 1) for label in labels}
    words = evidence or text
    start = text.index(words)
    tag = Tag(stance, probabilities, confidence < 0.7, Evidence(words, start, start + len(words)), awaiting)
    return TaggedParagraph(_paragraph(text, index, Role.RESPONSE, speaker, numbers, 2), tag)


def heading(text, index):
    return TaggedParagraph(_paragraph(text, index, Role.HEADING, None, (), 1), None)


def _paragraph(text, index, role, speaker, numbers, page):
    return Paragraph("", index, role, speaker, numbers, "", "", text, page, fingerprint(text))


def document(name, force, inspection, *paragraphs, **metadata):
    front = Metadata(title=f"{force}: response on {inspection}", force=force, inspection=inspection, **metadata)
    return TaggedDocument(Document(f"{name}.md", f"replies/{name}.md", "markdown", "0" * 64, front, ()), paragraphs)


def documents():
    """Two forces that answer the inspection of custody, and one that answers another."""
    published = {"published": datetime.date(2031, 3, 4), "due": datetime.date(2031, 4, 29)}
    saltmere = document(
        "saltmere",
        "Saltmere Police",
        "Custody",
        heading("Response of the chief constable", 0),
        asked("By 1 June 2031 the force should repaint every cell.", "1", 1),
        said("Thank you. We accept this in full. The paint is bought.", "accepts", 2, ("1",), "We accept this in full."),
        asked("By 1 June 2031 the force should buy new mattresses.", "2", 3),
        said(
            "It is a fair point. We will not decide until the College of Policing has issued its guidance.",
            "deferred_pending_guidance",
            4,
            ("2",),
            "We will not decide until the College of Policing has issued its guidance.",
            awaiting="college_of_policing",
        ),
        asked("By 1 June 2031 the force should count its keys.", "3", 5),
        said("Four cells are too few to bear this finding.", "disputes_methodology", 6, ("3",), speaker=Speaker.PCC),
        said("I thank the inspectors for their visit.", "no_stance", 7, speaker=Speaker.PCC),
        responded=datetime.date(2031, 5, 9),
        **published,
    )
    wexmoor = document(
        "wexmoor",
        "Wexmoor Police",
        "Custody",
        asked("By 1 June 2031 the force should repaint every cell.", "1", 0),
        said("Every cell was painted last year.", "already_compliant", 1, ("1",)),
        asked("By 1 June 2031 the force should buy new mattresses.", "2", 2),
        said(
            "Perhaps we shall see what the Home Office says.",
            "deferred_pending_guidance",
            3,
            ("2",),
            confidence=0.45,
            awaiting="home_office",
        ),
        asked("By 1 June 2031 the force should count its keys.", "3", 4),
        responded=datetime.date(2031, 4, 1),
        **published,
    )
    orlmere = document(
        "orlmere",
        "Orlmere Police",
        "Roads",
        said("We agree that the roads are long.", "accepts", 0, ("1",)),
        published=datetime.date(2029, 3, 4),
    )
    return [saltmere, wexmoor, orlmere]


def hostile():
    """One document for each payload, which stands wherever a document has words."""
    found = []
    for place, payload in enumerate(PAYLOADS):
        paragraphs = (
            heading(payload, 0),
            asked(payload, payload, 1),
            said(f"We wait. {payload}", "deferred_pending_guidance", 2, (payload,), payload, awaiting="npcc"),
            said(payload, "disputes_methodology", 3),
        )
        found.append(document(f"{place}{payload.replace('/', '')}", payload, payload, *paragraphs, policing_body=payload))
    return found


def many(tagged, forces=43, inspections=20):
    """As many documents as all forces write on many inspections, made from a few that were tagged."""
    found = []
    for force in range(forces):
        for inspection in range(inspections):
            source = tagged[(force + inspection) % len(tagged)]
            day = datetime.date(2008 + inspection, 1 + force % 12, 1)
            front = replace(
                source.document.metadata,
                force=f"Invented Force {force + 1:02}",
                inspection=f"Invented inspection {inspection + 1:02}",
                published=day,
                due=day + datetime.timedelta(days=56),
            )
            name = f"{force}-{inspection}.md"
            found.append(replace(source, document=replace(source.document, id=name, source=name, metadata=front)))
    return found
