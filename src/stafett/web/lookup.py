"""Looking up codes: one by list and notation or by any address, many by words."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from stafett.languages import LANGUAGES, Text
from stafett.web.asking import charged
from stafett.web.codebook import Place
from stafett.web.codepage import code_json, code_resource
from stafett.web.links import Resource
from stafett.web.negotiation import FORMATS, HTML, RDF_SUFFIXES, choose
from stafett.web.pagedata import Texts
from stafett.web.parameters import (
    DATE_SCHEMA,
    MAX_IRI,
    MAX_NAME,
    MAX_WORDS,
    day,
    number,
    one_of,
    whole_number,
    words,
    wrong,
)
from stafett.web.problems import Problem
from stafett.web.render import page_language
from stafett.web.resources import not_acceptable, rdf_document
from stafett.web.responses import json_body, respond, see_other
from stafett.web.room import Here, Room
from stafett.web.validity import validity_on

JSON: Final = "application/json"
MAX_FOUND: Final = 100
DEFAULT_FOUND: Final = 20

router = APIRouter()

Scheme = Annotated[
    str, Query(description="the list, `vigo-fullfortkode`", json_schema_extra={"maxLength": MAX_NAME})
]


@router.get(
    "/code/lookup",
    tags=["codes"],
    summary="Look up one code",
    description="By `scheme` and `notation`, or by `iri`: an identifier, or an address at psi.udir.no, "
    "data.udir.no or Grep's REST service, which lead to one canonical identifier. With `date` it is said "
    "whether the code was valid that day: `valid`, `notValid` or, where the source gives no dates, "
    "`unknown`. JSON, RDF or, by redirect, the page, by Accept. A notation without a list is refused with "
    "the candidates, since «S» means eight things.",
    response_class=Response,
)
def lookup(
    request: Request,
    room: Here,
    scheme: Scheme = "",
    notation: Annotated[str, Query(json_schema_extra={"maxLength": MAX_NAME})] = "",
    date: Annotated[str, Query(json_schema_extra=DATE_SCHEMA)] = "",
    iri: Annotated[str, Query(json_schema_extra={"maxLength": MAX_IRI})] = "",
) -> Response:
    """Answer with one code, or say what is missing to know which."""
    on = day("date", date)
    address = words("iri", iri, MAX_IRI)
    if address:
        canonical, places = room.codebook.at_address(address)
        wanted = words("scheme", scheme, MAX_NAME)
        places = [place for place in places if wanted in ("", place.codelist["scheme"])]
        if not places:
            raise _nothing(address, canonical)
        return _answer(request, room, places, on)
    name = words("notation", notation, MAX_NAME)
    if not name:
        raise _missing("notation")
    if not scheme:
        raise _ambiguous(room.codebook.with_notation(name), name)
    return _answer(request, room, [_place(room, words("scheme", scheme, MAX_NAME), name)], on)


def _answer(request: Request, room: Room, places: list[Place], on: str | None) -> Response:
    """The first of the places, which share an identifier; the others are named."""
    place = places[0]
    resource = code_resource(place.codelist["scheme"], place.code)
    offered = {JSON: "json", **{FORMATS[suffix].media_type: suffix for suffix in (*RDF_SUFFIXES, "html")}}
    media_type = choose(request.headers.get("accept"), list(offered))
    if media_type is None:
        raise not_acceptable(resource.alternates())
    if media_type == HTML:
        return see_other(resource.document("html"), request)
    if media_type != JSON:
        return _rdf(request, room, resource, place, offered[media_type])
    body = {
        **code_json(room, place),
        "href": place.href,
        "alsoIn": [other.codelist["scheme"] for other in places[1:]],
        "date": on,
        "validity": validity_on(place.code, on) if on else None,
    }
    return respond(request, json_body(body), JSON, alternates=resource.alternates(), iri=resource.iri)


def _rdf(request: Request, room: Room, resource: Resource, place: Place, suffix: str) -> Response:
    """The description of the code, with what replaced it."""
    files = [f"codes/{place.codelist['scheme']}.nt", "codes/replacements.nt"]
    return rdf_document(
        request,
        room,
        resource,
        suffix,
        lambda: [t for file in files if file in room.files for t in room.description(file).of(resource.iri)],
    )


def _place(room: Room, scheme: str, notation: str) -> Place:
    page = room.site.lists.get(scheme)
    if page is None:
        near = [hit.entry.name for hit in room.codebook.schemes.ranked(scheme, 3)]
        hint = {tag: f" {_OR[tag]}: {', '.join(near)}." if near else "" for tag in LANGUAGES}
        texts = {
            "nb": f"Det finnes ingen kodeliste «{scheme}».{hint['nb']}",
            "nn": f"Det finst inga kodeliste «{scheme}».{hint['nn']}",
            "en": f"There is no code list “{scheme}”.{hint['en']}",
        }
        raise Problem(404, texts["en"], members={"parameter": "scheme"}, texts=texts)
    place = room.codebook.place(scheme, notation)
    if place is None:
        others = room.codebook.with_notation(notation)
        texts = {
            "nb": f"Kodelisten «{scheme}» har ingen kode «{notation}».",
            "nn": f"Kodelista «{scheme}» har ingen kode «{notation}».",
            "en": f"The code list “{scheme}” has no code “{notation}”.",
        }
        members = {"parameter": "notation", "candidates": [candidate(other) for other in others]}
        raise Problem(404, texts["en"], members=members, texts=texts)
    return place


_OR: Final = {"nb": "Mente du", "nn": "Meinte du", "en": "Did you mean"}


def _missing(name: str) -> Problem:
    return wrong(
        name,
        "",
        {
            "nb": "oppgitt, sammen med «scheme», eller «iri» alene",
            "nn": "oppgjeven, saman med «scheme», eller «iri» åleine",
            "en": "given, together with “scheme”, or “iri” alone",
        },
    )


def _nothing(address: str, canonical: str) -> Problem:
    shown = address[:200]
    texts = {
        "nb": f"Ingen kode her har adressen «{shown}».",
        "nn": f"Ingen kode her har adressa «{shown}».",
        "en": f"No code here has the address “{shown}”.",
    }
    return Problem(404, texts["en"], members={"parameter": "iri", "canonical": canonical}, texts=texts)


def _ambiguous(places: list[Place], notation: str) -> Problem:
    """A bare code is never a key, also where only one list has it today."""
    count = len(places)
    texts = {
        "nb": f"«{notation}» sier ikke hvilken kodeliste; {count} lister har den. Oppgi «scheme».",
        "nn": f"«{notation}» seier ikkje kva kodeliste; {count} lister har han. Oppgje «scheme».",
        "en": f"“{notation}” does not say which code list; {count} lists have it. Give “scheme”.",
    }
    members = {"parameter": "scheme", "candidates": [candidate(place) for place in places]}
    return Problem(400, texts["en"], members=members, texts=texts)


def candidate(place: Place) -> dict[str, Any]:
    """A code in short: enough to choose by."""
    return {
        "scheme": place.codelist["scheme"],
        "schemeTitle": place.codelist["title"],
        "notation": place.code["notation"],
        "label": place.code["label"],
        "status": place.code["status"],
        "iri": place.code["iri"],
        "href": place.href,
    }


@router.get(
    "/code/search",
    tags=["codes"],
    summary="Search in codes and labels",
    description="Case and diacritics play no part. The order is always the same: the code itself, a whole "
    "label, the beginning of one, the beginning of a word, any part, and last what is spelt nearly so. "
    "`lang` chooses the language of `text`.",
    response_class=Response,
)
def search(
    request: Request,
    room: Here,
    q: Annotated[str, Query(json_schema_extra={"maxLength": MAX_WORDS})] = "",
    scheme: Scheme = "",
    limit: Annotated[str, Query(json_schema_extra=whole_number(1, MAX_FOUND))] = "",
    lang: Annotated[str, Query(json_schema_extra={"enum": [*LANGUAGES]})] = "",
) -> Response:
    """Answer with the codes that fit best."""
    one_of("lang", lang, LANGUAGES)
    with charged(request, room.desk):
        found = found_codes(room, q, scheme, limit)
    body = {
        "q": words("q", q),
        "results": [
            {**candidate(place), "score": score, "text": best_text(place.code["label"], request)}
            for place, score in found
        ],
    }
    return respond(request, json_body(body), JSON, language=page_language(request).tag)


@router.get("/codes/search", include_in_schema=False)
def search_page(request: Request, room: Here) -> Response:
    """The same as a page."""
    get = request.query_params
    wanted = words("q", get.get("q"))
    return room.renderer.page(
        request,
        "codesearch.html",
        q=wanted,
        scheme=words("scheme", get.get("scheme"), MAX_NAME),
        lists=list(room.site.lists.values()),
        found=found_codes(room, wanted, get.get("scheme") or "", "50") if wanted else [],
    )


def found_codes(room: Room, q: str, scheme: str, limit: str) -> list[tuple[Place, float]]:
    """The codes that fit words best, with how well.

    Raises:
        Problem: a parameter cannot be meant, or there is no such list.
    """
    wanted = words("q", q)
    most = number("limit", limit, DEFAULT_FOUND, MAX_FOUND)
    name = words("scheme", scheme, MAX_NAME)
    if name and name not in room.site.lists:
        raise wrong(
            "scheme",
            name,
            {"nb": "navnet på en kodeliste", "nn": "namnet på ei kodeliste", "en": "the name of a code list"},
        )
    return [(place, hit.score) for place, hit in room.codebook.search(wanted, most, name or None)]


def best_text(texts: Texts, request: Request) -> str | None:
    """A text in the language of the answer, or in the nearest there is."""
    best = Text.of(texts).best(page_language(request).tag)
    return best[1] if best else None
