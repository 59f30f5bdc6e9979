"""What a worker may still do, tried from inside one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TRIES = """
import os, socket, sys, pathlib
from stafett.store import sandbox
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
sandbox.limit_memory(64, statm)
attempt("memory", lambda: bytearray(200 * 1024 * 1024))
"""


def test_a_worker_has_no_network_no_programs_no_files_but_the_store_and_little_memory(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("data")
    done = subprocess.run(
        [sys.executable, "-c", TRIES, str(tmp_path)], capture_output=True, text=True, check=True
    )
    held, *lines = done.stdout.splitlines()
    found = dict(line.split() for line in lines)
    assert "seccomp" in held
    for name in ("socket", "unix", "exec", "kill"):
        assert found[name] == "PermissionError", name
    if "landlock" in held:
        assert found["passwd"] == found["write"] == "PermissionError"
    assert found["write"] != "allowed"
    assert found["own"] == "allowed"
    assert found["memory"] == "MemoryError"


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
