"""Write only the four forms that LinkML's generators write too: run as a process of its own, as they are."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench.timing import ROOT
from stafett.codes.lists import list_of_enumeration
from stafett.codes.reader import read_code_lists
from stafett.generate.context import write_context
from stafett.generate.jsonschema import write_json_schema
from stafett.generate.owl import write_owl
from stafett.generate.shacl import write_shacl
from stafett.iris import Iris
from stafett.model.reader import read_model
from stafett.rdf import serialise


def main(out: Path) -> None:
    """Read the model and its code lists, and write OWL, SHACL, context and JSON Schema."""
    iris = Iris("https://w3id.org/stafett")
    model = read_model(ROOT / "model", iris)
    lists = read_code_lists(ROOT / "codes", iris)
    day = next(iter(lists.values())).read
    lists |= {e.scheme: list_of_enumeration(model, e, day) for e in model.enums.values() if not e.external}
    codes = {scheme: code_list.code_set() for scheme, code_list in lists.items()}
    (out / "owl.ttl").write_bytes(serialise(write_owl(model), "ttl"))
    (out / "shacl.ttl").write_bytes(serialise(write_shacl(model, codes), "ttl"))
    (out / "context.jsonld").write_text(json.dumps(write_context(model, codes)), encoding="utf-8")
    (out / "schema.json").write_text(json.dumps(write_json_schema(model, codes)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
