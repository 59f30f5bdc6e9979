"""Every identifier we mint, made in one place from one base."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

PLACEHOLDER: Final = "https://stafett.invalid/"
"""How the sources write our own identifiers, so that the base stands nowhere in them.

A name under .invalid can never exist (RFC 2606), and unlike a URN LinkML's own tools can read it.
"""

PREFIXES: Final[dict[str, str]] = {
    "adms": "http://www.w3.org/ns/adms#",
    "ceds": "http://ceds.ed.gov/terms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cpsvno": "https://data.norge.no/vocabulary/cpsvno#",
    "cv": "http://data.europa.eu/m8g/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcatno": "https://data.norge.no/vocabulary/dcatno#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "elm": "http://data.europa.eu/snb/model/elm/",
    "euvoc": "http://publications.europa.eu/ontology/euvoc#",
    "fint": "https://schema.fintlabs.no/utdanning/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "grep": "http://psi.udir.no/kl06/",
    "modelldcatno": "https://data.norge.no/vocabulary/modelldcatno#",
    "ob": "https://purl.imsglobal.org/spec/vc/ob/vocab.html#",
    "odrs": "http://schema.theodi.org/odrs#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosno": "https://data.norge.no/vocabulary/skosno#",
    "spex": "https://purl.expasy.org/sparql-examples/ontology#",
    "sssom": "https://w3id.org/sssom/",
    "u": "http://psi.udir.no/ontologi/kl06/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "xkos": "http://rdf-vocabulary.ddialliance.org/xkos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes of other people's vocabularies, used in every file we write and known to the endpoint."""


@dataclass(frozen=True)
class Iris:
    """Makes identifiers under a base (design.md, Identifiers): no version, extension or query in any."""

    base: str

    def term(self, name: str) -> str:
        """A class or slot of the model."""
        return f"{self.base}/def/{name}"

    def shape(self, name: str) -> str:
        """The SHACL node shape of a class, or `Class-slot` for one of its property shapes."""
        return f"{self.base}/shape/{name}"

    def scheme(self, slug: str) -> str:
        """A code list."""
        return f"{self.base}/code/{slug}"

    def code(self, slug: str, notation: str) -> str:
        """A code of a list that has no IRI of its own elsewhere."""
        return f"{self.base}/code/{slug}/{quote(notation, safe='-._~')}"

    def thing(self, kind: str, slug: str) -> str:
        """Anything else: dataset, service, catalog, source, graph and so on."""
        return f"{self.base}/{kind}/{slug}"

    def expand(self, iri: str) -> str:
        """Replace the sources' placeholder by the base; other IRIs come back unchanged."""
        return f"{self.base}/{iri.removeprefix(PLACEHOLDER)}" if iri.startswith(PLACEHOLDER) else iri

    def data_prefixes(self) -> dict[str, str]:
        """The prefixes that data in JSON and YAML may use in references, as the JSON-LD context has them."""
        return {
            "codes": self.scheme(""),
            "ex": self.thing("example", ""),
            "grep": PREFIXES["grep"],
            "stafett": self.term(""),
        }

    def prefixes(self) -> dict[str, str]:
        """All prefixes, ours included, by prefix."""
        own = {"stafett": self.term(""), "ex": self.thing("example", "")}
        return dict(sorted({**PREFIXES, **own}.items()))
