"""Everything a build reads, parsed and checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from stafett.catalogue.entries import Catalogue
from stafett.catalogue.others import Others, read_others
from stafett.catalogue.publicservices import ServiceCatalogue, read_public_services
from stafett.catalogue.queries import read_queries
from stafett.catalogue.reader import read_catalogue
from stafett.codes import deviations, gaps
from stafett.codes.deviations import Deviation, read_deviations
from stafett.codes.gaps import Gap, read_gaps
from stafett.codes.lists import CodeList, Source, list_of_enumeration
from stafett.codes.reader import read_code_lists
from stafett.codes.reader import read_sources as read_code_sources
from stafett.codes.replacements import ReplacementGraph, read_replacements
from stafett.content.coverage import CoverageRow, read_coverage
from stafett.content.entries import Content, read_content
from stafett.errors import Location, SourceError
from stafett.iris import Iris
from stafett.mappings.reader import read_mappings
from stafett.mappings.sets import MappingSet
from stafett.model.elements import CodeSet, Model
from stafett.model.examples import Example, read_examples
from stafett.model.reader import read_model
from stafett.model.rules import Rules, read_rules
from stafett.yamlfile import read_yaml

MODEL_READ = date(2026, 11, 22)
"""The day the enumerations of our own model were last gone through; the model itself carries no date."""


@dataclass(frozen=True)
class Sources:
    """All that a build reads, parsed and checked."""

    root: Path
    model: Model
    examples: tuple[Example, ...]
    lists: dict[str, CodeList]
    rules: Rules
    catalogue: Catalogue
    others: Others
    public_services: ServiceCatalogue
    content: Content
    coverage: tuple[CoverageRow, ...]
    queries: list[dict[str, Any]]
    mappings: dict[str, MappingSet]
    replacements: ReplacementGraph
    deviations: tuple[Deviation, ...]
    gaps: tuple[Gap, ...]

    @property
    def code_sets(self) -> dict[str, CodeSet]:
        """The codes of every list, enumerations included."""
        return {scheme: code_list.code_set() for scheme, code_list in self.lists.items()}

    def provenance(self) -> tuple[Source, ...]:
        """Every source that a code was read from, sorted by key."""
        found = {s.key: s for li in self.lists.values() for c in li.codes for s in c.sources}
        found |= {li.source.key: li.source for li in self.lists.values()}
        found |= {s.key: s for deviation in self.deviations for s in deviation.sources}
        return tuple(s for key, s in sorted(found.items()) if key != "stafett-model")


def read_sources(root: Path, base: str) -> Sources:
    """Read and check model/, codes/, catalogue/ and mappings/ below `root`.

    Raises:
        StafettError: naming file, line and what to do.
    """
    iris = Iris(base)
    codes = root / "codes"
    model = read_model(root / "model", iris)
    lists = read_code_lists(codes, iris)
    own = (e for e in model.enums.values() if not e.external)
    lists |= {e.scheme: list_of_enumeration(model, e, MODEL_READ) for e in own}
    lists = dict(sorted(lists.items()))
    _check_lists(model, lists, codes)
    code_sources = read_code_sources(codes / "sources.yaml", iris)
    return Sources(
        root=root,
        model=model,
        examples=read_examples(root / "model" / "examples", model),
        lists=lists,
        rules=read_rules(root / "shapes" / "rules", iris),
        catalogue=read_catalogue(root / "catalogue", lists.values(), iris),
        others=read_others(root / "catalogue" / "others.yaml", iris),
        public_services=read_public_services(root / "catalogue" / "publicservices.yaml", iris),
        content=read_content(root / "catalogue" / "content", model, iris),
        coverage=read_coverage(root / "catalogue" / "coverage.yaml", iris),
        queries=read_queries(root / "catalogue" / "queries", iris),
        mappings=read_mappings(root / "mappings", model, {s: li.code_set() for s, li in lists.items()}),
        replacements=read_replacements(codes / "replacements.csv", code_sources),
        deviations=read_deviations(codes / deviations.FILE, lists, code_sources, iris),
        gaps=read_gaps(codes / gaps.FILE, lists),
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
