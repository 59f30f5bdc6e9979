"""Small catalogues to harvest: a good one, and helpers to read others."""

from __future__ import annotations

from stafett.harvest.kinds import KINDS
from stafett.harvest.members import Harvest, harvest
from stafett.harvest.preview import Preview, preview
from stafett.harvest.reading import read_document

PREFIXES = """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix cv: <http://data.europa.eu/m8g/> .
@prefix cpsv: <http://purl.org/vocab/cpsv#> .
@prefix dcatno: <https://data.norge.no/vocabulary/dcatno#> .
@prefix m: <https://data.norge.no/vocabulary/modelldcatno#> .
@prefix eu: <http://publications.europa.eu/resource/authority/> .
@prefix ex: <https://example.org/> .
"""
PUBLISHER = "<https://data.brreg.no/enhetsregisteret/api/enheter/970018131>"
GOOD = f"""{PREFIXES}
ex:catalog a dcat:Catalog ; dct:title "Katalog"@nb ; dct:publisher {PUBLISHER} ; dcat:dataset ex:a .
ex:a a dcat:Dataset ; dct:title "A"@nb ; dct:publisher {PUBLISHER} ; dcat:contactPoint ex:contact ;
  dcat:distribution ex:file .
ex:file a dcat:Distribution ; dct:title "Fil"@nb .
ex:contact a vcard:Organization ; vcard:fn "Kontakt"@nb .
"""
SOURCE = "https://example.org/catalog.ttl"


def taken(turtle: str, kind: str = "datasets") -> Harvest:
    """The harvest of Turtle; the usual prefixes may be left out."""
    content = turtle if turtle.startswith("@prefix") else PREFIXES + turtle
    graph = read_document(content.encode(), "text/turtle").graph
    assert graph is not None
    return harvest(graph, KINDS[kind], SOURCE)


def seen(turtle: str, kind: str | None = "datasets", media_type: str = "text/turtle") -> Preview:
    """The preview of Turtle; the usual prefixes may be left out."""
    content = turtle if turtle.startswith("@prefix") else PREFIXES + turtle
    return preview(content.encode(), media_type, SOURCE, kind=kind)


def codes(found: Preview) -> dict[str, str]:
    """The rules a preview met, with the subject or detail of the last."""
    return {f.code: f.subject or f.detail for f in found.findings}
