"""The 43 forces, and finding the one that a document concerns."""

from __future__ import annotations

import datetime
import re
from collections import Counter

import pytest

from corpus.forces import Force, find_force, force_of, forces


def _by_id(identifier: str) -> Force:
    return next(force for force in forces() if force.id == identifier)


def test_there_are_43_forces_each_with_its_own_names() -> None:
    assert len(forces()) == 43
    for field in ("id", "name", "short_name", "policing_body"):
        assert len({getattr(force, field) for force in forces()}) == 43
    aliases = Counter(alias for force in forces() for alias in (*force.aliases, *force.areas))
    assert set(aliases.values()) == {1}
    assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)*", force.id) for force in forces())


def test_four_forces_are_welsh_and_the_rest_english() -> None:
    assert {force.id for force in forces() if force.country == "Wales"} == {"dyfed-powys", "gwent", "north-wales", "south-wales"}
    assert {force.country for force in forces()} == {"England", "Wales"}


def test_forces_are_loaded_once() -> None:
    assert forces() is forces()


@pytest.mark.parametrize(
    ("identifier", "year", "body"),
    [
        ("greater-manchester", 2011, "Greater Manchester Police Authority"),
        ("greater-manchester", 2015, "Greater Manchester Police and Crime Commissioner"),
        ("greater-manchester", 2019, "Mayor of Greater Manchester"),
        ("north-yorkshire", 2016, "North Yorkshire Police and Crime Commissioner"),
        ("north-yorkshire", 2022, "North Yorkshire Police, Fire and Crime Commissioner"),
        ("north-yorkshire", 2025, "Mayor of York and North Yorkshire"),
        ("essex", 2020, "Essex Police, Fire and Crime Commissioner"),
        ("norfolk", 2020, "Norfolk Police and Crime Commissioner"),
        ("city-of-london", 2014, "City of London Police Authority Board"),
    ],
)
def test_the_policing_body_is_that_of_the_time(identifier: str, year: int, body: str) -> None:
    assert _by_id(identifier).body_on(datetime.date(year, 6, 1)) == body


def test_without_a_day_the_body_is_the_present_one() -> None:
    assert _by_id("south-yorkshire").body_on(None) == "Mayor of South Yorkshire"


@pytest.mark.parametrize("force", forces(), ids=lambda force: force.id)
def test_every_force_is_found_by_its_name_its_body_and_its_aliases(force: Force) -> None:
    for name in (force.name, force.policing_body, *force.aliases):
        assert find_force(f"Response to an inspection: {name}") == force
    for area in (force.short_name, *force.areas):
        assert find_force(f"Office of the Police and Crime Commissioner for {area}") == force


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("The GMP response to the report", "greater-manchester"),
        ("Statement by the Met on custody", "metropolitan"),
        ("OPCCN comments", "norfolk"),
        ("Devon & Cornwall Police", "devon-and-cornwall"),
        ("PCC for Dyfed Powys", "dyfed-powys"),
        ("Essex Police, Fire and Crime Commissioner", "essex"),
        ("Hampshire Constabulary", "hampshire-and-isle-of-wight"),
        ("PEEL 2031: Kent", "kent"),
        ("Police forces:\nSurrey", "surrey"),
        ("KENT POLICE AND CRIME PANEL", "kent"),
        ("Suffolk’s Police and Crime Commissioner", "suffolk"),
        ("Norfolk and Suffolk Constabularies: a joint reply", "norfolk"),
    ],
)
def test_finds_a_force_however_it_is_written(text: str, identifier: str) -> None:
    found = find_force(text)
    assert found is not None
    assert found.id == identifier


@pytest.mark.parametrize(
    "text",
    [
        "",
        "West Midlands Ambulance Service",
        "City of London Corporation",
        "Essex County Fire and Rescue Service",
        "East Sussex hospitals",
        "University of Kent",
        "4 Surrey Street, Leeds",
        "9 Long Lane, Anytown, Norfolk NR99 9ZZ",
        "Three MPs asked about the GMPs of hospitals",
        "The Met Office warned of snow",
        "Metropolitan Borough of Anytown",
        "In a long sentence about something else altogether a county such as Kent may be named without its being the subject at all.",
        "\n".join(["An opening line about nothing in particular."] * 60) + "\nKent",
    ],
)
def test_does_not_mistake_other_bodies_and_places_for_a_force(text: str) -> None:
    assert find_force(text) is None


def test_the_force_that_is_named_most_and_first_wins() -> None:
    text = "Suffolk PCC: response\nSuffolk Constabulary and Norfolk Constabulary share a unit."
    assert find_force(text) == _by_id("suffolk")


def test_the_front_outweighs_the_body() -> None:
    found = force_of("Gwent Police and Crime Commissioner", "South Wales Police did this. South Wales Police did that.")
    assert found == _by_id("gwent")


def test_the_body_decides_where_the_front_is_silent() -> None:
    body = "Cleveland Police has trained its staff. We asked Cleveland Police for more. Durham Constabulary helped Cleveland Police."
    assert force_of("Response to an inspection", body) == _by_id("cleveland")


@pytest.mark.parametrize(
    ("front", "body", "name", "policing_body"),
    [
        ("Wrenfield Constabulary", "", "Wrenfield Constabulary", ""),
        ("Calderwick PCC: response", "Calderwick Police has.", "Calderwick Police", "Calderwick Police and Crime Commissioner"),
        ("CALDERWICK POLICE AND CRIME COMMISSIONER", "", "Calderwick", "Calderwick Police and Crime Commissioner"),
        (
            "Norreys and Vale Police, Fire and Crime Commissioner",
            "In Norreys and Vale Police we agree.",
            "Norreys and Vale Police",
            "Norreys and Vale Police, Fire and Crime Commissioner",
        ),
        (
            "Office of the Police and Crime Commissioner for Wrenfield, 1 The Lane",
            "",
            "Wrenfield",
            "Police and Crime Commissioner for Wrenfield",
        ),
        (
            "Joint reply of Wrenfield Constabulary and Wrenfield OPFCC",
            "",
            "Wrenfield Constabulary",
            "Wrenfield Police, Fire and Crime Commissioner",
        ),
        (
            "Eastling Combined Authority\nReport of the Deputy Mayor for Policing and Crime",
            "Eastling Police Service answered.",
            "Eastling Police Service",
            "Eastling Deputy Mayor for Policing and Crime",
        ),
        ("Upper Dale Mayor's Office for Policing and Crime", "", "Upper Dale", "Upper Dale Mayor's Office for Policing and Crime"),
    ],
)
def test_a_force_outside_the_43_is_known_by_what_the_text_calls_it(front: str, body: str, name: str, policing_body: str) -> None:
    found = force_of(front, body)
    assert found is not None
    assert (found.name, found.policing_body, found.region) == (name, policing_body, "")


@pytest.mark.parametrize(
    "front",
    ["", "A letter about nothing", "HM Chief Inspector of Constabulary", "The Chief Constable and the Police and Crime Commissioner"],
)
def test_no_force_is_made_up(front: str) -> None:
    assert force_of(front, "The police and crime plan was read. Nobody was named.") is None


@pytest.mark.parametrize(
    ("front", "identifier"),
    [
        ("Contact: opcc@kent.police.uk\nResponse to the inspection", "kent"),
        ("www.surrey-pcc.gov.uk\nResponse to the inspection", "surrey"),
        ("office@gwent.pnn.police.uk\nResponse to the inspection", "gwent"),
        ("office@devonandcornwall-pcc.gov.uk\nResponse", "devon-and-cornwall"),
        ("office@devon-cornwall.police.uk\nResponse", "devon-and-cornwall"),
        ("MAYOR OF LONDON\nResponse to the inspection", "metropolitan"),
        ("London’s Deputy Mayor for Policing and Crime\nResponse to the inspection", "metropolitan"),
        ("City of London Corporation\nPolice Authority Board\nCommittee paper", "city-of-london"),
    ],
)
def test_an_address_or_an_office_names_the_force(front: str, identifier: str) -> None:
    assert force_of(front, "") == _by_id(identifier)


def test_an_address_of_another_body_names_no_force() -> None:
    assert force_of("Contact: help@college.police.uk\nwww.wrenfield-pcc.gov.uk", "") is None
