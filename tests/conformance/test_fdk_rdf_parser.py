"""fdk-rdf-parser 2.9.0, the predecessor of the parser at data.norge.no, reads what a harvest leaves of us.

Nothing that it knows may be lost. Its known blind spots are not asked for: it reads xsd:minOccurs and not
modelldcatno:minOccurs, and of services neither cpsvno:hasPossibleOutput nor cpsvno:hasRequiredEvidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import fdk_rdf_parser as fdk
import pyoxigraph as ox
import pytest

from stafett.harvest.graph import Graph
from stafett.harvest.kinds import CPSV, CV, DCAT, DCT, FOAF, KINDS, MODELL, RDF_TYPE, SKOS
from stafett.harvest.members import Harvest, Member
from stafett.harvest.preview import simulate

EUVOC = "http://publications.europa.eu/ontology/euvoc#"
ADMS = "http://www.w3.org/ns/adms#"
OWL = "http://www.w3.org/2002/07/owl#"

PARSERS: dict[str, Callable[..., Any]] = {
    "datasets": fdk.parse_dataset,
    "dataservices": fdk.parse_data_service,
    "informationmodels": fdk.parse_information_model,
    "concepts": fdk.parse_concept,
    "services": fdk.parse_service,
    "events": fdk.parse_event,
}
RESOURCE = [
    (DCT + "title", "title"), (DCT + "description", "descriptionFormatted"), (DCT + "publisher", "publisher"),
    (DCT + "identifier", "identifier"), (DCAT + "contactPoint", "contactPoint"),
    (DCAT + "keyword", "keyword"), (DCAT + "theme", "themeUris"), (DCT + "issued", "issued"),
    (DCT + "modified", "modified"), (DCT + "language", "language"),
]  # fmt: skip
FIELDS: dict[str, list[tuple[str, str]]] = {
    "datasets": [
        *RESOURCE, (DCT + "accessRights", "accessRights"), (DCAT + "landingPage", "landingPage"),
        (DCAT + "distribution", "distribution"), (DCT + "spatial", "spatial"), (FOAF + "page", "page"),
        (DCT + "temporal", "temporal"), (DCT + "accrualPeriodicity", "accrualPeriodicity"),
        (DCT + "type", "dctType"), (DCT + "provenance", "provenance"), (DCT + "subject", "subject"),
        (DCAT + "inSeries", "inSeries"), (DCAT + "prev", "prev"),
    ],
    "dataservices": [
        *RESOURCE, (DCT + "accessRights", "accessRights"), (DCAT + "landingPage", "landingPage"),
        (DCAT + "endpointURL", "endpointURL"), (DCAT + "endpointDescription", "endpointDescription"),
        (DCAT + "servesDataset", "servesDataset"), (DCT + "conformsTo", "conformsTo"),
        (DCT + "format", "fdkFormat"), (FOAF + "page", "page"),
    ],
    "informationmodels": [
        *RESOURCE, (MODELL + "informationModelIdentifier", "informationModelIdentifier"),
        (DCT + "license", "license"), (DCT + "type", "dctType"), (DCT + "hasFormat", "hasFormat"),
        (FOAF + "homepage", "homepage"), (ADMS + "status", "status"), (OWL + "versionInfo", "versionInfo"),
        (MODELL + "containsModelElement", "containsModelElements"),
    ],
    "concepts": [
        (SKOS + "prefLabel", "prefLabel"), (DCT + "identifier", "identifier"),
        (DCT + "publisher", "publisher"), (DCAT + "contactPoint", "contactPoint"),
        (SKOS + "altLabel", "altLabel"),
        (EUVOC + "status", "status"), (DCT + "created", "created"), (EUVOC + "xlDefinition", "definition"),
    ],
    "services": [
        (DCT + "title", "title"), (DCT + "description", "description"), (DCT + "identifier", "identifier"),
        (CV + "ownedBy", "ownedBy"), (CV + "hasCompetentAuthority", "hasCompetentAuthority"),
        (CV + "contactPoint", "contactPoint"), (DCAT + "keyword", "keyword"),
        (CV + "hasChannel", "hasChannel"),
        (CV + "hasLegalResource", "hasLegalResource"), (CV + "isGroupedBy", "isGroupedBy"),
        (DCT + "spatial", "spatial"), (DCT + "language", "language"), (FOAF + "homepage", "homepage"),
        (CV + "thematicArea", "thematicAreaUris"), (CPSV + "follows", "follows"),
        (CV + "hasParticipation", "hasParticipation"), (CV + "hasCost", "hasCost"),
    ],
    "events": [
        (DCT + "title", "title"), (DCT + "description", "description"), (DCT + "identifier", "identifier"),
        (DCT + "type", "dctType"), (DCT + "subject", "subject"), (DCT + "relation", "relation"),
    ],
}  # fmt: skip
"""By kind: the property in our document, and the field of the parser that it comes out as."""

LINKS = {
    "hasType", "isAbstractionOf", "refersTo", "hasDataType", "hasSimpleType", "hasObjectType", "hasValueFrom",
    "hasSome", "hasMember", "contains", "hasSupplier", "hasGeneralConcept", "formsSymmetryWith",
}  # fmt: skip
"""From a property to an element, as the parser follows them."""


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _record(iri: str, topic: str, identifier: str, parent: str | None = None) -> Iterable[ox.Triple]:
    """The catalogue record that data.norge.no adds, as createCatalogRecordModel makes it."""
    when = ox.Literal("2026-11-22T00:00:00Z", datatype=_node("http://www.w3.org/2001/XMLSchema#dateTime"))
    yield ox.Triple(_node(iri), _node(RDF_TYPE), _node(DCAT + "CatalogRecord"))
    yield ox.Triple(_node(iri), _node(DCT + "identifier"), ox.Literal(identifier))
    yield ox.Triple(_node(iri), _node(FOAF + "primaryTopic"), _node(topic))
    for name in ("issued", "modified"):
        yield ox.Triple(_node(iri), _node(DCT + name), when)
    if parent:
        yield ox.Triple(_node(iri), _node(DCT + "isPartOf"), _node(parent))


def _parsed(found: Harvest, member: Member) -> Any:
    kind = found.kind
    [container] = [c for c in found.containers if c.iri == member.container]
    parent = kind.containers + container.fdk_id
    triples = {
        *member.triples,
        *container.triples,
        *_record(kind.records + member.fdk_id, member.iri, member.fdk_id, parent),
        *_record(parent, container.iri, container.fdk_id),
    }
    text = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    # The parser wants one record about a resource of its type, and the container's is of another.
    return PARSERS[kind.name](text, rdf_format="nt")


@pytest.fixture(scope="module", params=KINDS)
def found(request: pytest.FixtureRequest, dist: Path) -> Harvest:
    kind = request.param
    file = dist / "catalog" / f"{kind}.ttl"
    if not file.exists():
        pytest.skip(f"this build has no document of {kind}")
    return simulate(file.read_bytes(), "text/turtle", kind, f"https://w3id.org/stafett/catalog/{kind}")


def _size(value: Any) -> int:
    if value is None:
        return 0
    return len(value) if isinstance(value, list | set | dict) else 1


def test_every_member_is_read_with_every_field_the_parser_knows(found: Harvest) -> None:
    asked = set()
    for member in found.members:
        parsed, graph = _parsed(found, member), Graph.of(member.triples)
        # Of a concept the parser gives the address of data.norge.no's record, not its own.
        own = f"{found.kind.records}{member.fdk_id}" if found.kind.name == "concepts" else member.iri
        assert parsed.uri == own
        assert parsed.id == member.fdk_id
        for predicate, field in FIELDS[found.kind.name]:
            values = graph.values(_node(member.iri), predicate)
            if not values:
                continue
            asked.add(field)
            got = getattr(parsed, field)
            where = f"{member.iri} {field}"
            if isinstance(got, dict) and all(isinstance(v, ox.Literal) for v in values):
                assert got == graph.texts(_node(member.iri), predicate), where
            elif isinstance(got, list | set):
                assert _size(got) == len(values), where
            else:
                assert got, where
    assert len(asked) >= 3


def test_every_member_knows_its_catalogue(found: Harvest) -> None:
    for member in found.members[:20]:
        parsed = _parsed(found, member)
        holder = parsed.collection if found.kind.name == "concepts" else parsed.catalog
        assert holder.uri == member.container
        assert holder.label if found.kind.name == "concepts" else holder.title


def test_every_distribution_of_a_dataset_is_read(found: Harvest) -> None:
    if found.kind.name != "datasets":
        pytest.skip("only datasets have distributions")
    for member in found.members:
        graph = Graph.of(member.triples)
        for one in _parsed(found, member).distribution or ():
            node = _node(one.uri)
            assert one.title == graph.texts(node, DCT + "title")
            for field in ("accessURL", "downloadURL"):
                assert {str(v.value) for v in graph.values(node, DCAT + field)} == (
                    getattr(one, field) or set()
                )
            formats = (*graph.values(node, DCT + "format"), *graph.values(node, DCAT + "mediaType"))
            assert len(one.fdkFormat or ()) == len(formats)
            assert bool(one.license) == bool(graph.values(node, DCT + "license"))


def test_every_element_property_and_code_of_the_model_is_read(found: Harvest) -> None:
    if found.kind.name != "informationmodels":
        pytest.skip("only information models have elements")
    for member in found.members:
        graph, parsed = Graph.of(member.triples), _parsed(found, member)
        codes = set(graph.of_type([MODELL + "CodeElement"]))
        properties = {v for t in graph if t.predicate.value == MODELL + "hasProperty" for v in [t.object]}
        things = {n for n in graph.by_subject if _is_of_modelldcat(graph, n) and n != _node(member.iri)}
        elements = {str(n.value) for n in things - codes - properties}
        assert elements
        assert set(parsed.modelElements) == elements
        assert set(parsed.modelProperties) == {str(n.value) for n in properties}  # type: ignore[union-attr]
        _same_texts(graph, parsed)
        _same_links(graph, parsed)
        _same_codes(graph, parsed, len(codes))


def _is_of_modelldcat(graph: Graph, node: Any) -> bool:
    return any(name.startswith(MODELL) for name in graph.types(node))


def _same_texts(graph: Graph, parsed: Any) -> None:
    for iri, thing in {**parsed.modelElements, **parsed.modelProperties}.items():
        for name in ("title", "description"):
            assert (getattr(thing, name) or {}) == graph.texts(_node(iri), DCT + name), iri
        subjects = graph.values(_node(iri), DCT + "subject")
        assert bool(thing.subject) == bool(subjects), iri


def _same_links(graph: Graph, parsed: Any) -> None:
    for iri, element in parsed.modelElements.items():
        assert len(element.hasProperty or ()) == len(graph.values(_node(iri), MODELL + "hasProperty")), iri
    for iri, prop in parsed.modelProperties.items():
        for name in LINKS:
            values = {str(v.value) for v in graph.values(_node(iri), MODELL + name)}
            got = getattr(prop, name)
            assert (set(got) if isinstance(got, list) else {got} if got else set()) == values, f"{iri} {name}"


def _same_codes(graph: Graph, parsed: Any, count: int) -> None:
    read = 0
    for iri, element in parsed.modelElements.items():
        inside = graph.pointing(SKOS + "inScheme", _node(iri))
        got = {code.uri: code for code in element.codes or ()}
        assert set(got) == {str(n.value) for n in inside}, iri
        for node in inside:
            [notation] = graph.values(node, SKOS + "notation")
            assert str(got[str(node.value)].notation) == notation.value
            labels = {tag: text for tag, text in graph.texts(node, SKOS + "prefLabel").items() if tag != "se"}
            read_labels = got[str(node.value)].prefLabel or {}
            assert {tag: read_labels.get(tag) for tag in labels} == labels
        read += len(got)
    assert read == count
