"""The diagram in words: its title, and a description that says all that the lines say."""

from __future__ import annotations

from stafett.generate.cardinality import cardinality
from stafett.generate.diagram.box import best
from stafett.generate.diagram.scheme import Link, Scheme
from stafett.generate.diagram.words import WORDS
from stafett.model.elements import Model


def title(model: Model, scheme: Scheme, language: str) -> str:
    """What the diagram is of."""
    named = model.modules[scheme.name] if scheme.kind == "module" else model.classes[scheme.name]
    return WORDS[language][scheme.kind].format(best(named.title, language, scheme.name)[1])


def description(model: Model, scheme: Scheme, language: str) -> str:
    """The classes, who specialises whom, and every line with its names and cardinalities."""
    words = WORDS[language]
    nodes = {node.key: node for node in scheme.nodes()}

    def called(key: str) -> str:
        cls = nodes[key].cls
        return best(model.classes[cls].title, language, cls)[1]

    def said(link: Link) -> str:
        names = (f"{best(p.title, language, p.slot)[1]} ({cardinality(p)})" for p in link.properties)
        return words["link"].format(called(link.source), called(link.target), ", ".join(names))

    parts = [words["classes"].format(", ".join(dict.fromkeys(called(k) for k in nodes)))]
    kinds = [words["kind"].format(called(n.key), called(n.parent)) for n in nodes.values() if n.parent]
    if kinds:
        parts.append(words["kinds"].format("; ".join(kinds)))
    if scheme.links:
        parts.append(words["links"].format("; ".join(map(said, scheme.links))))
    return " ".join(parts)
