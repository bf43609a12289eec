"""Put the report together: one file, with a security policy that lets nothing run or load but what this module wrote."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from classifier.awaiting import shown_body
from classifier.report.figures import Group, by_force, by_year
from classifier.report.letters import letters_of
from classifier.report.made import Measured, made_with
from classifier.report.payload import SPEAKERS, dispute_of, payload_of, year_of
from classifier.report.plots import MOST_FORCES, force_plot, time_plot
from classifier.rollup import Rollup
from corpus.errors import MissingExtraError
from corpus.writing import whole_file
from labels.scheme import Scheme
from models.folder import ModelFolder

#: The parts of the script, in the order in which they run.
_SCRIPTS = ("dom", "data", "filters", "counts", "matrix", "lists", "documents", "printing", "start")


def write_report(rollup: Rollup, model: ModelFolder, path: Path, unread: Sequence[str] = ()) -> str | None:
    """Write the report.

    :param rollup: the answers by force and inspection.
    :param model: the model that the labels come from.
    :param path: the HTML file.
    :param unread: a line for each file that could not be read, so that the page says what it lacks.
    :return: what the report lacks for want of a library, as a line for people; ``None`` where it is complete.
    :raises StanceError: if the file cannot be written.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("classifier.report", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    scheme, made = model.scheme, made_with(model)
    style, script = _asset("report.css") + _footer(made["measured"]), _script()
    documents = [document for answer in rollup.inspections for document in answer.documents]
    known = [force for document in documents if (force := document.document.metadata.force)]
    years, forces = by_year(rollup, scheme.ids), by_force(rollup, scheme.ids)
    plots, lacking = _plots(years, forces, scheme)
    # Markup marks what this package wrote itself; all that comes from documents is escaped, or is JSON without a "<".
    html = environment.get_template("report.html").render(
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        policy=_policy(style, script),
        data=Markup(embedded_json(payload_of(rollup, scheme))),  # noqa: S704
        plots={name: Markup(plot) for name, plot in plots.items()},  # noqa: S704
        lacking=lacking,
        unread=list(unread),
        as_of=rollup.as_of,
        made=made,
        scheme=scheme,
        stances=[(label, letters_of(scheme)[label.id]) for label in scheme.labels],
        years=years,
        forces=forces,
        most_forces=MOST_FORCES,
        dispute=scheme.shown_as(dispute) if (dispute := dispute_of(scheme)) else None,
        choices=_choices(rollup, scheme),
        documents=len(documents),
        known_forces=len(set(known)),
        without_force=len(documents) - len(known),
    )
    with whole_file(path) as file:
        file.write(html)
    return lacking


def embedded_json(value: Any) -> str:
    """Write JSON that can stand in a script element whatever its strings hold.

    :param value: plain values.
    :return: JSON without ``<``, ``>``, ``&`` and the line separators that JavaScript knows and JSON does not.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _asset(name: str) -> str:
    return resources.files("classifier.report").joinpath("assets", name).read_text("utf-8")


def _script() -> str:
    parts = "\n".join(_asset(f"{name}.js") for name in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


def _footer(measured: Measured | None) -> str:
    """Put the measured error at the foot of every printed page; the words are this program's own."""
    error = "their error is not known"
    if measured:
        error = f"{measured.accuracy:.0%} were right on fictional documents, expect fewer on real ones"
    return f'@page {{ @bottom-left {{ content: "Labels are a model’s, not a reader’s: {error}."; font: 8pt sans-serif; }} }}\n'


def _policy(style: str, script: str) -> str:
    """Allow this style and this script, known by their hashes, and nothing else: no request, no form, no other markup."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _plots(years: Sequence[Group], forces: Sequence[Group], scheme: Scheme) -> tuple[dict[str, str], str | None]:
    largest = {group.name for group in sorted(forces, key=lambda group: -group.total)[:MOST_FORCES]}
    letters = letters_of(scheme)
    try:
        plots = {}
        if years:
            plots["years"] = time_plot(years, [label.shown_as for label in scheme.labels])
        if forces:
            plots["forces"] = force_plot([group for group in forces if group.name in largest], [letters[label] for label in scheme.ids])
    except MissingExtraError as error:
        return {}, str(error)
    return plots, None


def _choices(rollup: Rollup, scheme: Scheme) -> dict[str, list[tuple[str, str]]]:
    """List what each filter can be set to: values and the words that stand for them."""
    documents = [document for answer in rollup.inspections for document in answer.documents]
    tags = [(tagged.paragraph, tagged.tag) for document in documents for tagged in document.responses if tagged.tag]
    speakers = {paragraph.speaker.value for paragraph, _ in tags if paragraph.speaker}
    awaited = {tag.awaiting for _, tag in tags}
    years = sorted({year for document in documents if (year := year_of(document))}, reverse=True)
    return {
        "force": [(name, name) for name in sorted({answer.force for answer in rollup.inspections})],
        "inspection": [(name, name) for name in sorted({answer.inspection for answer in rollup.inspections})],
        "stance": [(label.id, label.shown_as) for label in scheme.labels],
        "speaker": [(speaker, name) for speaker, name in SPEAKERS.items() if speaker in speakers],
        "awaiting": [(body, shown_body(body)) for body in scheme.awaiting if body in awaited],
        "year": [(str(year), str(year)) for year in years],
    }
