"""From sources to `dist/`: deterministic, offline, and all or nothing.

Everything is written to a folder beside `dist` and takes its place only when it is complete, so that a
fault in the sources, or an interruption, leaves the previous build as it was.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from stafett.catalogue.dcat import Publisher, write_catalog
from stafett.catalogue.entries import Catalogue, read_catalogue
from stafett.catalogue.models import write_concepts_collection, write_models_catalog
from stafett.catalogue.queries import read_queries
from stafett.codes.lists import CodeList, Source, list_of_enumeration
from stafett.codes.reader import read_code_lists
from stafett.codes.reader import read_sources as read_code_sources
from stafett.codes.replacements import ReplacementGraph, read_replacements, write_replacements
from stafett.codes.skos import write_code_list, write_sources
from stafett.errors import Location, SourceError
from stafett.generate.concepts import write_concepts
from stafett.generate.context import write_context
from stafett.generate.diagram.drawing import write_diagrams
from stafett.generate.inventory import write_inventory
from stafett.generate.jsonschema import write_json_schema
from stafett.generate.mermaid import write_mermaid
from stafett.generate.modelldcat import write_modelldcat
from stafett.generate.owl import write_owl
from stafett.generate.plantuml import write_plantuml
from stafett.generate.pydantic import write_pydantic
from stafett.generate.shacl import write_shacl
from stafett.iris import PLACEHOLDER, Iris
from stafett.mappings.rdf import write_mappings
from stafett.mappings.reader import SUFFIX, read_mappings
from stafett.mappings.sets import MappingSet
from stafett.model.elements import CodeSet, Model
from stafett.model.examples import Example, read_examples
from stafett.model.reader import read_model
from stafett.model.rules import Rules, read_rules
from stafett.output import Output, beside
from stafett.pages.catalog import catalog_page_data
from stafett.pages.codes import code_page_data
from stafett.pages.model import model_page_data
from stafett.rdf import Triples, nquads
from stafett.records.proof import check_examples
from stafett.release import LOCK, check_lock
from stafett.settings import Settings
from stafett.yamlfile import read_yaml

MODEL_READ = date(2026, 11, 22)
"""The day the enumerations of our own model were last gone through; the model itself carries no date."""

Step = Callable[[str], None]


@dataclass(frozen=True)
class Sources:
    """All that a build reads, parsed and checked."""

    root: Path
    model: Model
    examples: tuple[Example, ...]
    lists: dict[str, CodeList]
    rules: Rules
    catalogue: Catalogue
    queries: list[dict[str, Any]]
    mappings: dict[str, MappingSet]
    replacements: ReplacementGraph

    @property
    def code_sets(self) -> dict[str, CodeSet]:
        """The codes of every list, enumerations included."""
        return {scheme: code_list.code_set() for scheme, code_list in self.lists.items()}

    def provenance(self) -> tuple[Source, ...]:
        """Every source that a code was read from, sorted by key."""
        found = {s.key: s for li in self.lists.values() for c in li.codes for s in c.sources}
        found |= {li.source.key: li.source for li in self.lists.values()}
        return tuple(s for key, s in sorted(found.items()) if key != "stafett-model")


def read_sources(root: Path, base: str) -> Sources:
    """Read and check model/, codes/, catalogue/ and mappings/ below `root`.

    Raises:
        StafettError: naming file, line and what to do.
    """
    iris = Iris(base)
    model = read_model(root / "model", iris)
    lists = read_code_lists(root / "codes", iris)
    own = (e for e in model.enums.values() if not e.external)
    lists |= {e.scheme: list_of_enumeration(model, e, MODEL_READ) for e in own}
    lists = dict(sorted(lists.items()))
    _check_lists(model, lists, root / "codes")
    return Sources(
        root=root,
        model=model,
        examples=read_examples(root / "model" / "examples", model),
        lists=lists,
        rules=read_rules(root / "shapes" / "rules", iris),
        catalogue=read_catalogue(root / "catalogue", lists.values(), iris),
        queries=read_queries(root / "catalogue" / "queries", iris),
        mappings=read_mappings(root / "mappings", model, {s: li.code_set() for s, li in lists.items()}),
        replacements=read_replacements(
            root / "codes" / "replacements.csv", read_code_sources(root / "codes" / "sources.yaml", iris)
        ),
    )


def _check_lists(model: Model, lists: dict[str, CodeList], folder: Path) -> None:
    for enum in model.enums.values():
        if enum.scheme not in lists:
            text = (
                f"«{enum.name}» takes its codes from {enum.scheme}, but there is no codes/{enum.scheme}.yaml"
            )
            raise SourceError(text, where=enum.where)
    for code_list in lists.values():
        for column in code_list.columns:
            if column.slot not in model.slots:
                text = f"The column «{column.name}» fills «{column.slot}», which is no slot of the model"
                raise SourceError(text, where=_place(folder, code_list, "columns", column.name, "slot"))
        if code_list.concept_type and code_list.concept_type not in model.classes:
            text = f"«{code_list.concept_type}» is no class of the model"
            raise SourceError(text, where=_place(folder, code_list, "concept_type"))


def _place(folder: Path, code_list: CodeList, *path: str) -> Location:
    return read_yaml(folder / f"{code_list.scheme}.yaml").where(*path)


def build(root: Path, out: Path, settings: Settings, step: Step = lambda _: None) -> list[dict[str, Any]]:
    """Build everything from the sources below `root` into `out`.

    Args:
        root: folder with model/, codes/ and catalogue/.
        out: the folder to write; replaced as a whole when the build is complete.
        settings: base and publisher.
        step: called with the name of each part as it begins.

    Returns:
        the files written, as in the manifest.

    Raises:
        StafettError: the sources have a fault; `out` is then unchanged.
    """
    step("reading the sources")
    sources = read_sources(root, settings.base)
    with beside(out) as folder:
        output = Output(folder)
        _write_all(output, sources, settings, step)
        manifest = {"version": sources.model.version, "base": settings.base, "files": output.files}
        (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return output.files


def _write_all(output: Output, sources: Sources, settings: Settings, step: Step) -> None:
    model, codes = sources.model, sources.code_sets
    iris = model.iris
    parts: list[tuple[str, Triples]] = []
    model_files = [f"model/{name}.yaml" for name in ("stafett", *model.modules)]

    step("the model")
    owl, shacl = write_owl(model), write_shacl(model, codes)
    step("the examples")
    check_examples(sources.examples, model, codes, shacl, sources.rules)
    output.graph("model/stafett.owl", owl, model_files)
    shapes = output.graph("model/stafett.shacl", shacl, model_files).decode()
    output.json("model/stafett.context.jsonld", write_context(model, codes), model_files, 1)
    inventory = write_inventory(model, codes)
    check_lock(sources.root / LOCK, inventory)
    output.json("model/stafett.inventory.json", inventory, model_files, 1)
    output.json("model/stafett.schema.json", write_json_schema(model, codes), model_files, 1)
    rules = Triples(iris)
    rules.update(sources.rules.triples)
    output.graph("model/stafett.rules", rules, [f"shapes/rules/{r.file.name}" for r in sources.rules.rules])
    parts += [
        (iris.thing("graph", name), part)
        for name, part in (("model", owl), ("shapes", shacl), ("rules", rules))
    ]
    output.write("model/stafett_model.py", write_pydantic(model, codes).encode(), model_files)
    parts += [(iris.thing("graph", "model"), owl), (iris.thing("graph", "shapes"), shacl)]

    step("the diagrams")
    _diagrams(output, model, model_files)

    step("the code lists")
    for code_list in sources.lists.values():
        triples = write_code_list(code_list, codes, iris)
        files = _files_of(code_list, model_files)
        output.graph(f"codes/{code_list.scheme}", triples, files)
        output.write(f"codes/{code_list.scheme}.csv", _csv(sources.root, code_list, iris.base), files)
        parts.append((iris.thing("graph", f"codes-{code_list.scheme}"), triples))
    provenance = write_sources(sources.provenance(), iris)
    output.graph("codes/sources", provenance, ["codes/sources.yaml"])
    parts.append((iris.thing("graph", "sources"), provenance))

    replaced = write_replacements(sources.replacements, iris)
    output.graph("codes/replacements", replaced, ["codes/replacements.csv"])
    parts.append((iris.thing("graph", "replacements"), replaced))

    step("the mappings")
    for name, mapping_set in sources.mappings.items():
        source = f"mappings/{name}{SUFFIX}"
        table = (sources.root / source).read_text(encoding="utf-8").replace(PLACEHOLDER, f"{iris.base}/")
        output.write(source, table.encode(), [source])
        triples = write_mappings(mapping_set, iris)
        output.graph(f"mappings/{name}", triples, [source])
        parts.append((iris.thing("graph", f"mapping-{name}"), triples))

    step("the catalogue")
    publisher = Publisher.of(settings)
    for kind, document in _documents(sources, publisher).items():
        output.graph(f"catalog/{kind}", document, ["catalogue/catalog.yaml", "catalogue/vocabulary.yaml"])
        parts.append((iris.thing("graph", f"catalog-{kind}"), document))

    step("everything together")
    output.write("all.nq", nquads(parts), [], sum(len(t) for _, t in parts))
    _pages(output, sources, settings, shapes)


def _diagrams(output: Output, model: Model, model_files: list[str]) -> None:
    """The whole model and each module as text for other tools; each module and each class as SVG."""
    for suffix, write in (("mmd", write_mermaid), ("puml", write_plantuml)):
        output.write(f"model/stafett.{suffix}", write(model).encode(), model_files)
        for name in model.modules:
            output.write(f"diagrams/module/{name}.{suffix}", write(model, name).encode(), model_files)
    for path, svg in write_diagrams(model):
        output.write(f"diagrams/{path}", svg.encode(), model_files)


def _documents(sources: Sources, publisher: Publisher) -> dict[str, Triples]:
    model, catalogue, iris = sources.model, sources.catalogue, sources.model.iris
    elements = write_modelldcat(model, sources.code_sets)
    concepts = write_concepts(model, publisher.iri, iris.thing("contact", "catalogue"))
    found = {kind: write_catalog(catalogue, kind, publisher, iris) for kind in ("datasets", "dataservices")}
    found["informationmodels"] = write_models_catalog(catalogue, elements, model.version, publisher, iris)
    found["concepts"] = write_concepts_collection(catalogue, concepts, publisher, iris)
    return found


def _pages(output: Output, sources: Sources, settings: Settings, shapes: str) -> None:
    model = sources.model
    output.json(
        "pages/model.json",
        model_page_data(model, sources.code_sets, sources.examples, shapes, sources.rules),
        [],
    )
    index, full = code_page_data(model, sources.lists)
    output.json("pages/codes.json", index, [])
    for scheme, entry in full.items():
        output.json(f"pages/codes/{scheme}.json", entry, [])
    publisher = Publisher.of(settings)
    catalog = catalog_page_data(
        sources.catalogue,
        sources.provenance(),
        sources.rules,
        publisher,
        model.iris,
        example=settings.is_example,
    )
    output.json("pages/catalog.json", catalog, [])
    output.json("pages/queries.json", sources.queries, [])


def _files_of(code_list: CodeList, model_files: list[str]) -> list[str]:
    if code_list.is_enumeration:
        return model_files
    return [f"codes/{code_list.scheme}.{suffix}" for suffix in ("yaml", "csv")]


def _csv(root: Path, code_list: CodeList, base: str) -> bytes:
    """The list as CSV: a list's own file as it stands, an enumeration written in the same form."""
    if not code_list.is_enumeration:
        text = (root / "codes" / f"{code_list.scheme}.csv").read_text(encoding="utf-8")
        return text.replace(PLACEHOLDER, f"{base}/").encode()
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    tags = ("nb", "nn", "en")
    writer.writerow(["notation", *(f"label_{t}" for t in tags), *(f"definition_{t}" for t in tags)])
    for code in code_list.codes:
        texts = [text.get(tag) or "" for text in (code.label, code.definition) for tag in tags]
        writer.writerow([code.notation, *texts])
    return out.getvalue().encode()
