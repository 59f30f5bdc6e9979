"""The small build of web_fixtures with the data of the code pages beside it, and one long list."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from list_fixtures import code, code_list
from model_fixtures import text
from stafett.web.app import create_app
from stafett.web.room import Room
from web_fixtures import write_json
from web_graphs import BASE

pytest_plugins = ("web_fixtures",)

KL06 = "http://psi.udir.no/kl06/"
OWN = f"{BASE}/code/vigo-fullfortkode"
SOURCE = {"title": text("Kilde til erstatningen"), "url": "https://example.org/replaced"}


def long_list(count: int) -> dict[str, Any]:
    """A list of Grep subject codes: the first three replace each other, one begins with a formula."""
    codes = [
        code(
            f"{KL06}FAG{number:04}",
            f"FAG{number:04}",
            text(f"Fag nummer {number}", f"Fag nummer {number}"),
            "secondary",
            status="current" if number % 2 else "expired",
            validFrom="2020-08-01" if number % 3 == 0 else None,
            validTo="2022-07-31" if number % 3 == 0 and number % 2 == 0 else None,
        )
        for number in range(count)
    ]
    codes.append(code(f"{BASE}/code/grep-fagkoder/B", "B", text("=1+1"), "inferred"))
    return code_list("grep-fagkoder", "Fagkoder", codes, origin="Grep")


def step(old: str, new: str) -> dict[str, Any]:
    return {
        "old": KL06 + old,
        "new": KL06 + new,
        "relation": "grep:erstatter",
        "certainty": "secondary",
        "sources": [SOURCE],
        "read": "2026-11-22",
    }


def history() -> dict[str, Any]:
    first, second, third, fourth = (f"{KL06}FAG{n:04}" for n in range(4))
    return {
        "steps": [step("FAG0000", "FAG0001"), step("FAG0001", "FAG0002"), step("FAG0003", "FAG0002")],
        "codes": {
            first: {"kind": "one", "after": [[first, second], [first, second, third]], "before": []},
            second: {"kind": "merge", "after": [[second, third]], "before": [[second, first]]},
            third: {
                "kind": "none",
                "after": [],
                "before": [[third, second], [third, fourth], [third, second, first]],
            },
            fourth: {"kind": "merge", "after": [[fourth, third]], "before": []},
        },
    }


def mapping(other: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    return {
        "set": "vigo-nvb",
        "title": "VIGO to NVB",
        "version": "2026-11-22",
        "predicate": "skos:exactMatch",
        "inverse": False,
        "other": other,
        "negated": False,
        "justification": "https://w3id.org/semapv/vocab/ManualMappingCuration",
        "confidence": 0.9,
        "comment": None,
        **more,
    }


def change(key: str, kind: str, notation: str | None, **more: Any) -> dict[str, Any]:
    return {
        "key": key,
        "kind": kind,
        "scheme": "grep-fagkoder",
        "notation": notation,
        "version": "2022",
        "known": "2026-11-22",
        "date": None,
        "to": None,
        **more,
    }


def deviation() -> dict[str, Any]:
    def named(scheme: str) -> dict[str, Any]:
        return {
            "scheme": scheme,
            "iri": f"{BASE}/code/{scheme}",
            "title": text(scheme),
            "href": f"/code/{scheme}",
        }

    def shown(scheme: str, notation: str, label: str) -> dict[str, Any]:
        return {"notation": notation, "label": text(label), "href": f"/code/{scheme}/{notation}"}

    return {
        "key": "letter-b",
        "iri": f"{BASE}/deviation/letter-b",
        "title": text("Bokstaven B", "Bokstaven B", "The letter B"),
        "statement": text("B betyr to ting.", "B tyder to ting.", "B means two things."),
        "listA": named("vigo-fullfortkode"),
        "listB": named("grep-fagkoder"),
        "kind": shown("stafett-avvikstype", "meaningDiffers", "Ulik betydning"),
        "codes": [shown("vigo-fullfortkode", "B", "Bestått")],
        "counterparts": {"B": shown("grep-fagkoder", "B", "=1+1")},
        "wholeList": False,
        "evidence": text("Etikettene."),
        "sources": [SOURCE],
        "read": "2026-11-22",
        "certainty": shown("stafett-sikkerhet", "verified", "Verifisert"),
        "since": None,
        "reported": "2026-11-26",
    }


def gap(scheme: str, *, have: bool) -> dict[str, Any]:
    return {
        "scheme": scheme,
        "title": text(scheme),
        "href": f"/code/{scheme}" if have else None,
        "known": 15 if have else 0,
        "total": 20 if have else None,
        "reason": "table",
        "why": text("Tabellen er ikke hentet."),
        "needed": text("Hent tabellen."),
        "note": {},
        "command": "stafett codes pull vigo",
    }


def write_code_pages(dist: Path, count: int = 250) -> Path:
    """Add the long list and the data of the code pages to a small build."""
    page = long_list(count)
    index = json.loads((dist / "pages/codes.json").read_bytes())
    index["lists"].append({k: v for k, v in page.items() if k not in ("codes", "columns")})
    write_json(dist / "pages/codes.json", index)
    write_json(dist / "pages/codes/grep-fagkoder.json", page)
    write_json(dist / "pages/code-history.json", history())
    other = {"curie": "codes:grep-fagkoder/B", "iri": f"{BASE}/code/grep-fagkoder/B", "label": "B"}
    write_json(
        dist / "pages/code-mappings.json", {f"{OWN}/B": [mapping(other), mapping(None, predicate="x:none")]}
    )
    write_json(
        dist / "pages/code-changes.json",
        [
            change("grep-fagkoder/FAG0000/replaced/FAG0001", "replaced", "FAG0000", to=f"{KL06}FAG0001"),
            change("grep-fagkoder/FAG0003/validFrom/2020-08-01", "validFrom", "FAG0003", date="2020-08-01"),
            change("grep-fagkoder/version/2022", "version", None, date="2022-05-05", known="2026-10-01"),
        ],
    )
    counts = dict.fromkeys(
        ("noLabel", "inferred", "unknownStatus", "noValidity", "no_nb", "no_nn", "no_en"), 1
    )
    write_json(
        dist / "pages/code-gaps.json",
        [{"scheme": "vigo-fullfortkode", "title": text("x"), "origin": "VIGO", "known": 15, "total": 20,
          "complete": False, "read": "2026-11-22", "counts": counts}],
    )  # fmt: skip
    write_json(
        dist / "pages/code-fields.json",
        {
            OWN: [
                {
                    "iri": f"{BASE}/field/ssb/R13",
                    "name": "FULLFKOD",
                    "interfaceRef": "R.13",
                    "handbookRef": "B21",
                    "deliveries": [{"iri": f"{BASE}/delivery/kag", "title": text("KAG")}],
                }
            ]
        },
    )
    write_json(
        dist / "pages/deviations.json",
        {
            "deviations": [deviation()],
            "gaps": [gap("vigo-fullfortkode", have=True), gap("vigo-provestatus", have=False)],
        },
    )
    return dist


@pytest.fixture(scope="session")
def code_dist(web_dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("codes") / "dist"
    return write_code_pages(shutil.copytree(web_dist, folder))


@pytest.fixture(scope="session")
def codes(code_dist: Path) -> TestClient:
    return TestClient(create_app(code_dist), follow_redirects=False)


@pytest.fixture(scope="session")
def code_room(codes: TestClient) -> Room:
    found: Room = codes.app.state.room  # type: ignore[attr-defined]
    return found


@pytest.fixture(scope="session")
def real(dist: Path) -> TestClient:
    """The real build."""
    return TestClient(create_app(dist), follow_redirects=False)
