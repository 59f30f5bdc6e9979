"""Code lists and codes: /codes, /code/{scheme} and /code/{scheme}/{notation}."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.languages import Text
from stafett.web.links import Resource, code_path, list_path
from stafett.web.listdata import Code, CodeListPage
from stafett.web.negotiation import FORMATS, RDF_SUFFIXES, split_suffix
from stafett.web.resources import built_file, not_found, rdf_document, redirect
from stafett.web.room import Here, Room

router = APIRouter()


@router.get("/codes", include_in_schema=False)
def overview(request: Request, room: Here) -> Response:
    """All code lists."""
    pages = room.site.lists.values()
    return room.renderer.page(
        request,
        "codes.html",
        lists=[page for page in pages if page["kind"] == "list"],
        enumerations=[page for page in pages if page["kind"] == "enumeration"],
    )


@router.get(
    "/code/{scheme}",
    tags=["codes"],
    summary="A code list",
    description="`/code/vigo-fullfortkode` redirects (303) by Accept; `.html`, `.ttl`, `.jsonld`, `.rdf`, "
    "`.nt` and `.csv` answer 200. `?q=` filters the HTML page.",
    response_class=Response,
)
def code_list(request: Request, room: Here, scheme: str, q: str = "") -> Response:
    """Redirect from a code list, or answer with one of its documents."""
    if page := room.site.lists.get(scheme):
        return redirect(request, _list_resource(room, page))
    stem, suffix = split_suffix(scheme)
    found = room.site.lists.get(stem)
    if suffix is None or found is None:
        raise not_found(f"code list «{scheme}»")
    resource = _list_resource(room, found)
    if suffix not in resource.suffixes:
        raise not_found(f"{FORMATS[suffix].name} document of the code list «{stem}»")
    if suffix == "html":
        wanted = q.strip()[:200]
        return room.renderer.page(
            request,
            "codelist.html",
            alternates=resource.alternates(),
            iri=resource.iri,
            codelist=found,
            codes=[code for code in found["codes"] if _matches(code, wanted)],
            q=wanted,
        )
    return built_file(
        request, room, f"codes/{stem}.{suffix}", alternates=resource.alternates(), iri=resource.iri
    )


@router.get(
    "/code/{scheme}/{notation}",
    tags=["codes"],
    summary="A code",
    description="`/code/vigo-fullfortkode/B` redirects (303) by Accept; `.html`, `.ttl`, `.jsonld`, `.rdf` "
    "and `.nt` answer 200. Codes of Grep keep Grep's identifiers and have their page here.",
    response_class=Response,
)
def code(request: Request, room: Here, scheme: str, notation: str) -> Response:
    """Redirect from a code, or answer with one of its documents."""
    page = room.site.lists.get(scheme)
    if page is None:
        raise not_found(f"code list «{scheme}»")
    if found := room.site.code(scheme, notation):
        return redirect(request, _code_resource(scheme, found))
    stem, suffix = split_suffix(notation)
    found = room.site.code(scheme, stem)
    if suffix is None or found is None or suffix not in ("html", *RDF_SUFFIXES):
        raise not_found(f"code «{notation}» in the code list «{scheme}»")
    resource = _code_resource(scheme, found)
    if suffix == "html":
        return room.renderer.page(
            request,
            "code.html",
            alternates=resource.alternates(),
            iri=resource.iri,
            codelist=page,
            code=found,
        )
    file = f"codes/{scheme}.nt"
    return rdf_document(request, room, resource, suffix, lambda: room.description(file).of(resource.iri))


def _list_resource(room: Room, page: CodeListPage) -> Resource:
    scheme = page["scheme"]
    built = tuple(suffix for suffix in (*RDF_SUFFIXES, "csv") if f"codes/{scheme}.{suffix}" in room.files)
    return Resource(list_path(scheme), page["iri"], ("html", *built))


def _code_resource(scheme: str, found: Code) -> Resource:
    return Resource(code_path(scheme, found["notation"]), found["iri"], ("html", *RDF_SUFFIXES))


def _matches(code: Code, wanted: str) -> bool:
    """True where the notation or a label, in any language, holds the words asked for."""
    if not wanted:
        return True
    texts = [code["notation"], *(value for _, value in Text.of(code["label"]))]
    return any(wanted.casefold() in text.casefold() for text in texts)
