"""Page data of the availability matrix: who may have what, why, when, how and on which legal basis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stafett.content.entries import Entry
from stafett.pages.labels import Labels, Shown, listed

_UNDECIDED: Final = {"legalBasisUnclear", "notAssessed"}
_CRITERIA: Final = ("rightTime", "rightForm", "rightActor")


def matrix_page_data(labels: Labels) -> dict[str, Any]:
    """Return the rows of the matrix, and the elements, actors, purposes and statuses they are about.

    A row's `gaps` say what is missing in it, by these names: `noBasis` (searched for and not found),
    `unclear` (not decided or not assessed), `noChannel`, `noResponsible` (neither for the row nor for its
    element), `noTime`.
    """
    return {
        "statuses": _values(labels, "AvailabilityStatus"),
        "actors": _values(labels, "ActorGroup"),
        "elements": [_element(labels, entry) for entry in labels.of_kind("element")],
        "purposes": [_purpose(entry) for entry in labels.of_kind("purpose")],
        "rows": [_row(labels, entry) for entry in labels.of_kind("availability")],
    }


def _values(labels: Labels, enum: str) -> list[dict[str, Any]]:
    return [
        {"key": value.name, "title": value.title.as_dict(), "description": value.description.as_dict()}
        for value in labels.values(enum)
    ]


def _element(labels: Labels, entry: Entry) -> dict[str, Any]:
    data = entry.data
    return {
        "slug": entry.slug,
        "href": entry.path,
        "code": data["code"],
        "title": data["prefLabel"],
        "definition": data.get("definition", {}),
        "note": data.get("note", {}),
        "sensitivity": labels.title("Sensitivity", data["sensitivity"]),
        "systems": labels.links(data.get("sourceSystem")),
        "responsible": labels.one(data.get("responsibleActor")),
    }


def _purpose(entry: Entry) -> dict[str, Any]:
    return {
        "slug": entry.slug,
        "href": entry.path,
        "title": entry.data["prefLabel"],
        "definition": entry.data.get("definition", {}),
    }


def _row(labels: Labels, entry: Entry) -> dict[str, Any]:
    data = entry.data
    return {
        "slug": entry.slug,
        "href": entry.path,
        "iri": entry.iri,
        "code": data["code"],
        "element": labels.entry(data["element"]).slug,
        "actor": data["actorGroup"],
        "receivers": labels.links(data.get("receiver")),
        "purpose": labels.entry(data["purpose"]).slug,
        "status": data["availabilityStatus"],
        "basis": [_legal(labels.entry(iri)) for iri in listed(data.get("legalBasis"))],
        "gdpr": labels.titles("GdprBasis", data.get("gdprBasis")),
        "trigger": _trigger(labels, data.get("availableFrom")),
        "channels": [_channel(labels, labels.entry(iri)) for iri in listed(data.get("channel"))],
        "actions": labels.titles("AllowedAction", data.get("allowedAction")),
        "condition": data.get("condition", {}),
        "burden": bool(data["burdenOnLearner"]),
        "responsible": labels.one(data.get("responsibleActor")),
        "groups": labels.titles("LearnerGroup", data.get("learnerGroup")),
        "criteria": [
            {"title": labels.slot(slot), "value": labels.title("CriterionJudgement", data[slot])}
            for slot in _CRITERIA
            if slot in data
        ],
        "validFrom": data.get("validFrom"),
        "validTo": data.get("validTo"),
        "evidence": data.get("evidence", {}),
        "sources": labels.links(data.get("source")),
        "verified": bool(data["verified"]),
        "readOn": data.get("readOn"),
        "reviewedBy": labels.one(data.get("reviewedBy")),
        "reviewedOn": data.get("reviewedOn"),
        "gaps": _gaps(labels, data),
    }


def _gaps(labels: Labels, data: Mapping[str, Any]) -> list[str]:
    element = labels.entry(data["element"]).data
    status = data["availabilityStatus"]
    found = {
        "noBasis": status == "noLegalBasisIdentified",
        "unclear": status in _UNDECIDED,
        "noChannel": not data.get("channel"),
        "noResponsible": not data.get("responsibleActor") and not element.get("responsibleActor"),
        "noTime": not data.get("availableFrom"),
    }
    return [gap for gap, missing in found.items() if missing]


def _legal(entry: Entry) -> dict[str, Any]:
    data = entry.data
    sources = [str(source) for source in listed(data.get("source"))]
    return {
        "href": entry.path,
        "title": data["title"],
        "identifier": data["legalIdentifier"],
        # Where the wording can be read, which for an act is at Lovdata.
        "address": next((s for s in sources if s.startswith("https://lovdata.no/")), None),
        "verified": bool(data["verified"]),
        "readOn": data.get("readOn"),
        "validFrom": data["validFrom"],
        "validTo": data.get("validTo"),
        "note": data.get("note", {}),
    }


def _trigger(labels: Labels, data: Mapping[str, Any] | None) -> Shown | None:
    """When the information becomes available: an event of the calendar, a kind of event, or a date."""
    if data is None:
        return None
    offset = data.get("triggerOffset")
    if "triggerEvent" in data:
        return {**labels.link(data["triggerEvent"]), "offset": offset}
    if "triggerEventKind" in data:
        return {
            "text": labels.title("TriggerEventKind", data["triggerEventKind"]),
            "href": None,
            "offset": offset,
        }
    return {"text": str(data["fixedDate"]), "href": None, "offset": offset}


def _channel(labels: Labels, entry: Entry) -> dict[str, Any]:
    data = entry.data
    return {
        "href": entry.path,
        "title": data["prefLabel"],
        "kind": labels.title("ChannelType", data["channelType"]),
        "formats": labels.titles("DataFormat", data.get("dataFormat")),
        "system": labels.one(data.get("channelSystem")),
        "action": labels.title("RequiredAction", data["requiredAction"]),
        "access": data.get("accessControl", {}),
    }
