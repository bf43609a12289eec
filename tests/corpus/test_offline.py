"""What no library of ours may do: report to its maker, or leave an identifier of its own on the user's machine."""

import os
import subprocess
import sys
from pathlib import Path

from command_line_support import LETTER

import corpus

ROOT = Path(corpus.__file__).parents[1]


def _files(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_tagging_leaves_no_trace_of_telemetry(tmp_path):
    home, temporary = tmp_path / "home", tmp_path / "temporary"
    home.mkdir()
    temporary.mkdir()
    (tmp_path / "reply.txt").write_text(LETTER, "utf-8")
    variables = {key: value for key, value in os.environ.items() if not key.startswith(("ORT_", "HF_", "DO_NOT", "XDG_"))}
    variables |= {"HOME": str(home), "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT), "CI": ""}
    code = "from classifier import Tagger; import sys; print(Tagger.load().tag(sys.argv[1]).responses[0].tag.stance)"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "reply.txt")], env=variables, capture_output=True, check=True)
    assert done.stdout.strip() == b"accepts"
    assert _files(home) + _files(temporary) == []


def test_every_room_refuses_telemetry_before_it_loads_a_library():
    code = "import os; import models; print(os.environ['ORT_DISABLE_TELEMETRY'], os.environ['HF_HUB_DISABLE_TELEMETRY'])"
    variables = {key: value for key, value in os.environ.items() if not key.startswith(("ORT_", "HF_"))} | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, check=True)
    assert done.stdout.split() == [b"1", b"1"]
