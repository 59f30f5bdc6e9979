"""Code lists as classifications with levels (XKOS; the profile is XKOS-AP-NO 1.0).

A list without levels is a classification of one. Where a column of the list holds the code above, as the
education programme of a programme area, the codes of that other list are the level above.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from stafett.codes.lists import Code, CodeList
from stafett.model.elements import CodeSets
from stafett.rdf import Triples


def write_classification(out: Triples, code_list: CodeList, codes: CodeSets) -> None:
    """Add what makes a concept scheme a classification: identifier, publisher, levels and what lies above.

    Args:
        out: the graph of the list.
        code_list: the list.
        codes: all lists, for the levels above.
    """
    iri = code_list.iri
    out.literal(iri, "dct:identifier", iri, "anyURI")
    out.add(iri, "dct:publisher", code_list.agent)
    out.types(code_list.agent, "foaf:Agent")
    out.text(code_list.agent, "foaf:name", code_list.owner)
    levels = [sorted(members) for members in _levels(code_list, codes)]
    out.literal(iri, "xkos:numberOfLevels", max(len(levels), 1), "positiveInteger")
    if not levels:
        return  # a list of which no code is known: its one level would be empty
    out.add(iri, "xkos:levels", f"{iri}#levels-1")
    for depth, members in enumerate(levels, 1):
        # The cells of the list have names, so that the file stays free of blank nodes.
        cell, level = f"{iri}#levels-{depth}", f"{iri}#level-{depth}"
        out.types(cell, "rdf:List")
        out.add(cell, "rdf:first", level)
        out.add(cell, "rdf:rest", f"{iri}#levels-{depth + 1}" if depth < len(levels) else "rdf:nil")
        out.types(level, "xkos:ClassificationLevel")
        out.literal(level, "xkos:depth", depth, "positiveInteger")
        for member in members:
            out.add(level, "skos:member", member)
    for code in code_list.codes:
        _above(out, code_list, code, codes)


def _levels(code_list: CodeList, codes: CodeSets) -> Iterator[set[str]]:
    """The members of each level, from the top down; a level above holds the codes that are used."""
    for name in code_list.levels:
        used = {iri for code in code_list.codes if (iri := _parent(code_list, code, name, codes))}
        if used:
            yield used
    if code_list.codes:
        yield {code.iri for code in code_list.codes}


def _above(out: Triples, code_list: CodeList, code: Code, codes: CodeSets) -> None:
    """Link a code with the one above it, and that one with the one above it."""
    chain = [_parent(code_list, code, name, codes) for name in code_list.levels] + [code.iri]
    known = [iri for iri in chain if iri]
    for broader, narrower in pairwise(known):
        out.add(narrower, "skos:broader", broader)
        out.add(broader, "skos:narrower", narrower)


def _parent(code_list: CodeList, code: Code, name: str, codes: CodeSets) -> str | None:
    column = next(column for column in code_list.columns if column.name == name)
    return codes[column.scheme or ""].codes.get(code.extra.get(name, ""))
