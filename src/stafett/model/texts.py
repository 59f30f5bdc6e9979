"""The texts of an entry in the model's YAML, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stafett.languages import Text


def texts_of(raw: Mapping[str, Any]) -> tuple[Text, Text]:
    """Title and description: nb stands in LinkML's own keys, the others in flat annotations."""
    notes = raw.get("annotations") or {}

    def text(key: str) -> Text:
        others = {tag: clean(notes.get(f"{key}_{tag}")) for tag in ("nn", "en")}
        return Text.of({"nb": clean(raw.get(key)), **others})

    return text("title"), text("description")


def clean(text: object) -> str | None:
    """Folded YAML text on one line, without the line break that `>-` may leave."""
    return " ".join(str(text).split()) if text is not None else None
