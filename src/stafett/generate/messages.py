"""What a property must be, as one sentence in each language: the message of its SHACL shape."""

from __future__ import annotations

from stafett.languages import LANGUAGES, Text
from stafett.model.elements import Model, Property

_COUNT = {
    "nb": {(1, 1): "nøyaktig én", (1, None): "minst én", (0, 1): "høyst én", (0, None): "ingen eller flere"},
    "nn": {
        (1, 1): "nøyaktig éin",
        (1, None): "minst éin",
        (0, 1): "høgst éin",
        (0, None): "ingen eller fleire",
    },
    "en": {(1, 1): "exactly one", (1, None): "at least one", (0, 1): "at most one", (0, None): "any number"},
}
_TYPE = {
    "nb": {
        "string": "tekstverdi",
        "integer": "heltallsverdi",
        "boolean": "verdi, true eller false",
        "decimal": "desimaltallsverdi",
        "date": "dato (ÅÅÅÅ-MM-DD)",
        "datetime": "dato med klokkeslett",
        "text": "tekst, høyst én per språk",
        "iri": "IRI",
        "code": "kode fra «{}»",
        "class": "{}",
    },
    "nn": {
        "string": "tekstverdi",
        "integer": "heiltalsverdi",
        "boolean": "verdi, true eller false",
        "decimal": "desimaltalsverdi",
        "date": "dato (ÅÅÅÅ-MM-DD)",
        "datetime": "dato med klokkeslett",
        "text": "tekst, høgst éin per språk",
        "iri": "IRI",
        "code": "kode frå «{}»",
        "class": "{}",
    },
    "en": {
        "string": "text value",
        "integer": "whole number",
        "boolean": "value, true or false",
        "decimal": "decimal number",
        "date": "date (YYYY-MM-DD)",
        "datetime": "date with time",
        "text": "text, at most one a language",
        "iri": "IRI",
        "code": "code from «{}»",
        "class": "{}",
    },
}
_OR = {"nb": " eller ", "nn": " eller ", "en": " or "}
_SENTENCE = {"nb": "«{}» skal ha {} {}{}.", "nn": "«{}» skal ha {} {}{}.", "en": "«{}» must have {} {}{}."}
_PATTERN = {"nb": " på formen {}", "nn": " på forma {}", "en": " of the form {}"}
_FROM = {"nb": " fra {}", "nn": " frå {}", "en": " from {}"}
_TO = {"nb": " til {}", "nn": " til {}", "en": " to {}"}


def expectation(model: Model, prop: Property) -> Text:
    """Say in each language how many values the property takes and of what kind."""
    return Text.of({tag: _sentence(model, prop, tag) for tag in LANGUAGES})


_UNKNOWN = {
    "nb": "Koden er ikke blant de {} vi kjenner av «{}». Vi kjenner ikke hele lista; den kan være riktig.",
    "nn": "Koden er ikkje blant dei {} vi kjenner av «{}». Vi kjenner ikkje heile lista; han kan vere rett.",
    "en": "The code is not among the {} we know of «{}». We do not know it all, so it may be right.",
}


def unknown_code(model: Model, prop: Property, known: int) -> Text:
    """Say that a code is not among those known of a list that is only partly known."""
    title = model.enums[prop.range.name].title
    return Text.of({tag: _UNKNOWN[tag].format(known, title.get(tag)) for tag in LANGUAGES})


def _sentence(model: Model, prop: Property, tag: str) -> str:
    limits = _PATTERN[tag].format(prop.pattern) if prop.pattern else ""
    limits += _FROM[tag].format(prop.minimum) if prop.minimum is not None else ""
    limits += _TO[tag].format(prop.maximum) if prop.maximum is not None else ""
    if prop.const is not None:
        limits = ": " + str(prop.const).lower()
    name = prop.title.get(tag) or prop.slot
    return _SENTENCE[tag].format(
        name, _COUNT[tag][prop.min_count, prop.max_count], _kind(model, prop, tag), limits
    )


def _kind(model: Model, prop: Property, tag: str) -> str:
    kind = prop.range.kind
    words = _TYPE[tag]
    if kind == "datatype":
        return words[prop.range.name]
    if kind == "codelist":
        return words["code"].format(model.enums[prop.range.name].title.get(tag))
    if kind in {"class", "choice"}:
        titles = [model.classes[name].title.get(tag) or name for name in prop.range.options]
        return words["class"].format(_OR[tag].join(titles))
    return words[kind]
