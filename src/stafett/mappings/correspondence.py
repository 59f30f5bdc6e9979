"""Mappings between two code lists as correspondences of classifications (XKOS, sections 8 and 9).

A mapping set may hold rows between several pairs of lists; each pair is a correspondence of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from stafett.iris import Iris
from stafett.languages import Text
from stafett.mappings.sets import Mapping as Row
from stafett.mappings.sets import MappingSet
from stafett.rdf import Triples

RELATED: Final = "skos:relatedMatch"


class ListOfCodes(NamedTuple):
    """What a correspondence needs to know of a code list."""

    scheme: str
    iri: str
    title: Text
    codes: frozenset[str]


def write_correspondences(
    mapping_set: MappingSet, lists: Iterable[ListOfCodes], publisher: tuple[str, str], iris: Iris
) -> Triples:
    """Return a correspondence for each pair of lists that rows of the set connect.

    Rows that are negated, that state that there is no counterpart, or that say no more than that two codes
    are related, are no correspondence and are left out.

    Args:
        mapping_set: the set.
        lists: all code lists; a code that several lists hold belongs to the first.
        publisher: IRI and name of the body the catalogue speaks for.
        iris: makes the identifiers.
    """
    home: dict[str, ListOfCodes] = {}
    for code_list in lists:
        for code in code_list.codes:
            home.setdefault(code, code_list)
    pairs: dict[tuple[str, str], list[Row]] = {}
    for row in mapping_set.mappings:
        ends = [home.get(entity.iri or "") for entity in (row.subject, row.object)]
        one, other = ends
        related = row.predicate.curie == RELATED
        if row.is_plain and not related and one and other and one.iri != other.iri:
            pairs.setdefault((one.iri, other.iri), []).append(row)
    out = Triples(iris)
    by_iri = {code_list.iri: code_list for code_list in home.values()}
    for (one_iri, other_iri), rows in pairs.items():
        _correspondence(out, mapping_set, (by_iri[one_iri], by_iri[other_iri]), rows, publisher)
    return out


def _correspondence(
    out: Triples,
    mapping_set: MappingSet,
    pair: tuple[ListOfCodes, ListOfCodes],
    rows: Iterable[Row],
    publisher: tuple[str, str],
) -> None:
    one, other = pair
    iri = f"{mapping_set.iri}/{one.scheme}--{other.scheme}"
    out.types(iri, "xkos:Correspondence")
    out.literal(iri, "dct:identifier", iri, "anyURI")
    out.text(iri, "dct:title", _title(one.title, other.title))
    out.add(iri, "dct:publisher", publisher[0])
    out.types(publisher[0], "foaf:Agent")
    out.literal(publisher[0], "foaf:name", publisher[1])
    out.add(iri, "dct:isPartOf", mapping_set.iri)
    out.literal(iri, "dct:issued", mapping_set.date, "date")
    for code_list in pair:
        out.add(iri, "xkos:compares", code_list.iri)
    for row in rows:
        association = f"{iri}/{_local(row.subject.curie)}--{_local(row.object.curie)}"
        out.add(iri, "xkos:madeOf", association)
        out.types(association, "xkos:ConceptAssociation")
        for predicate, entity in (("xkos:sourceConcept", row.subject), ("xkos:targetConcept", row.object)):
            if entity.iri:
                out.add(association, predicate, entity.iri)


def _title(one: Text, other: Text) -> Text:
    words: Mapping[str, str] = other.as_dict()
    return Text.of({tag: f"{value} → {words[tag]}" for tag, value in one if tag in words})


def _local(curie: str) -> str:
    return curie.rpartition("/")[2] if "/" in curie else curie.partition(":")[2]
