"""A list of 22 000 codes beside one of 20: pages, filters and look-ups, over a synthetic list.

The list is made up here, in the shape of VIGO's table of subjects; no page is written to disk. Every ratio is
taken in the same run, on the same machine, with the requests of both lists taking turns.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from bench.timing import ROOT, best
from stafett.web.app import create_app

DIST = ROOT / "dist"
KL06 = "http://psi.udir.no/kl06/"
LARGE, SMALL = 22_000, 20
WORDS = ("norsk", "matematikk", "sveiseteknikk", "helse", "økonomi", "språk", "årstrinn", "drift")


def synthetic(count: int, scheme: str) -> dict[str, Any]:
    """A list of made-up subject codes, each with label, dates, source and status."""
    codes = [
        {
            "notation": f"X{number:06}",
            "iri": f"{KL06}X{scheme[-5:]}{number:06}",
            "label": {"nb": f"Fag i {WORDS[number % 8]} og {WORDS[number // 8 % 8]} {number}"},
            "definition": {},
            "note": {},
            "validFrom": "2020-08-01" if number % 3 else None,
            "validTo": "2024-07-31" if number % 5 == 0 else None,
            "status": "current" if number % 4 else "expired",
            "certainty": "secondary",
            "sources": [{"title": {"nb": "Oppdiktet"}, "url": "https://example.org/synthetic"}],
            "read": "2026-11-22",
            "ownTranslation": [],
            "seeAlso": [],
            "replacedBy": [],
            "extra": {},
        }
        for number in range(count)
    ]
    template = json.loads((DIST / "pages" / "codes" / "vigo-termin.json").read_bytes())
    return {**template, "scheme": scheme, "known": count, "total": count, "columns": [], "codes": codes}


def chain(count: int) -> dict[str, Any]:
    """A chain of replacements through many codes, answered as the build answers it."""
    iris = [f"{KL06}Xlarge{number:06}" for number in range(count)]
    return {
        "steps": [],
        "codes": {iris[0]: {"kind": "one", "after": [iris[: n + 1] for n in range(1, count)], "before": []}},
    }


@contextmanager
def client() -> Iterator[TestClient]:
    """The real build with two synthetic lists beside it."""
    with tempfile.TemporaryDirectory() as folder:
        dist = Path(folder) / "dist"
        shutil.copytree(DIST, dist)
        pages = dist / "pages"
        index = json.loads((pages / "codes.json").read_bytes())
        for count, scheme in ((LARGE, "bench-large"), (SMALL, "bench-small")):
            page = synthetic(count, scheme)
            index["lists"].append({k: v for k, v in page.items() if k not in ("codes", "columns")})
            (pages / "codes" / f"{scheme}.json").write_text(json.dumps(page))
        (pages / "codes.json").write_text(json.dumps(index))
        (pages / "code-history.json").write_text(json.dumps(chain(30)))
        yield TestClient(create_app(dist))


def main() -> None:
    """Time the same requests against both lists."""
    with client() as served:
        measure(served)


def measure(served: TestClient) -> None:
    """Print what each request takes: both lists side by side, then what there is only one of."""

    def ask(address: str) -> Callable[[], object]:
        def run() -> None:
            answer = served.get(address, headers={"accept": "text/html" if ".html" in address else "*/*"})
            if answer.status_code != 200:
                raise SystemExit(f"{address}: {answer.status_code}")

        run()  # what is made once, is made now
        return run

    print(f"\nA list of {LARGE} codes beside one of {SMALL} (20 codes a page)")
    print(f"  {'':44} {LARGE:>9} {SMALL:>12} {'ratio':>7}")
    for name, path in (
        ("a page", ".html?size=20"),
        ("a page of JSON", ".json?size=20"),
        ("a page, valid on a day", ".html?size=20&date=2024-08-01"),
        ("a page, words", ".html?size=20&q=okonomi"),
        ("one code", "/X000007.html"),
        ("one code as JSON", "/X000007.json"),
    ):
        large, small = _taking_turns(*(ask(f"/code/bench-{which}{path}") for which in ("large", "small")))
        print(f"  {name:44} {large * 1000:>6.1f} ms {small * 1000:>9.1f} ms {large / small:>6.1f}x")
    day = min(
        _first(served, f"/code/bench-large.json?size=20&date={year}-08-01") for year in range(2001, 2006)
    )
    print(f"  {'a day that nobody has asked for before':44} {day * 1000:>6.1f} ms")
    last = ask(f"/code/bench-large.html?size=20&page={LARGE // 20}")
    print(f"  {'the last page':44} {best(last, 5) * 1000:>6.1f} ms")
    for name, address in (
        ("look-up by list and notation", "/code/lookup?scheme=bench-large&notation=X021999&date=2024-01-01"),
        ("look-up, a chain of 29 replacements", "/code/lookup?scheme=bench-large&notation=X000000"),
        ("search by code in all lists", "/code/search?q=X021999"),
        ("search by words in all lists", "/code/search?q=sprak"),
        ("search by a word spelt wrong", "/code/search?q=sveisetknikk"),
        ("reconciliation, one query", '/reconcile?queries={"q":{"query":"X021999","type":"bench-large"}}'),
    ):
        print(f"  {name:44} {best(ask(address), 5) * 1000:>6.1f} ms")


def _taking_turns(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """The fastest of some runs of each, one after the other, so that both see the same noise."""
    pairs = [(best(one, 1), best(other, 1)) for _ in range(12)]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def _first(served: TestClient, address: str) -> float:
    return best(lambda: served.get(address), 1)


if __name__ == "__main__":
    main()
