"""Shutting a worker process in: no network, no files but the store's, no new programs, limited memory.

Each protection is asked of the kernel directly (prctl, seccomp, Landlock through ctypes), needs no
privilege, and cannot be undone by the process. What a kernel does not have is left out, and the names of
those that hold are returned, for /health and the log: nobody has to believe that all is well.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import resource
import signal
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_libc = ctypes.CDLL(None, use_errno=True)

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_DUMPABLE: Final = 4
_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_MODE_FILTER: Final = 2
_CLONE_NEWNET: Final = 0x40000000
_CLONE_NEWUSER: Final = 0x10000000
_EPERM: Final = 1


@dataclass(frozen=True)
class Machine:
    """The numbers of one processor family: its audit number, and those of the system calls we deny."""

    audit: int
    denied: tuple[int, ...]


# socket, socketpair, connect, bind, listen, sendto; clone of processes cannot be told from that of threads.
_MACHINES: Final = {
    # …; fork, vfork, execve, ptrace, execveat, io_uring_setup, process_vm_readv/writev, kill, tkill, tgkill
    "x86_64": Machine(
        0xC000003E, (41, 53, 42, 49, 50, 44, 57, 58, 59, 101, 322, 425, 310, 311, 62, 200, 165, 272, 321)
    ),
    "aarch64": Machine(
        0xC00000B7, (198, 199, 203, 200, 201, 206, 221, 117, 281, 425, 270, 271, 129, 130, 40, 97, 280)
    ),
}
"""Besides those in the comments: mount, unshare and bpf. abort() must work, so tgkill stays allowed."""

_LANDLOCK_CREATE: Final = 444
_LANDLOCK_ADD: Final = 445
_LANDLOCK_RESTRICT: Final = 446
_LANDLOCK_VERSION: Final = 1
_READ_FILE: Final = 1 << 2
_READ_DIR: Final = 1 << 3
_ALL_OF_VERSION_1: Final = (1 << 13) - 1


def follow_parent(parent: int) -> None:
    """Have this process killed when its parent dies, also by kill -9.

    Args:
        parent: process id of the parent; if it is gone already, this process ends at once.
    """
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)


def restrict(readable: Iterable[Path]) -> tuple[str, ...]:
    """Give up network, files and new programs.

    Args:
        readable: folders that may still be read.

    Returns:
        the names of the protections that hold.
    """
    held: list[str] = []
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    _libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if _landlock(readable):
        held.append("landlock")
    if _seccomp():
        held.append("seccomp")
    else:
        with contextlib.suppress(OSError):
            _new_network()
            held.append("network-namespace")
    return tuple(held)


def limit_memory(mebibytes: int, statm: int) -> bool:
    """Let this process map so much more memory than it has mapped now.

    Args:
        mebibytes: how much more.
        statm: open file of /proc/self/statm.
    """
    mapped = int(os.pread(statm, 100, 0).split()[0]) * resource.getpagesize()
    limit = mapped + mebibytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    return resource.getrlimit(resource.RLIMIT_AS)[0] == limit


def resident(statm: int) -> int:
    """Bytes of memory this process holds now."""
    return int(os.pread(statm, 100, 0).split()[1]) * resource.getpagesize()


def _seccomp() -> bool:
    """Deny the system calls of this machine's list with EPERM; another machine's calls kill the process."""
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    denied = [number for number in machine.denied if number]
    code: list[tuple[int, int, int, int]] = [
        (0x20, 0, 0, 4),  # load the machine's audit number
        (0x15, 1, 0, machine.audit),  # equal: go on
        (0x06, 0, 0, 0x80000000),  # kill the process
        (0x20, 0, 0, 0),  # load the number of the call
    ]
    if machine.audit == 0xC000003E:
        code += [(0x35, 0, 1, 0x40000000), (0x06, 0, 0, 0x80000000)]  # the x32 names of the same calls
    for place, number in enumerate(denied):
        code.append((0x15, len(denied) - place, 0, number))  # equal: jump to the denial
    code += [(0x06, 0, 0, 0x7FFF0000), (0x06, 0, 0, 0x00050000 | _EPERM)]
    filters = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in code))
    program = struct.pack("HxxxxxxP", len(code), ctypes.addressof(filters))
    answer: int = _libc.prctl(
        _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.create_string_buffer(program), 0, 0
    )
    return answer == 0


def _landlock(readable: Iterable[Path]) -> bool:
    """Let only these folders be read, and nothing be written or run (Linux 5.13 and later)."""
    syscall = _libc.syscall
    if syscall(_LANDLOCK_CREATE, None, 0, _LANDLOCK_VERSION) < 1:
        return False
    handled = ctypes.create_string_buffer(struct.pack("Q", _ALL_OF_VERSION_1))
    rules = syscall(_LANDLOCK_CREATE, handled, 8, 0)
    if rules < 0:
        return False
    try:
        for folder in readable:
            place = os.open(folder, os.O_PATH | os.O_CLOEXEC)
            rule = ctypes.create_string_buffer(struct.pack("=Qi", _READ_FILE | _READ_DIR, place))
            added = syscall(_LANDLOCK_ADD, rules, 1, rule, 0)
            os.close(place)
            if added != 0:
                return False
        return bool(syscall(_LANDLOCK_RESTRICT, rules, 0) == 0)
    finally:
        os.close(rules)


def _new_network() -> None:
    """Move into a network of our own, with nothing in it."""
    if _libc.unshare(_CLONE_NEWNET) != 0 and _libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
