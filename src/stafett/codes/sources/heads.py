"""What a promoted list, and the snapshot it came from, say of themselves in `codes/`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from stafett.iris import PLACEHOLDER
from stafett.languages import LANGUAGES
from stafett.yamlfile import read_yaml

_GREP: Final = "http://psi.udir.no/kl06/{notation}"
_NLOD: Final = "http://publications.europa.eu/resource/authority/licence/NLOD_2_0"
_ATTRIBUTION: Final = (
    "Inneholder data under Norsk lisens for offentlige data (NLOD), "
    "tilgjengeliggjort på data.udir.no av Utdanningsdirektoratet"
)
_OWNER: Final = {
    "grep": ("udir", ("Utdanningsdirektoratet",) * 2 + ("Norwegian Directorate for Education and Training",)),
    "vigo": ("novari", ("Novari IKS (VIGO)",) * 3),
}
_NO_LICENCE: Final = (
    "Kilden oppgir ingen lisens. Her gjengis bare koder og korte etiketter som fakta, med lenke til kilden.",
    "Kjelda oppgir ingen lisens. Her er berre kodar og korte etikettar attgjevne som fakta, med lenkje til "
    "kjelda.",
    "The source states no licence. Only codes and short labels are restated here as facts, with a link to "
    "the source.",
)


@dataclass(frozen=True)
class Origin:
    """The snapshot that is promoted."""

    name: str
    key: str
    day: date
    address: str


def new_head(scheme: str, origin: Origin, table: str, names: tuple[str, str, str]) -> dict[str, Any]:
    """What a list says of itself that we did not have before."""
    agent, owner = _OWNER[origin.name]
    label = {"grep": "Grep", "vigo": "VIGO"}[origin.name]
    head: dict[str, Any] = {
        "scheme": scheme,
        "title": _text(f"{name} ({label})" for name in names),
        "description": {},
        "owner": {"agent": agent, "name": _text(owner)},
        "origin": label,
        "version": "",
        "source": "",
        "read": origin.day,
    }
    if origin.name == "grep":
        address = f"https://data.udir.no/kl06/v201906/{table}/{{notation}}"
        return head | {"licence": _NLOD, "iri": _GREP, "see_also": address}
    return head | {
        "licence_note": _text(_NO_LICENCE),
        "iri": f"{PLACEHOLDER}code/{scheme}/{{notation}}",
    }


def about(origin: Origin, table: str, pulled: int, known: int) -> dict[str, Any]:
    """What a promoted list says of itself."""
    name = {"grep": "Grep", "vigo": "VIGO Kodeverksbase"}[origin.name]
    day, gone = origin.day.isoformat(), known - pulled
    description = (
        f"Hentet fra {name}, {table}, {day}: {pulled} koder. {gone} koder vi kjente fra før, sto der ikke.",
        f"Henta frå {name}, {table}, {day}: {pulled} kodar. {gone} kodar vi kjende frå før, stod der ikkje.",
        f"Fetched from {name}, {table}, {day}: {pulled} codes. {gone} codes that we knew were not there.",
    )
    return {
        "description": _text(description),
        "version": day,
        "issued": origin.day,
        "source": origin.key,
        "read": origin.day,
        "complete": True,
    }


def _text(words: Iterable[str]) -> dict[str, str]:
    return dict(zip(LANGUAGES, words, strict=True))


def with_source(file: Path, origin: Origin) -> str:
    """sources.yaml with the snapshot among the sources."""
    text = file.read_text(encoding="utf-8")
    if origin.key in read_yaml(file).data:
        return text
    name = {"grep": "Grep", "vigo": "VIGO Kodeverksbase"}[origin.name]
    day = origin.day.isoformat()
    entry: dict[str, Any] = {
        "title": _text((f"{name}, hentet {day}", f"{name}, henta {day}", f"{name}, fetched {day}")),
        "url": origin.address,
        "publisher": _text(_OWNER[origin.name][1]),
        "published": origin.day,
    }
    licence = (
        {"licence": _NLOD, "attribution": _ATTRIBUTION}
        if origin.name == "grep"
        else {"licence_note": _text(_NO_LICENCE)}
    )
    whole = {origin.key: entry | licence | {"read": origin.day}}
    return text.rstrip("\n") + "\n" + as_yaml(whole)


class _Plain(yaml.SafeDumper):
    """Writes an equal value out again instead of referring to it, which nobody wants to read."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def as_yaml(value: dict[str, Any]) -> str:
    """A mapping as YAML in the form our files have."""
    return str(yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=100))
