"""How a reading process answers: a header, then so many bytes."""

from __future__ import annotations

import struct

#: What the answer is, whether the process ends after it, and its length in bytes.
HEADER = struct.Struct(">c?Q")
READY, DOCUMENT, ERROR = b"r", b"d", b"e"
