"""Documents made once a session by LibreOffice, for the tests that need real PDF, Word and OpenDocument files."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str, str], Path]:
    """Turn a web page into a file of another format; skips where LibreOffice is not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed: no PDF, Word or OpenDocument file can be made here")
    folder = tmp_path_factory.mktemp("office")

    def convert(source: Path, form: str, *more: str) -> None:
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", *more, "--convert-to", form]
        subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=180)

    def make(name: str, html: str, suffix: str) -> Path:
        target = folder / f"{name}.{suffix}"
        if target.exists():
            return target
        writer = folder / f"{name}.odt"
        if not writer.exists():
            source = folder / f"{name}.html"
            source.write_text(html, "utf-8")
            convert(source, "odt:writer8", "--infilter=HTML (StarWriter)")
        if suffix != "odt":
            convert(writer, {"docx": "docx:MS Word 2007 XML"}.get(suffix, suffix))
        return target

    return make
