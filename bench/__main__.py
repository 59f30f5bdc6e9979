"""Run every benchmark: `python -m bench` (or `make bench`)."""

from __future__ import annotations

from bench import build, codepages, endpoint, grep_dump, memory, peer, queries, shapes, size, start

if __name__ == "__main__":
    for module in (build, memory, start, queries, codepages, endpoint, grep_dump, peer, shapes, size):
        module.main()
