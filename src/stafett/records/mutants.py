"""Invalid records made from the valid examples: one for each constraint of each property, breaking only that.

They prove the shapes where a written example would be tedious to read (a second value, a literal where an IRI
belongs, another datatype), and suppliers can run their own validator on them. Each comes from the first valid
example that shows the property; nothing is random. What JSON has no word for is said as JSON-LD says it, with
a value object: `{"@value": "2007", "@type": …}`.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from stafett.generate.shacl import refinements
from stafett.languages import Text
from stafett.model.elements import ClassDef, CodeSet, CodeSets, Model, Property
from stafett.model.examples import Example, Expected
from stafett.records.second import second_value

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_OTHER_DATATYPE: Final = {
    "string": "token",
    "integer": "decimal",
    "decimal": "double",
    "boolean": "string",
    "date": "string",
    "datetime": "string",
}
"""A datatype each of ours may be mistaken for, chosen so that patterns and limits still hold."""
NOWHERE: Final = "ex:nowhere"
"""A reference to something the record does not describe, and which therefore is of no class."""

_FIELD: Final = {
    "minCount": "min_count",
    "maxCount": "max_count",
    "pattern": "pattern",
    "minInclusive": "minimum",
    "maxInclusive": "maximum",
    "hasValue": "const",
}
"""The field of a property that each constraint comes from; the others come from its range."""
_ABOUT: Final = {
    "minCount": ("mangler", "manglar", "is missing"),
    "maxCount": ("har én verdi for mye", "har éin verdi for mykje", "has one value too many"),
    "datatype": ("har feil datatype", "har feil datatype", "has the wrong datatype"),
    "nodeKind": ("er feil slags node", "er feil slags node", "is the wrong kind of node"),
    "class": ("viser til feil klasse", "viser til feil klasse", "refers to the wrong class"),
    "or": ("viser til ingen av klassene", "viser til ingen av klassane", "refers to none of the classes"),
    "in": ("har en kode utenfor lista", "har ein kode utanfor lista", "has a code outside the list"),
    "pattern": ("har feil form", "har feil form", "has the wrong form"),
    "minInclusive": ("er for lav", "er for låg", "is too low"),
    "maxInclusive": ("er for høy", "er for høg", "is too high"),
    "hasValue": ("har ikke den faste verdien", "har ikkje den faste verdien", "lacks the constant value"),
    "uniqueLang": ("har to tekster på samme språk", "har to tekstar på same språk", "has a language twice"),
}  # fmt: skip


@dataclass(frozen=True)
class _Site:
    """Where an object of a class stands: the example, and the keys that lead to it in the data."""

    example: Example
    keys: tuple[str | int, ...]
    item: Mapping[str, Any]


@dataclass(frozen=True)
class _Broken:
    """What to put in place of a value, and what it breaks; `value` None takes the property away."""

    constraint: str
    value: Any
    also: tuple[Expected, ...] = ()
    severity: str = "Violation"


def make_mutants(model: Model, codes: CodeSets, examples: Iterable[Example]) -> tuple[Example, ...]:
    """Derive an invalid example for each constraint that the shapes put on a property.

    Args:
        model: the model.
        codes: all code lists.
        examples: all examples; the valid ones are built upon.

    Returns:
        the mutants, named class-property-constraint, in the order of the model. Where two constraints cannot
        be broken apart, such as a constant and its datatype, `expect` names both. A property that no valid
        example shows has none.
    """
    sites = _sites(examples)
    found = []
    for cls in model.classes.values():
        for prop, new in refinements(model, cls):
            if (site := _site(model, sites, cls, prop)) is not None:
                broken = _breaks(model, codes, site, prop)
                found += [
                    _mutant(site, cls, prop, b) for b in broken if _FIELD.get(b.constraint, "range") in new
                ]
    return tuple(found)


def _sites(examples: Iterable[Example]) -> dict[str, list[_Site]]:
    found: dict[str, list[_Site]] = {}
    ordered = sorted((e for e in examples if e.valid), key=lambda e: e.rule is not None)
    for example in ordered:
        for number, item in enumerate(example.data):
            for site in _within(example, (number,), item):
                found.setdefault(str(site.item["type"]), []).append(site)
    return found


def _within(example: Example, keys: tuple[str | int, ...], item: Mapping[str, Any]) -> Iterator[_Site]:
    yield _Site(example, keys, item)
    for key, value in item.items():
        for number, inner in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(inner, dict) and "type" in inner:
                place = (key, number) if isinstance(value, list) else (key,)
                yield from _within(example, (*keys, *place), inner)


def _site(model: Model, sites: Mapping[str, list[_Site]], cls: ClassDef, prop: Property) -> _Site | None:
    """The first object of the class that has the property, or else of a subclass; None where none has it."""
    names = [name for name in model.subclasses(cls.name) if name in sites]
    showing = (s for name in names for s in sites[name] if prop.slot in s.item)
    return next(showing, None)


def _breaks(model: Model, codes: CodeSets, site: _Site, prop: Property) -> Iterator[_Broken]:
    value = site.item[prop.slot]
    first = value[0] if isinstance(value, list) else value
    kind = prop.range.kind
    # What is not there, or of another datatype, is not the constant either.
    constant = (Expected(prop.slot, "hasValue"),) if prop.const is not None else ()
    if prop.min_count:
        yield _Broken("minCount", None, constant)
    if kind == "text":
        tag, words = next(iter(first.items()))
        yield _Broken("uniqueLang", {**first, tag: [words, f"{words} (2)"]})
        yield _Broken("datatype", words)
        return
    if prop.max_count:
        yield _Broken("maxCount", [first, second_value(model, codes, prop, first)])
    if kind == "datatype":
        yield from _literal(prop, first, constant)
    elif kind == "codelist":
        yield from _code(model, codes, prop)
    elif kind == "iri":
        yield _Broken("nodeKind", {"@value": str(first)})
    else:
        yield from _reference(site, prop, first)


def _literal(prop: Property, value: Any, constant: tuple[Expected, ...]) -> Iterator[_Broken]:
    lexical = str(value).lower() if isinstance(value, bool) else str(value)
    other = {"@value": lexical, "@type": _XSD + _OTHER_DATATYPE[prop.range.name]}
    yield _Broken("datatype", other, constant)
    if prop.const is not None:
        yield _Broken("hasValue", not prop.const)
    if prop.pattern:
        yield _Broken("pattern", _misshapen(prop.pattern, str(value)))
    for name, limit, step in (("minInclusive", prop.minimum, -1), ("maxInclusive", prop.maximum, 1)):
        if limit is not None:
            beyond = int(limit) + step
            yield _Broken(name, str(beyond) if prop.range.name == "decimal" else beyond)


def _misshapen(pattern: str, value: str) -> str:
    found = next((t for t in (f"{value}§", f"§{value}", "§") if not re.search(pattern, t)), None)
    if found is None:
        raise ValueError(f"No text was found that the pattern {pattern} refuses")
    return found


def _code(model: Model, codes: CodeSets, prop: Property) -> Iterator[_Broken]:
    known: CodeSet = codes[model.enums[prop.range.name].scheme]
    severity = "Violation" if known.complete else "Warning"
    yield _Broken("in", "no-such-code", severity=severity)
    # A literal is no code of the list either.
    yield _Broken("nodeKind", {"@value": "no-such-code"}, (Expected(prop.slot, "in", severity),))


def _reference(site: _Site, prop: Property, value: Any) -> Iterator[_Broken]:
    missing = "class" if prop.range.kind == "class" else "or"
    yield _Broken(missing, NOWHERE)
    if prop.inlined:
        # Whatever is neither IRI nor blank node is a literal, and has no class.
        yield _Broken("nodeKind", {"@value": "x"}, (Expected(prop.slot, "class"),))
        return
    target = described(site.example, str(value))
    if target is not None:
        yield _Broken("nodeKind", {k: v for k, v in target.items() if k != "id"})


def described(example: Example, reference: str) -> Mapping[str, Any] | None:
    """The object of an example that a reference points to, wherever it stands; None where there is none."""
    every = (s for n, item in enumerate(example.data) for s in _within(example, (n,), item))
    return next((s.item for s in every if s.item.get("id") == reference), None)


def _mutant(site: _Site, cls: ClassDef, prop: Property, broken: _Broken) -> Example:
    data = copy.deepcopy(list(site.example.data))
    item: Any = data
    for key in site.keys:
        item = item[key]
    if broken.value is None:
        del item[prop.slot]
    else:
        item[prop.slot] = _placed(item[prop.slot], copy.deepcopy(broken), prop)
    if broken.constraint == "maxCount":
        data += _twin(site.example, broken.value)
    expected = (Expected(prop.slot, broken.constraint, broken.severity), *broken.also)
    about = zip(("nb", "nn", "en"), _ABOUT[broken.constraint], strict=True)
    return Example(
        name=f"{cls.name}-{prop.slot}-{broken.constraint}",
        class_name=str(site.item["type"]),
        valid=False,
        about=Text.of({tag: f"«{prop.title.get(tag)}» {words}." for tag, words in about}),
        expect=expected,
        data=tuple(data),
        yaml="",
        where=site.example.where,
    )


def _placed(old: Any, broken: _Broken, prop: Property) -> Any:
    """Put the broken value where the first one was; the others stay."""
    if broken.constraint == "maxCount" or not isinstance(old, list) or prop.range.kind == "text":
        return broken.value
    return [broken.value, *old[1:]]


def _twin(example: Example, values: Sequence[Any]) -> list[dict[str, Any]]:
    """What a second reference points to: a copy of what the first one does, under its own name."""
    first, second = values
    if not isinstance(first, str) or (target := described(example, first)) is None:
        return []
    return [{**copy.deepcopy(dict(target)), "id": second}]
