"""Page data of cases, breaks and practices of cooperation."""

from __future__ import annotations

from typing import Any

from stafett.content.entries import Entry
from stafett.pages.labels import Labels, listed


def case_page_data(labels: Labels) -> dict[str, Any]:
    """Return the cases by slug, each with its statements by kind and the breaks found in it."""
    breaks = [_break(labels, entry) for entry in labels.of_kind("break")]
    return {
        entry.slug: {
            **_case(labels, entry),
            "breaks": [b for b in breaks if b["case"] == entry.iri],
        }
        for entry in labels.of_kind("case")
    }


def practice_page_data(labels: Labels) -> list[dict[str, Any]]:
    """Return the headings of the study in its order, each with its practices."""
    practices = [_practice(labels, entry) for entry in labels.of_kind("practice")]
    overcome_by: dict[str, list[dict[str, Any]]] = {}
    for practice in practices:
        for barrier in practice["overcomes"]:
            by = {"text": practice["title"], "href": practice["href"]}
            overcome_by.setdefault(barrier["href"], []).append(by)
    return [
        {
            "key": heading.name,
            "title": heading.title.as_dict(),
            "description": heading.description.as_dict(),
            "practices": [
                {**practice, "overcomeBy": overcome_by.get(practice["href"], [])}
                for practice in practices
                if practice["heading"] == heading.name
            ],
        }
        for heading in labels.values("PracticeHeading")
    ]


def _case(labels: Labels, entry: Entry) -> dict[str, Any]:
    data = entry.data
    statements = [_statement(labels, statement) for statement in listed(data.get("caseStatement"))]
    kinds = labels.values("StatementKind")
    return {
        "code": data["code"],
        "description": data.get("description", {}),
        "status": labels.title("CaseStatus", data["caseStatus"]) if "caseStatus" in data else None,
        "owner": labels.one(data.get("caseOwner")),
        "related": labels.links(data.get("relatedCase")),
        "sources": labels.links(data.get("source")),
        "modified": data.get("modified"),
        "statements": [
            {
                "key": kind.name,
                "title": kind.title.as_dict(),
                "items": [s for s in statements if s["kind"] == kind.name],
            }
            for kind in kinds
            if any(s["kind"] == kind.name for s in statements)
        ],
    }


def _statement(labels: Labels, data: dict[str, Any]) -> dict[str, Any]:
    group = data.get("actorGroup")
    return {
        "kind": data["statementKind"],
        "text": data["statementText"],
        "group": labels.title("ActorGroup", group) if group else None,
        "statedUnder": data.get("statedUnder"),
        "belongsUnder": data.get("belongsUnder"),
        "sources": labels.links(data.get("source")),
    }


def _break(labels: Labels, entry: Entry) -> dict[str, Any]:
    data = entry.data
    return {
        "href": entry.path,
        "code": entry.slug.upper(),
        "case": data["inCase"],
        "title": data["prefLabel"],
        "kind": labels.title("BreakType", data["breakType"]),
        "from": labels.title("ActorGroup", data["fromActor"]),
        "to": labels.title("ActorGroup", data["toActor"]),
        "layer": labels.title("EifLayer", data["eifLayer"]),
        "elements": labels.links(data.get("affectedElement")),
        "consequence": data.get("consequence", {}),
    }


def _practice(labels: Labels, entry: Entry) -> dict[str, Any]:
    data = entry.data
    focus = data.get("practiceFocus")
    return {
        "href": entry.path,
        "title": data["title"],
        "description": data.get("description", {}),
        "kind": data["practiceKind"],
        "kindTitle": labels.title("PracticeKind", data["practiceKind"]),
        "focus": labels.title("PracticeFocus", focus) if focus else None,
        "heading": data.get("practiceHeading"),
        "overcomes": labels.links(data.get("overcomes")),
        "sources": labels.links(data.get("derivedFrom")),
    }
