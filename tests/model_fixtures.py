"""The invented model of the small build, as its pages show it; see web_fixtures."""

from __future__ import annotations

from typing import Any

from web_graphs import BASE


def text(nb: str, nn: str | None = None, en: str | None = None) -> dict[str, str]:
    return {tag: value for tag, value in (("nb", nb), ("nn", nn), ("en", en)) if value}


def datatype(name: str) -> dict[str, Any]:
    href = f"http://www.w3.org/2001/XMLSchema#{name}"
    return {"kind": "datatype", "name": name, "title": text(name), "href": href}


def prop(slot: str, declared_by: str, own: bool, least: int, most: int | None, **more: Any) -> dict[str, Any]:
    return {
        "slot": slot,
        "declaredBy": declared_by,
        "own": own,
        "min": least,
        "max": most,
        "range": datatype("string"),
        "pattern": None,
        "minimum": None,
        "maximum": None,
        "title": text(slot.capitalize()),
        "description": text(f"Om {slot}.", f"Om {slot} på nynorsk.", f"About {slot}."),
        **more,
    }


def klass(name: str, title: dict[str, str], **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "iri": f"{BASE}/def/{name}",
        "module": "core",
        "title": title,
        "description": text(f"Noe som er {name}.", f"Noko som er {name}.", f"Something that is {name}."),
        "usage": {},
        "deprecated": False,
        "replacedBy": None,
        "rules": [],
        "abstract": False,
        "parent": None,
        "ancestors": [],
        "children": [],
        "superclasses": [],
        "properties": [],
        "usedBy": [],
        "mappings": [],
        "examples": [],
        "shacl": "",
        **more,
    }


def rule(identifier: str, severity: str, nb: str) -> dict[str, Any]:
    return {
        "identifier": identifier,
        "iri": f"{BASE}/rule/{identifier}",
        "severity": severity,
        "message": text(nb, f"{nb} (nn)", f"{nb} (en)"),
        "description": text(f"Fra kilden til {identifier}."),
        "decidableFrom": "oneRecord" if identifier == "V07" else "relatedRecords",
        "codes": [],
    }


def side(curie: str, iri: str | None, label: str) -> dict[str, str | None]:
    return {"curie": curie, "iri": iri, "label": label}


MAPPINGS = {
    "sets": [
        {
            "name": "stafett-other",
            "iri": f"{BASE}/mapping/stafett-other",
            "title": "Stafett to another",
            "description": "An invented table.",
            "version": "1",
            "date": "2026-11-26",
            "target": "https://example.org/other",
            "targetVersion": "4.1",
            "rows": [
                {
                    "subject": side("stafett:Person", f"{BASE}/def/Person", "Person"),
                    "predicate": "skos:closeMatch",
                    "negated": False,
                    "object": side("other:Human", "https://example.org/other/Human", "Human"),
                    "confidence": 0.75,
                    "justification": "semapv:ManualMappingCuration",
                    "comment": "Theirs may be dead.",
                },
                {
                    "subject": side("stafett:pseudonym", f"{BASE}/def/pseudonym", "pseudonym"),
                    "predicate": "skos:exactMatch",
                    "negated": True,
                    "object": None,
                    "confidence": 1.0,
                    "justification": "semapv:ManualMappingCuration",
                    "comment": None,
                },
                {
                    "subject": None,
                    "predicate": "skos:exactMatch",
                    "negated": False,
                    "object": side("NAVN", None, "NAVN"),
                    "confidence": 1.0,
                    "justification": "semapv:ManualMappingCuration",
                    "comment": "We hold no names.",
                },
            ],
        }
    ]
}
"""One mapping, one term of ours without counterpart, one of theirs without."""


def slot(name: str, used_by: list[dict[str, Any]], path: str | None = None, **more: Any) -> dict[str, Any]:
    iri = f"{BASE}/def/{name}"
    return {
        "name": name,
        "iri": iri,
        "path": path or iri,
        "module": "core",
        "title": text(name.capitalize()),
        "description": text(f"Om {name}."),
        "range": datatype("string"),
        "multivalued": False,
        "deprecated": False,
        "replacedBy": None,
        "usedBy": used_by,
        "mappings": [{"predicate": "skos:closeMatch", "curie": "schema:x", "iri": "https://schema.org/x"}],
        **more,
    }


def model() -> dict[str, Any]:
    roles = {
        "kind": "codelist",
        "name": "Role",
        "title": text("Rolle", "Rolle", "Role"),
        "href": "/code/stafett-rolle",
    }
    example = {
        "about": text("En elev", "Ein elev", "A pupil"),
        "yaml": "type: Person\npseudonym: synt-0001\n",
        "turtle": '<urn:x> a <urn:Person> ; <urn:note> "</code><script>alert(1)</script>" .\n',
    }
    person = klass(
        "Person",
        text("Person", "Person", "Person"),
        parent="Agent",
        ancestors=["Agent"],
        usage=text("Brukes om mennesker.", "Blir brukt om menneske.", "Used of humans."),
        rules=[rule("V10b", "Warning", "Rollen bør stå.")],
        superclasses=[{"curie": "foaf:Person", "iri": "http://xmlns.com/foaf/0.1/Person"}],
        properties=[
            prop("pseudonym", "Person", True, 1, 1, pattern="^[a-z]+-[0-9]{1,8}$"),
            prop("role", "Person", True, 0, None, range=roles),
            prop("prefLabel", "Agent", False, 0, 1),
        ],
        usedBy=[{"class": "RoleAssignment", "slot": "agent"}],
        mappings=[
            {"predicate": "skos:closeMatch", "curie": "schema:Person", "iri": "https://schema.org/Person"},
            {"predicate": "skos:closeMatch", "curie": "bad:x", "iri": "javascript:alert(1)"},
        ],
        examples=[
            {"name": "Person-pupil", "valid": True, "expect": [], **example},
            {
                "name": "Person-pupil",
                "valid": False,
                "expect": [
                    {"path": "pseudonym", "constraint": "pattern", "severity": "Violation", "rule": None}
                ],
                **example,
            },
            {
                "name": "V10b-invalid-none",
                "valid": False,
                "expect": [{"path": "role", "constraint": "sparql", "severity": "Warning", "rule": "V10b"}],
                **example,
            },
            {"name": "V10b-valid", "valid": True, "expect": [], **example},
        ],
        shacl="stafett:Person a sh:NodeShape .\n",
    )
    agent = klass(
        "Agent",
        text("Aktør", "Aktør", "Agent"),
        abstract=True,
        rules=[rule("V07", "Violation", "Navnet skal stå.")],
        children=["Person"],
        properties=[prop("prefLabel", "Agent", True, 0, 1)],
    )
    assignment = klass("RoleAssignment", text("Rolletildeling", "Rolletildeling", "Role assignment"))
    former = klass("Member", text("Medlem", "Medlem", "Member"), deprecated=True, replacedBy="Person")
    return {
        "version": "0.1.0",
        "base": BASE,
        "modules": [
            {
                "name": "core",
                "title": text("Kjerne", "Kjerne", "Core"),
                "description": text("Det alle trenger.", "Det alle treng.", "What all need."),
                "classes": ["Agent", "Person", "RoleAssignment", "Member"],
            }
        ],
        "classes": {page["name"]: page for page in (agent, person, assignment, former)},
        "slots": {
            "pseudonym": slot("pseudonym", [{"class": "Person", "min": 1, "max": 1}]),
            "prefLabel": slot(
                "prefLabel",
                [{"class": "Agent", "min": 0, "max": 1}],
                "http://www.w3.org/2004/02/skos/core#prefLabel",
            ),
            "role": slot("role", []),
            "agent": slot("agent", []),
            "nickname": slot("nickname", [], deprecated=True),
        },
    }
