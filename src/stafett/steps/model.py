"""The model in every form, its examples proved, and its diagrams."""

from __future__ import annotations

from stafett.generate.ages import ages, code_ages, prior_version, with_ages
from stafett.generate.context import write_context
from stafett.generate.diagram.drawing import write_diagrams
from stafett.generate.inventory import write_inventory
from stafett.generate.jsonschema import write_json_schema
from stafett.generate.mermaid import write_mermaid
from stafett.generate.owl import write_owl
from stafett.generate.plantuml import write_plantuml
from stafett.generate.pydantic import write_pydantic
from stafett.generate.shacl import write_shacl
from stafett.rdf import Triples
from stafett.records.proof import check_examples
from stafett.release import LOCK, RELEASES, check_lock, read_releases
from stafett.steps.work import Work


def write_model(work: Work) -> None:
    """Write the forms of the model, once every example is proved."""
    model, codes = work.sources.model, work.sources.code_sets
    output, files = work.output, work.model_files
    inventory = write_inventory(model, codes)
    check_lock(work.sources.root / LOCK, inventory)
    released = read_releases(work.sources.root / RELEASES)
    known = ages(released, inventory)
    work.ages.update(known)
    work.code_ages.update(code_ages(released, inventory))
    owl = write_owl(model, known, prior_version(released, model.version))
    shacl = write_shacl(model, codes)
    check_examples(work.sources.examples, model, codes, shacl, work.sources.rules)
    output.graph("model/stafett.owl", owl, files)
    work.shapes.append(output.graph("model/stafett.shacl", shacl, files).decode())
    output.json("model/stafett.context.jsonld", write_context(model, codes), files, 1)
    output.json("model/stafett.inventory.json", with_ages(inventory, known), files, 1)
    output.json("model/stafett.schema.json", write_json_schema(model, codes), files, 1)
    output.write("model/stafett_model.py", write_pydantic(model, codes).encode(), files)
    rules = Triples(work.iris)
    rules.update(work.sources.rules.triples)
    rule_files = [f"shapes/rules/{rule.file.name}" for rule in work.sources.rules.rules]
    output.graph("model/stafett.rules", rules, rule_files)
    for name, graph in (("model", owl), ("shapes", shacl), ("rules", rules)):
        work.add(name, graph)


def write_model_diagrams(work: Work) -> None:
    """The whole model and each module as text for other tools; each module and each class as SVG."""
    model, output, files = work.sources.model, work.output, work.model_files
    for suffix, write in (("mmd", write_mermaid), ("puml", write_plantuml)):
        output.write(f"model/stafett.{suffix}", write(model).encode(), files)
        for name in model.modules:
            output.write(f"diagrams/module/{name}.{suffix}", write(model, name).encode(), files)
    for path, svg in write_diagrams(model):
        output.write(f"diagrams/{path}", svg.encode(), files)
