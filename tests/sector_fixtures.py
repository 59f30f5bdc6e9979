"""A small matrix, annual wheel, case and study for the tests of the web room: invented, shaped as dist is."""

from __future__ import annotations

from typing import Any

from matrix_fixtures import BASE, matrix, text


def event(slug: str, due: str, **more: Any) -> dict[str, Any]:
    return {
        "slug": slug,
        "href": f"/calendar/{slug}",
        "expected": False,
        "kind": "deliveryDeadline",
        "due": due,
        "effective": None,
        "from": {"text": text("Fylket"), "href": "/agent/county"},
        "to": [{"text": text("Byrået"), "href": "/agent/office"}],
        "actors": ["county", "office"],
        "what": text(f"Levering, {slug}; alt"),
        "deliveries": [],
        "stage": None,
        "year": "20232024",
        "annual": True,
        "verified": True,
        "note": {},
        "sources": [],
        **more,
    }


def calendar() -> dict[str, Any]:
    return {
        "modified": "2026-11-01",
        "kinds": [
            {"key": "deliveryDeadline", "title": text("Leveringsfrist")},
            {"key": "onwardDelivery", "title": text("Videre levering")},
        ],
        "events": [
            event("first", "2023-09-24", effective="2023-09-22"),
            event(
                "onward",
                "2023-09-25",
                kind="onwardDelivery",
                actors=["supplier", "office"],
                verified=False,
                note=text("Uviss."),
                **{"from": {"text": text("Leverandøren"), "href": "/agent/supplier"}},
            ),
            event("abroad", "2024-12-31", year=None, annual=False),
            event("first-20242025", "2024-09-24", year="20242025", expected=True),
        ],
    }


def cases() -> dict[str, Any]:
    source = {"text": text("Første utkast"), "href": "/document/draft"}
    statement = {
        "kind": "finding",
        "text": text("Det meste skyldes systemer."),
        "group": text("Ansatte"),
        "statedUnder": "Her",
        "belongsUnder": "Der",
        "sources": [source],
    }
    return {
        "1": {
            "code": "1",
            "description": text("Et behov."),
            "status": None,
            "owner": None,
            "related": [],
            "sources": [source, {"text": text("Ny utgave"), "href": "/document/edition"}],
            "modified": "2026-08-06",
            "statements": [{"key": "finding", "title": text("Funn"), "items": [statement]}],
            "breaks": [
                {
                    "href": "/break/brk-1",
                    "code": "BRK-1",
                    "case": f"{BASE}/case/1",
                    "title": text("Det stopper her"),
                    "kind": text("Teknisk eller arbeidsprosess"),
                    "from": text("Fagsystemleverandør"),
                    "to": text("Oppfølgingstjenesten"),
                    "layer": text("Juridisk"),
                    "elements": [{"text": text("Vitnemål"), "href": "/element/diploma"}],
                    "consequence": text("Må forklare seg."),
                }
            ],
        }
    }


def practices() -> list[dict[str, Any]]:
    barrier = {
        "href": "/practice/barrier",
        "title": text("Avstanden"),
        "description": text("Langt mellom."),
        "kind": "barrier",
        "kindTitle": text("Barriere"),
        "focus": None,
        "heading": "meet",
        "overcomes": [],
        "overcomeBy": [{"text": text("Møtet"), "href": "/practice/meeting"}],
        "sources": [{"text": text("Rapporten"), "href": "/document/report"}],
    }
    return [
        {
            "key": "meet",
            "title": text("Når de møtes"),
            "description": text("Om det."),
            "practices": [barrier],
        },
        {"key": "change", "title": text("Endring"), "description": text("Om det."), "practices": []},
    ]


def interface(number: int, sender: str, receiver: str) -> dict[str, Any]:
    return {
        "number": number,
        "href": f"/interface/{sender}-{receiver}",
        "title": text(f"Fra {sender} til {receiver}"),
        "sender": sender,
        "receiver": receiver,
        "from": {"text": text(sender), "href": f"/system/{sender}"},
        "to": {"text": text(receiver), "href": f"/system/{receiver}"},
        "pattern": text("Fil"),
        "formats": [],
        "carries": [],
        "layers": [],
        "basis": [],
        "specification": None,
        "verified": True,
    }


def system(slug: str, *, joined: bool = True) -> dict[str, Any]:
    return {
        "slug": slug,
        "href": f"/system/{slug}",
        "title": text(f"Systemet {slug}"),
        "owner": {"text": text("Eieren"), "href": "/agent/owner"},
        "operator": None,
        "lifecycle": None,
        "verified": None,
        "joined": joined,
    }


def delivery() -> dict[str, Any]:
    return {
        "href": "/delivery-type/results",
        "code": "resultater",
        "title": text("Resultater"),
        "from": {"text": text("Fylket"), "href": "/agent/county"},
        "to": [{"text": text("Byrået"), "href": "/agent/office"}],
        "frequency": "ANNUAL",
        "count": 1,
        "basis": [],
        "verified": True,
    }


def landscape() -> dict[str, Any]:
    return {
        "interfaces": [interface(1, "school", "county"), interface(2, "county", "office")],
        "systems": [system("school"), system("county"), system("office"), system("alone", joined=False)],
        "deliveries": [delivery()],
    }


def deliveries() -> dict[str, Any]:
    field = {
        "href": "/data-element/status",
        "number": 15,
        "name": "Elevstatus",
        "description": {},
        "format": "1 tegn",
        "mandatory": True,
        "list": {"text": text("Elevstatuser"), "href": "/code/vigo-elevstatus"},
        "interfaceRef": "R.15",
        "handbookRef": "B08",
        "supplier": "vigoCalculated",
        "suppliedBy": text("Beregnet i VIGO"),
        "rules": [{"text": text("Regelen"), "href": "/derivation/status"}],
        "realisedBy": [],
        "note": text("Merk dette."),
        "verified": True,
    }
    more: dict[str, Any] = {
        "description": {},
        "specification": None,
        "formats": [],
        "sources": [],
        "fields": [field],
    }
    return {"results": {**delivery(), **more}}


def documents() -> list[dict[str, Any]]:
    document = {
        "href": "/document/handbook",
        "title": text("Håndboken"),
        "alternative": text("Den andre tittelen"),
        "issuer": None,
        "version": "8",
        "issued": "2023-08-11",
        "sources": [{"text": "https://example.org/h", "href": "https://example.org/h"}],
        "replacedBy": [],
        "readOn": None,
        "verified": False,
    }
    return [{"key": "handbook", "title": text("Håndbok"), "documents": [document]}]


def things() -> dict[str, Any]:
    """The row and the case as things of the catalogue, whose pages are special."""
    return {
        path: {
            "iri": f"{BASE}/{path}",
            "path": f"/{path}",
            "kind": path.partition("/")[0],
            "type": "Person",
            "topic": "agents",
            "file": "catalogue/content/x.yaml",
            "line": 1,
            "title": text(title),
            "verified": None,
            "properties": [],
            "inverse": [],
        }
        for path, title in (
            ("availability/a05", "Raden"),
            ("availability/a26", "Raden"),
            ("case/1", "Caset"),
            ("delivery-type/results", "Leveransen"),
        )
    }


PAGES = {
    "matrix": matrix,
    "calendar": calendar,
    "cases": cases,
    "practices": practices,
    "landscape": landscape,
    "deliveries": deliveries,
    "documents": documents,
}
