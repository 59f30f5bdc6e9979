"""Reading the LinkML modules into a Model.

SchemaView works out inheritance and slot_usage, so that what we write is what LinkML means. The files
are parsed by ourselves first, to point at lines and because linkml's loader is several times slower.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from linkml_runtime.linkml_model.meta import (
    ClassDefinition,
    EnumDefinition,
    SchemaDefinition,
    SlotDefinition,
)
from linkml_runtime.utils.schemaview import SchemaView

from stafett.errors import Location, SourceError, StafettError
from stafett.iris import PREFIXES, Iris
from stafett.languages import LANGUAGES, Text
from stafett.model.checks import SECTIONS, TYPES, check, check_root
from stafett.model.elements import (
    ClassDef,
    EnumDef,
    EnumValue,
    Model,
    Module,
    Property,
    Range,
    SlotDef,
    TermMapping,
)
from stafett.model.texts import clean, texts_of
from stafett.yamlfile import YamlFile, read_yaml

ROOT_FILE = "stafett.yaml"
_KINDS: Mapping[str, Any] = {"classes": ClassDefinition, "slots": SlotDefinition, "enums": EnumDefinition}
_MAPPINGS = {
    "exact_mappings": "skos:exactMatch",
    "close_mappings": "skos:closeMatch",
    "broad_mappings": "skos:broadMatch",
    "narrow_mappings": "skos:narrowMatch",
    "related_mappings": "skos:relatedMatch",
}


class ModelError(StafettError):
    """All faults found in the model's sources, one a line."""

    def __init__(self, faults: list[SourceError]) -> None:
        super().__init__("\n".join(str(f) for f in faults))
        self.faults = faults


def read_model(folder: Path, iris: Iris) -> Model:
    """Read the model.

    Args:
        folder: holds stafett.yaml and the modules it imports.
        iris: makes the identifiers.

    Raises:
        SourceError, ModelError: naming file, line and what to do.
    """
    root = read_yaml(folder / ROOT_FILE)
    if faults := check_root(root):
        raise ModelError(faults)
    imports = [name for name in root.data["imports"] if ":" not in name]
    files = [read_yaml(folder / f"{name}.yaml") for name in imports]
    if faults := check(files):
        raise ModelError(faults)
    return _Reader(root, files, iris).model()


class _Reader:
    """Holds what the parts of one reading share."""

    def __init__(self, root: YamlFile, files: list[YamlFile], iris: Iris) -> None:
        self.root = root
        self.files = files
        self.iris = iris
        self.prefixes = self._prefixes()
        self.home = {(s, n): f for f in files for s in SECTIONS for n in f.data.get(s) or {}}
        self.view = SchemaView(self._merged())

    def _prefixes(self) -> dict[str, str]:
        found = dict(PREFIXES)
        for file in self.files:
            for prefix, iri in (file.data.get("prefixes") or {}).items():
                found[str(prefix)] = self.iris.expand(str(iri))
        return found

    def _merged(self) -> SchemaDefinition:
        merged: dict[str, Any] = {s: {} for s in SECTIONS}
        for file in self.files:
            for section in SECTIONS:
                merged[section] |= file.data.get(section) or {}
        try:
            return SchemaDefinition(
                id=self.root.data["id"], name=self.root.data["name"], default_range="string", **merged
            )
        except (ValueError, TypeError) as fault:
            raise self._rejected(fault) from fault

    def _rejected(self, fault: Exception) -> SourceError:
        """LinkML names the key it does not accept, but no place; so find the entry that it stands in."""
        for (section, name), file in self.home.items():
            try:
                _KINDS[section](name, **file.data[section][name])
            except (ValueError, TypeError) as narrower:
                text = f"LinkML does not accept «{name}»: {narrower}"
                return SourceError(text, where=file.where(section, name))
        return SourceError(f"LinkML does not accept the model: {fault}", where=self.root.where())

    def model(self) -> Model:
        slots = {name: self._slot(name) for name in self._names("slots")}
        title, description = texts_of(self.root.data)
        return Model(
            version=str(self.root.data["version"]),
            title=title,
            description=description,
            iris=self.iris,
            modules={f.data["name"]: self._module(f) for f in self.files},
            classes={name: self._class(name) for name in self._names("classes")},
            slots=slots,
            enums={name: self._enum(name) for name in self._names("enums")},
            prefixes=self.prefixes,
        )

    def _names(self, section: str) -> list[str]:
        return [name for (s, name) in self.home if s == section]

    def _raw(self, section: str, name: str) -> Mapping[str, Any]:
        raw: Mapping[str, Any] = self.home[section, name].data[section][name]
        return raw

    def _common(self, section: str, name: str, iri: str) -> dict[str, Any]:
        file = self.home[section, name]
        raw = self._raw(section, name)
        title, description = texts_of(raw)
        notes = raw.get("annotations") or {}
        return {
            "usage": Text.of({tag: clean(notes.get(f"usage_{tag}")) for tag in LANGUAGES}),
            "deprecated": bool(raw.get("deprecated")),
            "replaced_by": self._replacement(section, name, raw),
            "name": name,
            "iri": iri,
            "module": file.data["name"],
            "title": title,
            "description": description,
            "where": file.where(section, name),
        }

    def _replacement(self, section: str, name: str, raw: Mapping[str, Any]) -> str | None:
        """What LinkML calls deprecated_element_has_exact_replacement: it must be an element that exists."""
        curie = raw.get("deprecated_element_has_exact_replacement")
        if curie is None:
            return None
        found = str(curie).rpartition(":")[2]
        if (section, found) not in self.home:
            where = self.home[section, name].where(section, name, "deprecated_element_has_exact_replacement")
            raise SourceError(f"«{name}» is replaced by «{found}», which does not exist", where=where)
        return found

    def _module(self, file: YamlFile) -> Module:
        title, description = texts_of(file.data)
        return Module(file.data["name"], title, description, Location(file.file))

    def expand(self, curie: str, where: Location) -> str:
        """The IRI of a CURIE, with the prefixes that the modules declare."""
        if curie.startswith(("http://", "https://", "urn:")):
            return self.iris.expand(curie)
        prefix, _, local = curie.partition(":")
        if prefix not in self.prefixes:
            raise SourceError(
                f"The prefix of «{curie}» is declared nowhere", where=where, hint="Add it to prefixes."
            )
        return self.prefixes[prefix] + local

    def _mappings(self, section: str, name: str) -> tuple[TermMapping, ...]:
        raw = self._raw(section, name)
        where = self.home[section, name].where
        return tuple(
            TermMapping(predicate, curie, self.expand(curie, where(section, name, key)))
            for key, predicate in _MAPPINGS.items()
            for curie in raw.get(key) or ()
        )

    def _range_of(self, slot: SlotDefinition) -> Range:
        """LinkML's any_of with classes is a choice; its name lists them in the given order."""
        options = [str(option.range) for option in slot.any_of or ()]
        return Range("choice", "|".join(options), None) if options else self._range(str(slot.range))

    def _range(self, name: str) -> Range:
        if name == "LangString":
            return Range("text", name, PREFIXES["rdf"] + "langString")
        if name in TYPES:
            return Range("datatype", name, PREFIXES["xsd"] + TYPES[name])
        if name in {"uri", "uriorcurie"}:
            return Range("iri", name, None)
        if ("enums", name) in self.home:
            return Range("codelist", name, self.iris.scheme(self._scheme(name)))
        return Range("class", name, self.iris.term(name))

    def _scheme(self, enum: str) -> str:
        return str(self._raw("enums", enum)["annotations"]["scheme"])

    def _slot(self, name: str) -> SlotDef:
        raw = self._raw("slots", name)
        common = self._common("slots", name, self.iris.term(name))
        return SlotDef(
            **common,
            path=self.expand(str(raw.get("slot_uri") or f"stafett:{name}"), common["where"]),
            range=self._range_of(self.view.get_slot(name)),
            multivalued=bool(raw.get("multivalued")),
            identifier=bool(raw.get("identifier")),
            mappings=self._mappings("slots", name),
        )

    def _class(self, name: str) -> ClassDef:
        common = self._common("classes", name, self.iris.term(name))
        raw = self._raw("classes", name)
        ancestors = tuple(str(a) for a in self.view.class_ancestors(name) if a != name)
        supers = str((raw.get("annotations") or {}).get("sub_class_of", "")).split()
        return ClassDef(
            **common,
            abstract=bool(raw.get("abstract")),
            parent=raw.get("is_a"),
            ancestors=ancestors,
            children=tuple(str(c) for c in self.view.class_children(name)),
            superclasses=tuple((curie, self.expand(curie, common["where"])) for curie in supers),
            mappings=self._mappings("classes", name),
            properties=tuple(
                self._property(name, ancestors, slot) for slot in self._own_first(name, ancestors)
            ),
        )

    def _own_first(self, name: str, ancestors: tuple[str, ...]) -> list[str]:
        ordered: dict[str, None] = {}
        for owner in (name, *ancestors):
            ordered |= dict.fromkeys(self._raw("classes", owner).get("slots") or ())
        return list(ordered)

    def _property(self, owner: str, ancestors: tuple[str, ...], slot: str) -> Property:
        induced: SlotDefinition = self.view.induced_slot(slot, owner)
        lineage = (owner, *ancestors)
        declared = next(c for c in reversed(lineage) if slot in (self._raw("classes", c).get("slots") or ()))
        base = self._slot(slot)
        title, description = base.title, base.description
        const: object = (self._raw("slots", slot).get("annotations") or {}).get("const")
        for ancestor in reversed(lineage):
            usage = (self._raw("classes", ancestor).get("slot_usage") or {}).get(slot) or {}
            refined_title, refined = texts_of(usage)
            title, description = refined_title or title, refined or description
            const = (usage.get("annotations") or {}).get("const", const)
        required = bool(induced.required or induced.identifier)
        return Property(
            slot=slot,
            path=base.path,
            declared_by=declared,
            own=declared == owner,
            min_count=1 if required else 0,
            max_count=None if induced.multivalued else 1,
            range=self._range_of(induced),
            inlined=bool(induced.inlined or induced.inlined_as_list),
            identifier=base.identifier,
            pattern=induced.pattern,
            minimum=_number(induced.minimum_value),
            maximum=_number(induced.maximum_value),
            const=None if const is None else str(const).lower() == "true",
            title=title,
            description=description,
        )

    def _enum(self, name: str) -> EnumDef:
        raw = self._raw("enums", name)
        scheme = self._scheme(name)
        return EnumDef(
            **self._common("enums", name, self.iris.scheme(scheme)),
            scheme=scheme,
            external=bool(raw.get("code_set")),
            values=tuple(
                EnumValue(str(value), self.iris.code(scheme, str(value)), *texts_of(body or {}))
                for value, body in (raw.get("permissible_values") or {}).items()
            ),
        )


def _number(value: object) -> int | float | None:
    if value is None:
        return None
    number = float(str(value))
    return int(number) if number.is_integer() else number
