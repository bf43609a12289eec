"""Keep libraries that would report to their makers from doing so: documents stay on the machine, and so does every trace of them."""

from __future__ import annotations

import os

#: ONNX Runtime reports its use, under an identifier that it keeps in the user's cache folder, unless this is set before it is
#: loaded (its Privacy.md, "Disabling Telemetry"); the other two are heeded by the libraries of the training extra.
_REFUSALS = ("ORT_DISABLE_TELEMETRY", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK")


def refuse_telemetry() -> None:
    """Refuse telemetry for this process and those that it starts, before any library could have begun."""
    for name in _REFUSALS:
        os.environ[name] = "1"
