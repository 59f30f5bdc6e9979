"""What is known to be wrong or missing: /deviations and /codes/incomplete, as pages, JSON, CSV and RDF."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from stafett.languages import Text
from stafett.store.documents import serialise
from stafett.web.codedata import Deviation
from stafett.web.links import Alternate, Resource
from stafett.web.negotiation import FORMATS, RDF_SUFFIXES
from stafett.web.parameters import MAX_NAME, words
from stafett.web.render import page_language
from stafett.web.resources import built_file, not_found, rdf_document, redirect
from stafett.web.responses import json_body, respond
from stafett.web.room import Here, Room
from stafett.web.spreadsheet import harmless

DEVIATIONS_FILE: Final = "codes/deviations"
_ABOUT_EXTENT: Final = ("isComplete", "knownCount", "totalCount", "readOn")
_TITLE: Final = "http://purl.org/dc/terms/title"

router = APIRouter()

Suffix = Annotated[str, Path(json_schema_extra={"enum": ["json", "csv", *RDF_SUFFIXES]})]


@router.get("/deviations", include_in_schema=False)
def deviations(request: Request, room: Here) -> Response:
    """All known deviations, or those of one list (`list`) or of one kind (`kind`)."""
    get = request.query_params
    scheme, kind = words("list", get.get("list"), MAX_NAME), words("kind", get.get("kind"), MAX_NAME)
    every = room.site.code_data.deviations
    return room.renderer.page(
        request,
        "deviations.html",
        alternates=_deviation_files(room),
        deviations=[d for d in every if scheme in ("", *_schemes(d)) and kind in ("", d["kind"]["notation"])],
        all=len(every),
        lists=sorted({name for d in every for name in _schemes(d)}),
        kinds={d["kind"]["notation"]: d["kind"]["label"] for d in every},
        scheme=scheme,
        kind=kind,
    )


@router.get(
    "/deviations.{suffix}",
    tags=["codes"],
    summary="Known deviations between lists",
    description="As `json`, `csv`, or RDF: `ttl`, `jsonld`, `rdf`, `nt`.",
    response_class=Response,
)
def deviations_document(
    request: Request, room: Here, suffix: Suffix, lang: Annotated[str, Query()] = ""
) -> Response:
    """All known deviations between lists that should be alike, with evidence."""
    del lang  # read where the language of the answer is chosen
    found, alternates = room.site.code_data.deviations, _deviation_files(room)
    if suffix == "json":
        return respond(request, json_body({"deviations": found}), "application/json", alternates=alternates)
    if suffix == "csv":
        language = page_language(request).tag
        body = _csv(_DEVIATION_COLUMNS, [_deviation_row(deviation, language) for deviation in found])
        return respond(request, body, "text/csv", alternates=alternates, language=language)
    file = f"{DEVIATIONS_FILE}.{suffix}"
    if suffix in RDF_SUFFIXES and file in room.files:
        return built_file(request, room, file, alternates=alternates)
    raise not_found(
        "There is no document of the deviations with the suffix «%(suffix)s».", suffix=suffix or ""
    )


@router.get(
    "/deviation/{key}",
    tags=["codes"],
    summary="A known deviation",
    description="Redirects (303) by Accept; `.html` leads to the place on the page of all deviations.",
    response_class=Response,
)
def deviation(request: Request, room: Here, key: str) -> Response:
    """Redirect from a deviation, or answer with its description."""
    stem, dot, suffix = key.rpartition(".")
    known = {d["key"]: d for d in room.site.code_data.deviations}
    found = known.get(key)
    if found is not None:
        return redirect(request, _resource(found))
    found = known.get(stem) if dot else None
    if found is None or suffix not in ("html", *RDF_SUFFIXES):
        raise not_found("There is no deviation «%(name)s».", name=key)
    resource = _resource(found)
    if suffix != "html":
        file = f"{DEVIATIONS_FILE}.nt"
        return rdf_document(request, room, resource, suffix, lambda: room.description(file).of(resource.iri))
    return room.renderer.page(
        request, "deviation.html", alternates=resource.alternates(), iri=resource.iri, deviation=found
    )


@router.get("/codes/incomplete", include_in_schema=False)
def incomplete(request: Request, room: Here) -> Response:
    """What is missing from our lists, why, and what it takes."""
    data = room.site.code_data
    counted = {entry["scheme"]: entry for entry in data.counts}
    return room.renderer.page(
        request,
        "incomplete.html",
        alternates=_incomplete_files(),
        partial=[gap for gap in data.gaps if gap["href"]],
        absent=[gap for gap in data.gaps if not gap["href"]],
        counted=list(counted.values()),
    )


@router.get(
    "/codes/incomplete.{suffix}",
    tags=["codes"],
    summary="What is missing from the lists",
    description="As `json`, `csv`, or RDF: `ttl`, `jsonld`, `rdf`, `nt`.",
    response_class=Response,
)
def incomplete_document(
    request: Request, room: Here, suffix: Suffix, lang: Annotated[str, Query()] = ""
) -> Response:
    """Each incomplete list with how much of it is known, why, and what it takes; and what codes lack."""
    del lang
    data, alternates = room.site.code_data, _incomplete_files()
    if suffix == "json":
        body = json_body({"gaps": data.gaps, "counts": data.counts})
        return respond(request, body, "application/json", alternates=alternates)
    if suffix == "csv":
        language = page_language(request).tag
        return respond(
            request,
            _csv(_GAP_COLUMNS, [_gap_row(gap, language) for gap in data.gaps]),
            "text/csv",
            alternates=alternates,
            language=language,
        )
    if suffix in RDF_SUFFIXES:
        media_type = FORMATS[suffix].media_type
        return respond(
            request, serialise(_extents(room), media_type, room.prefixes), media_type, alternates=alternates
        )
    raise not_found(
        "There is no document of what is missing with the suffix «%(suffix)s».", suffix=suffix or ""
    )


_DEVIATION_COLUMNS: Final = ("key", "title", "listA", "listB", "kind", "codes", "statement", "evidence",
                             "sources", "read", "certainty", "since", "reported", "iri")  # fmt: skip
_GAP_COLUMNS: Final = ("scheme", "title", "known", "total", "reason", "why", "needed", "note", "command")


def _deviation_row(found: Deviation, language: str) -> list[str]:
    return [
        found["key"],
        _best(found["title"], language),
        found["listA"]["scheme"],
        found["listB"]["scheme"],
        found["kind"]["notation"],
        " ".join(code["notation"] for code in found["codes"]),
        _best(found["statement"], language),
        _best(found["evidence"], language),
        " ".join(source["url"] or "" for source in found["sources"]),
        found["read"],
        found["certainty"]["notation"],
        found["since"] or "",
        found["reported"],
        found["iri"],
    ]


def _gap_row(gap: Mapping[str, Any], language: str) -> list[str]:
    cells = [gap[column] for column in _GAP_COLUMNS]
    return [_best(cell, language) if isinstance(cell, dict) else str(cell or "") for cell in cells]


def _csv(columns: Iterable[str], rows: Iterable[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(list(columns))
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _extents(room: Room) -> list[Any]:
    """What the RDF of each incomplete list says of its extent."""
    wanted = {f"{room.site.base}/def/{name}" for name in _ABOUT_EXTENT} | {_TITLE}
    found: list[Any] = []
    for page in room.site.lists.values():
        file = f"codes/{page['scheme']}.nt"
        if not page["complete"] and file in room.files:
            triples = room.description(file).of(page["iri"])
            found += [triple for triple in triples if triple.predicate.value in wanted]
    return found


def _resource(found: Deviation) -> Resource:
    return Resource(f"/deviation/{found['key']}", found["iri"], ("html", *RDF_SUFFIXES))


def _schemes(found: Deviation) -> tuple[str, str]:
    return found["listA"]["scheme"], found["listB"]["scheme"]


def _deviation_files(room: Room) -> tuple[Alternate, ...]:
    built = [suffix for suffix in RDF_SUFFIXES if f"{DEVIATIONS_FILE}.{suffix}" in room.files]
    return _alternates("/deviations", [*built, "csv", "json"])


def _incomplete_files() -> tuple[Alternate, ...]:
    return _alternates("/codes/incomplete", [*RDF_SUFFIXES, "csv", "json"])


def _alternates(path: str, suffixes: Iterable[str]) -> tuple[Alternate, ...]:
    return tuple(Alternate(f"{path}.{s}", FORMATS[s].media_type, FORMATS[s].name) for s in suffixes)


def _best(texts: Mapping[str, str], language: str) -> str:
    best = Text.of(texts).best(language)
    return best[1] if best else ""
