"""The examples that show and prove the model: valid ones, and one for each way data can be wrong."""

from __future__ import annotations

import datetime
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stafett.errors import Location, SourceError
from stafett.fields import Fields
from stafett.languages import Text
from stafett.model.elements import Model
from stafett.yamlfile import YamlFile, read_yaml

CONSTRAINTS = {
    "minCount", "maxCount", "datatype", "class", "pattern", "in", "minInclusive", "maxInclusive",
    "hasValue", "nodeKind", "uniqueLang", "or",
}  # fmt: skip
"""SHACL constraint components an invalid example may name, as in sh:{Name}ConstraintComponent."""

RULE_CONSTRAINTS = {
    "sparql",
    "and",
    "xone",
    "not",
    "lessThan",
    "lessThanOrEquals",
    "equals",
    "disjoint",
}
"""Further components, which only a hand-written rule gives."""


@dataclass(frozen=True)
class Expected:
    """A result an invalid example must give: slot, constraint and severity (Violation or Warning).

    `rule` is the identifier of the hand-written rule that gives it; None for the generated shapes. The
    path is empty where a rule names no property.
    """

    path: str
    constraint: str
    severity: str = "Violation"
    rule: str | None = None
    where: Location | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Example:
    """One example file. The first object of `data` is what it is about.

    `rule` is the identifier of the rule it proves, for the examples in `rules/`.
    """

    name: str
    class_name: str
    valid: bool
    about: Text
    expect: tuple[Expected, ...]
    data: tuple[dict[str, Any], ...]
    yaml: str
    where: Location
    rule: str | None = None


def read_examples(folder: Path, model: Model) -> tuple[Example, ...]:
    """Read `valid/`, `invalid/` and `rules/`, each sorted by name.

    A file in `rules/` is named after the rule it proves: `V07-invalid-no-remark.yaml`.

    Raises:
        SourceError: naming the file and what is wrong with it.
    """
    plain_ones = [
        _example(file, model, valid=valid)
        for valid, name in ((True, "valid"), (False, "invalid"))
        for file in sorted((folder / name).glob("*.yaml"))
    ]
    return (*plain_ones, *(_rule_example(file, model) for file in sorted((folder / "rules").glob("*.yaml"))))


def _rule_example(file: Path, model: Model) -> Example:
    name = re.fullmatch(r"(V\d+[a-z]?)-(valid|invalid)-[\w-]+", file.stem)
    if name is None:
        text = "The file name must be the rule, valid or invalid, and the case: V07-invalid-no-remark.yaml"
        raise SourceError(text, where=Location(file))
    return _example(file, model, valid=name[2] == "valid", rule=name[1])


def _example(file: Path, model: Model, *, valid: bool, rule: str | None = None) -> Example:
    parsed = read_yaml(file)
    fields = Fields(parsed)
    class_name = file.stem.partition("-")[0] if rule is None else _first_type(parsed)
    if class_name not in model.classes:
        text = f"The file name must begin with a class, but «{class_name}» is none"
        raise SourceError(text, where=Location(file))
    data = parsed.data.get("data")
    if not isinstance(data, list) or not data or not all(isinstance(item, dict) for item in data):
        raise fields.fault("data", "«data» must be a list of objects, each with a type")
    for number, item in enumerate(data):
        check_keys(parsed, ("data", number), item, model)
    entries = parsed.data.get("expect") or []
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise fields.fault("expect", "«expect» must be a list of path and constraint")
    expect = tuple(_expected(parsed, number, entry, model) for number, entry in enumerate(entries))
    if valid == bool(expect):
        raise fields.fault("expect", "«expect» belongs in invalid examples, and only there")
    return Example(
        name=file.stem,
        class_name=class_name,
        valid=valid,
        about=fields.text("about"),
        expect=expect,
        data=tuple(plain(item) for item in data),
        yaml=_data_part(file),
        where=parsed.where("data"),
        rule=rule,
    )


def _first_type(parsed: YamlFile) -> str:
    data = parsed.data.get("data")
    first = data[0] if isinstance(data, list) and data else None
    return str(first.get("type")) if isinstance(first, dict) else ""


def _expected(parsed: YamlFile, number: int, entry: Mapping[str, Any], model: Model) -> Expected:
    path, constraint = str(entry.get("path")), str(entry.get("constraint"))
    where = parsed.where("expect", number)
    rule = entry.get("rule")
    if path not in model.slots and not (rule and path == ""):
        raise SourceError(f"«{path}» is no slot of the model", where=where)
    if constraint not in (CONSTRAINTS | RULE_CONSTRAINTS if rule else CONSTRAINTS):
        raise SourceError(f"«{constraint}» is none of {', '.join(sorted(CONSTRAINTS))}", where=where)
    severity = str(entry.get("severity", "Violation"))
    if severity not in {"Violation", "Warning"}:
        raise SourceError(f"The severity «{severity}» is neither Violation nor Warning", where=where)
    return Expected(path, constraint, severity, str(rule) if rule else None, where)


def check_keys(parsed: YamlFile, path: tuple[Hashable, ...], item: dict[str, Any], model: Model) -> None:
    """SHACL and JSON-LD pass over keys they do not know, so a misspelt one would prove nothing."""
    cls = model.classes.get(str(item.get("type")))
    if cls is None or cls.abstract:
        text = f"The type «{item.get('type')}» is no class that can have instances"
        raise SourceError(text, where=parsed.where(*path, "type"))
    known = {p.slot for p in cls.properties} | {"type"}
    for key, value in item.items():
        if key not in known:
            raise SourceError(f"«{key}» is no property of {cls.name}", where=parsed.where(*path, key))
        for number, inner in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(inner, dict) and "type" in inner:
                place = (number,) if isinstance(value, list) else ()
                check_keys(parsed, (*path, key, *place), inner, model)


def plain(value: Any) -> Any:
    """YAML's own dates as the strings that JSON would hold; everything else unchanged."""
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, datetime.datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, datetime.date) else value


def _data_part(file: Path) -> str:
    """The lines below `data:`, as they were written."""
    text = file.read_text(encoding="utf-8")
    return text.partition("\ndata:\n")[2].rstrip() + "\n"
