"""Our build against LinkML's own command-line generators: the forms we share, and everything we write."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.timing import best, command, show

GENERATORS = {
    "gen-owl": "stafett.owl.ttl",
    "gen-shacl": "stafett.shacl.ttl",
    "gen-jsonld-context": "stafett.context.jsonld",
    "gen-json-schema": "stafett.schema.json",
}


def main() -> None:
    """Time both and print them; our whole build writes a thousand files more than the four."""
    bin_dir = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        ours = best(command([str(bin_dir / "stafett"), "build", "--out", str(out / "dist")]))
        shared = best(command([sys.executable, "-m", "bench.shared", str(out)]))
        rows = []
        for generator, file in GENERATORS.items():
            run = command([str(bin_dir / generator), "model/stafett.yaml"], out / file)
            rows.append((generator, best(run, 2)))
    total = sum(seconds for _, seconds in rows)
    print("\nBuild: `stafett build` (everything) against LinkML's generators (four files)")
    for generator, seconds in rows:
        print(f"  {generator:34} {seconds * 1000:>9.1f} ms")
    table = [("the same four forms", shared, total), ("our whole build / their four forms", ours, total)]
    show("  in total", table, "stafett", "linkml")
