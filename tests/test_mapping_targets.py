"""The mapping sets against what they map: nothing forgotten, nothing invented, and as the model says."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml

NOT_IN_BRREG = {"fint:Aktivitetsfravar", "fint:Grepreferanse", "fint:Vigoreferanse"}
KEYS = {
    "exact_mappings": "skos:exactMatch",
    "close_mappings": "skos:closeMatch",
    "broad_mappings": "skos:broadMatch",
    "narrow_mappings": "skos:narrowMatch",
    "related_mappings": "skos:relatedMatch",
}
Rows = list[dict[str, str]]


def _rows(root: Path, name: str) -> Rows:
    lines = (root / "mappings" / f"stafett-{name}.sssom.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader([x for x in lines if not x.startswith("#")], delimiter="\t"))


def _objects(rows: Rows, prefix: str) -> set[str]:
    ids = {r["object_id"] for r in rows}
    return {i.removeprefix(f"{prefix}:") for i in ids if i.startswith(f"{prefix}:")}


def _table(file: Path) -> Rows:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _declared(file: Path, namespace: str) -> set[str]:
    quads = ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
    found = {q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)}
    return {iri.removeprefix(namespace) for iri in found if iri.startswith(namespace)}


@pytest.mark.shared
def test_every_fint_class_is_mapped_or_left_out_with_a_reason(root: Path, shared: Path) -> None:
    classes = _table(shared / "data" / "fint" / "utdanning_classes.csv")
    wanted = {c["class"] for c in classes if c["component"].startswith("utdanning-")}
    rows = _rows(root, "fint")
    assert len(wanted) == 75
    assert wanted <= {r["object_label"] for r in rows if r["object_id"].partition(":")[2][:1].isupper()}


@pytest.mark.shared
def test_fint_terms_are_those_of_the_linkml_edition(root: Path, shared: Path) -> None:
    known = set(NOT_IN_BRREG)
    for name in ("fint-utdanning-schema.yaml", "fint-common-schema.yaml"):
        schema = yaml.safe_load((shared / "data" / "fint" / "brreg-linkml" / name).read_text("utf-8"))
        for key, section in (("class_uri", "classes"), ("slot_uri", "slots")):
            uris = (str(e.get(key)) for e in schema[section].values())
            known |= {re.sub("^utd:", "fint:", re.sub("^fint:", "fint-felles:", uri)) for uri in uris}
    assert {r["object_id"] for r in _rows(root, "fint")} <= known


@pytest.mark.shared
def test_elm_terms_are_in_the_ontology(root: Path, shared: Path) -> None:
    known = _declared(shared / "standards" / "elm" / "ELM.ttl", "http://data.europa.eu/snb/model/elm/")
    assert _objects(_rows(root, "elm"), "elm") <= known


@pytest.mark.shared
def test_grep_terms_are_in_the_ontology_in_either_spelling(root: Path, shared: Path) -> None:
    grep = shared / "data" / "grep"
    file = grep / "Grep_SPARQL" / "Ontologi" / "ontologi_kl06_20240523.ttl"
    known = _declared(file, "http://psi.udir.no/ontologi/kl06/")
    rows = _rows(root, "grep")
    assert {t for t in _objects(rows, "u") if not {t, t[:1].upper() + t[1:]} & known} == set()
    seen = "\n".join(
        f.read_text(encoding="utf-8") for f in [*grep.glob("*.csv"), *grep.glob("derived/*.csv")]
    )
    assert {c for c in _objects(rows, "grep") if c not in seen} == set()


@pytest.mark.shared
def test_every_nvb_field_of_a_document_is_mapped_or_left_out(root: Path, shared: Path) -> None:
    fields = _table(shared / "data" / "nvb" / "nvb_fields.csv")
    known = {f["field_id"]: f["record_type"] for f in fields}
    repeated = {"P1", "F1", "M1"}  # the document number again, to bind the records together
    wanted = {f for f, record in known.items() if record in set("VPFMD") and not f.endswith("0")}
    wanted |= {"V10", "V20", "F10", "M10"}
    found = _objects(_rows(root, "nvb"), "nvb")
    assert wanted - repeated <= found
    assert found <= known.keys() | set(known.values())


@pytest.mark.shared
def test_every_column_of_the_results_files_is_mapped_or_left_out(root: Path, shared: Path) -> None:
    fields = _table(shared / "data" / "ssb" / "ssb_interface_fields.csv")
    found = {(r["object_id"], r["object_label"]) for r in _rows(root, "ssbresultat")}
    assert found == {(f"{f['file']}:{f['position']}", f["field_nb"]) for f in fields}


@pytest.mark.shared
def test_nudb_variables_and_klass_lists_exist(root: Path, shared: Path) -> None:
    rows = _rows(root, "nudb")
    ssb = shared / "data" / "ssb"
    assert _objects(rows, "nudb") <= {v["variable"] for v in _table(ssb / "nudb_variables.csv")}
    assert _objects(rows, "klass") <= {k["klass_id"] for k in _table(ssb / "klass_ids.csv")}


def test_the_model_and_the_tables_say_the_same(root: Path) -> None:
    """A mapping that the model's YAML gives, to a vocabulary that has a table, stands in it likewise."""
    tables = sorted(
        f.name.split(".")[0].removeprefix("stafett-") for f in (root / "mappings").glob("stafett-*.tsv")
    )
    rows = [r for name in tables for r in _rows(root, name)]
    said = {
        (r["subject_id"], r["predicate_id"], r["object_id"]) for r in rows if not r.get("predicate_modifier")
    }
    covered = {o.partition(":")[0] for _, _, o in said if o} - {"sssom"}
    file = root / "mappings" / "planned.txt"
    planned = set(file.read_text(encoding="utf-8").split()) if file.exists() else set()
    wrong = [
        m
        for m in _of_model(root)
        if m[2].partition(":")[0] in covered and m[0] not in planned and m not in said
    ]
    assert wrong == []


def _of_model(root: Path) -> Iterator[tuple[str, str, str]]:
    for file in sorted((root / "model").glob("*.yaml")):
        module: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
        for section in ("classes", "slots", "enums"):
            for name, body in (module.get(section) or {}).items():
                notes = body.get("annotations") or {}
                subject = f"codes:{notes['scheme']}" if section == "enums" else f"stafett:{name}"
                for key, predicate in KEYS.items():
                    yield from ((subject, predicate, curie) for curie in body.get(key) or ())
                for curie in str(notes.get("sub_class_of", "")).split():
                    yield subject, "rdfs:subClassOf", curie
