"""The information model as ModellDCAT-AP-NO says it, arranged as data.norge.no shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from stafett.web.links import list_path, safe_href, term_path
from stafett.web.pagedata import Texts
from stafett.web.room import Room
from stafett.web.statements import Statements, Thing, by_title, in_order

MODELS_FILE: Final = "catalog/informationmodels.nt"
KINDS: Final = ("RootObjectType", "ObjectType", "DataType", "CodeList", "SimpleType", "Module")
"""The groups of elements, in the order of data.norge.no."""
_TARGETS: Final = (
    "hasGeneralConcept",
    "contains",
    "hasObjectType",
    "refersTo",
    "hasValueFrom",
    "hasSimpleType",
    "hasDataType",
    "hasSome",
)


@dataclass(frozen=True)
class PropertyLine:
    """A property of an element: what kind it is, how many, and what it points at."""

    thing: Thing
    kind: str
    least: str | None
    most: str | None
    target: Thing | None


@dataclass(frozen=True)
class Element:
    """One element of the model; `codes` is how many a code list holds."""

    thing: Thing
    name: str
    description: Texts
    properties: tuple[PropertyLine, ...]
    codes: int | None


@dataclass(frozen=True)
class InformationModel:
    """All that the page shows, section by section."""

    title: Texts
    description: Texts
    status: list[Thing]
    issued: str | None
    modified: str | None
    version: str | None
    types: list[Thing]
    licences: list[Thing]
    languages: list[Thing]
    formats: list[Thing]
    homepage: str | None
    profile_of: list[Thing]
    conforms_to: list[Thing]
    structure: dict[str, list[Element]]
    identifiers: list[str]
    concepts: list[Thing]
    themes: list[Thing]
    keywords: dict[str, list[str]]
    part_of: list[Thing]
    parts: list[Thing]
    replaces: list[Thing]
    replaced_by: list[Thing]
    spatial: list[Thing]
    publisher: list[Thing]
    contacts: list[tuple[Thing, str | None]]


def describe(room: Room, iri: str, language: str) -> InformationModel:
    """Read the information model, sorted for a reader of `language`."""
    said = Statements(room, MODELS_FILE)
    structure = _structure(room, said, iri, language)
    subjects = [
        concept
        for kind in ("RootObjectType", "ObjectType", "DataType")
        for element in structure.get(kind, ())
        for concept in said.values(element.thing.iri, "dct:subject")
    ]
    named = Statements(room, "catalog/concepts.nt")
    identifiers = [*said.values(iri, "dct:identifier"), *_of(said, iri, "informationModelIdentifier")]
    return InformationModel(
        title=said.texts(iri, "dct:title"),
        description=said.texts(iri, "dct:description"),
        status=said.things(iri, "adms:status"),
        issued=said.value(iri, "dct:issued"),
        modified=said.value(iri, "dct:modified"),
        version=said.value(iri, "owl:versionInfo"),
        types=said.things(iri, "dct:type"),
        licences=said.things(iri, "dct:license"),
        languages=said.things(iri, "dct:language"),
        formats=by_title(said.things(iri, "dct:hasFormat"), language),
        homepage=said.value(iri, "foaf:homepage"),
        profile_of=said.things(iri, "prof:isProfileOf"),
        conforms_to=said.things(iri, "dct:conformsTo"),
        structure=structure,
        identifiers=list(dict.fromkeys(identifiers)),
        concepts=by_title([named.thing(c) for c in [*said.values(iri, "dct:subject"), *subjects]], language),
        themes=said.things(iri, "dcat:theme"),
        keywords=said.words(iri, "dcat:keyword"),
        part_of=said.things(iri, "dct:isPartOf"),
        parts=said.things(iri, "dct:hasPart"),
        replaces=said.things(iri, "dct:replaces"),
        replaced_by=said.things(iri, "dct:isReplacedBy"),
        spatial=said.things(iri, "dct:spatial"),
        publisher=said.things(iri, "dct:publisher"),
        contacts=[
            (contact, safe_href(said.value(contact.iri, "vcard:hasEmail")))
            for contact in said.things(iri, "dcat:contactPoint")
        ],
    )


def _of(said: Statements, iri: str, name: str) -> list[str]:
    return said.values(iri, f"modelldcatno:{name}")


def _structure(room: Room, said: Statements, iri: str, language: str) -> dict[str, list[Element]]:
    groups: dict[str, list[Element]] = {kind: [] for kind in KINDS}
    for element in _of(said, iri, "containsModelElement"):
        groups.setdefault(said.kind(element), []).append(_element(room, said, element))
    for elements in groups.values():
        elements.sort(key=lambda e: (in_order(e.thing.title, language), e.name))
    return {kind: elements for kind, elements in groups.items() if elements}


def _element(room: Room, said: Statements, iri: str) -> Element:
    properties = sorted(_properties(room, said, iri), key=lambda pair: pair[0])
    reference = next(iter(_of(said, iri, "codeListReference")), "")
    listed = next((page for page in room.site.lists.values() if page["iri"] == reference), None)
    return Element(
        thing=_shown(room, said, iri),
        name=iri.rpartition("/")[2],
        description=said.texts(iri, "dct:description"),
        properties=tuple(line for _, line in properties),
        codes=listed["known"] if listed else None,
    )


def _properties(room: Room, said: Statements, iri: str) -> Iterator[tuple[int, PropertyLine]]:
    for prop in _of(said, iri, "hasProperty"):
        target = next((found for name in _TARGETS for found in _of(said, prop, name)), None)
        order = next(iter(_of(said, prop, "sequenceNumber")), "0")
        yield (
            int(order) if order.isdigit() else 0,
            PropertyLine(
                thing=_shown(room, said, prop),
                kind=said.kind(prop),
                least=next(iter(_of(said, prop, "minOccurs")), None),
                most=next(iter(_of(said, prop, "maxOccurs")), None),
                target=_shown(room, said, target) if target else None,
            ),
        )


def _shown(room: Room, said: Statements, iri: str) -> Thing:
    """An element, with a link to the page of its class, property or code list where it has one."""
    thing = said.thing(iri)
    concept = said.value(iri, "dct:subject") or ""
    name = concept.removeprefix(f"{room.site.base}/concept/")
    if room.site.term(name):
        return Thing(iri, thing.title, term_path(name))
    reference = next(iter(_of(said, iri, "codeListReference")), "").removeprefix(f"{room.site.base}/code/")
    if reference in room.site.lists:
        return Thing(iri, thing.title, list_path(reference))
    return thing
