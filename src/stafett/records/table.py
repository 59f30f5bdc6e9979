"""Query answers as a table in the terminal."""

from __future__ import annotations

import json
from typing import Any

from rich.console import Console
from rich.table import Table


def print_table(console: Console, body: bytes) -> None:
    """Print SPARQL JSON results (W3C SPARQL 1.1 Query Results JSON Format) as a table."""
    answer: dict[str, Any] = json.loads(body)
    if "boolean" in answer:
        console.print(str(answer["boolean"]).lower())
        return
    names = answer["head"]["vars"]
    table = Table(*names, box=None, pad_edge=False)
    rows = answer["results"]["bindings"]
    for row in rows:
        table.add_row(*(row[name]["value"] if name in row else "" for name in names))
    console.print(table, markup=False, highlight=False)
    console.print(f"{len(rows)} rows", style="dim")
