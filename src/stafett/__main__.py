"""The command `stafett`. Plain `serve` starts at once; everything else is read by cli.py.

The library that reads command lines takes as long to load as the store to open, and nobody has more use for a
quick start than a server.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stafett.errors import StafettError


def main() -> None:
    """Run what the command line asks for."""
    options = plain_serve(sys.argv[1:])
    if options is None:
        from stafett.cli import main as run

        run()
        return
    from stafett.server import run_server

    try:
        run_server(**options)
    except (StafettError, KeyboardInterrupt) as fault:
        from stafett.cli import give_up

        give_up(fault)


def plain_serve(arguments: Sequence[str]) -> dict[str, Any] | None:
    """The options of a `serve` that needs no explaining, or None for cli.py to read.

    Args:
        arguments: after the name of the program.

    Returns:
        the arguments of `server.run_server`; None where an option is not one of the four, or lacks its value,
        or where help is wanted.
    """
    if arguments[:1] != ["serve"] or len(arguments) % 2 == 0:
        return None
    found: dict[str, Any] = {}
    for name, value in zip(arguments[1::2], arguments[2::2], strict=True):
        if name == "--port" and value.isdecimal() and 0 < int(value) <= 65_535:
            found["port"] = int(value)
        elif name == "--dist":
            found["dist"] = Path(value)
        elif name in ("--host", "--store"):
            found[name[2:]] = value
        else:
            return None
    return found


if __name__ == "__main__":
    main()
