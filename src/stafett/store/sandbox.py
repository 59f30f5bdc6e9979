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

_FIRST_TO_GO: Final = "500"
"""Half of all memory added to what it uses, when the kernel looks for whom to kill."""

_libc = ctypes.CDLL(None, use_errno=True)

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_DUMPABLE: Final = 4
_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_MODE_FILTER: Final = 2
_CLONE_NEWNET: Final = 0x40000000
_CLONE_NEWUSER: Final = 0x10000000
_EPERM: Final = 1
_EQUAL: Final = 0x15
_ANY_BIT: Final = 0x45
_ALLOW: Final = 0x7FFF0000
_ERRNO: Final = 0x00050000


@dataclass(frozen=True)
class Machine:
    """The numbers of one processor family: its audit number, and those of the system calls we deny.

    Attributes:
        audit: what the kernel calls it.
        denied: calls that are denied whatever they ask.
        signal: tgkill; only to ourselves, since abort() must work.
        limits: prlimit64; only our own, which is process 0.
        clone: only for threads.
    """

    audit: int
    denied: frozenset[int]
    signal: int
    limits: int
    clone: int


# In turn: network; new programs; looking into others; signals; what Landlock does not see of files (truncate,
# and the chmod, chown, utime and setxattr families); others' priorities and processors; what outlives us.
_MACHINES: Final = {
    "x86_64": Machine(
        0xC000003E,
        frozenset(
            {
                *(41, 53, 42, 49, 50, 44, 425),
                *(57, 58, 59, 322, 165, 272, 321),
                *(101, 310, 311, 434, 438, 440),
                *(62, 200, 129, 297, 424),
                *(76, 90, 91, 268, 452, 92, 93, 94, 260, 132, 235, 261, 280, 188, 189, 190, 197, 198, 199),
                *(141, 203, 29, 248, 249, 250),
            }
        ),
        signal=234,
        limits=302,
        clone=56,
    ),
    "aarch64": Machine(
        0xC00000B7,
        frozenset(
            {
                *(198, 199, 203, 200, 201, 206, 425),
                *(221, 281, 40, 97, 280),
                *(117, 270, 271, 434, 438, 440),
                *(129, 130, 138, 240, 424),
                *(45, 52, 53, 452, 54, 55, 88, 5, 6, 7, 14, 15, 16),
                *(140, 122, 194, 217, 218, 219),
            }
        ),
        signal=131,
        limits=261,
        clone=220,
    ),
}
_CLONE3: Final = 435
"""Its flags stand in memory, where the filter cannot look; without it the C library takes clone."""
_CLONE_THREAD: Final = 0x00010000
_ENOSYS: Final = 38

_LANDLOCK_CREATE: Final = 444
_LANDLOCK_ADD: Final = 445
_LANDLOCK_RESTRICT: Final = 446
_LANDLOCK_VERSION: Final = 1
_READ_FILE: Final = 1 << 2
_READ_DIR: Final = 1 << 3
_HANDLED: Final = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""Rights on files that each version of Landlock knows of, as a number of bits: since 2 moves between folders,
since 3 cutting short (also of what may be read, by O_RDONLY | O_TRUNC), since 5 ioctl of devices."""


def follow_parent(parent: int) -> None:
    """Have this process killed when its parent dies, also by kill -9.

    Args:
        parent: process id of the parent; if it is gone already, this process ends at once.
    """
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)


def be_first_to_go() -> None:
    """Have the kernel choose this process, and not the server, where memory runs out for all of them.

    Raising one's own score needs no privilege (proc(5), oom_score_adj), and cannot be undone without one.
    """
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO)


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
    denied = sorted(machine.denied)
    only_this = (
        (machine.signal, _EQUAL, os.getpid()),
        (machine.limits, _EQUAL, 0),
        (machine.clone, _ANY_BIT, _CLONE_THREAD),
    )
    code: list[tuple[int, int, int, int]] = [
        (0x20, 0, 0, 4),  # load the machine's audit number
        (_EQUAL, 1, 0, machine.audit),  # equal: go on
        (0x06, 0, 0, 0x80000000),  # kill the process
        (0x20, 0, 0, 0),  # load the number of the call
    ]
    if machine.audit == 0xC000003E:
        code += [(0x35, 0, 1, 0x40000000), (0x06, 0, 0, 0x80000000)]  # the x32 names of the same calls
    code += [(_EQUAL, 0, 1, _CLONE3), (0x06, 0, 0, _ERRNO | _ENOSYS)]
    for number, test, value in only_this:
        code += [
            (_EQUAL, 0, 4, number),
            (0x20, 0, 0, 16),  # load the lower half of the first argument
            (test, 0, 1, value),
            (0x06, 0, 0, _ALLOW),
            (0x06, 0, 0, _ERRNO | _EPERM),
        ]
    for place, number in enumerate(denied):
        code.append((_EQUAL, len(denied) - place, 0, number))  # equal: jump to the denial
    code += [(0x06, 0, 0, _ALLOW), (0x06, 0, 0, _ERRNO | _EPERM)]
    filters = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in code))
    program = struct.pack("HxxxxxxP", len(code), ctypes.addressof(filters))
    answer: int = _libc.prctl(
        _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.create_string_buffer(program), 0, 0
    )
    return answer == 0


def landlock_version() -> int:
    """The version of Landlock that this kernel has; less than 1 where it has none."""
    version: int = _libc.syscall(_LANDLOCK_CREATE, None, 0, _LANDLOCK_VERSION)
    return version


def _landlock(readable: Iterable[Path]) -> bool:
    """Let only these folders be read, and nothing be written or run (Linux 5.13 and later)."""
    syscall = _libc.syscall
    version = landlock_version()
    if version < 1:
        return False
    rights = (1 << _HANDLED[min(version, max(_HANDLED))]) - 1
    handled = ctypes.create_string_buffer(struct.pack("Q", rights))
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
