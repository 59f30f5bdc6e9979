"""What the catalogue says of itself, and the datasets that are ours: model, code lists, the sector."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from stafett.catalogue.entries import (
    CC_BY,
    FORMATS,
    SHOWN,
    CatalogEntry,
    Catalogue,
    Dataset,
    Distribution,
    Service,
    Stub,
    keywords_of,
)
from stafett.codes.lists import CodeList
from stafett.errors import SourceError
from stafett.fields import Fields
from stafett.iris import Iris
from stafett.languages import LANGUAGES, Text
from stafett.yamlfile import read_yaml


def read_catalogue(folder: Path, lists: Iterable[CodeList], iris: Iris) -> Catalogue:
    """Read what the catalogue says of itself, and add a dataset for each code list.

    Raises:
        SourceError: naming file and line.
    """
    fields = Fields(read_yaml(folder / "catalog.yaml"))
    issued, modified = fields.date("issued"), fields.date("modified")
    kinds = [str(kind) for kind in fields.data.get("catalogs") or {}]
    catalogs = {kind: _catalog(fields, kind, iris) for kind in kinds}
    words = keywords_of(fields.within("code_lists"))
    rights = fields.text("rights")
    datasets = [_model_dataset(fields.within("model"), rights, issued, modified, iris)]
    datasets += [
        _sector_dataset(fields.within("sector", str(slug)), str(slug), rights, issued, modified, iris)
        for slug in fields.data.get("sector") or {}
    ]
    datasets += [_list_dataset(code_list, words, rights, issued, iris) for code_list in lists]
    services = tuple(_service(fields, str(slug), iris) for slug in fields.data.get("services") or {})
    return Catalogue(
        issued=issued,
        modified=modified,
        contact_name=fields.text("contact_name"),
        catalogs=catalogs,
        datasets=tuple(datasets),
        services=services,
        vocabulary=_vocabulary(folder / "vocabulary.yaml"),
    )


def _catalog(fields: Fields, kind: str, iris: Iris) -> CatalogEntry:
    inner = fields.within("catalogs", kind)
    return CatalogEntry(kind, iris.thing("catalog", kind), inner.text("title"), inner.text("description"))


def _files(stem: str, suffixes: Iterable[str], title: Text) -> list[Distribution]:
    def named(suffix: str) -> Text:
        return Text.of({tag: f"{words} ({SHOWN[suffix]})" for tag, words in title})

    return [Distribution(f"{stem}.{suffix}", suffix, named(suffix)) for suffix in suffixes]


def _sector_dataset(
    fields: Fields, slug: str, rights: Text, issued: date, modified: date, iris: Iris
) -> Dataset:
    """What we have written out of documents of the sector: a dataset of ours under our licence."""
    title = fields.text("title")
    files: list[Distribution] = []
    for stem, suffixes in fields.within("files").data.items():
        for suffix in str(suffixes).split():
            if suffix not in FORMATS:
                raise fields.within("files").fault(stem, f"«{suffix}» is none of {', '.join(FORMATS)}")
        files += _files(str(stem), str(suffixes).split(), title)
    return Dataset(
        slug=slug,
        iri=iris.thing("dataset", slug),
        title=title,
        description=fields.text("description"),
        keywords=keywords_of(fields),
        type_code=None,
        licence=CC_BY,
        rights=rights,
        attribution=None,
        issued=issued,
        modified=modified,
        start=fields.date("start"),
        source=None,
        landing_page=f"{iris.base}/{fields.string('landing')}",
        languages=LANGUAGES,
        distributions=tuple(files),
        derived=tuple(f"{iris.base}/{path}" for path in fields.data.get("derived") or ()),
    )


def _model_dataset(fields: Fields, rights: Text, issued: date, modified: date, iris: Iris) -> Dataset:
    def words(nb: str, nn: str, en: str) -> Text:
        return Text.of({"nb": nb, "nn": nn, "en": en})

    rdf = ("ttl", "rdf", "jsonld", "nt")
    files = [
        *_files("model/stafett.owl", rdf, words("Ontologi", "Ontologi", "Ontology")),
        *_files("model/stafett.shacl", rdf, words("Regler for data", "Reglar for data", "Rules for data")),
        *_files(
            "model/stafett.context",
            ["jsonld"],
            words("JSON-LD-kontekst", "JSON-LD-kontekst", "JSON-LD context"),
        ),
        *_files("model/stafett.schema", ["json"], words("JSON Schema", "JSON Schema", "JSON Schema")),
    ]
    return Dataset(
        slug="model",
        iri=iris.thing("dataset", "model"),
        title=fields.text("title"),
        description=fields.text("description"),
        keywords=keywords_of(fields),
        type_code="ONTOLOGY",
        licence=CC_BY,
        rights=rights,
        attribution=None,
        issued=issued,
        modified=modified,
        start=issued,
        source=None,
        landing_page=f"{iris.base}/model",
        languages=LANGUAGES,
        distributions=tuple(files),
    )


def _list_dataset(
    code_list: CodeList, words: Mapping[str, tuple[str, ...]], rights: Text, issued: date, iris: Iris
) -> Dataset:
    titles = {tag: (*words[tag], code_list.title.get(tag) or code_list.scheme) for tag in LANGUAGES}
    languages = {tag for code in code_list.codes for tag, _ in code.label} & set(LANGUAGES)
    return Dataset(
        slug=code_list.scheme,
        iri=iris.thing("dataset", code_list.scheme),
        title=code_list.title,
        description=code_list.description,
        keywords=titles,
        type_code="CODE_LIST",
        licence=code_list.licence or CC_BY,
        rights=code_list.licence_note or rights,
        attribution=code_list.source.attribution,
        issued=issued,
        modified=max([issued, *(c.read for c in code_list.codes)]),
        # The oldest code that is dated; else the day the list was read, before which nothing is known of it.
        start=min([c.valid_from for c in code_list.codes if c.valid_from] or [code_list.read]),
        source=code_list.source.iri,
        landing_page=code_list.iri,
        languages=tuple(tag for tag in LANGUAGES if tag in languages) or LANGUAGES[:1],
        distributions=tuple(
            _files(f"code/{code_list.scheme}", ("ttl", "rdf", "jsonld", "nt", "csv"), code_list.title)
        ),
    )


def _service(fields: Fields, slug: str, iris: Iris) -> Service:
    inner = fields.within("services", slug)
    return Service(
        slug=slug,
        iri=iris.thing("service", slug),
        title=inner.text("title"),
        description=inner.text("description"),
        keywords=keywords_of(inner),
        endpoint=f"{iris.base}/sparql",
        endpoint_description=f"{iris.base}/sparql",
        conforms_to="https://www.w3.org/TR/sparql11-protocol/",
    )


def _vocabulary(file: Path) -> dict[str, Stub]:
    parsed = read_yaml(file)
    found: dict[str, Stub] = {}
    for iri in parsed.data or {}:
        fields = Fields(parsed, (str(iri),))
        if not str(iri).startswith(("http://", "https://")):
            raise SourceError(f"«{iri}» is no http(s) IRI", where=parsed.where(iri))
        found[str(iri)] = Stub(
            str(iri), fields.optional("type"), fields.string("scheme"), fields.text("label")
        )
    return found
