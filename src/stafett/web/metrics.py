"""The figures for Prometheus at /metrics; see figures.py for a listener of their own."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from stafett.web.problems import Problem

router = APIRouter()


@router.get("/metrics", include_in_schema=False)
def metrics(request: Request) -> Response:
    """The figures, in Prometheus' text form."""
    if request.app.state.operations.metrics != "on":
        raise Problem(404, "There is nothing at this address.")
    body = generate_latest(request.app.state.figures.registry)
    return Response(body, media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})
