"""A small build for the tests of the web room: the shape of dist/, with a handful of invented content."""

from __future__ import annotations

import hashlib
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

import sector_fixtures
from list_fixtures import code_lists
from model_fixtures import MAPPINGS, model, text
from stafett.web.app import create_app
from stafett.web.room import Room
from web_graphs import BASE, GRAPHS, PREFIXES

SUFFIXES = {
    "ttl": ox.RdfFormat.TURTLE,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
}
MEDIA_TYPES = {
    "ttl": "text/turtle",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/schema+json",
    "svg": "image/svg+xml",
    "mmd": "text/plain",
    "puml": "text/plain",
}
DIAGRAM = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="diagram" lang="{language}"'
    ' role="graphics-document document" aria-labelledby="{kind}-{name}-{language}-title"'
    ' width="900" height="60" viewBox="0 0 900 60">'
    '<title id="{kind}-{name}-{language}-title">{name} ({language})</title>'
    '<a href="/def/Agent#properties"><text x="10" y="30" fill="var(--text,#1f2c3d)">Agent</text></a></svg>'
)


def catalog() -> dict[str, Any]:
    def entry(path: str, kind: str, title: str) -> dict[str, Any]:
        return {
            "path": path,
            "kind": "datasets",
            "type": kind,
            "iri": f"{BASE}/{path}",
            "title": text(title, title, title),
            "description": text("Om."),
            "keywords": {"nb": ["utdanning"]},
            "properties": [
                {
                    "label": text("Lisens", "Lisens", "Licence"),
                    "values": [{"text": "CC BY 4.0", "href": "https://creativecommons.org/licenses/by/4.0/"}],
                }
            ],
            "distributions": [
                {
                    "title": text("OWL"),
                    "format": "Turtle",
                    "href": "/model/stafett.owl.ttl",
                    "mediaType": "text/turtle",
                }
            ],
        }

    def described(kind: str, title: dict[str, str]) -> dict[str, Any]:
        return {
            "iri": f"{BASE}/catalog/{kind}",
            "title": title,
            "description": text(f"Alle {kind}."),
            "publisher": {
                "name": text("Eksempelvirksomhet"),
                "iri": "https://data.norge.no/organizations/999999999",
            },
            "contact": "mailto:kontakt@example.org",
            "example": True,
        }

    return {
        "catalogs": {
            "datasets": described("datasets", text("Datasett", "Datasett", "Datasets")),
            "informationmodels": described("informationmodels", text("Modellkatalog")),
            "concepts": described("concepts", text("Begrepene", "Omgrepa", "The concepts")),
        },
        "resources": {
            "dataset/model": entry("dataset/model", "dcat:Dataset", "Modellen"),
            "source/nvb": {**entry("source/nvb", "dct:BibliographicResource", "Kilde"), "kind": "sources"},
            "service/sparql": entry("service/sparql", "dcat:DataService", "SPARQL-endepunkt"),
        },
    }


QUERIES = [
    {
        "id": "labels",
        "topic": text("Koder", "Kodar", "Codes"),
        "title": text("Koder med etikett", "Kodar med etikett", "Codes with labels"),
        "description": text("Alle koder.", "Alle kodar.", "All codes."),
        "query": "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n\nSELECT ?code ?label WHERE {\n"
        "  ?code a skos:Concept ; skos:prefLabel ?label .\n} ORDER BY ?code ?label\n",
    },
    {
        "id": "classes",
        "topic": text("Modellen", "Modellen", "The model"),
        "title": text("Klasser", "Klassar", "Classes"),
        "description": text("Alle klasser."),
        "query": "CONSTRUCT { ?c a owl:Class } WHERE { ?c a owl:Class }",
    },
]


def content() -> dict[str, Any]:
    title = text("Eksempelorganet", "Eksempelorganet", "The Example Body")
    thing = {
        "iri": f"{BASE}/agent/example",
        "path": "/agent/example",
        "kind": "agent",
        "type": "Person",
        "topic": "agents",
        "file": "catalogue/content/agents.yaml",
        "line": 3,
        "title": title,
        "verified": False,
        "properties": [
            {
                "slot": "prefLabel",
                "title": text("Navn", "Namn", "Name"),
                "values": [{"text": title, "href": None}, {"text": "x", "href": "javascript:alert(1)"}],
            }
        ],
        "inverse": [
            {
                "class": text("System"),
                "slot": text("Eier", "Eigar", "Owner"),
                "things": [{"text": text("Eksempelsystemet"), "href": "/system/example"}],
            }
        ],
    }
    klass = {"name": "Person", "title": text("Aktør"), "description": text("En aktør.")}
    return {
        "kinds": [{"kind": "agent", "classes": [klass], "things": ["agent/example"]}],
        "things": {"agent/example": thing, **sector_fixtures.things()},
    }


def coverage() -> list[dict[str, Any]]:
    def row(identifier: str, works: bool) -> dict[str, Any]:
        return {
            "identifier": identifier,
            "iri": f"{BASE}/coverage/{identifier}",
            "series": identifier[:2],
            "source": {"text": text("Kilden"), "href": "/document/example"},
            "what": text(f"Om {identifier}"),
            "realisedBy": [{"text": text("Eksempelorganet"), "href": "/agent/example"}],
            "works": works,
            "reason": {} if works else text("Ikke lest."),
        }

    return [row("S0-01", True), row("S0-02", False), row("S1-01", True)]


def write_dist(dist: Path) -> Path:
    """Write the small build into an empty folder."""
    store = ox.Store()
    for name, turtle in GRAPHS.items():
        triples = [
            ox.Triple(q.subject, q.predicate, q.object)
            for q in ox.parse((PREFIXES + turtle).encode(), format=ox.RdfFormat.TURTLE)
        ]
        (dist / name).parent.mkdir(parents=True, exist_ok=True)
        for suffix, rdf_format in SUFFIXES.items():
            (dist / f"{name}.{suffix}").write_bytes(ox.serialize(triples, format=rdf_format) or b"")
        graph = ox.NamedNode(f"{BASE}/graph/{name}")
        store.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    (dist / "codes/vigo-fullfortkode.csv").write_text("notation,label_nb\nB,Bestått\nL,\n", "utf-8")
    (dist / "mappings").mkdir()
    (dist / "mappings/stafett-other.sssom.tsv").write_text("subject_id\tobject_id\n", "utf-8")
    (dist / "model/stafett.schema.json").write_text('{"type": "object"}', "utf-8")
    (dist / "model/stafett.context.jsonld").write_text('{"@context": {}}', "utf-8")
    (dist / "model/stafett.inventory.json").write_text('{"version": "0.1.0"}', "utf-8")
    for kind, name in (("module", "core"), ("class", "Person")):
        (dist / f"diagrams/{kind}").mkdir(parents=True)
        for language in ("nb", "nn", "en"):
            drawing = DIAGRAM.format(kind=kind, name=name, language=language)
            (dist / f"diagrams/{kind}/{name}.{language}.svg").write_text(drawing, "utf-8")
    (dist / "diagrams/module/core.mmd").write_text("classDiagram\n", "utf-8")
    (dist / "diagrams/module/core.puml").write_text("@startuml\n@enduml\n", "utf-8")
    files = list_files(dist)
    store.dump(str(dist / "all.nq"), format=ox.RdfFormat.N_QUADS)
    lists = code_lists()
    write_json(dist / "manifest.json", {"version": "0.1.0", "base": BASE, "files": files})
    write_json(dist / "pages/model.json", model())
    overview = [
        {key: value for key, value in page.items() if key not in ("columns", "codes")} for page in lists
    ]
    write_json(dist / "pages/codes.json", {"lists": overview})
    for page in lists:
        write_json(dist / f"pages/codes/{page['scheme']}.json", page)
    write_json(dist / "pages/catalog.json", catalog())
    write_json(dist / "pages/content.json", content())
    write_json(dist / "pages/coverage.json", coverage())
    write_json(dist / "pages/queries.json", QUERIES)
    write_json(dist / "pages/mappings.json", MAPPINGS)
    for name, shown in sector_fixtures.PAGES.items():
        write_json(dist / f"pages/{name}.json", shown())
    # As in a real build, the manifest names everything but itself.
    pages = [dist / "all.nq", *sorted((dist / "pages").rglob("*.json"))]
    files += [
        {"path": str(file.relative_to(dist)), "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
        for file in pages
    ]
    write_json(dist / "manifest.json", {"version": "0.1.0", "base": BASE, "files": files})
    return dist


def read(client: TestClient, path: str) -> str:
    """A page as a browser gets it."""
    answer = client.get(path, headers={"accept": "text/html,*/*;q=0.8"}, follow_redirects=True)
    assert answer.status_code == 200, path
    return str(answer.text)


def words(page: str) -> str:
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def headings(page: str) -> list[str]:
    return [words(found) for found in re.findall(r"<h2[^>]*>(.*?)</h2>", page, re.DOTALL)]


def list_files(dist: Path) -> list[dict[str, Any]]:
    """What is in a folder, as the manifest says it; files of a kind that is not served are left out."""
    return [
        {
            "path": file.relative_to(dist).as_posix(),
            "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
            "bytes": file.stat().st_size,
            "triples": None,
            "mediaType": MEDIA_TYPES[file.suffix[1:]],
            "sources": [],
        }
        for file in sorted(dist.rglob("*"))
        if file.is_file() and file.suffix[1:] in MEDIA_TYPES
    ]


def write_json(file: Path, content: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, ensure_ascii=False), "utf-8")


@pytest.fixture(scope="session")
def web_dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_dist(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def client(web_dist: Path) -> TestClient:
    return TestClient(create_app(web_dist), follow_redirects=False)


@pytest.fixture(scope="session")
def room(client: TestClient) -> Room:
    found: Room = client.app.state.room  # type: ignore[attr-defined]
    return found
