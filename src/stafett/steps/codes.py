"""The code lists, where they were read, what replaced what, where they deviate, and the mappings."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from stafett.catalogue.dcat import Publisher
from stafett.codes import deviations
from stafett.codes.lists import CodeList
from stafett.codes.replacements import write_neighbours, write_replacements
from stafett.codes.skos import write_code_list, write_sources
from stafett.errors import Location, SettingError
from stafett.generate.instances import write_instances
from stafett.generate.owl import ADDED, ontology_iri
from stafett.iris import PLACEHOLDER
from stafett.mappings.correspondence import ListOfCodes, write_correspondences
from stafett.mappings.rdf import write_mappings
from stafett.mappings.reader import SUFFIX
from stafett.mappings.targets import check_targets
from stafett.model.reader import ModelError
from stafett.rdf import Triples
from stafett.records.own import check_own
from stafett.steps.work import Work

SUBJECTS = "grep-fagkoder"
"""The list whose codes replace each other, in the sources that we have."""


def write_codes(work: Work) -> None:
    """Write each code list as RDF and CSV, the sources and the replacements."""
    sources, output, iris = work.sources, work.output, work.iris
    for code_list in sources.lists.values():
        triples = write_code_list(code_list, sources.code_sets, iris)
        if code_list.scheme == SUBJECTS:
            write_neighbours(triples, sources.replacements, code_list.by_notation())
        _add_ages(triples, code_list, work.code_ages)
        files = _files_of(code_list, work.model_files)
        output.graph(f"codes/{code_list.scheme}", triples, files)
        output.write(f"codes/{code_list.scheme}.csv", _csv(sources.root, code_list, iris.base), files)
        work.add(f"codes-{code_list.scheme}", triples)
    provenance = write_sources(sources.provenance(), iris)
    output.graph("codes/sources", provenance, ["codes/sources.yaml"])
    work.add("sources", provenance)
    subjects = [code.notation for code in sources.lists[SUBJECTS].codes]
    replaced = write_replacements(sources.replacements, iris, subjects)
    output.graph("codes/replacements", replaced, ["codes/replacements.csv"])
    work.add("replacements", replaced)


def _add_ages(out: Triples, code_list: CodeList, ages: Mapping[str, str]) -> None:
    """Say of a list and its codes which version of the model was the first to have them."""
    added = f"{ontology_iri(out.iris)}#{ADDED}"
    names = {code_list.scheme: code_list.iri}
    names |= {f"{code_list.scheme}/{code.notation}": code.iri for code in code_list.codes}
    for name, iri in names.items():
        if version := ages.get(name):
            out.add(iri, added, out.iris.thing("version", version))


def write_deviations(work: Work) -> None:
    """Write the known deviations between lists as instances of the model, once they fit its shapes."""
    sources, file = work.sources, f"codes/{deviations.FILE}"
    objects = [deviation.as_object(sources.lists) for deviation in sources.deviations]
    triples = write_instances(sources.model, sources.code_sets, objects)
    known = Triples(work.iris)
    for code_list in sources.lists.values():
        known.types(code_list.iri, "stafett:CodeList")
    check_own("The deviations", triples, [known], work.shapes[0], Location(sources.root / file))
    work.output.graph("codes/deviations", triples, [file])
    work.add("deviations", triples)


def write_all_mappings(work: Work) -> None:
    """Write each mapping as its table and as RDF, once the terms mapped to are known to exist."""
    if (folder := work.settings.vocabularies) is not None:
        if not folder.is_dir():
            raise SettingError(f"STAFETT_VOCABULARIES is «{folder}», but there is no such folder")
        if faults := check_targets(work.sources.mappings.values(), folder).faults:
            raise ModelError(list(faults))
    publisher = Publisher.of(work.settings)
    lists = [
        ListOfCodes(li.scheme, li.iri, li.title, frozenset(code.iri for code in li.codes))
        for li in work.sources.lists.values()
    ]
    for name, mapping_set in work.sources.mappings.items():
        source = f"mappings/{name}{SUFFIX}"
        table = (work.sources.root / source).read_text(encoding="utf-8")
        work.output.write(source, table.replace(PLACEHOLDER, f"{work.iris.base}/").encode(), [source])
        triples = write_mappings(mapping_set, work.iris)
        by = (publisher.iri, publisher.name)
        triples.update(write_correspondences(mapping_set, lists, by, work.iris))
        work.output.graph(f"mappings/{name}", triples, [source])
        work.add(f"mapping-{name}", triples)


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
