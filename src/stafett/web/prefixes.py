"""Prefixes for documents and queries: well-known names, so that addresses can be read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

STANDARD: Final[Mapping[str, str]] = MappingProxyType(
    {
        "adms": "http://www.w3.org/ns/adms#",
        "cpsv": "http://purl.org/vocab/cpsv#",
        "cpsvno": "https://data.norge.no/vocabulary/cpsvno#",
        "cv": "http://data.europa.eu/m8g/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcatap": "http://data.europa.eu/r5r/",
        "dcatno": "https://data.norge.no/vocabulary/dcatno#",
        "dct": "http://purl.org/dc/terms/",
        "elm": "http://data.europa.eu/snb/model/elm/",
        "euvoc": "http://publications.europa.eu/ontology/euvoc#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "grep": "http://psi.udir.no/kl06/",
        "locn": "http://www.w3.org/ns/locn#",
        "modelldcatno": "https://data.norge.no/vocabulary/modelldcatno#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prof": "http://www.w3.org/ns/dx/prof/",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sd": "http://www.w3.org/ns/sparql-service-description#",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "skosno": "https://data.norge.no/vocabulary/skosno#",
        "time": "http://www.w3.org/2006/time#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "void": "http://rdfs.org/ns/void#",
        "xkos": "http://rdf-vocabulary.ddialliance.org/xkos#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)


def prefixes_for(base: str) -> dict[str, str]:
    """The standard prefixes, and `stafett:` and `codes:` for a build with this base."""
    return {**STANDARD, "codes": f"{base}/code/", "stafett": f"{base}/def/"}


def shorten(iri: str, prefixes: Mapping[str, str]) -> str | None:
    """The identifier as prefix:name, or None where no prefix fits."""
    fitting = [(prefix, start) for prefix, start in prefixes.items() if iri.startswith(start)]
    if not fitting:
        return None
    prefix, start = max(fitting, key=lambda item: len(item[1]))
    rest = iri[len(start) :]
    return f"{prefix}:{rest}" if rest and "/" not in rest and "#" not in rest else None
