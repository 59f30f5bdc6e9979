"""The words of the diagrams in bokmål, nynorsk and English."""

from __future__ import annotations

from typing import Final

from stafett.model.elements import Model, Property

WORDS: Final = {
    "nb": {
        "module": "Klassediagram for modulen {}",
        "class": "{} og klassene rundt",
        "classes": "Klasser: {}.",
        "kinds": "Spesialiseringer: {}.",
        "kind": "{} spesialiserer {}",
        "links": "Forbindelser: {}.",
        "link": "fra {} til {}: {}",
        "more": "+ {} egenskaper til",
        "inherited": "+ {} arvet fra {}",
        "rest": "+ {} klasser til",
        "and": " og ",
        "refers": "viser til",
        "contains": "inneholder",
        "specialises": "er en slags",
        "value": "uten egen identitet",
        "abstract": "abstrakt klasse",
        "elsewhere": "klasse i en annen modul",
        "itself": "viser til samme klasse",
        "string": "tekst",
        "integer": "heltall",
        "decimal": "desimaltall",
        "boolean": "ja/nei",
        "date": "dato",
        "datetime": "tidspunkt",
        "text": "flerspråklig tekst",
        "iri": "IRI",
        "code": "kode",
    },
    "nn": {
        "module": "Klassediagram for modulen {}",
        "class": "{} og klassane rundt",
        "classes": "Klassar: {}.",
        "kinds": "Spesialiseringar: {}.",
        "kind": "{} spesialiserer {}",
        "links": "Samband: {}.",
        "link": "frå {} til {}: {}",
        "more": "+ {} eigenskapar til",
        "inherited": "+ {} arva frå {}",
        "rest": "+ {} klassar til",
        "and": " og ",
        "refers": "viser til",
        "contains": "inneheld",
        "specialises": "er eit slag",
        "value": "utan eigen identitet",
        "abstract": "abstrakt klasse",
        "elsewhere": "klasse i ein annan modul",
        "itself": "viser til same klasse",
        "string": "tekst",
        "integer": "heiltal",
        "decimal": "desimaltal",
        "boolean": "ja/nei",
        "date": "dato",
        "datetime": "tidspunkt",
        "text": "fleirspråkleg tekst",
        "iri": "IRI",
        "code": "kode",
    },
    "en": {
        "module": "Class diagram of the module {}",
        "class": "{} and the classes around it",
        "classes": "Classes: {}.",
        "kinds": "Specialisations: {}.",
        "kind": "{} specialises {}",
        "links": "Associations: {}.",
        "link": "from {} to {}: {}",
        "more": "+ {} more properties",
        "inherited": "+ {} inherited from {}",
        "rest": "+ {} more classes",
        "and": " and ",
        "refers": "refers to",
        "contains": "contains",
        "specialises": "is a kind of",
        "value": "no identity of its own",
        "abstract": "abstract class",
        "elsewhere": "class in another module",
        "itself": "refers to the same class",
        "string": "text",
        "integer": "whole number",
        "decimal": "decimal number",
        "boolean": "yes/no",
        "date": "date",
        "datetime": "date and time",
        "text": "multilingual text",
        "iri": "IRI",
        "code": "code",
    },
}


def kind_of_value(model: Model, prop: Property, language: str) -> str:
    """What values a property takes, in a word or two; a code list by its name where that says more."""
    words = WORDS[language]
    if prop.range.kind == "datatype":
        return words[prop.range.name]
    if prop.range.kind == "codelist":
        own, known = prop.title.best(language), model.enums[prop.range.name].title.best(language)
        same = not own or not known or own[1].casefold() == known[1].casefold()
        return words["code"] if same or not known else known[1]
    if prop.range.options:
        titles = (model.classes[name].title.best(language) or ("", name) for name in prop.range.options)
        return " / ".join(title for _, title in titles)
    return words[prop.range.kind]
