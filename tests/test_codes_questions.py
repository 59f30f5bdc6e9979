"""The competency questions on code lists, CQ-08 to CQ-11, through the engine behind /sparql."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from stafett.sources import Sources
from stafett.store.embedded import EmbeddedEngine
from stafett.store.engine import QueryRequest

GREP = "http://psi.udir.no/kl06/"
NONE = "ingen avbildning kjent"

Rows = list[dict[str, str]]


def query_of(sources: Sources, identifier: str) -> str:
    return next(str(q["query"]) for q in sources.queries if q["id"] == identifier)


def rows(engine: EmbeddedEngine, query: str) -> Rows:
    found = json.loads(engine.run(QueryRequest(query)).body)["results"]["bindings"]
    return [{name: cell["value"].removeprefix(GREP) for name, cell in row.items()} for row in found]


def ways(engine: EmbeddedEngine, sources: Sources, code: str, relation: str) -> dict[str, int]:
    """The codes that a code leads to, with the number of steps."""
    query = query_of(sources, "replaced-by").replace("grep:NOR1003", f"grep:{code}")
    return {
        row["other"]: int(row["length"])
        for row in rows(engine, query)
        if row["relation"] == relation and "length" in row
    }


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("NOR1003", {"NOR1201": 1, "NOR1260": 2}),
        ("NAT1001", {f"NAT10{n:02}": 1 for n in range(8, 18)}),
        ("DHV1004", {"DTH1003": 1, "FBI1003": 1}),
        ("BOK3001", {"GPT3001": 1}),
        ("NOR1214", {"NOR1284": 1}),
        ("NOR0014", {"NOR0214": 1, "NOR0218": 2}),
        ("NOR1267", {}),
    ],
)
def test_what_replaced_a_code_and_through_how_many_steps(
    engine: EmbeddedEngine, sources: Sources, code: str, expected: dict[str, int]
) -> None:
    assert ways(engine, sources, code, "isReplacedBy") == expected


def test_two_codes_became_one(engine: EmbeddedEngine, sources: Sources) -> None:
    before = ways(engine, sources, "NOR1260", "replaces")
    assert {code for code, steps in before.items() if steps == 1} == {"NOR1201", "NOR1202"}
    assert before["NOR1003"] == 2


def test_no_predecessor_from_reform_94_is_known_and_that_is_said(
    engine: EmbeddedEngine, sources: Sources
) -> None:
    found = rows(engine, query_of(sources, "replaced-by"))
    assert {"code": "NOR1003", "relation": "replaces", "other": "NOR1003", "answer": NONE} in found
    assert {"code": "NOR1003", "relation": "isReplacedBy", "other": "NOR1260", "answer": NONE} in found


@pytest.mark.parametrize("relation", ["isReplacedBy", "replaces"])
def test_a_code_of_which_nothing_is_known_is_answered_with_that(
    engine: EmbeddedEngine, sources: Sources, relation: str
) -> None:
    subjects = sources.lists["grep-fagkoder"].codes
    code = next(c.notation for c in subjects if c.notation not in sources.replacements)
    query = query_of(sources, "replaced-by").replace("grep:NOR1003", f"grep:{code}")
    expected = {"code": code, "relation": relation, "other": code, "answer": NONE}
    assert [row for row in rows(engine, query) if row["relation"] == relation] == [expected]


def test_every_subject_code_has_an_answer_in_both_directions(
    engine: EmbeddedEngine, sources: Sources
) -> None:
    head = (
        "PREFIX dct: <http://purl.org/dc/terms/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX sssom: <https://w3id.org/sssom/> "
    )
    scheme = sources.lists["grep-fagkoder"].iri
    for relation in ("isReplacedBy", "replaces"):
        silent = f"""{head} SELECT ?code {{
            ?code skos:inScheme <{scheme}> .
            FILTER NOT EXISTS {{ ?code dct:{relation} ?other }}
            FILTER NOT EXISTS {{
              ?statement rdf:subject ?code ; rdf:predicate dct:{relation} ; rdf:object sssom:NoTermFound }}
        }}"""
        assert rows(engine, silent) == []


def test_codes_without_a_counterpart(engine: EmbeddedEngine, sources: Sources) -> None:
    found = {
        (r["side"], r["list"], r["code"]) for r in rows(engine, query_of(sources, "without-counterpart"))
    }
    assert {c for side, name, c in found if name == "Eksamensform (VIGO)" and side == "VIGO"} == {"TP", "TS"}
    assert {c for side, name, c in found if name == "Eksamensformer (Grep)" and side == "Grep"} == {
        "eksamensform_1", "eksamensform_6", "eksamensform_7",
    }  # fmt: skip
    assert {side for side, _, _ in found} == {"VIGO", "Grep"}


def test_expired_codes_in_lists_that_a_delivery_uses(engine: EmbeddedEngine, sources: Sources) -> None:
    found = {
        (r["field"], r["code"], r.get("validTo")) for r in rows(engine, query_of(sources, "expired-in-use"))
    }
    assert ("F13 Merknadkode", "FAM00", "2008-12-31") in found
    assert ("F13 Merknadkode", "FAM11", None) in found


def test_a_code_in_force_is_not_among_the_expired(sources: Sources) -> None:
    store = ox.Store()
    data = """PREFIX d: <https://w3id.org/stafett/def/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX e: <https://example.org/>
        INSERT DATA {
          e:f a d:DataElement ; d:fieldName "F" ; d:codeList e:l .
          e:a skos:inScheme e:l ; skos:notation "A" ; d:validTo "2001-01-01"^^xsd:date .
          e:b skos:inScheme e:l ; skos:notation "B" ; d:validTo "9999-01-01"^^xsd:date .
          e:c skos:inScheme e:l ; skos:notation "C" ;
            d:codeStatus <https://w3id.org/stafett/code/stafett-kodestatus/expired> .
          e:d skos:inScheme e:l ; skos:notation "D" .
          e:x skos:inScheme e:m ; skos:notation "X" ; d:validTo "2001-01-01"^^xsd:date . }"""
    store.update(data)
    found = store.query(query_of(sources, "expired-in-use"))
    assert isinstance(found, ox.QuerySolutions)
    assert [s["code"].value for s in found] == ["A", "C"]


def test_lists_that_deviate(engine: EmbeddedEngine, sources: Sources) -> None:
    found = [
        (r["listA"], r["listB"], r["code"], r["kind"])
        for r in rows(engine, query_of(sources, "deviations"))
        if r["evidence"] and r["certainty"]
    ]
    interface = "i grensesnittet fra skoleadministrative systemer"
    file = "på filen fra VIGO til SSB"
    assert (f"Fullførtkode {interface}", f"Fullførtkode {file}", "L", "Bare i liste A") in found
    assert (f"Fullførtkode {interface}", f"Fullførtkode {file}", "K", "Bare i liste A") in found
    assert (f"Rettstype {interface}", f"Rettstype {file}", "F", "Bare i liste B") in found
    expected = {(d.iri, c) for d in sources.deviations for c in d.as_object(sources.lists)["deviatingCode"]}
    assert len(found) == len(expected)


def test_a_code_with_the_same_letter_is_told_once_for_each_list(
    engine: EmbeddedEngine, sources: Sources
) -> None:
    found = rows(engine, query_of(sources, "same-letter"))
    assert len(found) == len({row["list"] for row in found}) > 5
    assert not any("/modelelement/" in row["code"] for row in found)
