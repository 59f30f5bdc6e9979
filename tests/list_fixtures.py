"""The invented code lists of the small build, as their pages show them; see web_fixtures."""

from __future__ import annotations

from typing import Any

from model_fixtures import text
from web_graphs import BASE


def code(iri: str, notation: str, label: dict[str, str], certainty: str, **more: Any) -> dict[str, Any]:
    return {
        "notation": notation,
        "iri": iri,
        "label": label,
        "definition": {},
        "note": {},
        "validFrom": None,
        "validTo": None,
        "status": "current",
        "certainty": certainty,
        "sources": [{"title": text("Regelbok"), "url": "https://example.org/rules"}],
        "read": "2026-11-22",
        "ownTranslation": [],
        "seeAlso": [],
        "replacedBy": [],
        "extra": {},
        **more,
    }


def code_list(scheme: str, title: str, codes: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {
        "scheme": scheme,
        "iri": f"{BASE}/code/{scheme}",
        "title": text(title),
        "description": text(f"Om {title}."),
        "owner": {"name": text("Novari"), "homepage": "https://example.org"},
        "origin": "VIGO",
        "version": "2022-05-05",
        "issued": "2022-05-05",
        "read": "2026-11-22",
        "source": {"title": text("Regelbok"), "url": "https://example.org/rules"},
        "licence": None,
        "licenceNote": text("Kilden oppgir ingen lisens.", "Kjelda oppgir ingen lisens."),
        "attribution": None,
        "known": len(codes),
        "total": None,
        "complete": True,
        "kind": "list",
        "columns": [],
        "codes": codes,
        **more,
    }


def code_lists() -> list[dict[str, Any]]:
    own = f"{BASE}/code/vigo-fullfortkode"
    education = {
        "text": "HS",
        "label": text("Helse- og oppvekstfag"),
        "href": "/code/grep-utdanningsprogram/HS",
    }
    return [
        code_list(
            "vigo-fullfortkode",
            "Fullførtkode",
            [
                code(f"{own}/B", "B", text("Bestått", None, "Passed"), "verified", ownTranslation=["en"]),
                code(f"{own}/L", "L", {}, "codeOnly", status="unknown"),
                code(f"{own}/-", "-", text("Ikke satt"), "inferred", status="system"),
                *(code(f"{own}/X{n}", f"X{n}", text(f"Prøve {n}"), "secondary") for n in range(12)),
            ],
            complete=False,
            total=20,
        ),
        code_list(
            "grep-programomraader",
            "Programområder",
            [
                code(
                    "http://psi.udir.no/kl06/HSHEA2----",
                    "HSHEA2----",
                    text("Helsearbeiderfag", "Helsearbeidarfag"),
                    "verified",
                    extra={"role": [education]},
                    seeAlso=["https://data.udir.no/kl06/v201906/programomraader/HSHEA2----"],
                    validFrom="2021-08-01",
                )
            ],
            origin="Grep",
            licence="http://publications.europa.eu/resource/authority/licence/NLOD_2_0",
            licenceNote=None,
            attribution="Inneholder data fra Grep, Utdanningsdirektoratet.",
            columns=[{"slot": "role", "title": text("Utdanningsprogram")}],
        ),
        code_list(
            "stafett-rolle",
            "Rolle",
            [code(f"{BASE}/code/stafett-rolle/pupil", "pupil", text("Elev", "Elev", "Pupil"), "verified")],
            origin="Stafett",
            kind="enumeration",
            version="0.1.0",
        ),
    ]
