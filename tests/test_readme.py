"""What the README shows can be done as it stands."""

import re

from torture.documents import letter, pdf
from torture.sandbox import ROOT


def test_the_example_in_python_runs_as_it_is_written(tmp_path, monkeypatch, capsys):
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "letter.pdf").write_bytes(pdf(letter()))
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "README.md", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all(re.match(r"[a-z_]+ [01]\.\d+ \S", line) for line in lines)
