"""The availability matrix: /matrix with its views, and the page of one row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from stafett.web.links import Alternate, segment
from stafett.web.matrixfiles import matrix_csv
from stafett.web.matrixview import FILTERS, Matrix
from stafett.web.negotiation import FORMATS, RDF_SUFFIXES
from stafett.web.parameters import wrong
from stafett.web.render import page_language
from stafett.web.resources import built_file, not_found
from stafett.web.responses import json_body, respond
from stafett.web.room import Here, Room

_RDF: Final = "content/availability"
_CSV: Final = "text/csv"
_JSON: Final = "application/json"

Choice = Annotated[str, Query(max_length=60)]

router = APIRouter()


@router.get(
    "/matrix",
    tags=["catalogue"],
    summary="The availability matrix",
    description="Who may have which information, for which purpose, on which legal basis, from when and by "
    "which channel. `actor`, `element`, `status` and `purpose` choose rows.",
    response_class=Response,
)
def overview(
    request: Request,
    room: Here,
    actor: Choice = "",
    element: Choice = "",
    status: Choice = "",
    purpose: Choice = "",
) -> Response:
    """The table of elements and actors."""
    matrix = _matrix(room)
    wanted = _wanted(matrix, actor=actor, element=element, status=status, purpose=purpose)
    rows = matrix.chosen(wanted)
    columns, lines = matrix.table(rows)
    return room.renderer.page(
        request,
        "matrix.html",
        alternates=_documents(room),
        matrix=matrix,
        wanted=wanted,
        rows=rows,
        columns=columns,
        lines=lines,
        counts=matrix.counts(matrix.rows),
        choices={name: {key: matrix.known(name)[key] for key in matrix.used(name)} for name in FILTERS},
    )


@router.get("/matrix.csv", tags=["catalogue"], summary="The matrix as CSV", response_class=Response)
def as_csv(
    request: Request,
    room: Here,
    actor: Choice = "",
    element: Choice = "",
    status: Choice = "",
    purpose: Choice = "",
) -> Response:
    """The chosen rows for a spreadsheet, in the reader's language."""
    matrix = _matrix(room)
    rows = matrix.chosen(_wanted(matrix, actor=actor, element=element, status=status, purpose=purpose))
    language = page_language(request).tag
    body = matrix_csv(matrix, rows, language)
    return respond(request, body, _CSV, language=language, filename="stafett-matrix.csv")


@router.get("/matrix.json", tags=["catalogue"], summary="The matrix as JSON", response_class=Response)
def as_json(
    request: Request,
    room: Here,
    actor: Choice = "",
    element: Choice = "",
    status: Choice = "",
    purpose: Choice = "",
) -> Response:
    """The chosen rows, with the names they use, in all three languages."""
    matrix = _matrix(room)
    wanted = _wanted(matrix, actor=actor, element=element, status=status, purpose=purpose)
    body = {**room.site.sector.matrix, "rows": matrix.chosen(wanted)}
    return respond(request, json_body(body), _JSON)


def _rdf(request: Request, room: Here) -> Response:
    """All rows as RDF: the built file, unchanged."""
    suffix = str(request.scope["path"]).rpartition(".")[2]
    path = f"{_RDF}.{suffix}"
    if path not in room.files:
        raise not_found("There is no document of the matrix as %(format)s.", format=FORMATS[suffix].name)
    return built_file(request, room, path, alternates=_documents(room))


for _suffix in RDF_SUFFIXES:
    router.add_api_route(
        f"/matrix.{_suffix}",
        _rdf,
        methods=["GET"],
        tags=["catalogue"],
        summary=f"The matrix as {FORMATS[_suffix].name}",
        response_class=Response,
        name=f"matrix-{_suffix}",
    )


@router.get("/matrix/gaps", include_in_schema=False)
def gaps(request: Request, room: Here) -> Response:
    """What is missing: a legal basis, a decision, a channel, somebody responsible."""
    matrix = _matrix(room)
    return room.renderer.page(
        request,
        "matrix_gaps.html",
        matrix=matrix,
        gaps=matrix.gaps(),
        incomplete=matrix.incomplete_elements(),
        unused=matrix.unused_elements(),
    )


@router.get("/matrix/burden", include_in_schema=False)
def burden(request: Request, room: Here) -> Response:
    """Where the young person has to do the work."""
    matrix = _matrix(room)
    return room.renderer.page(
        request, "matrix_burden.html", matrix=matrix, rows=matrix.where(lambda row: row["burden"])
    )


@router.get("/matrix/actor/{key}", include_in_schema=False)
def by_actor(request: Request, room: Here, key: str) -> Response:
    """What one group of actors can have, when, how and on which basis."""
    matrix = _matrix(room)
    actor = matrix.actors.get(key)
    if actor is None:
        raise not_found("There is no actor «%(name)s» in the matrix.", name=key)
    rows = matrix.chosen({"actor": key})
    return room.renderer.page(
        request, "matrix_actor.html", matrix=matrix, actor=actor, rows=rows, counts=matrix.counts(rows)
    )


@router.get("/matrix/element/{slug}", include_in_schema=False)
def by_element(request: Request, room: Here, slug: str) -> Response:
    """Who can have one element."""
    matrix = _matrix(room)
    element = matrix.elements.get(slug)
    if element is None:
        raise not_found("There is no element «%(name)s» in the matrix.", name=slug)
    rows = matrix.chosen({"element": slug})
    return room.renderer.page(
        request, "matrix_element.html", matrix=matrix, element=element, rows=rows, counts=matrix.counts(rows)
    )


def view_paths(room: Room) -> Iterator[str]:
    """The address of the matrix as seen by each group of actors, and of each element."""
    matrix = _matrix(room)
    yield from (f"/matrix/actor/{segment(key)}" for key in matrix.actors)
    yield from (f"/matrix/element/{segment(slug)}" for slug in matrix.elements)


def row_page(room: Room, slug: str) -> tuple[str, dict[str, Any]]:
    """The template of the page of a row, and what it shows besides what every thing shows."""
    matrix = _matrix(room)
    row = matrix.by_slug[slug]
    others = [r for r in matrix.chosen({"element": row["element"]}) if r is not row]
    return "availability.html", {"matrix": matrix, "row": row, "others": others}


def _matrix(room: Room) -> Matrix:
    return Matrix(room.site.sector.matrix)


def _wanted(matrix: Matrix, **given: str) -> dict[str, str]:
    """The filters that are set.

    Raises:
        Problem: one is set to what does not exist.
    """
    wanted = {name: value for name, value in given.items() if value}
    for name, value in wanted.items():
        if value not in matrix.known(name):
            some = ", ".join(matrix.used(name)[:4])
            raise wrong(
                name,
                value,
                {"nb": f"som en av {some} …", "nn": f"som ein av {some} …", "en": f"one such as {some} …"},
            )
    return wanted


def _documents(room: Room) -> tuple[Alternate, ...]:
    files = [
        Alternate(f"/matrix.{suffix}", FORMATS[suffix].media_type, FORMATS[suffix].name)
        for suffix in RDF_SUFFIXES
        if f"{_RDF}.{suffix}" in room.files
    ]
    return (Alternate("/matrix.csv", _CSV, "CSV"), Alternate("/matrix.json", _JSON, "JSON"), *files)
