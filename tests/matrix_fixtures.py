"""The invented availability matrix of the small build; see web_fixtures."""

from __future__ import annotations

from typing import Any

BASE = "https://w3id.org/stafett"
STATUSES = (
    "available", "availableAfterDecision", "partial", "planned", "legalBasisUnclear",
    "noLegalBasisIdentified", "notPermitted", "onlyWhenDuty", "notAssessed",
)  # fmt: skip


def text(nb: str) -> dict[str, str]:
    return {"nb": nb, "nn": f"{nb} (nn)", "en": f"{nb} (en)"}


def value(key: str, nb: str) -> dict[str, Any]:
    return {"key": key, "title": text(nb), "description": text(f"Om {nb}.")}


def element(slug: str, nb: str, **more: Any) -> dict[str, Any]:
    return {
        "slug": slug,
        "href": f"/element/{slug}",
        "code": slug.upper(),
        "title": text(nb),
        "definition": text(f"Hva {nb} er."),
        "note": {},
        "sensitivity": text("Taushetsbelagt"),
        "systems": [{"text": text("Registeret"), "href": "/system/register"}],
        "responsible": {"text": text("Eieren"), "href": "/agent/owner"},
        **more,
    }


def row(slug: str, of: str, actor: str, status: str, **more: Any) -> dict[str, Any]:
    return {
        "slug": slug,
        "href": f"/availability/{slug}",
        "iri": f"{BASE}/availability/{slug}",
        "code": slug.upper(),
        "element": of,
        "actor": actor,
        "receivers": [],
        "purpose": "use",
        "status": status,
        "basis": [],
        "gdpr": [],
        "trigger": None,
        "channels": [],
        "actions": [],
        "condition": {},
        "burden": False,
        "responsible": None,
        "groups": [],
        "criteria": [],
        "validFrom": None,
        "validTo": None,
        "evidence": {},
        "sources": [{"text": "https://example.org/law", "href": "https://example.org/law"}],
        "verified": False,
        "readOn": None,
        "reviewedBy": None,
        "reviewedOn": None,
        "gaps": [],
        **more,
    }


LAW = {
    "href": "/legal/act-1",
    "title": text("Loven § 1"),
    "identifier": "lov/2020-01-01-1/§1",
    "address": "https://lovdata.no/dokument/NL/lov/2020-01-01-1/§1",
    "verified": True,
    "readOn": "2026-11-22",
    "validFrom": "2020-01-01",
    "validTo": None,
    "note": text("Gjelder deling."),
}
CHANNEL = {
    "href": "/channel/portal",
    "title": text("Portalen"),
    "kind": text("Portal"),
    "formats": [text("Nettside")],
    "system": None,
    "action": text("Den unge deler"),
    "access": {},
}


def matrix() -> dict[str, Any]:
    return {
        "statuses": [value(key, f"Status {key}") for key in STATUSES],
        "actors": [value("nav", "NAV"), value("employer", "Arbeidsgiver"), value("school", "Skole")],
        "elements": [
            element("diploma", "Vitnemål"),
            element("concern", "Bekymring", systems=[], responsible=None),
            element("unasked", "Uspurt"),
        ],
        "purposes": [
            {"slug": "use", "href": "/purpose/use", "title": text("Bruk"), "definition": text("Bruke det.")}
        ],
        "rows": [
            row(
                "a05",
                "diploma",
                "employer",
                "availableAfterDecision",
                basis=[LAW],
                channels=[CHANNEL],
                trigger={"text": text("Den unge deler"), "href": None, "offset": "P1D"},
                condition=text("=Bare etter beslutning"),
                burden=True,
                verified=True,
                readOn="2026-11-22",
                validFrom="2024-08-01",
            ),
            row(
                "a26",
                "diploma",
                "nav",
                "noLegalBasisIdentified",
                burden=True,
                evidence=text("Lett uten å finne."),
                gaps=["noBasis", "noChannel", "noTime"],
            ),
            row("a30", "concern", "nav", "notAssessed", gaps=["unclear", "noResponsible"]),
        ],
    }
