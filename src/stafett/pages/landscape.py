"""Page data of the system landscape, of deliveries field by field, and of the documents with rules."""

from __future__ import annotations

from typing import Any

from stafett.content.entries import Entry
from stafett.pages.labels import Labels, listed


def landscape_page_data(labels: Labels) -> dict[str, Any]:
    """Return the systems, the interfaces between them (numbered from 1) and the deliveries."""
    interfaces = [_interface(labels, n, e) for n, e in enumerate(labels.of_kind("interface"), 1)]
    joined = {slug for i in interfaces for slug in (i["sender"], i["receiver"])}
    return {
        "interfaces": interfaces,
        "systems": [
            {**_system(labels, entry), "joined": entry.slug in joined} for entry in labels.of_kind("system")
        ],
        "deliveries": [_delivery(labels, entry) for entry in labels.of_kind("delivery-type")],
    }


def delivery_page_data(labels: Labels) -> dict[str, Any]:
    """Return each delivery by slug, with every field in its order."""
    return {
        entry.slug: {
            **_delivery(labels, entry),
            "description": entry.data.get("description", {}),
            "specification": labels.one(entry.data.get("specification")),
            "formats": labels.titles("DataFormat", entry.data.get("dataFormat")),
            "sources": labels.links(entry.data.get("source")),
            "fields": [_field(labels, labels.entry(iri)) for iri in listed(entry.data.get("dataElement"))],
        }
        for entry in labels.of_kind("delivery-type")
    }


def document_page_data(labels: Labels) -> list[dict[str, Any]]:
    """Return the kinds of document that there are, each with its documents."""
    documents = [
        (entry.data["documentKind"], _document(labels, entry)) for entry in labels.of_kind("document")
    ]
    return [
        {
            "key": kind.name,
            "title": kind.title.as_dict(),
            "documents": [document for of, document in documents if of == kind.name],
        }
        for kind in labels.values("DocumentKind")
        if any(of == kind.name for of, _ in documents)
    ]


def _interface(labels: Labels, number: int, entry: Entry) -> dict[str, Any]:
    data = entry.data
    return {
        "number": number,
        "href": entry.path,
        "title": data["title"],
        "sender": labels.entry(data["sendingSystem"]).slug,
        "receiver": labels.entry(data["receivingSystem"]).slug,
        "from": labels.link(data["sendingSystem"]),
        "to": labels.link(data["receivingSystem"]),
        "pattern": labels.title("ExchangePattern", data["exchangePattern"]),
        "formats": labels.titles("DataFormat", data.get("dataFormat")),
        "carries": labels.links(data.get("carries")),
        "layers": labels.titles("EifLayer", data.get("eifLayer")),
        "basis": _basis(labels, data.get("legalBasis")),
        "specification": labels.one(data.get("specification")),
        "verified": data.get("verified"),
    }


def _basis(labels: Labels, value: Any) -> list[dict[str, Any]]:
    """Provisions with whether their wording was read."""
    return [
        {**labels.link(str(iri)), "verified": bool(labels.entry(str(iri)).data.get("verified"))}
        for iri in listed(value)
    ]


def _system(labels: Labels, entry: Entry) -> dict[str, Any]:
    data = entry.data
    return {
        "slug": entry.slug,
        "href": entry.path,
        "title": data["prefLabel"],
        "owner": labels.one(data["owner"]),
        "operator": labels.one(data.get("operator")),
        "lifecycle": labels.title("LifecycleStatus", data["lifecycle"]) if "lifecycle" in data else None,
        "verified": data.get("verified"),
    }


def _delivery(labels: Labels, entry: Entry) -> dict[str, Any]:
    data = entry.data
    return {
        "href": entry.path,
        "code": data["code"],
        "title": data["title"],
        "from": labels.link(data["fromOrganisation"]),
        "to": labels.links(data["toOrganisation"]),
        "frequency": str(data["frequency"]).rpartition("/")[2],
        "count": len(listed(data.get("dataElement"))),
        "basis": _basis(labels, data.get("legalBasis")),
        "verified": data.get("verified"),
    }


def _field(labels: Labels, entry: Entry) -> dict[str, Any]:
    data = entry.data
    supplied = data.get("suppliedBy")
    return {
        "href": entry.path,
        "number": data.get("fieldNumber"),
        "name": data["fieldName"],
        "description": data.get("description", {}),
        "format": data.get("fieldFormat"),
        "mandatory": data.get("isMandatory"),
        "list": labels.one(data.get("codeList")),
        "interfaceRef": data.get("interfaceRef"),
        "handbookRef": data.get("handbookRef"),
        "supplier": supplied,
        "suppliedBy": labels.title("SuppliedBy", supplied) if supplied else None,
        "rules": labels.links(data.get("rule")),
        "realisedBy": labels.links(data.get("realisedBy")),
        "note": data.get("note", {}),
        "verified": data.get("verified"),
    }


def _document(labels: Labels, entry: Entry) -> dict[str, Any]:
    data = entry.data
    return {
        "href": entry.path,
        "title": data["title"],
        "alternative": data.get("alternativeTitle", {}),
        "issuer": labels.one(data.get("documentIssuer")),
        "version": data.get("documentVersion"),
        "issued": data.get("issued"),
        "sources": labels.links(data.get("source")),
        "replacedBy": labels.links(data.get("isReplacedBy")),
        "readOn": data.get("readOn"),
        "verified": data.get("verified"),
    }
