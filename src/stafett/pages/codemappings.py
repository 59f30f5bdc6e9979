"""Page data of the mappings: what the tables in mappings/ say of single codes, by the code's IRI."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from stafett.codes.lists import CodeList
from stafett.mappings.sets import NO_TERM, Entity, MappingSet
from stafett.mappings.sets import Mapping as Row


def code_mapping_data(
    sets: Mapping[str, MappingSet], lists: Mapping[str, CodeList]
) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of all tables that have a code of ours on either side, by the IRI of that code."""
    known = {code.iri for code_list in lists.values() for code in code_list.codes}
    found: dict[str, list[dict[str, Any]]] = {}
    for name, mapping_set in sets.items():
        for row in mapping_set.mappings:
            for iri, entry in _sides(name, mapping_set, row):
                if iri in known:
                    found.setdefault(iri, []).append(entry)
    return dict(sorted(found.items()))


def _sides(name: str, mapping_set: MappingSet, row: Row) -> Iterable[tuple[str, dict[str, Any]]]:
    """The row as it looks from each side; from the object's, the predicate is read backwards."""
    for here, there, inverse in ((row.subject, row.object, False), (row.object, row.subject, True)):
        if here.iri:
            yield (
                here.iri,
                {
                    "set": name,
                    "title": mapping_set.title,
                    "version": mapping_set.version,
                    "predicate": row.predicate.curie,
                    "inverse": inverse,
                    "other": _entity(there),
                    "negated": row.negated,
                    "justification": row.justification,
                    "confidence": row.confidence,
                    "comment": row.comment,
                },
            )


def _entity(entity: Entity) -> dict[str, Any] | None:
    """The other side; None says that it was looked for and is not there."""
    if entity.iri == NO_TERM:
        return None
    return {"curie": entity.curie, "iri": entity.iri, "label": entity.label}
