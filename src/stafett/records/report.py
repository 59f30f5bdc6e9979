"""Validation reports: text for people, JSON for programs, Turtle as SHACL defines it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from stafett.iris import PREFIXES
from stafett.records.validation import Violation, as_text

FORMATS: Final = ("text", "json", "ttl")
Found = Sequence[tuple[Path, tuple[Violation, ...]]]

_OK = {"nb": "i orden", "nn": "i orden", "en": "is valid"}
_COUNT = {"nb": "{} brudd, {} advarsler", "nn": "{} brot, {} åtvaringar", "en": "{} violations, {} warnings"}
_SEVERITY = {
    "Violation": {"nb": "Brudd", "nn": "Brot", "en": "Violation"},
    "Warning": {"nb": "Advarsel", "nn": "Åtvaring", "en": "Warning"},
    "Info": {"nb": "Merknad", "nn": "Merknad", "en": "Info"},
}


def write_report(found: Found, form: str, language: str) -> str:
    """Return the report on all files as `text`, `json` or `ttl`."""
    return {"text": _text, "json": _json, "ttl": _turtle}[form](found, language)


def _text(found: Found, language: str) -> str:
    lines: list[str] = []
    for file, violations in found:
        if not violations:
            lines.append(f"{file}: {_OK[language]}")
            continue
        for violation in violations:
            place = f"{file}:{violation.line}" if violation.line else str(file)
            severity = _SEVERITY.get(violation.severity, _SEVERITY["Violation"])[language]
            lines.append(f"{place}: {severity}: {as_text(violation, language)}")
        counts = [sum(v.severity == s for v in violations) for s in ("Violation", "Warning")]
        lines.append(f"{file}: {_COUNT[language].format(*counts)}")
    return "\n".join(lines) + "\n"


def _json(found: Found, language: str) -> str:
    report = [
        {
            "file": str(file),
            "conforms": not any(v.severity == "Violation" for v in violations),
            "results": [
                {
                    "focusNode": v.focus,
                    "path": v.path,
                    "value": v.value,
                    "constraint": v.constraint,
                    "severity": v.severity,
                    "rule": v.rule,
                    "message": (v.message.best(language) or ("", v.constraint))[1],
                    "messages": v.message.as_dict(),
                    "line": v.line,
                }
                for v in violations
            ],
        }
        for file, violations in found
    ]
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _turtle(found: Found, _language: str) -> str:
    triples: list[ox.Triple] = []

    def sh(name: str) -> ox.NamedNode:
        return ox.NamedNode(PREFIXES["sh"] + name)

    def node(text: str) -> ox.NamedNode | ox.Literal:
        if not text.startswith(("http://", "https://", "urn:")):
            return ox.Literal(text)
        try:
            return ox.NamedNode(text)
        except ValueError:  # text that only begins like an IRI
            return ox.Literal(text)

    kind = ox.NamedNode(PREFIXES["rdf"] + "type")
    for number, (_, violations) in enumerate(found):
        report = ox.BlankNode(f"report{number}")
        conforms = "false" if any(v.severity == "Violation" for v in violations) else "true"
        boolean = ox.NamedNode(PREFIXES["xsd"] + "boolean")
        triples.append(ox.Triple(report, kind, sh("ValidationReport")))
        triples.append(ox.Triple(report, sh("conforms"), ox.Literal(conforms, datatype=boolean)))
        for index, v in enumerate(violations):
            result = ox.BlankNode(f"result{number}x{index}")
            triples.append(ox.Triple(report, sh("result"), result))
            triples.append(ox.Triple(result, kind, sh("ValidationResult")))
            triples.append(ox.Triple(result, sh("focusNode"), node(v.focus)))
            triples.append(ox.Triple(result, sh("resultSeverity"), sh(v.severity)))
            component = v.constraint[:1].upper() + v.constraint[1:] + "ConstraintComponent"
            triples.append(ox.Triple(result, sh("sourceConstraintComponent"), sh(component)))
            if v.value:
                triples.append(ox.Triple(result, sh("value"), node(v.value)))
            if v.path:
                triples.append(ox.Triple(result, sh("resultPath"), node(v.path)))
            for tag, words in v.message:
                triples.append(ox.Triple(result, sh("resultMessage"), ox.Literal(words, language=tag)))
    prefixes = {"sh": PREFIXES["sh"]}
    return (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()
