from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

from stafett.generate.instances import write_instances
from stafett.iris import PREFIXES
from stafett.sources import Sources

DEF = "https://w3id.org/stafett/def/"
EX = "https://w3id.org/stafett/example/"
XSD = PREFIXES["xsd"]


def objects(sources: Sources, item: dict[str, Any], path: str) -> list[object]:
    """What one object says of itself with a property, as terms."""
    found = write_instances(sources.model, sources.code_sets, [item])
    return [t.object for t in found if t.predicate.value == path]


def typed(value: str, kind: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + kind))


def test_an_object_has_the_type_of_its_class(sources: Sources) -> None:
    found = objects(sources, {"type": "Person", "id": "ex:p"}, PREFIXES["rdf"] + "type")
    assert found == [ox.NamedNode(DEF + "Person")]


@pytest.mark.parametrize(
    ("identifier", "iri"),
    [
        ("ex:p", EX + "p"),
        ("grep:HS", "http://psi.udir.no/kl06/HS"),
        ("codes:vigo-termin", "https://w3id.org/stafett/code/vigo-termin"),
        ("https://example.org/p", "https://example.org/p"),
    ],
)
def test_identifiers_may_use_the_prefixes_of_the_data(sources: Sources, identifier: str, iri: str) -> None:
    found = write_instances(sources.model, sources.code_sets, [{"type": "Person", "id": identifier}])
    assert [t.subject for t in found] == [ox.NamedNode(iri)]


@pytest.mark.parametrize(
    ("cls", "slot", "value", "term"),
    [
        ("Person", "birthYear", 2007, typed("2007", "integer")),
        ("Person", "isSynthetic", True, typed("true", "boolean")),
        ("CodeMapping", "confidence", "0.50", typed("0.50", "decimal")),
        ("SchoolYear", "startDate", "2025-08-01", typed("2025-08-01", "date")),
        ("Person", "pseudonym", "synt-1", ox.Literal("synt-1")),
        ("Person", "pseudonym", 7, typed("7", "integer")),
        ("Person", "residenceArea", "ex:a", ox.NamedNode(EX + "a")),
        ("Person", "residenceArea", "no iri", ox.Literal("no iri")),
    ],
)
def test_a_value_has_the_datatype_of_its_slot(
    sources: Sources, cls: str, slot: str, value: object, term: object
) -> None:
    path = sources.model.slots[slot].path
    assert objects(sources, {"type": cls, "id": "ex:x", slot: value}, path) == [term]


def test_a_text_has_one_literal_a_language(sources: Sources) -> None:
    item = {"type": "Organisation", "id": "ex:o", "prefLabel": {"nb": "fylke", "en": "county"}}
    found = objects(sources, item, PREFIXES["skos"] + "prefLabel")
    assert found == [ox.Literal("fylke", language="nb"), ox.Literal("county", language="en")]


def test_a_notation_becomes_the_code_of_the_list_of_the_slot(sources: Sources) -> None:
    item = {"type": "ProgrammeEnrolment", "id": "ex:e", "studentStatus": "E"}
    found = objects(sources, item, DEF + "studentStatus")
    assert found == [ox.NamedNode("https://w3id.org/stafett/code/vigo-elevstatus/E")]


def test_a_code_of_grep_keeps_the_iri_of_grep(sources: Sources) -> None:
    found = objects(sources, {"type": "ProgrammeArea", "id": "ex:a", "stage": "vg2"}, DEF + "stage")
    assert found == [ox.NamedNode("http://psi.udir.no/kl06/vg2")]


def test_an_unknown_notation_is_written_so_that_validation_can_say_so(sources: Sources) -> None:
    item = {"type": "ProgrammeEnrolment", "id": "ex:e", "studentStatus": "Å 1"}
    found = objects(sources, item, DEF + "studentStatus")
    assert found == [ox.NamedNode("https://w3id.org/stafett/code/vigo-elevstatus/%C3%85%201")]


def test_a_nested_object_without_identity_is_a_typed_blank_node(sources: Sources) -> None:
    item = {"type": "Person", "id": "ex:p", "identifier": [{"type": "Identifier", "notation": "7"}]}
    found = write_instances(sources.model, sources.code_sets, [item])
    nested = [t for t in found if isinstance(t.subject, ox.BlankNode)]
    assert {str(t.object) for t in nested} == {f"<{DEF}Identifier>", '"7"'}


def test_a_nested_object_without_type_has_none_as_json_ld_would_have_it(sources: Sources) -> None:
    item = {"type": "Person", "id": "ex:p", "identifier": [{"notation": "7"}]}
    found = write_instances(sources.model, sources.code_sets, [item])
    assert [str(t.object) for t in found if isinstance(t.subject, ox.BlankNode)] == ['"7"']


def test_a_key_that_the_class_does_not_have_is_left_out(sources: Sources) -> None:
    found = write_instances(
        sources.model, sources.code_sets, [{"type": "Person", "id": "ex:p", "orgNumber": "999999999"}]
    )
    assert len(found) == 1


def test_an_object_of_no_known_type_says_nothing(sources: Sources) -> None:
    assert len(write_instances(sources.model, sources.code_sets, [{"type": "Robot", "id": "ex:r"}])) == 0


def test_the_same_objects_give_the_same_blank_nodes(sources: Sources) -> None:
    item = {"type": "Person", "id": "ex:p", "identifier": [{"notation": "7"}, {"notation": "8"}]}
    first, second = (list(write_instances(sources.model, sources.code_sets, [item])) for _ in range(2))
    assert first == second
