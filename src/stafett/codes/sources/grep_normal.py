"""Grep's JSON and JSON-LD as one form, with every known trap handled or reported (kodeverk.md, 1.6).

What comes out has `code`, `iri`, `label` by BCP 47 tag, `status`, validity of the thing, and then
`values`, `texts`, `relations` and `parts` with the rest. A relation has the validity of the relation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from stafett.codes.grep_types import GrepType, type_of, types_that_fit
from stafett.codes.identity import canonical_iri, grep_code, grep_iri
from stafett.codes.sources.snapshot import Fault, Row, day

LANGUAGES: Final = {"nob": "nb", "nno": "nn", "eng": "en", "sme": "se", "sma": "sma", "smj": "smj"}
"""Grep's language codes as BCP 47. `default` is none: it says which text to fall back on."""

STATUSES: Final = {"status_publisert": "current", "status_utgaatt": "expired"}
"""Grep's statuses as ours; others are kept as they are, with `unknown` for us (G8: expired is not void)."""

MISSPELT: Final = {
    "laaereplanstruktur": "laereplanstruktur",
    "opplaaeringssted": "opplaeringssted",
    "omfang-vitnemål": "omfang-vitnemaal",
}
"""Properties that Grep's ontology misspells (G2); `-eksemen-` in any name is the fourth."""

NUMBERS: Final = frozenset(
    {"opplaeringstid", "verdiskapingstid", "aarstimer", "omfang-totalt", "omfang-vitnemaal", "omfang-til-naa"}
)
"""Numbers that Grep writes as strings, some with a decimal comma."""

_HEAD: Final = frozenset(
    {
        "@context", "id", "kode", "uri", "uriId", "url-data", "tittel", "grep-type", "grepType", "status",
        "sist-endret", "gyldig-fra", "gyldig-til", "gyldighet", "gyldighetsperiode", "kortform",
    }
)  # fmt: skip
_UUID: Final = re.compile(r"(?:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
_DECIMAL: Final = re.compile(r"-?\d+(?:[.,]\d+)?")
_HOME: Final = "https://data.udir.no"


class RefusedError(ValueError):
    """An item that cannot be taken in; `kind` is the kind of fault."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail


class Normaliser:
    """Turns one item of Grep after another into rows; `faults` holds what was wrong with the last one."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._item = ""
        self._where = ""

    def item(self, data: Any, where: str = "") -> Row:
        """One item as a row.

        Raises:
            RefusedError: it is no Grep item, its type is unknown, or its code has not the form of its type.
        """
        self.faults = []
        self._where = where
        if not isinstance(data, dict):
            raise RefusedError("no-item", f"a {type(data).__name__} stands where an item should")
        uri = data.get("uri") or data.get("uriId")
        code = data.get("kode") or (grep_code(str(uri)) if uri else None)
        if not isinstance(code, str) or not code:
            raise RefusedError("no-code", "the item has no code")
        self._item = code
        kind = type_of(str(data.get("grep-type") or data.get("grepType") or ""))
        if kind is None:
            raise RefusedError("unknown-type", f"the type {data.get('grep-type')!r} is none of the 44")
        if not kind.fits(code):
            raise RefusedError("code-form", _misfit(code, kind))
        row: Row = {"code": code, "type": kind.name, "iri": grep_iri(code)}
        if uri and canonical_iri(str(uri)) != row["iri"]:
            self._fault("code-uri", f"code {code}, but uri {uri} (G4)")
        row |= self._described(data)
        row["seeAlso"] = self._address(data.get("url-data"), code, kind)
        if identifier := _identifier(data.get("id")):
            row["sourceId"] = identifier
        row |= self._status(data.get("status"))
        row |= _validity(data) | {"modified": data.get("sist-endret")}
        row |= self._node({k: v for k, v in data.items() if k not in _HEAD}, data)
        return {k: v for k, v in row.items() if v not in (None, {}, [])}

    def _fault(self, kind: str, detail: str) -> None:
        if kind == "http" and any(f.kind == kind for f in self.faults):
            return  # once an item is enough: old examples have it in every reference
        self.faults.append(Fault(self._item, kind, detail, where=self._where))

    def _described(self, data: Mapping[str, Any]) -> Row:
        """The label: from `tittel` as list, object or string, or from `beskrivelse` if there is no title."""
        row: Row = {}
        for field, key in (("label", "tittel"), ("shortLabel", "kortform")):
            row[field], fallback = self._text(data.get(key))
            if fallback:
                row[field + "Fallback"] = fallback
        if not row["label"] and "labelFallback" not in row and "tittel" not in data:
            row["label"], fallback = self._text(data.get("beskrivelse"))
            if fallback:
                row["labelFallback"] = fallback
        if not row["label"] and "labelFallback" not in row:
            self._fault("no-label", "the item has no title in any language")
        return row

    def _text(self, value: Any) -> tuple[dict[str, str], str | None]:
        """Text by BCP 47 tag, and the `default` text where no tagged text says the same."""
        if isinstance(value, dict):
            value = value.get("tekst", [value] if "verdi" in value else [])
        if isinstance(value, str):
            return {}, value.strip() or None
        found: dict[str, str] = {}
        fallback: str | None = None
        for entry in value if isinstance(value, list) else []:
            if not isinstance(entry, dict):
                continue
            words = " ".join(str(entry.get("verdi") or "").split())
            tag = str(entry.get("spraak") or "")
            if tag == "default":
                fallback = words
            elif tag not in LANGUAGES:
                self._fault("unknown-language", f"a text in «{tag}» is left out")
            elif words:
                found[LANGUAGES[tag]] = words
        return found, fallback if fallback and fallback not in found.values() else None

    def _status(self, value: Any) -> Row:
        """The status by its last segment: it may be a data address or, in old examples, a psi one (G4)."""
        if isinstance(value, dict):
            value = value.get("uri") or value.get("uriId") or value.get("kode")
        if not value:
            return {"status": "unknown"}
        last = str(value).rstrip("/").rpartition("/")[2]
        if str(value).startswith("http://psi.udir.no"):
            self._fault("status-psi", f"status is given as {value} (G4)")
        if not last.startswith("status_"):
            self._fault("unknown-status", f"status is {value}")
        return {"status": STATUSES.get(last, "unknown"), "sourceStatus": last}

    def _address(self, value: Any, code: str, kind: GrepType | None) -> str | None:
        """Where the item can be read: the source's own address, as https at data.udir.no."""
        if not value:
            return None
        parts = urlsplit(str(value))
        steps = parts.path.strip("/").split("/")
        if parts.hostname != "data.udir.no":
            self._fault("foreign-host", f"the address is {value}")
        elif parts.scheme == "http":
            self._fault("http", f"the address of {code} is {value}, not https (G4)")
        if steps[-1] != code:
            self._fault("address", f"the address of {code} is {value} (G4)")
            return None
        if kind is not None and len(steps) > 1 and steps[-2] != kind.collection:
            self._fault("collection", f"{code} is {kind.name}, but lies under /{steps[-2]}/ (G7)")
        at = next((n for n, step in enumerate(steps) if re.fullmatch(r"v\d{6}", step)), None)
        return f"{_HOME}/kl06/{'/'.join(steps[at:])}" if at is not None else None

    def _node(self, data: Mapping[str, Any], around: Mapping[str, Any]) -> Row:
        """Everything that is not in the head, sorted into values, texts, relations and parts."""
        node: Row = {"values": {}, "texts": {}, "relations": [], "parts": {}}
        for name, value in data.items():
            if value in (None, "", [], {}) or name.startswith("gyldighet-"):
                continue
            self._sort_in(node, self._property(name), name, value, around)
        return {k: v for k, v in node.items() if v}

    def _sort_in(self, node: Row, name: str, raw: str, value: Any, around: Mapping[str, Any]) -> None:
        if _is_text(value):
            text, fallback = self._text(value)
            if fallback:
                text = {**text, "fallback": fallback}
            if text:
                node["texts"][name] = text
        elif isinstance(value, list) and not any(isinstance(v, dict) for v in value):
            node["values"][name] = value
        elif isinstance(value, dict | list):
            for entry in value if isinstance(value, list) else [value]:
                if not isinstance(entry, dict):
                    continue
                if reference := _reference(entry):
                    node["relations"].append(self._relation(name, raw, *reference, around))
                elif part := self._node({k: v for k, v in entry.items() if k != "@context"}, entry):
                    node["parts"].setdefault(name, []).append(part)
        else:
            node["values"][name] = self._value(name, value)

    def _relation(
        self,
        name: str,
        raw: str,
        target: Mapping[str, Any],
        beside: Mapping[str, Any],
        around: Mapping[str, Any],
    ) -> Row:
        uri = str(target.get("uri") or target.get("uriId") or "")
        at = grep_code(uri)
        code = str(target.get("kode") or at or uri.rpartition("/")[2])
        kind = type_of(str(target.get("grep-type") or ""))
        relation: Row = {"property": name, "code": code, "iri": canonical_iri(uri) or grep_iri(code)}
        if at is not None and at != code:
            fit = [c for c in (code, at) if kind is not None and kind.fits(c)]
            self._fault("code-uri", f"{name} has code {code}, but uri {uri} (G4)")
            relation |= {"code": fit[0], "iri": grep_iri(fit[0])} if len(fit) == 1 else {"iri": None}
            relation["doubt"] = sorted({code, at})
        elif kind is not None and not kind.fits(code):
            self._fault("type", f"{name}: {_misfit(code, kind)} (G4)")
        self._address(target.get("url-data"), code, None)
        validity = target.get("gyldighet") or around.get(f"gyldighet-{raw}-{code}") or {}
        relation |= _validity(validity)
        rest = {k: v for k, v in target.items() if k not in _HEAD and k != "beskrivelse"}
        return relation | self._node({**rest, **beside}, target)

    def _property(self, name: str) -> str:
        right = MISSPELT.get(name, name).replace("-eksemen-", "-eksamen-")
        if right != name:
            self._fault("property", f"the property {name} is misspelt {right} (G2)")
        return right

    def _value(self, name: str, value: Any) -> Any:
        """A number where Grep writes one as text, with comma or point; else the value as it is."""
        if name not in NUMBERS or not isinstance(value, str):
            return value
        if not _DECIMAL.fullmatch(value.strip()):
            self._fault("number", f"{name} is {value!r}, which is no number")
            return value
        number = float(value.strip().replace(",", "."))
        return int(number) if number.is_integer() and "," not in value and "." not in value else number


def _is_text(value: Any) -> bool:
    if isinstance(value, dict):
        return "tekst" in value and isinstance(value["tekst"], list)
    return (
        isinstance(value, list) and bool(value) and all(isinstance(v, dict) and "verdi" in v for v in value)
    )


def _reference(entry: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
    """The thing an object refers to, and what stands beside the reference; None if it is no reference."""
    inner = entry.get("referanse")
    if isinstance(inner, dict) and _reference(inner):
        return inner, {k: v for k, v in entry.items() if k != "referanse"}
    uri = str(entry.get("uri") or entry.get("uriId") or "")
    return (entry, {}) if "//psi.udir.no/" in uri or "data.udir.no/" in uri else None


def _validity(data: Mapping[str, Any]) -> Row:
    """From and to: on the object itself or, in curricula, each under its own heading in a period."""
    period = data.get("gyldighetsperiode") or {}
    found: Row = {}
    for name, key in (("validFrom", "gyldig-fra"), ("validTo", "gyldig-til")):
        value = data.get(key) or period.get(key)
        if date := day(value.get("dato") if isinstance(value, dict) else value):
            found[name] = date
    return found


def _identifier(value: Any) -> str | None:
    """Grep's own id in one form: bare and `uuid:` ones are URNs, others stay addresses (G5)."""
    match = _UUID.fullmatch(str(value or "").lower())
    return f"urn:uuid:{match[1]}" if match else (str(value) if value else None)


def _misfit(code: str, kind: GrepType) -> str:
    others = types_that_fit(code)
    like = f"; it has the form of {' or '.join(others)}" if others else ""
    return f"the code {code} has not the form of {kind.name}{like}"
