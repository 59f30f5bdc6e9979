"""The 44 types of Grep: the collection of each in the REST service and the form of its codes.

Collections and types as Udir lists them; forms as in our reference report, proved on every code we hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class GrepType:
    """A type of Grep: its name in `grep-type`, its collection, and the form of its codes."""

    name: str
    collection: str
    pattern: re.Pattern[str]

    def fits(self, code: str) -> bool:
        """Whether a code has the form of this type's codes."""
        return self.pattern.fullmatch(code) is not None


def _named(name: str, values: str = r"[a-z0-9_]+") -> str:
    return f"{name}_{values}"


_TABLE: Final = {
    "aarstrinn": ("aarstrinn", r"aarstrinn(\d{1,2}|_[a-z]+)|vg[1-3]|paabygning_generell_studiekompetanse"),
    "dokumenttype": ("dokumenttype", _named("dokumenttype")),
    "eksamensform": ("eksamensformer", _named("eksamensform")),
    "eksamensordning": ("eksamensordninger", _named("eksamensordning")),
    "fagkategori": ("fagkategorier", r"FKAT\d+"),
    "fagkode": ("fagkoder", r"[A-Z]{3}(\d{4}|V\d{3}|RS\d{2})"),
    "fagomraade": ("fagomraader", r"FOMR\d+"),
    "fagtype": ("fagtyper", _named("fagtype")),
    "grunnleggende_ferdighet_lk20": ("grunnleggende-ferdigheter-lk20", r"GF\d+"),
    "hovedomraade": ("hovedomraader", r"HO\d+"),
    "karakter": ("karakterer", _named("karakter", r"[a-z0-9_-]+")),
    "kjerneelement_lk20": ("kjerneelementer-lk20", r"KE\d+"),
    "kompetansemaal": ("kompetansemaal", r"K\d+"),
    "kompetansemaal_lk20": ("kompetansemaal-lk20", r"KM\d+"),
    "kompetansemaalsett": ("kompetansemaalsett", r"KMS\d+"),
    "kompetansemaalsett_lk20": ("kompetansemaalsett-lk20", r"KV\d+"),
    "laereplan": ("laereplaner", r"[A-Z]{3}\d-\d{2}"),
    "laereplan_lk20": ("laereplaner-lk20", r"[A-Z]{3}\d{2}-\d{2}"),
    "laereplanstruktur": ("laereplanstruktur", _named("laereplanstruktur")),
    "loepstype": ("loepstype", _named("loepstype")),
    "merkelapp": ("merkelapper", r"[a-z0-9_]+"),
    "merknad": ("merknader", r"(FAM|VMM)\d{2}"),
    "merknadstype": ("merknadstype", _named("merknadstype")),
    "oppgave": ("oppgave", _named("oppgave")),
    "opplaeringsfag": ("opplaeringsfag", r"[A-Z]{3}\dZ\d{2}"),
    "opplaeringsnivaa": ("opplaeringsnivaa", _named("opplaeringsnivaa")),
    "opplaeringssted": ("opplaeringssted", _named("opplaeringssted")),
    "ordforklaring_lk20": ("ordforklaringer-lk20", r"OF\d+"),
    "programfag": ("programfag", r"PF\d+"),
    "programomraade": ("programomraader", r"[A-Z]{5}\d[A-Z-]{4}"),
    "programomraadetype": ("programomraadetype", _named("programomraadetype")),
    "semester": ("semester", r"semester_(hoest|vaar)_\d{4}"),
    "sensur": ("sensur", _named("sensur")),
    "sluttkompetanse": ("sluttkompetanse", _named("sluttkompetanse")),
    "spraak": ("spraak", r"[a-z]{3}|default"),
    "spraaknivaa": ("spraaknivaa", _named("spraaknivaa")),
    "status": ("status", _named("status")),
    "tidligere_navn": ("tidligere-navn", _named("tidligere_navn")),
    "trekkordning": ("trekkordninger", _named("trekkordning")),
    "tverrfaglig_tema_lk20": ("tverrfaglige-temaer-lk20", r"TT\d+"),
    "utdanningsprogram": ("utdanningsprogram", r"[A-Z]{2}"),
    "utdanningsprogramtype": ("utdanningsprogramtype", _named("utdanningsprogramtype")),
    "verb_lk20": ("verb-lk20", r"VERB\d+"),
    "vurderingsuttrykk": ("vurderingsuttrykk", _named("vurderingsuttrykk")),
}  # fmt: skip

TYPES: Final = {name: GrepType(name, where, re.compile(form)) for name, (where, form) in _TABLE.items()}
"""Every type by its name, as it stands last in `grep-type`."""

COLLECTIONS: Final = {t.collection: t for t in TYPES.values()}
"""Every type by the collection it lies in."""


def type_of(grep_type: str) -> GrepType | None:
    """The type that a `grep-type` names: upper-case in the ontology, lower-case in the data (G1)."""
    return TYPES.get(grep_type.rpartition("/")[2].lower())


def types_that_fit(code: str) -> list[str]:
    """The names of all types whose codes have the form of this one, except those any word fits."""
    return [t.name for t in TYPES.values() if t.name not in {"merkelapp", "spraak"} and t.fits(code)]
