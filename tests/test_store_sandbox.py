"""What a worker may still do, tried from inside one."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from stafett.store import sandbox

TRIES = """
import os, platform, socket, sys, pathlib, threading
from stafett.store import sandbox
machine = sandbox._MACHINES[platform.machine()]
statm = os.open("/proc/self/statm", os.O_RDONLY)
held = sandbox.restrict([pathlib.Path(sys.argv[1])])
print(*held)
def attempt(name, act):
    try:
        act()
        print(name, "allowed")
    except (OSError, MemoryError) as fault:
        print(name, type(fault).__name__)
attempt("socket", lambda: socket.socket())
attempt("unix", lambda: socket.socket(socket.AF_UNIX))
attempt("exec", lambda: os.execv("/bin/true", ["true"]))
attempt("kill", lambda: os.kill(os.getppid(), 0))
attempt("passwd", lambda: open("/etc/passwd"))
attempt("write", lambda: open(sys.argv[1] + "/new", "w").write("x"))
attempt("own", lambda: open(sys.argv[1] + "/own").read())
parent, libc = os.getppid(), sandbox._libc
def call(*arguments):
    if libc.syscall(*arguments) < 0:
        raise OSError(sandbox.ctypes.get_errno(), "syscall")
attempt("fork", os.fork)
attempt("truncate", lambda: os.truncate(sys.argv[2], 0))
attempt("shorten", lambda: os.open(sys.argv[1] + "/own", os.O_RDONLY | os.O_TRUNC))
attempt("chmod", lambda: os.chmod(sys.argv[2], 0o600))
attempt("touch", lambda: os.utime(sys.argv[2], (1, 1)))
attempt("thread-kill", lambda: call(machine.signal, parent, parent, 0))
attempt("pidfd", lambda: call(434, parent, 0))
attempt("limit-parent", lambda: sandbox.resource.prlimit(parent, sandbox.resource.RLIMIT_NOFILE, (9, 9)))
attempt("nice-parent", lambda: os.setpriority(os.PRIO_PROCESS, parent, 19))
def thread():
    one = threading.Thread(target=int)
    one.start()
    one.join()
attempt("thread", thread)
sandbox.limit_memory(64, statm)
attempt("memory", lambda: bytearray(200 * 1024 * 1024))
"""


def _tried(tmp_path: Path) -> tuple[str, dict[str, str]]:
    """The protections that hold, and what each attempt came to."""
    store, other = tmp_path / "store", tmp_path / "other"
    store.mkdir()
    (store / "own").write_text("data")
    other.write_text("data")
    done = subprocess.run(
        [sys.executable, "-c", TRIES, str(store), str(other)], capture_output=True, text=True, check=True
    )
    held, *lines = done.stdout.splitlines()
    return held, dict(line.split() for line in lines)


def test_a_worker_has_no_network_no_programs_no_files_but_the_store_and_little_memory(tmp_path: Path) -> None:
    held, found = _tried(tmp_path)
    assert "seccomp" in held
    for name in ("socket", "unix", "exec", "kill"):
        assert found[name] == "PermissionError", name
    if "landlock" in held:
        assert found["passwd"] == found["write"] == "PermissionError"
    assert found["write"] != "allowed"
    assert found["own"] == "allowed"
    assert found["memory"] == "MemoryError"


def test_a_worker_cannot_harm_the_server_or_its_files(tmp_path: Path) -> None:
    held, found = _tried(tmp_path)
    assert "seccomp" in held
    for name in ("fork", "truncate", "chmod", "touch", "thread-kill", "pidfd", "limit-parent", "nice-parent"):
        assert found[name] == "PermissionError", name
    assert (tmp_path / "other").read_text() == "data"


@pytest.mark.skipif(
    sandbox.landlock_version() < 3, reason="this kernel's Landlock does not know of truncation"
)
def test_a_worker_cannot_cut_the_store_short(tmp_path: Path) -> None:
    _, found = _tried(tmp_path)
    assert found["shorten"] == "PermissionError"
    assert (tmp_path / "store" / "own").read_text() == "data"


def test_a_worker_can_start_threads_and_abort(tmp_path: Path) -> None:
    assert _tried(tmp_path)[1]["thread"] == "allowed"
    code = "import os; from stafett.store import sandbox; sandbox.restrict([]); os.abort()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == -signal.SIGABRT


def test_a_worker_dies_with_its_parent() -> None:
    middle = (
        "import os, subprocess, sys, time\n"
        "code = 'import os,sys,time; from stafett.store import sandbox; '\n"
        "code += 'sandbox.follow_parent(os.getppid()); print(1, flush=True); time.sleep(600)'\n"
        "child = subprocess.Popen([sys.executable, '-c', code], stdout=subprocess.PIPE)\n"
        "child.stdout.readline()\n"
        "print(child.pid, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", middle], capture_output=True, text=True, check=False)
    stat = Path(f"/proc/{int(done.stdout)}/stat")
    for _ in range(1000):
        if not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z":
            return
    raise AssertionError("the worker lives on")
