"""Example queries: one YAML file a topic, each query with title and explanation in three languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from stafett.errors import SourceError
from stafett.fields import Fields
from stafett.iris import PLACEHOLDER, Iris
from stafett.yamlfile import read_yaml


def read_queries(folder: Path, iris: Iris) -> list[dict[str, Any]]:
    """Return all example queries as the query page shows them, with our IRIs under the base.

    Raises:
        SourceError: naming file and line; also where two queries have the same id.
    """
    found: list[dict[str, Any]] = []
    seen: set[str] = set()
    for file in sorted(folder.glob("*.yaml")):
        parsed = read_yaml(file)
        topic = Fields(parsed).text("topic")
        for key in Fields(parsed).within("queries").data:
            fields = Fields(parsed).within("queries", str(key))
            if key in seen:
                raise SourceError(f"There are two queries «{key}»", where=parsed.where("queries", key))
            seen.add(str(key))
            found.append(
                {
                    "id": str(key),
                    "topic": topic.as_dict(),
                    "title": fields.text("title").as_dict(),
                    "description": fields.text("description").as_dict(),
                    "query": fields.string("query").replace(PLACEHOLDER, iris.base + "/"),
                }
            )
    return found
