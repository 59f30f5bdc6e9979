"""Page data of the mappings to other vocabularies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from stafett.mappings.sets import NO_TERM, Entity, Mapping, MappingSet


def mapping_page_data(sets: Iterable[MappingSet]) -> dict[str, Any]:
    """Return each mapping set with its rows, as /mappings and /mapping/{set} show them.

    The side without a term, where a row states that there is none, is null.
    """
    return {
        "sets": [
            {
                "name": found.name,
                "iri": found.iri,
                "title": found.title,
                "description": found.description,
                "version": found.version,
                "date": found.date.isoformat(),
                "target": found.object_source,
                "targetVersion": found.object_source_version,
                "rows": [_row(mapping) for mapping in found.mappings],
            }
            for found in sets
        ]
    }


def _row(mapping: Mapping) -> dict[str, Any]:
    return {
        "subject": _side(mapping.subject),
        "predicate": mapping.predicate.curie,
        "negated": mapping.negated,
        "object": _side(mapping.object),
        "confidence": mapping.confidence,
        "justification": mapping.justification,
        "comment": mapping.comment,
    }


def _side(entity: Entity) -> dict[str, str | None] | None:
    if entity.iri == NO_TERM:
        return None
    return {"curie": entity.curie, "iri": entity.iri, "label": entity.label}
