"""Reading mapping sets: `{name}.sssom.tsv`, a YAML head behind `#` and a table (SSSOM 1.1, SSSOM/TSV).

Every fault names file and line: a prefix that is not declared, a subject that is no term of the model,
a predicate that is none of ours to use, a confidence outside 0 to 1, a pair mapped twice.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stafett.errors import Location, SourceError
from stafett.fields import Fields
from stafett.iris import PREFIXES, Iris
from stafett.mappings.sets import NO_TERM, Entity, Mapping, MappingSet
from stafett.model.elements import CodeSets, Model
from stafett.yamlfile import parse_yaml

SUFFIX: Final = ".sssom.tsv"
PLANNED: Final = "planned.txt"
REQUIRED: Final = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification",
    "confidence", "comment",
)  # fmt: skip
OPTIONAL: Final = ("predicate_modifier", "object_type")
PREDICATES: Final = (
    "skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch",
    "rdfs:subClassOf",
)  # fmt: skip
ABSENT: Final = "skos:mappingRelation"
"""The predicate of a row that states that there is no counterpart at all: none of the five matches."""
JUSTIFICATIONS: Final = ("semapv:ManualMappingCuration", "semapv:LexicalMatching", "semapv:MappingReview")
LITERAL: Final = "rdfs literal"
DOUBTFUL: Final = 0.8
"""Below this a mapping must say in its comment what makes it doubtful."""
_BUILT_IN: Final = ("owl", "rdf", "rdfs", "skos", "xsd")
_SSSOM: Final = {
    "sssom": "https://w3id.org/sssom/",
    "semapv": "https://w3id.org/semapv/vocab/",
    **{prefix: PREFIXES[prefix] for prefix in _BUILT_IN},
}
"""The prefixes that the SSSOM specification builds in."""


def read_mappings(folder: Path, model: Model, codes: CodeSets) -> dict[str, MappingSet]:
    """Read all mapping sets of a folder, by name; none where there is no such folder.

    Raises:
        SourceError: naming file, line and what was expected.
    """
    subjects = _terms(model, codes)
    planned = frozenset(_planned(folder / PLANNED, model.iris))
    files = sorted(folder.glob(f"*{SUFFIX}"))
    return {s.name: s for s in (_Reader(f, model, subjects, planned).mapping_set() for f in files)}


def _terms(model: Model, codes: CodeSets) -> frozenset[str]:
    """What may stand as subject: our classes, slots, lists and codes, and the sign for no term."""
    found = {term.iri for terms in (model.classes, model.slots) for term in terms.values()}
    found |= {enum.iri for enum in model.enums.values()}
    for scheme, known in codes.items():
        found |= {model.iris.scheme(scheme), *known.codes.values()}
    return frozenset(found | {NO_TERM})


def _planned(file: Path, iris: Iris) -> Iterator[str]:
    """Terms that are on their way into the model: rows about them are checked, but not kept."""
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        prefix, _, local = line.strip().partition(":")
        if prefix in {"stafett", "codes"}:
            yield iris.term(local) if prefix == "stafett" else iris.scheme(local)


@dataclass
class _Reader:
    """Holds what the parts of one reading share."""

    file: Path
    model: Model
    subjects: frozenset[str]
    planned: frozenset[str]

    def __post_init__(self) -> None:
        try:
            self.lines = self.file.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError as fault:
            where = Location(self.file)
            raise SourceError(f"The file is not UTF-8 (byte {fault.start})", where=where) from None
        self.head_lines = next((n for n, x in enumerate(self.lines) if x[:1] != "#"), len(self.lines))
        head = "\n".join(line[1:] for line in self.lines[: self.head_lines])
        self.head = Fields(parse_yaml(head, self.file))
        self.prefixes = self._prefixes()

    def _prefixes(self) -> dict[str, str]:
        found = dict(_SSSOM)
        get = self.head.within("curie_map")
        for prefix, value in get.data.items():
            iri = self.model.iris.expand(str(value))
            known = {**self.model.prefixes, **self.model.iris.prefixes()}.get(str(prefix))
            if known and known != iri:
                raise get.fault(prefix, f"«{prefix}» is {value} here, but {known} in the model")
            found[str(prefix)] = iri
        return found

    def mapping_set(self) -> MappingSet:
        """The set with its rows."""
        head, iris = self.head, self.model.iris
        name = self.file.name.removesuffix(SUFFIX)
        iri = iris.expand(head.string("mapping_set_id"))
        if iri != iris.thing("mapping", name):
            text = f"The set is {iri}, but the file is named {self.file.name}"
            raise head.fault("mapping_set_id", text)
        return MappingSet(
            name=name,
            iri=iri,
            title=head.string("mapping_set_title"),
            description=head.string("mapping_set_description").strip(),
            creator=self._creator(),
            licence=head.string("license"),
            version=head.string("mapping_set_version"),
            date=head.date("mapping_date"),
            subject_source=self._source("subject_source"),
            object_source=self._source("object_source"),
            object_source_version=head.optional("object_source_version"),
            object_type=head.optional("object_type"),
            mappings=tuple(_unambiguous(self._rows())),
        )

    def _creator(self) -> str:
        creators = self.head.data.get("creator_label")
        if not isinstance(creators, list) or not creators:
            raise self.head.fault("creator_label", "«creator_label» must be a list of names")
        return ", ".join(str(c) for c in creators)

    def _source(self, key: str) -> str:
        return self._expand(self.head.string(key), self.head.parsed.where(key))

    def _rows(self) -> Iterator[Mapping]:
        table = csv.reader(self.lines[self.head_lines :], delimiter="\t", strict=True)
        header = next(table, [])
        top = Location(self.file, self.head_lines + 1)
        for column in (*REQUIRED, *header):
            if column not in header:
                raise SourceError(f"There is no column «{column}»", where=top)
            if column not in (*REQUIRED, *OPTIONAL) or header.count(column) > 1:
                raise SourceError(f"The column «{column}» is unknown, or stands twice", where=top)
        for cells in table:
            where = Location(self.file, self.head_lines + table.line_num)
            if len(cells) != len(header):
                raise SourceError(f"The row has {len(cells)} cells; expected {len(header)}", where=where)
            row = _Row(self, dict(zip(header, (c.strip() for c in cells), strict=True)), where)
            mapping = row.mapping()
            if mapping.subject.iri in self.planned:
                continue
            if mapping.subject.iri not in self.subjects:
                text = f"«{mapping.subject.curie}» is no class, slot, list or code of the model"
                raise SourceError(text, where=where, hint=f"Correct it, or name it in {PLANNED}.")
            self._known_object(mapping, where)
            yield mapping

    def _known_object(self, mapping: Mapping, where: Location) -> None:
        """An object in a list of ours must be there; in a set between lists of ours every object is one."""
        home, iri = self.model.iris.scheme(""), mapping.object.iri or ""
        between = (self._source("object_source") + "/").startswith(home)
        if (between or iri.startswith(home)) and iri not in self.subjects:
            raise SourceError(f"«{mapping.object.curie}» is no code of a list we have", where=where)

    def _expand(self, curie: str, where: Location) -> str:
        prefix, colon, local = curie.partition(":")
        if not colon or prefix not in self.prefixes:
            raise SourceError(
                f"The prefix of «{curie}» is not declared", where=where, hint="Add it to curie_map."
            )
        return self.prefixes[prefix] + local


@dataclass(frozen=True)
class _Row:
    """One row of the table, being checked."""

    reader: _Reader
    cells: dict[str, str]
    where: Location

    def mapping(self) -> Mapping:
        mapping = Mapping(
            subject=self._entity("subject"),
            predicate=self._entity("predicate"),
            object=self._object(),
            negated=self._one_of("predicate_modifier", ("", "Not")) == "Not",
            justification=self._expand(self._one_of("mapping_justification", JUSTIFICATIONS)),
            confidence=self._confidence(),
            comment=self.cells["comment"] or None,
            where=self.where,
        )
        absent = NO_TERM in {mapping.subject.iri, mapping.object.iri}
        self._one_of("predicate_id", (ABSENT,) if absent else PREDICATES)
        if not mapping.comment and (absent or mapping.negated or mapping.confidence < DOUBTFUL):
            text = f"A mapping that is absent, negated or below {DOUBTFUL} needs a comment that says why"
            raise self._fault(text)
        return mapping

    def _fault(self, message: str) -> SourceError:
        return SourceError(message, where=self.where)

    def _expand(self, curie: str) -> str:
        return self.reader._expand(curie, self.where)

    def _one_of(self, column: str, allowed: tuple[str, ...]) -> str:
        value = self.cells.get(column, "")
        if value not in allowed:
            raise self._fault(f"«{column}» is «{value}», but must be {' or '.join(filter(None, allowed))}")
        return value

    def _entity(self, side: str) -> Entity:
        curie = self.cells[f"{side}_id"]
        return Entity(curie, self._expand(curie), self.cells.get(f"{side}_label", ""))

    def _object(self) -> Entity:
        if self._one_of("object_type", ("", LITERAL)) != LITERAL:
            return self._entity("object")
        if self.cells["object_id"] or not self.cells["object_label"]:
            raise self._fault(f"An object that is «{LITERAL}» has object_label, and no object_id")
        return Entity(self.cells["object_label"], None, self.cells["object_label"])

    def _confidence(self) -> float:
        try:
            value = float(self.cells["confidence"])
        except ValueError:
            value = -1.0
        if not 0 <= value <= 1:
            raise self._fault(f"«confidence» is «{self.cells['confidence']}», but must be from 0 to 1")
        return value


def _unambiguous(rows: Iterable[Mapping]) -> Iterator[Mapping]:
    """Refuse a pair that is mapped twice, and exact matches that would make different terms the same.

    skos:exactMatch is transitive: two terms of one vocabulary that are exact matches of a third are exact
    matches of each other. A difference of case alone is let through, since Grep itself writes both ways.
    """
    pairs: dict[tuple[str, str], Mapping] = {}
    exact: dict[tuple[str, str], Mapping] = {}
    for row in rows:
        pair = (row.subject.curie, row.object.curie)
        if pair in pairs:
            text = f"{pair[0]} and {pair[1]} are already mapped on line {pairs[pair].where.line}"
            raise SourceError(text, where=row.where, hint="A pair stands once; remove one of the rows.")
        pairs[pair] = row
        if row.predicate.curie == "skos:exactMatch" and row.object.iri and not row.negated:
            _exact_once(row, exact)
        yield row


def _vocabulary(curie: str) -> str:
    """The prefix, or for a code of ours the list: codes of two lists may both be exact matches of a third."""
    return curie.rpartition("/")[0] or curie.partition(":")[0]


def _exact_once(row: Mapping, exact: dict[tuple[str, str], Mapping]) -> None:
    for this, other in ((row.subject.curie, row.object.curie), (row.object.curie, row.subject.curie)):
        vocabulary = _vocabulary(other)
        earlier = exact.setdefault((this, vocabulary), row)
        seen = earlier.object.curie if this == row.subject.curie else earlier.subject.curie
        if seen.lower() != other.lower():
            text = f"{this} is already an exact match of {seen}, on line {earlier.where.line}"
            raise SourceError(text, where=row.where, hint="Only one term of a vocabulary can be exact.")
