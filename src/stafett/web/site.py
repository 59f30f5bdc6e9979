"""What the pages are about: the page data of one build, read once at start, and look-ups in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from stafett.errors import DistError
from stafett.web.codedata import CodeData, read_code_data
from stafett.web.contentdata import ContentPages, CoverageRow
from stafett.web.links import Resource, code_path, list_path, term_path
from stafett.web.listdata import CatalogPages, CatalogResource, Code, CodeList, CodeListPage
from stafett.web.manifest import BUILD_FIRST, base_of, read_json, read_manifest
from stafett.web.mappingdata import Mappings, read_mappings
from stafett.web.negotiation import RDF_SUFFIXES
from stafett.web.pagedata import ExampleQuery, Manifest, ModelPages, Module, Release, Texts
from stafett.web.rulebook import Rulebook
from stafett.web.sectordata import Sector, read_sector


@dataclass(frozen=True)
class Site:
    """The page data, and the local address of every identifier in it."""

    manifest: Manifest
    model: ModelPages
    lists: dict[str, CodeListPage]
    catalog: CatalogPages
    content: ContentPages
    coverage: list[CoverageRow]
    queries: dict[str, ExampleQuery]
    codes: dict[str, dict[str, Code]]
    rules: Rulebook
    releases: list[Release]
    sector: Sector
    local: dict[str, str] = field(repr=False)
    code_data: CodeData
    mappings: Mappings

    @property
    def version(self) -> str:
        """Version of the build."""
        return self.manifest["version"]

    @property
    def base(self) -> str:
        """Start of every identifier of ours, without a final slash."""
        return base_of(self.manifest)

    @property
    def is_example(self) -> bool:
        """True while the catalogue speaks for an invented publisher."""
        return any(catalog["example"] for catalog in self.catalog["catalogs"].values())

    def term(self, name: str) -> Resource | None:
        """The class or slot of this name."""
        page = self.model["classes"].get(name) or self.model["slots"].get(name)
        return Resource(term_path(name), page["iri"], ("html", *RDF_SUFFIXES)) if page else None

    def module(self, name: str) -> Module | None:
        """The module of this name."""
        return next((m for m in self.model["modules"] if m["name"] == name), None)

    def module_title(self, name: str) -> Texts:
        """The title of a module."""
        found = self.module(name)
        return found["title"] if found else {"en": name}

    def term_title(self, name: str) -> Texts:
        """The title of a class or slot."""
        page = self.model["classes"].get(name) or self.model["slots"].get(name)
        return page["title"] if page else {"en": name}

    def code(self, scheme: str, notation: str) -> Code | None:
        """The code with this notation in this list."""
        return self.codes.get(scheme, {}).get(notation)

    def local_path(self, iri: str) -> str | None:
        """The address of a thing's page here, if it has one."""
        if iri.startswith(f"{self.base}/"):
            # Our own identifiers are addresses here, whatever host the base names. The build has escaped
            # the letters in them that an address must not have.
            return self.local.get(iri) or quote(iri.removeprefix(self.base), safe="/#-._~%")
        return self.local.get(iri)

    def resource(self, kind: str, slug: str) -> CatalogResource | None:
        """The dataset or service at this address."""
        return self.catalog["resources"].get(f"{kind}/{slug}")


def load_site(dist: Path) -> Site:
    """Read dist/manifest.json and dist/pages.

    Raises:
        DistError: something is missing, is no JSON or lacks a field.
    """
    manifest = read_manifest(dist)
    pages = dist / "pages"
    try:
        model: ModelPages = read_json(pages / "model.json")
        overview: list[CodeList] = read_json(pages / "codes.json")["lists"]
        lists: dict[str, CodeListPage] = {
            entry["scheme"]: read_json(pages / "codes" / f"{entry['scheme']}.json") for entry in overview
        }
        catalog: CatalogPages = read_json(pages / "catalog.json")
        content: ContentPages = read_json(pages / "content.json")
        queries: list[ExampleQuery] = read_json(pages / "queries.json")
        return Site(
            manifest=manifest,
            model=model,
            lists=lists,
            catalog=catalog,
            content=content,
            coverage=read_json(pages / "coverage.json"),
            queries={query["id"]: query for query in queries},
            codes={
                scheme: {code["notation"]: code for code in page["codes"]} for scheme, page in lists.items()
            },
            rules=Rulebook(model),
            # A build writes it only once something has been released.
            releases=read_json(pages / "releases.json") if (pages / "releases.json").exists() else [],
            local=_local_addresses(model, lists.values(), catalog),
            code_data=read_code_data(pages),
            sector=read_sector(pages),
            mappings=read_mappings(pages),
        )
    except (KeyError, TypeError, AttributeError) as fault:
        message = f"The page data in {pages} is of another version: {fault!r}"
        raise DistError(message, hint=BUILD_FIRST) from fault


def _local_addresses(
    model: ModelPages, lists: Iterable[CodeListPage], catalog: CatalogPages
) -> dict[str, str]:
    """Identifier to the path of its page here; what is shared, as Grep's codes may be, keeps the first."""
    found: dict[str, str] = {}
    for name, term in (*model["classes"].items(), *model["slots"].items()):
        found.setdefault(term["iri"], term_path(name))
    for page in lists:
        found.setdefault(page["iri"], list_path(page["scheme"]))
        for code in page["codes"]:
            found.setdefault(code["iri"], code_path(page["scheme"], code["notation"]))
    for kind, entry in catalog["catalogs"].items():
        found.setdefault(entry["iri"], f"/catalog/{kind}")
    for path, resource in catalog["resources"].items():
        found.setdefault(resource["iri"], f"/{path}")
    return found
