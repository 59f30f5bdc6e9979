"""Code lists: /codes and /code/{scheme}, with search, filters, hierarchy, paging and downloads."""

from __future__ import annotations

from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from stafett.languages import Text
from stafett.store.search import fold
from stafett.web.codefilter import STATUSES, CodeFilter
from stafett.web.codegroups import MAX_SHOWN, grouped, levels
from stafett.web.codeview import deviations_of
from stafett.web.links import Resource, list_path
from stafett.web.listdata import Code, CodeListPage
from stafett.web.negotiation import FORMATS, RDF_SUFFIXES, split_suffix
from stafett.web.paging import PAGE_SCHEMA, SIZE_SCHEMA, Slice
from stafett.web.parameters import DATE_SCHEMA, MAX_NAME, MAX_WORDS, one_of, words
from stafett.web.render import page_language
from stafett.web.resources import built_file, not_found, redirect
from stafett.web.responses import json_body, respond
from stafett.web.room import Here, Room
from stafett.web.spreadsheet import spreadsheet
from stafett.web.validity import validity_on

FORMS: Final = ("spreadsheet",)

router = APIRouter()

Words = Annotated[
    str, Query(description="words in code or label", json_schema_extra={"maxLength": MAX_WORDS})
]
Day = Annotated[
    str, Query(description="codes that were valid, or of unknown validity", json_schema_extra=DATE_SCHEMA)
]
Status = Annotated[str, Query(json_schema_extra={"enum": [*STATUSES]})]
Within = Annotated[
    str, Query(description="a group of the hierarchy, `HS/vg2`", json_schema_extra={"maxLength": MAX_NAME})
]
PageNumber = Annotated[str, Query(json_schema_extra=PAGE_SCHEMA)]
PageSize = Annotated[str, Query(json_schema_extra=SIZE_SCHEMA)]
Form = Annotated[
    str,
    Query(description="`.csv` only: for people rather than programs", json_schema_extra={"enum": [*FORMS]}),
]


@router.get("/codes", include_in_schema=False)
def overview(request: Request, room: Here) -> Response:
    """All code lists, by owner's system and by words in the title."""
    pages = list(room.site.lists.values())
    origins = sorted({page["origin"] for page in pages})
    wanted = words("q", request.query_params.get("q"))
    origin = one_of("origin", request.query_params.get("origin"), origins) or ""
    shown = [page for page in pages if origin in ("", page["origin"]) and _is_called(page, wanted)]
    return room.renderer.page(
        request,
        "codes.html",
        lists=[page for page in shown if page["kind"] == "list"],
        enumerations=[page for page in shown if page["kind"] == "enumeration"],
        all=len(pages),
        origins=origins,
        origin=origin,
        q=wanted,
    )


@router.get("/codes.json", tags=["codes"], summary="All code lists, without their codes")
def overview_json(request: Request, room: Here) -> Response:
    """Every list with owner, size, completeness, version, dates and licence."""
    lists = [
        {key: value for key, value in page.items() if key not in ("codes", "columns")}
        for page in room.site.lists.values()
    ]
    return respond(request, json_body({"lists": lists}), "application/json")


@router.get(
    "/code/{scheme}",
    tags=["codes"],
    summary="A code list",
    description="`/code/vigo-fullfortkode` redirects (303) by Accept; `.html`, `.ttl`, `.jsonld`, `.rdf`, "
    "`.nt`, `.csv` and `.json` answer 200. The filters and the paging hold for the HTML page and, with "
    "`Link` headers, for JSON; `.csv?form=spreadsheet` takes the filters too. Without them `.json` and "
    "`.csv` are the whole list. A code of unknown validity is shown as that on every date.",
    response_class=Response,
)
def code_list(
    request: Request,
    room: Here,
    scheme: str,
    q: Words = "",
    date: Day = "",
    status: Status = "",
    within: Within = "",
    page: PageNumber = "",
    size: PageSize = "",
    form: Form = "",
) -> Response:
    """Redirect from a code list, or answer with one of its documents."""
    del q, date, status, within, page, size, form  # described here, read where they are used
    if found := room.site.lists.get(scheme):
        return redirect(request, list_resource(room, found))
    stem, suffix = split_suffix(scheme)
    found = room.site.lists.get(stem)
    if suffix is None or found is None:
        raise not_found("There is no code list «%(name)s».", name=scheme)
    if suffix == "csv" and one_of("form", request.query_params.get("form"), FORMS):
        return _spreadsheet(request, room, found)
    resource = list_resource(room, found)
    if suffix not in resource.suffixes:
        raise not_found(
            "The code list «%(name)s» has no document as %(format)s.", name=stem, format=FORMATS[suffix].name
        )
    if suffix == "html":
        return _page(request, room, resource, found)
    if suffix == "json":
        return _json_list(request, room, resource, found)
    return built_file(
        request, room, f"codes/{stem}.{suffix}", alternates=resource.alternates(), iri=resource.iri
    )


def list_resource(room: Room, page: CodeListPage) -> Resource:
    """A code list as something with an identifier and documents."""
    scheme = page["scheme"]
    built = tuple(suffix for suffix in (*RDF_SUFFIXES, "csv") if f"codes/{scheme}.{suffix}" in room.files)
    return Resource(list_path(scheme), page["iri"], ("html", *built, "json"))


def _page(request: Request, room: Room, resource: Resource, page: CodeListPage) -> Response:
    wanted = CodeFilter.read(request)
    found = wanted.apply(page, room.codebook)
    part = Slice.read(request, resource.document("html"), len(found.codes))
    first = not wanted.active and part.number == 1
    response = room.renderer.page(
        request,
        "codelist.html",
        alternates=resource.alternates(),
        iri=resource.iri,
        codelist=page,
        codes=found.codes[part.start : part.stop],
        wanted=wanted,
        found=found,
        part=part,
        statuses=STATUSES,
        validity=_validity(wanted, found.codes[part.start : part.stop]),
        groups=grouped(page) if first else None,
        group_titles=[c["title"] for slot in levels(page) for c in page["columns"] if c["slot"] == slot],
        show_codes=len(page["codes"]) <= MAX_SHOWN,
        deviations=deviations_of(room, page["scheme"]),
        spreadsheet_href=_spreadsheet_href(request, resource),
    )
    return part.on(response)


def _spreadsheet(request: Request, room: Room, page: CodeListPage) -> Response:
    wanted = CodeFilter.read(request)
    language = page_language(request).tag
    body = spreadsheet(page, wanted.apply(page, room.codebook).codes, language, wanted.date)
    name = f"{page['scheme']}.{language}.csv"
    return respond(request, body, "text/csv", language=language, filename=name)


def _spreadsheet_href(request: Request, resource: Resource) -> str:
    kept = [
        (key, value)
        for key, value in request.query_params.multi_items()
        if key in ("q", "date", "status", "within") and value
    ]
    query = [*kept, ("form", "spreadsheet"), ("lang", page_language(request).tag)]
    return f"{resource.document('csv')}?{urlencode(query)}"


def _validity(wanted: CodeFilter, codes: list[Code]) -> dict[str, str]:
    """What is known of each code that is shown, on the day that was asked for."""
    if wanted.date is None:
        return {}
    return {code["notation"]: validity_on(code, wanted.date) for code in codes}


def _json_list(request: Request, room: Room, resource: Resource, page: CodeListPage) -> Response:
    wanted = CodeFilter.read(request)
    paged = {"page", "size"} & request.query_params.keys()
    if not wanted.active and not paged:
        return respond(
            request, json_body(page), "application/json", alternates=resource.alternates(), iri=resource.iri
        )
    found = wanted.apply(page, room.codebook)
    part = Slice.read(request, resource.document("json"), len(found.codes))
    body: dict[str, Any] = {key: value for key, value in page.items() if key != "codes"}
    body |= {
        "filter": {"q": wanted.q, "date": wanted.date, "status": wanted.status, "within": wanted.within},
        "onDate": dict(found.on_day) if found.on_day is not None else None,
        "found": part.total,
        "page": part.number,
        "size": part.size,
        "pages": part.pages,
        "previous": part.previous,
        "next": part.next,
        "codes": [_dated(code, wanted.date) for code in found.codes[part.start : part.stop]],
    }
    return part.on(respond(request, json_body(body), "application/json", iri=resource.iri))


def _dated(code: Code, day: str | None) -> dict[str, Any]:
    return {**code, "validity": validity_on(code, day)} if day else {**code}


def _is_called(page: CodeListPage, wanted: str) -> bool:
    """True where every word stands in the list's name, title or owner, in any language."""
    texts = [page["scheme"], *(t for _, t in Text.of(page["title"])), *page["owner"]["name"].values()]
    held = fold(" ".join(texts))
    return all(word in held for word in fold(wanted).split())
