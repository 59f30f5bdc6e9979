"""Checks that the terms we map to really are in the vocabularies they are said to be in.

The vocabularies are other people's and stand in no repository of ours. Where a folder with copies is at hand
(STAFETT_VOCABULARIES), every object of every mapping is looked up in the copy of its vocabulary; what has no
copy is not checked, and is named.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
import yaml

from stafett.errors import SourceError
from stafett.mappings.sets import MappingSet

Terms = frozenset[str]
_GREP: Final = "data/grep/Grep_SPARQL/Ontologi/ontologi_kl06_20240523.ttl"
_FINT: Final = "data/fint/brreg-linkml"
_FINT_ONLY: Final = frozenset({"fint:Aktivitetsfravar", "fint:Grepreferanse", "fint:Vigoreferanse"})
"""Classes of FINT 4.1 itself that the LinkML edition does not have."""


@dataclass(frozen=True)
class Checked:
    """What a check found: faults, how many objects were looked up, and prefixes without a vocabulary."""

    faults: tuple[SourceError, ...]
    looked_up: int
    unknown: tuple[str, ...]


def _ontology(file: str, namespace: str) -> Callable[[Path], Terms]:
    def read(folder: Path) -> Terms:
        quads = ox.parse(path=str(folder / file), format=ox.RdfFormat.TURTLE)
        iris = (q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode))
        found = {iri.removeprefix(namespace) for iri in iris if iri.startswith(namespace)}
        # Grep's draft writes some names with a small letter and its live data with a capital one.
        return frozenset(found | {name[:1].lower() + name[1:] for name in found})

    return read


def _column(file: str, column: str) -> Callable[[Path], Terms]:
    def read(folder: Path) -> Terms:
        with (folder / file).open(encoding="utf-8", newline="") as stream:
            return frozenset(row[column] for row in csv.DictReader(stream))

    return read


def _nvb(folder: Path) -> Terms:
    file = "data/nvb/nvb_fields.csv"
    return _column(file, "field_id")(folder) | _column(file, "record_type")(folder)


def _fint(prefix: str) -> Callable[[Path], Terms]:
    def read(folder: Path) -> Terms:
        found = set(_FINT_ONLY)
        for name in ("fint-utdanning-schema.yaml", "fint-common-schema.yaml"):
            schema: dict[str, Any] = yaml.safe_load((folder / _FINT / name).read_text(encoding="utf-8"))
            for key, section in (("class_uri", "classes"), ("slot_uri", "slots")):
                uris = [str((entry or {}).get(key)) for entry in schema[section].values()]
                found |= {uri.replace("fint:", "fint-felles:").replace("utd:", "fint:") for uri in uris}
        return frozenset(t.removeprefix(f"{prefix}:") for t in found if t.startswith(f"{prefix}:"))

    return read


VOCABULARIES: Final[Mapping[str, Callable[[Path], Terms]]] = {
    "elm": _ontology("standards/elm/ELM.ttl", "http://data.europa.eu/snb/model/elm/"),
    "fint": _fint("fint"),
    "fint-felles": _fint("fint-felles"),
    "klass": _column("data/ssb/klass_ids.csv", "klass_id"),
    "nudb": _column("data/ssb/nudb_variables.csv", "variable"),
    "nvb": _nvb,
    "u": _ontology(_GREP, "http://psi.udir.no/ontologi/kl06/"),
}
"""How the terms of each vocabulary are read from the folder of copies, by the prefix our tables give it."""


def check_targets(sets: Iterable[MappingSet], folder: Path) -> Checked:
    """Look up the object of every row in the copy of its vocabulary.

    Args:
        sets: the mapping sets.
        folder: copies of other people's vocabularies, laid out as `shared/` of this project is.

    Returns:
        a fault with file and line for each object that its vocabulary does not have.
    """
    terms: dict[str, Terms] = {}
    missing: set[str] = set()
    for prefix, read in VOCABULARIES.items():
        try:
            terms[prefix] = read(folder)
        except OSError:
            missing.add(prefix)
    faults: list[SourceError] = []
    looked_up = 0
    for prefix, local, found in _objects(sets):
        if prefix not in terms:
            missing.add(prefix)
            continue
        looked_up += 1
        if local not in terms[prefix]:
            text = f"«{prefix}:{local}» is not in the vocabulary it is mapped to"
            faults.append(
                SourceError(text, where=found.where, hint="Look it up again, or map to what is there.")
            )
    return Checked(tuple(faults), looked_up, tuple(sorted(missing)))


def _objects(sets: Iterable[MappingSet]) -> Iterator[tuple[str, str, Any]]:
    for mapping_set in sets:
        for found in mapping_set.mappings:
            prefix, colon, local = found.object.curie.partition(":")
            if colon and found.object.iri and prefix not in {"sssom", "stafett", "codes"}:
                yield prefix, local, found
