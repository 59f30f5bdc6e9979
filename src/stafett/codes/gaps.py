"""What the code lists lack and what it takes to fill it (`codes/gaps.yaml`): gaps are data, and are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from stafett.errors import SourceError
from stafett.fields import Fields
from stafett.languages import Text
from stafett.yamlfile import YamlFile, read_yaml

GAPS_FILE = "gaps.yaml"


@dataclass(frozen=True)
class AbsentList:
    """A list that exists, but of which we know no code."""

    scheme: str
    title: Text
    owner: Text
    why: Text
    need: Text


@dataclass(frozen=True)
class Gaps:
    """What is needed, by list and by origin, and the lists we have nothing of."""

    by_scheme: Mapping[str, Text]
    by_origin: Mapping[str, Text]
    absent: tuple[AbsentList, ...]

    def need(self, scheme: str, origin: str) -> Text | None:
        """What it takes to complete a list: its own text before that of its origin; None where unwritten."""
        return self.by_scheme.get(scheme) or self.by_origin.get(origin)


def read_gaps(file: Path) -> Gaps:
    """Read the gaps.

    Raises:
        SourceError: naming file, line and what was expected.
    """
    parsed = read_yaml(file)
    origins, lists = (_texts(parsed, key) for key in ("origins", "lists"))
    rows = parsed.data.get("absent") or []
    if not isinstance(rows, list):
        raise SourceError("«absent» must be a list", where=parsed.where("absent"))
    return Gaps(lists, origins, tuple(_absent(parsed, row, origins) for row in rows))


def _texts(parsed: YamlFile, key: str) -> dict[str, Text]:
    get = Fields(parsed, (key,))
    return {str(name): get.text(str(name)) for name in get.data}


def _absent(parsed: YamlFile, row: object, origins: Mapping[str, Text]) -> AbsentList:
    where = parsed.where("absent")
    if not isinstance(row, dict):
        raise SourceError("Each entry of «absent» must be a mapping", where=where)
    for key in ("scheme", "title", "owner", "why", "need"):
        if not row.get(key):
            raise SourceError(f"«absent» {row.get('scheme', '')} lacks «{key}»", where=where)
    for key in ("title", "owner", "why"):
        if not isinstance(row[key], dict) or {"nb", "nn", "en"} - row[key].keys():
            raise SourceError(f"«{key}» of {row['scheme']} must have nb, nn and en", where=where)
    if row["need"] not in origins:
        text = f"«need» of {row['scheme']} is «{row['need']}», but must be one of {', '.join(origins)}"
        raise SourceError(text, where=where)
    title, owner, why = (Text.of(row[key]) for key in ("title", "owner", "why"))
    return AbsentList(str(row["scheme"]), title, owner, why, origins[row["need"]])
