from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from classifier.report.figures import Count, Group
from classifier.report.plots import force_plot, time_plot

GROUPS = [Group(name, 10, (Count(4, 3, 6), Count(6, 4, 7))) for name in ("Saltmere <b>", "Wexmoor & Sons")]

YEARS = [replace(GROUPS[0], name=year) for year in ("2017", "2018", "2024")]


@pytest.fixture(scope="module")
def plots():
    pytest.importorskip("matplotlib")
    return [ElementTree.fromstring(plot) for plot in (time_plot(YEARS, ["accepts", "no stance"]), force_plot(GROUPS, ["A", "N"]))]


def test_plots_have_no_style_that_the_policy_forbids(plots):
    for plot in plots:
        assert not [node for node in plot.iter() if "style" in node.attrib or node.tag.endswith(("}style", "}script", "}image"))]


def test_plots_of_a_page_share_no_id(plots):
    names = [node.attrib["id"] for plot in plots for node in plot.iter() if "id" in node.attrib]
    assert len(names) == len(set(names))


def test_every_reference_finds_its_element(plots):
    for plot in plots:
        names = {node.attrib["id"] for node in plot.iter() if "id" in node.attrib}
        links = [node.attrib["href"][1:] for node in plot.iter() if "href" in node.attrib]
        clips = [node.attrib["clip-path"][5:-1] for node in plot.iter() if "clip-path" in node.attrib]
        assert {*links, *clips} <= names


def test_colours_are_left_to_the_theme(plots):
    classes = {name for plot in plots for node in plot.iter() for name in node.attrib.get("class", "").split()}
    assert {"fill-ink", "fill-stance-0", "fill-stance-1"} <= classes


def test_names_stay_text(plots):
    texts = {"".join(node.itertext()).strip() for node in plots[1].iter() if node.tag.endswith("}text")}
    assert {"Saltmere <b>", "Wexmoor & Sons", "A", "N", "10"} <= texts


def test_years_without_documents_are_a_gap(plots):
    texts = ["".join(node.itertext()).strip() for node in plots[0].iter() if node.tag.endswith("}text")]
    assert texts[:4] == ["2017", "2019", "2021", "2023"]


def test_the_same_figures_give_the_same_plot():
    pytest.importorskip("matplotlib")
    assert force_plot(GROUPS, ["A", "N"]) == force_plot(GROUPS, ["A", "N"])
