"""Code lists as SKOS concept schemes (W3C SKOS Reference, sections 3-5), with provenance for each code."""

from __future__ import annotations

from collections.abc import Iterable

from stafett.codes.lists import (
    CERTAINTY_SCHEME,
    ORIGIN_SCHEME,
    STATUS_SCHEME,
    Code,
    CodeList,
    Column,
    Source,
)
from stafett.codes.xkos import write_classification
from stafett.errors import SourceError
from stafett.iris import Iris
from stafett.model.elements import CodeSets
from stafett.rdf import Triples


def write_sources(sources: Iterable[Source], iris: Iris) -> Triples:
    """Return a description of each source: title, address, publisher, date, licence and when it was read."""
    out = Triples(iris)
    for source in sources:
        out.types(source.iri, "dct:BibliographicResource")
        out.text(source.iri, "dct:title", source.title)
        out.add(source.iri, "foaf:page", source.url)
        out.text(source.iri, "dc:publisher", source.publisher)
        out.literal(source.iri, "dct:issued", source.published, "date")
        if source.licence:
            out.add(source.iri, "dct:license", source.licence)
        out.text(source.iri, "dct:rights", source.licence_note)
        out.literal(source.iri, "odrs:attributionText", source.attribution)
        out.literal(source.iri, "stafett:readOn", source.read, "date")
    return out


def write_code_list(code_list: CodeList, codes: CodeSets, iris: Iris) -> Triples:
    """Return a concept scheme with its concepts.

    Args:
        code_list: the list.
        codes: all lists, for columns that refer to them.
        iris: makes the identifiers.

    Raises:
        SourceError: a column refers to a code that does not exist.
    """
    out = Triples(iris)
    _scheme(out, code_list)
    write_classification(out, code_list, codes)
    for code in code_list.codes:
        _concept(out, code_list, code)
        _extra(out, code_list.columns, code, codes)
    return out


def _scheme(out: Triples, code_list: CodeList) -> None:
    iri = code_list.iri
    out.types(iri, "skos:ConceptScheme", "stafett:CodeList")
    out.text(iri, "dct:title", code_list.title)
    out.text(iri, "dct:description", code_list.description)
    out.text(iri, "stafett:listOwner", code_list.owner)
    out.add(iri, "stafett:origin", out.iris.code(ORIGIN_SCHEME, code_list.origin))
    out.add(iri, "dct:source", code_list.source.iri)
    out.literal(iri, "stafett:listVersion", code_list.version)
    out.literal(iri, "dct:issued", code_list.issued, "date")
    if code_list.licence:
        out.add(iri, "dct:license", code_list.licence)
    out.text(iri, "dct:rights", code_list.licence_note)
    out.literal(iri, "stafett:readOn", code_list.read, "date")
    out.literal(iri, "stafett:knownCount", len(code_list.codes), "integer")
    out.literal(iri, "stafett:totalCount", code_list.total, "integer")
    out.literal(iri, "stafett:isComplete", code_list.complete, "boolean")


def _concept(out: Triples, code_list: CodeList, code: Code) -> None:
    iri = code.iri
    out.types(iri, "skos:Concept", "stafett:Code")
    out.add(iri, "skos:inScheme", code_list.iri)
    out.add(iri, "skos:topConceptOf", code_list.iri)
    out.add(code_list.iri, "skos:hasTopConcept", iri)
    out.literal(iri, "skos:notation", code.notation)
    out.text(iri, "skos:prefLabel", code.label)
    out.text(iri, "skos:definition", code.definition)
    out.text(iri, "skos:note", code.note)
    out.literal(iri, "stafett:validFrom", code.valid_from, "date")
    out.literal(iri, "stafett:validTo", code.valid_to, "date")
    out.add(iri, "stafett:origin", out.iris.code(ORIGIN_SCHEME, code_list.origin))
    out.add(iri, "stafett:codeStatus", out.iris.code(STATUS_SCHEME, code.status))
    out.add(iri, "stafett:certainty", out.iris.code(CERTAINTY_SCHEME, code.certainty))
    for source in code.sources:
        out.add(iri, "dct:source", source.iri)
    out.literal(iri, "stafett:readOn", code.read, "date")
    for tag in code.own_translation:
        out.literal(iri, "stafett:ownTranslation", tag)
    if code.see_also:
        out.add(iri, "rdfs:seeAlso", code.see_also)
    if code.status == "expired":
        out.literal(iri, "owl:deprecated", True, "boolean")
    if code_list.concept_type:
        out.types(iri, f"stafett:{code_list.concept_type}")
        out.literal(iri, "stafett:code", code.notation)


def _extra(out: Triples, columns: tuple[Column, ...], code: Code, codes: CodeSets) -> None:
    for column in columns:
        value = code.extra.get(column.name)
        if value is None:
            continue
        if column.scheme is None:
            out.literal(code.iri, f"stafett:{column.slot}", value)
            continue
        target = codes.get(column.scheme)
        if target is None or value not in target.codes:
            text = f"«{column.name}» is «{value}», which is no code of {column.scheme}"
            raise SourceError(text, where=code.where)
        out.add(code.iri, f"stafett:{column.slot}", target.codes[value])
