"""The model as a whole: /model, its modules, the information model as the catalogue has it, its files."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from stafett.web.diagrams import drawing_path
from stafett.web.informationmodel import MODELS_FILE, describe
from stafett.web.links import Alternate, Resource, module_path, segment
from stafett.web.negotiation import FORMATS, HTML, RDF_SUFFIXES, choose, split_suffix
from stafett.web.pagedata import Module
from stafett.web.problems import Problem
from stafett.web.render import page_language
from stafett.web.resources import built_file, not_acceptable, not_found, rdf_document, redirect
from stafett.web.responses import see_other
from stafett.web.room import Here, Room

WHOLE: Final = "stafett"
"""The name of the information model among the modules and files below /model."""

router = APIRouter()


@router.get("/model", include_in_schema=False)
def overview(request: Request, room: Here) -> Response:
    """The model by module, and its files."""
    return room.renderer.page(request, "model.html", files=model_files(room))


def model_files(room: Room) -> tuple[Alternate, ...]:
    """The files of the model that the build has written."""
    return tuple(
        Alternate(f"/{path}", room.files.entry(path)["mediaType"], path.removeprefix("model/"))
        for path in room.files.paths("model/")
    )


@router.get(
    "/model/{name}",
    tags=["model"],
    summary="The information model, a module or a file",
    description="`stafett` is the information model: it redirects (303) by Accept to `stafett.html`, `.ttl`, "
    "`.jsonld`, `.rdf` or `.nt`, its description in ModellDCAT-AP-NO. A module redirects likewise. Files: "
    "`stafett.owl.ttl`, `stafett.shacl.ttl`, `stafett.rules.ttl` (also `.rdf`, `.jsonld`, `.nt`), "
    "`stafett.context.jsonld`, `stafett.schema.json` and `stafett.inventory.json`.",
    response_class=Response,
)
def model_part(request: Request, room: Here, name: str) -> Response:
    """A file of the model, the information model itself, or a module."""
    path = f"model/{name}"
    if path in room.files:
        return built_file(request, room, path)
    stem, suffix = split_suffix(name)
    if stem == WHOLE and MODELS_FILE in room.files:
        return _whole(request, room, suffix)
    if any(release["version"] == name for release in room.site.releases):
        return see_other(f"/version/{segment(name)}.html", request)
    if module := room.site.module(name):
        return _to_module(request, room, module)
    if suffix == "html" and (module := room.site.module(stem)):
        return _module(request, room, module)
    raise Problem(
        404,
        "There is no file or module «%(name)s» in the model.",
        values={"name": name},
        alternates=model_files(room),
    )


def _whole(request: Request, room: Room, suffix: str | None) -> Response:
    resource = Resource(f"/model/{WHOLE}", f"{room.site.base}/model/{WHOLE}", ("html", *RDF_SUFFIXES))
    if suffix is None:
        return redirect(request, resource)
    if suffix not in resource.suffixes:
        raise not_found(
            "There is no document of the information model as %(format)s.", format=FORMATS[suffix].name
        )
    if suffix != "html":
        return rdf_document(
            request, room, resource, suffix, lambda: room.description(MODELS_FILE).of(resource.iri)
        )
    return room.renderer.page(
        request,
        "informationmodel.html",
        alternates=resource.alternates(),
        iri=resource.iri,
        model=describe(room, resource.iri, page_language(request).tag),
    )


def _to_module(request: Request, room: Room, module: Module) -> Response:
    """Redirect to the page of a module, or to its description as an element of the information model."""
    element = f"/modelelement/module-{segment(module['name'])}"
    offered = {HTML: f"{module_path(module['name'])}.html"}
    if MODELS_FILE in room.files and room.description(MODELS_FILE).of(room.site.base + element):
        offered |= {FORMATS[suffix].media_type: f"{element}.{suffix}" for suffix in RDF_SUFFIXES}
    media_type = choose(request.headers.get("accept"), list(offered))
    if media_type is None:
        raise not_acceptable(tuple(Alternate(href, name, name) for name, href in offered.items()))
    return see_other(offered[media_type], request)


def _module(request: Request, room: Room, module: Module) -> Response:
    own = set(module["classes"])
    return room.renderer.page(
        request,
        "module.html",
        module=module,
        rules=[rule for rule in room.site.rules if own & set(rule.targets)],
        slots=[slot for slot in room.site.model["slots"].values() if slot["module"] == module["name"]],
    )


@router.get(
    "/diagrams/{kind}/{file}",
    tags=["model"],
    summary="A class diagram",
    description="`/diagrams/module/core.nb.svg`, `/diagrams/class/Person.en.svg`; the modules also as "
    "Mermaid (`core.mmd`) and PlantUML (`core.puml`).",
    response_class=Response,
)
def diagram(request: Request, room: Here, kind: str, file: str) -> Response:
    """A drawing as it was built."""
    path = drawing_path(kind, file)
    if path not in room.files:
        raise not_found("There is no diagram «%(name)s».", name=f"{kind}/{file}")
    return built_file(request, room, path)
