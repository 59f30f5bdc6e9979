"""YAML with places: every mapping and value remembers its line, so that a fault can be pointed at."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from stafett.errors import Location, SourceError

# libyaml's parser is some eight times faster than PyYAML's own; both give the same nodes.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path_ = tuple[Hashable, ...]


@dataclass(frozen=True)
class YamlFile:
    """A parsed YAML file: its data and the line of each key path."""

    file: Path
    data: Any
    lines: dict[Path_, int]

    def where(self, *path: Hashable) -> Location:
        """The place of the deepest part of `path` that exists in the file."""
        for length in range(len(path), -1, -1):
            line = self.lines.get(tuple(path[:length]))
            if line is not None:
                return Location(self.file, line)
        return Location(self.file)


def read_yaml(file: Path) -> YamlFile:
    """Read a YAML file.

    Raises:
        SourceError: the file is missing, is not UTF-8 YAML, or says the same key twice.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SourceError(f"There is no file {file}") from None
    except UnicodeDecodeError as fault:
        raise SourceError(f"The file is not UTF-8 (byte {fault.start})", where=Location(file)) from None
    return parse_yaml(text, file)


def parse_yaml(text: str, file: Path) -> YamlFile:
    """Parse YAML text; `file` is only used to name the place of a fault. See read_yaml."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        lines: dict[Path_, int] = {}
        data = _build(loader, node, (), lines, file) if node is not None else None
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        place = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file)
        raise SourceError(f"This is not valid YAML: {fault.problem}", where=place) from None
    except yaml.reader.ReaderError as fault:
        line = text.count("\n", 0, text.find(chr(fault.character))) + 1
        place = Location(file, line)
        raise SourceError(f"This is not valid YAML: {fault.reason}", where=place) from None
    except RecursionError:
        raise SourceError("This is nested too deep, or within itself", where=Location(file)) from None
    finally:
        loader.dispose()
    return YamlFile(file, data, lines)


def _build(loader: Any, node: yaml.Node, path: Path_, lines: dict[Path_, int], file: Path) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        found: dict[Hashable, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = _construct(loader, key_node, file)
            if not isinstance(key, Hashable):
                raise SourceError("A key must be a plain value", where=Location(file, line))
            if key in found:
                raise SourceError(f"«{key}» is given twice in the same place", where=Location(file, line))
            lines[(*path, key)] = line
            found[key] = _build(loader, value_node, (*path, key), lines, file)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_build(loader, item, (*path, n), lines, file) for n, item in enumerate(node.value)]
    return _construct(loader, node, file)


def _construct(loader: Any, node: yaml.Node, file: Path) -> Any:
    try:
        return loader.construct_object(node, deep=True)
    except (ValueError, KeyError):  # looks like a date, a number or the like, but is none, as 2026-02-30
        place = Location(file, node.start_mark.line + 1, node.start_mark.column + 1)
        kind = str(node.tag).rpartition(":")[2]
        raise SourceError(f"«{node.value}» is no {kind}", where=place) from None
