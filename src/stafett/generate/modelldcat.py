"""The model as ModellDCAT-AP-NO 1.3: what data.norge.no shows of an information model.

LinkML has no such generator. Every element and property has an IRI and dct:identifier, because the parser
of data.norge.no drops elements without one. `modelldcatno:refersTo` follows the specification and
the official shapes; the published ontology has only `references`. Cardinalities are typed numbers, or "*"
(linkml.md §4.3, fdk.md §3.2).
"""

from __future__ import annotations

from typing import Final

from stafett.generate.concepts import concept_iri
from stafett.languages import Text
from stafett.model.elements import ClassDef, CodeSets, EnumDef, Model, Property
from stafett.rdf import Triples

LIMIT: Final = 150
"""Code lists longer than this are referred to, not repeated code by code."""

_ROLE_PLAYERS: Final = frozenset({"Agent"})


def model_iri(model: Model) -> str:
    """The IRI of the information model."""
    return model.iris.thing("model", "stafett")


def element_iri(model: Model, name: str) -> str:
    """The IRI of a model element or property."""
    return model.iris.thing("modelelement", name)


def write_modelldcat(model: Model, codes: CodeSets) -> Triples:
    """Return the elements of the model and their properties, linked from the information model."""
    writer = _Writer(model, codes)
    for module in model.modules.values():
        writer.element("Module", f"module-{module.name}", module.title, module.description)
    for name in sorted({p.range.name for c in model.classes.values() for p in c.properties}):
        writer.simple_type(name)
    for enum in model.enums.values():
        writer.code_list(enum)
    for cls in model.classes.values():
        writer.cls(cls)
    return writer.out


class _Writer:
    def __init__(self, model: Model, codes: CodeSets) -> None:
        self.model = model
        self.codes = codes
        self.out = Triples(model.iris)
        self.lists: dict[str, str] = {}

    def iri(self, name: str) -> str:
        return element_iri(self.model, name)

    def named(self, kind: str, name: str, title: Text, description: Text) -> str:
        iri = self.iri(name)
        self.out.types(iri, f"modelldcatno:{kind}")
        self.out.text(iri, "dct:title", title)
        self.out.text(iri, "dct:description", description)
        self.out.literal(iri, "dct:identifier", iri)
        return iri

    def subject(self, iri: str, concept: str) -> None:
        """Point at a concept; the shapes ask that the document says it is one."""
        self.out.add(iri, "dct:subject", concept)
        self.out.types(concept, "skos:Concept")

    def element(self, kind: str, name: str, title: Text, description: Text, module: str | None = None) -> str:
        iri = self.named(kind, name, title, description)
        self.out.add(model_iri(self.model), "modelldcatno:containsModelElement", iri)
        if module:
            self.out.add(iri, "modelldcatno:belongsToModule", self.iri(f"module-{module}"))
        return iri

    def simple_type(self, name: str) -> None:
        """The XSD datatypes, texts by language and IRIs that properties take."""
        sample = next(
            (p.range for c in self.model.classes.values() for p in c.properties if p.range.name == name), None
        )
        if sample is None or sample.kind not in {"datatype", "text", "iri"}:
            return
        words = _SIMPLE[name]
        iri = self.element("SimpleType", f"type-{name}", words, Text())
        reference = sample.iri or "http://www.w3.org/2001/XMLSchema#anyURI"
        self.out.literal(iri, "modelldcatno:typeDefinitionReference", reference, "anyURI")

    def code_list(self, enum: EnumDef) -> None:
        iri = self.iri(f"codelist-{enum.scheme}")
        known = self.codes[enum.scheme]
        first = enum.scheme not in self.lists
        self.lists.setdefault(enum.scheme, iri)
        if not first:
            return
        self.element("CodeList", f"codelist-{enum.scheme}", enum.title, enum.description, enum.module)
        self.out.add(iri, "rdfs:seeAlso", enum.iri)
        self.out.add(iri, "modelldcatno:codeListReference", enum.iri)
        if len(known.codes) > LIMIT:
            return
        for notation, code in known.codes.items():
            element = self.iri(f"code-{enum.scheme}-{self.model.iris.code('x', notation).rpartition('/')[2]}")
            self.out.types(element, "modelldcatno:CodeElement")
            self.out.add(element, "skos:inScheme", iri)
            self.out.add(element, "skos:topConceptOf", iri)
            self.out.literal(element, "skos:notation", notation)
            self.out.literal(element, "dct:identifier", element)
            self.out.text(element, "skos:prefLabel", known.labels.get(notation, Text()))
            self.subject(element, code)

    def cls(self, cls: ClassDef) -> None:
        kind = "ObjectType" if cls.has_identity or cls.abstract else "DataType"
        iri = self.element(kind, cls.name, cls.title, cls.description, cls.module)
        self.subject(iri, concept_iri(self.model, cls.name))
        if cls.parent:
            name = f"{cls.name}-specialization"
            title = Text.of({"nb": "spesialiserer", "nn": "spesialiserer", "en": "specialises"})
            own = self.named("Specialization", name, title, Text())
            self.out.add(own, "modelldcatno:hasGeneralConcept", self.iri(cls.parent))
            self.out.add(own, "modelldcatno:belongsToModule", self.iri(f"module-{cls.module}"))
            self.out.add(iri, "modelldcatno:hasProperty", own)
        for order, prop in enumerate(cls.properties, 1):
            # Inherited properties stand at the class they come from, unless this class refines them.
            if not prop.identifier and (prop.own or _refines(self.model, cls, prop)):
                self.property(cls, iri, prop, order)

    def property(self, cls: ClassDef, owner: str, prop: Property, order: int) -> None:
        name = f"{cls.name}-{prop.slot}"
        iri = self.named(self.kind(prop), name, prop.title, prop.description)
        self.out.add(owner, "modelldcatno:hasProperty", iri)
        self.out.add(iri, "modelldcatno:belongsToModule", self.iri(f"module-{cls.module}"))
        self.subject(iri, concept_iri(self.model, prop.slot))
        self.out.literal(iri, "modelldcatno:minOccurs", prop.min_count, "nonNegativeInteger")
        if prop.max_count is None:
            self.out.literal(iri, "modelldcatno:maxOccurs", "*")
        else:
            self.out.literal(iri, "modelldcatno:maxOccurs", prop.max_count, "nonNegativeInteger")
        self.out.literal(iri, "modelldcatno:sequenceNumber", order, "positiveInteger")
        self.target(iri, name, prop, cls)

    def kind(self, prop: Property) -> str:
        """A nested value is a Composition, a part played by a person or body a Role, else an Association."""
        if prop.range.kind == "choice":
            return "Choice"
        if prop.range.kind != "class":
            return "Attribute"
        if prop.inlined:
            return "Composition"
        target = self.model.classes[prop.range.name]
        plays = _ROLE_PLAYERS & {target.name, *target.ancestors}
        return "Role" if plays else "Association"

    def target(self, iri: str, name: str, prop: Property, cls: ClassDef) -> None:
        kind = self.kind(prop)
        if kind == "Choice":
            self.choice(iri, name, prop, cls)
        elif kind != "Attribute":
            predicate = {"Composition": "contains", "Role": "hasObjectType", "Association": "refersTo"}[kind]
            self.out.add(iri, f"modelldcatno:{predicate}", self.iri(prop.range.name))
            self.out.literal(iri, "modelldcatno:navigable", True, "boolean")
        elif prop.range.kind == "codelist":
            scheme = self.model.enums[prop.range.name].scheme
            self.out.add(iri, "modelldcatno:hasValueFrom", self.iri(f"codelist-{scheme}"))
        elif prop.pattern or prop.minimum is not None or prop.maximum is not None:
            self.out.add(iri, "modelldcatno:hasSimpleType", self.restricted(name, prop, cls))
        else:
            self.out.add(iri, "modelldcatno:hasSimpleType", self.iri(f"type-{prop.range.name}"))

    def choice(self, iri: str, name: str, prop: Property, cls: ClassDef) -> None:
        """A choice has one role for each class that may be pointed at."""
        for option in prop.range.options:
            target = self.model.classes[option]
            role = self.named("Role", f"{name}-{option}", target.title, target.description)
            self.out.add(iri, "modelldcatno:hasSome", role)
            self.out.add(role, "modelldcatno:hasObjectType", self.iri(option))
            self.out.add(role, "modelldcatno:belongsToModule", self.iri(f"module-{cls.module}"))
            self.subject(role, concept_iri(self.model, option))

    def restricted(self, name: str, prop: Property, cls: ClassDef) -> str:
        """A simple type of its own for a property with a pattern or limits."""
        iri = self.element("SimpleType", f"type-{name}", prop.title, prop.description, cls.module)
        self.out.literal(iri, "modelldcatno:typeDefinitionReference", prop.range.iri, "anyURI")
        self.out.literal(iri, "xsd:pattern", prop.pattern)
        self.out.literal(iri, "xsd:minInclusive", prop.minimum, "decimal")
        self.out.literal(iri, "xsd:maxInclusive", prop.maximum, "decimal")
        return iri


def _refines(model: Model, cls: ClassDef, prop: Property) -> bool:
    if not cls.parent:
        return False
    inherited = next(p for p in model.classes[cls.parent].properties if p.slot == prop.slot)
    return (inherited.min_count, inherited.max_count, inherited.range, inherited.pattern) != (
        prop.min_count,
        prop.max_count,
        prop.range,
        prop.pattern,
    )


_SIMPLE: Final = {
    name: Text.of({"nb": nb, "nn": nn, "en": en})
    for name, nb, nn, en in (
        ("string", "Tekst", "Tekst", "Text"),
        ("integer", "Heltall", "Heiltal", "Whole number"),
        ("boolean", "Sann eller usann", "Sann eller usann", "True or false"),
        ("decimal", "Desimaltall", "Desimaltal", "Decimal number"),
        ("date", "Dato", "Dato", "Date"),
        ("datetime", "Dato med klokkeslett", "Dato med klokkeslett", "Date with time"),
        ("LangString", "Tekst på flere språk", "Tekst på fleire språk", "Text in several languages"),
        ("uri", "IRI", "IRI", "IRI"),
        ("uriorcurie", "IRI", "IRI", "IRI"),
    )
}
