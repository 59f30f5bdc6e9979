"""Errors as answers: problem+json (RFC 9457) for machines, a page for browsers."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.routing import Match

from stafett.errors import StafettError
from stafett.web.i18n import translations
from stafett.web.negotiation import PROBLEM, wants_html
from stafett.web.problems import PLAIN, TITLES, Problem
from stafett.web.render import page_language
from stafett.web.responses import VARY, json_body
from stafett.web.room import Room

_log = logging.getLogger("stafett.web")


def install(app: FastAPI) -> None:
    """Let the application answer every error this way."""

    async def problem(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, Problem)  # noqa: S101 - the type Starlette promises
        return answer(request, fault)

    async def http(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, HTTPException)  # noqa: S101
        detail = PLAIN.get(fault.status_code, str(fault.detail))
        headers = dict(fault.headers or {})
        if "Allow" in headers:
            headers["Allow"] = _allowed(request)
        return answer(request, Problem(fault.status_code, detail, headers=headers))

    async def invalid(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, RequestValidationError)  # noqa: S101
        return answer(request, Problem(400, "; ".join(str(error["msg"]) for error in fault.errors())))

    async def stale(request: Request, fault: Exception) -> Response:
        _log.error("%s", fault)
        detail = "The built files have changed or are gone. The server must be restarted."
        return answer(request, Problem(503, detail, headers={"Retry-After": "60"}))

    async def unforeseen(request: Request, fault: Exception) -> Response:
        _log.error("%s %s failed", request.method, request.url.path, exc_info=fault)
        return answer(request, Problem(500, "The server has met an error of its own."))

    app.add_exception_handler(Problem, problem)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(StafettError, stale)
    app.add_exception_handler(Exception, unforeseen)


def answer(request: Request, problem: Problem) -> Response:
    """Make the response for a problem."""
    if wants_html(request.headers.get("accept")):
        room: Room = request.app.state.room
        response = room.renderer.page(request, "error.html", status=problem.status, problem=problem)
        response.headers.update(problem.headers)
        return response
    # Programs that ask in no language in particular are written by people who read English.
    tag = page_language(request).tag if _names_language(request) else "en"
    members = {
        "type": "about:blank",
        "title": translations(tag).gettext(TITLES.get(problem.status) or HTTPStatus(problem.status).phrase),
        "status": problem.status,
        "detail": problem.in_language(tag),
        **problem.members,
    }
    if problem.texts:
        members["messages"] = problem.texts
    if problem.alternates:
        members["alternates"] = [{"href": a.href, "type": a.media_type} for a in problem.alternates]
    body = json_body(members)
    headers = {"Vary": VARY, "Cache-Control": "no-store", "Content-Language": tag, **problem.headers}
    return Response(body, status_code=problem.status, media_type=PROBLEM, headers=headers)


def _names_language(request: Request) -> bool:
    return "accept-language" in request.headers or "lang" in request.query_params


def _allowed(request: Request) -> str:
    """The methods of an address: Starlette names those of the first route alone; for HEAD see headers.py."""

    def answers(method: str) -> bool:
        scope = {**request.scope, "method": method}
        return any(route.matches(scope)[0] is Match.FULL for route in request.app.routes)

    found = {method for method in ("GET", "POST", "PUT", "PATCH", "DELETE") if answers(method)}
    return ", ".join(sorted(found | ({"HEAD"} if "GET" in found else set())))
