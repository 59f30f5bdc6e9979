"""Rules for the model's sources that LinkML does not check, each with the line it is broken on.

They are this project's policy (design.md, LinkML) and guard against faults measured in LinkML 1.12:
a slot_uri on two slots, codes without an IRI, names redeclared in another module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from stafett.errors import SourceError
from stafett.model.narrowing import widened
from stafett.yamlfile import YamlFile

TYPES = {
    "string": "string",
    "integer": "integer",
    "boolean": "boolean",
    "decimal": "decimal",
    "date": "date",
    "datetime": "dateTime",
}
"""LinkML types we use, and their XSD names."""

SECTIONS = ("classes", "slots", "enums")
KNOWN_KEYS = {
    "id", "name", "title", "description", "version", "license", "annotations", "prefixes", "default_prefix",
    "default_range", "imports", "types", *SECTIONS,
}  # fmt: skip
_MAPS = {"annotations", "slot_usage", "permissible_values", "prefixes"}
_NAMES = {
    "slots",
    "imports",
    *(f"{kind}_mappings" for kind in ("exact", "close", "broad", "narrow", "related")),
}
_WORDS = {"is_a", "range", "slot_uri", "class_uri", "pattern", "meaning", "code_set"}
_NAME = {"classes": r"[A-Z][A-Za-z0-9]*", "enums": r"[A-Z][A-Za-z0-9]*", "slots": r"[a-z][A-Za-z0-9]*"}


def check_root(root: YamlFile) -> list[SourceError]:
    """Return what is wrong with the file that names the version and the modules."""
    if not isinstance(root.data, dict):
        return [SourceError("The file must be a YAML mapping with id, name and imports", where=root.where())]
    missing = [key for key in ("id", "name", "version") if not isinstance(root.data.get(key), str)]
    faults = [SourceError(f"«{key}» is missing or no text", where=root.where(key)) for key in missing]
    faults += _nested(root, root.data, ())
    if not root.data.get("imports"):
        faults.append(SourceError("«imports» names no module", where=root.where("imports")))
    return faults or list(_labelled(root, root.data, (), described=True))


def check(files: list[YamlFile]) -> list[SourceError]:
    """Return every fault in the module files, in file and line order."""
    faults: list[SourceError] = []
    seen: dict[tuple[str, str], YamlFile] = {}
    for file in files:
        faults += _shape(file)
        for section in SECTIONS:
            entries = file.data.get(section) if isinstance(file.data, dict) else None
            for name in entries if isinstance(entries, dict) else ():
                first = seen.setdefault((section, name), file)
                if first is not file:
                    text = f"«{name}» is already declared in {first.file.name}"
                    faults.append(SourceError(text, where=file.where(section, name)))
    if faults:
        return faults  # the rules below presume the right shape
    names = {kind: {n for k, n in seen if k == kind} for kind in SECTIONS}
    for file in files:
        faults += _texts(file)
        faults += _ranges(file, names)
        faults += _usages(file, names)
        faults += _values(file)
    faults += _paths(files)
    return faults or list(widened(files))


def _shape(file: YamlFile) -> Iterator[SourceError]:
    if not isinstance(file.data, dict):
        yield SourceError("A module must be a YAML mapping with id, name and classes", where=file.where())
        return
    for key in file.data:
        if key not in KNOWN_KEYS:
            yield SourceError(f"«{key}» is no key of a module file", where=file.where(key))
    if not isinstance(file.data.get("name"), str):
        yield SourceError("«name» is missing or no text", where=file.where("name"))
    yield from _nested(file, {k: v for k, v in file.data.items() if k not in SECTIONS}, ())
    for section in SECTIONS:
        entries = file.data.get(section) or {}
        if not isinstance(entries, dict):
            yield SourceError(
                f"«{section}» must be a mapping from name to definition", where=file.where(section)
            )
            continue
        for name, entry in entries.items():
            if not isinstance(entry, dict):
                yield SourceError(f"«{name}» has no definition", where=file.where(section, name))
            elif not re.fullmatch(_NAME[section], str(name)):
                expected = "a capital letter" if section != "slots" else "a small letter"
                text = f"«{name}» must be ASCII letters and digits and begin with {expected}"
                yield SourceError(text, where=file.where(section, name))
            else:
                yield from _nested(file, entry, (section, name))


def _nested(file: YamlFile, entry: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[SourceError]:
    """What is inside an entry must have the kind of value that the rules below read it as."""
    for key, value in entry.items():
        place = (*path, key)
        if key in _MAPS and not isinstance(value, dict):
            yield SourceError(f"«{key}» must be a mapping", where=file.where(*place))
        elif key in _NAMES and not (isinstance(value, list) and all(isinstance(v, str) for v in value)):
            yield SourceError(f"«{key}» must be a list of names", where=file.where(*place))
        elif key in _WORDS and not isinstance(value, str):
            yield SourceError(f"«{key}» must be a text", where=file.where(*place))
        elif key in ("slot_usage", "permissible_values"):
            for name, body in value.items():
                if isinstance(body, dict):
                    yield from _nested(file, body, (*place, name))
                elif body is not None:
                    yield SourceError(f"«{name}» must be a mapping", where=file.where(*place, name))
        elif key == "pattern":
            try:
                re.compile(value)
            except re.error as fault:
                text = f"«{value}» is no regular expression: {fault}"
                yield SourceError(text, where=file.where(*place))


def _texts(file: YamlFile) -> Iterator[SourceError]:
    yield from _labelled(file, file.data, (), described=True)
    for section in SECTIONS:
        for name, entry in (file.data.get(section) or {}).items():
            yield from _labelled(file, entry, (section, name), described=True)
            for value, body in (entry.get("permissible_values") or {}).items():
                path = (section, name, "permissible_values", value)
                yield from _labelled(file, body or {}, path, described=False)


def _labelled(
    file: YamlFile, entry: Mapping[str, Any], path: tuple[str, ...], *, described: bool
) -> Iterator[SourceError]:
    annotations = entry.get("annotations") or {}
    what = path[-1] if path else file.file.name
    wanted = [("title", "label", None)] + ([("description", "definition", None)] if described else [])
    for key, noun, _ in wanted:
        for language in ("nb", "nn", "en"):
            value = entry.get(key) if language == "nb" else annotations.get(f"{key}_{language}")
            if not isinstance(value, str) or not value.strip():
                field = key if language == "nb" else f"annotations: {key}_{language}"
                yield SourceError(
                    f"«{what}» has no {noun} in {language}",
                    where=file.where(*path),
                    hint=f"Write it in {field}.",
                )


def _ranges(file: YamlFile, names: Mapping[str, set[str]]) -> Iterator[SourceError]:
    known = names["classes"] | names["enums"] | TYPES.keys() | {"LangString", "uriorcurie", "uri"}
    for path, body in _slot_bodies(file):
        if (wanted := body.get("range")) is not None and wanted not in known:
            yield SourceError(
                f"«{path[-1]}» has range «{wanted}», which is no class, enumeration or type of the model",
                where=file.where(*path, "range"),
            )
        for number, option in enumerate(body.get("any_of") or ()):
            if (
                not isinstance(option, dict)
                or option.keys() != {"range"}
                or option["range"] not in names["classes"]
            ):
                yield SourceError(
                    f"«{path[-1]}» may only choose between classes: any_of with range and nothing else",
                    where=file.where(*path, "any_of", number),
                )
        if body.get("pattern") is not None and body.get("range", "string") != "string":
            # LinkML's JSON Schema ignores such a pattern while its SHACL enforces it.
            yield SourceError(
                f"«{path[-1]}» has a pattern, so its range must be string", where=file.where(*path)
            )


def _slot_bodies(file: YamlFile) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    for name, body in (file.data.get("slots") or {}).items():
        yield ("slots", name), body
    for owner, entry in (file.data.get("classes") or {}).items():
        for name, body in (entry.get("slot_usage") or {}).items():
            if not (isinstance(body, dict) and body.get("pattern") and "range" not in body):
                yield ("classes", owner, "slot_usage", name), body or {}


def _usages(file: YamlFile, names: Mapping[str, set[str]]) -> Iterator[SourceError]:
    for owner, entry in (file.data.get("classes") or {}).items():
        parent = entry.get("is_a")
        if parent is not None and parent not in names["classes"]:
            yield SourceError(
                f"«{owner}» is_a «{parent}», which is no class", where=file.where("classes", owner, "is_a")
            )
        for key in ("slots", "slot_usage"):
            for name in entry.get(key) or ():
                if name not in names["slots"]:
                    text = f"«{owner}» uses the slot «{name}», which is declared nowhere"
                    yield SourceError(text, where=file.where("classes", owner, key, name))


def _values(file: YamlFile) -> Iterator[SourceError]:
    for name, entry in (file.data.get("enums") or {}).items():
        values = entry.get("permissible_values") or {}
        if not (entry.get("annotations") or {}).get("scheme"):
            yield SourceError(f"«{name}» has no annotation scheme", where=file.where("enums", name))
        if bool(values) == bool(entry.get("code_set")):
            yield SourceError(
                f"«{name}» must have either permissible_values or a code_set", where=file.where("enums", name)
            )
        for value, body in values.items():
            meaning = str((body or {}).get("meaning", ""))
            if meaning.partition(":")[2] != value:
                # Only then do LinkML's context, SHACL and RDF agree on what the value is (linkml.md §4.2, 4).
                yield SourceError(
                    f"The value «{value}» must have a meaning with the same local name, but has «{meaning}»",
                    where=file.where("enums", name, "permissible_values", value),
                )


def _paths(files: list[YamlFile]) -> Iterator[SourceError]:
    seen: dict[str, str] = {}
    for file in files:
        for name, body in (file.data.get("slots") or {}).items():
            path = body.get("slot_uri") or f"stafett:{name}"
            first = seen.setdefault(path, name)
            if first != name:
                text = f"The slots «{first}» and «{name}» have the same slot_uri {path}"
                yield SourceError(text, where=file.where("slots", name))
