"""Loaded by every Python process of a torture run, the program's own workers too: notes what the program must not do.

Network calls are noted and refused; files opened for writing outside the sandbox are noted. Native code passes by audit hooks: the
snapshot of the sandbox and, where the system grants one, a network namespace without interfaces look after that.
"""

import os
import socket
import sys

_SANDBOX = os.environ.get("TORTURE_SANDBOX", "")
_LOG = os.open(_SANDBOX + os.sep + "guard.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600) if _SANDBOX else -1
_NETWORK = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}
_STARTING = {"os.system", "pty.spawn", "os.startfile", "webbrowser.open"}
_HARMLESS = ("/dev/null", "/dev/tty", "/dev/shm/", "/proc/self/")


def _note(what: str) -> None:
    os.write(_LOG, f"{what}\n".encode("utf-8", "backslashreplace"))


def _watch(event: str, arguments: tuple) -> None:
    if event in _NETWORK:
        if arguments and getattr(arguments[0], "family", None) == socket.AF_UNIX:
            return
        _note(f"network: {event} {arguments[1:]!r}")
        raise PermissionError(13, "the torture tests allow no network")
    if event in _STARTING:
        _note(f"started: {event} {arguments!r}")
    if event == "open":
        path, _, flags = arguments
        if isinstance(path, bytes):
            path = os.fsdecode(path)
        if isinstance(path, str) and isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            whole = os.path.abspath(path)  # noqa: PTH100  # to resolve links would open files itself
            if not whole.startswith((_SANDBOX + os.sep, *_HARMLESS)):
                _note(f"written: {whole!r}")


if _SANDBOX:
    sys.addaudithook(_watch)
