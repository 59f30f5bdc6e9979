"""The figures for Prometheus: at /metrics, or from a listener of their own."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import generate_latest, start_http_server
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from stafett.errors import SettingError
from stafett.operations import Operations
from stafett.web.figures import Figures
from stafett.web.problems import Problem

router = APIRouter()


@router.get("/metrics", include_in_schema=False)
def metrics(request: Request) -> Response:
    """The figures, in Prometheus' text form."""
    if request.app.state.operations.metrics != "on":
        raise Problem(404, "There is nothing at this address.")
    body = generate_latest(request.app.state.figures.registry)
    return Response(body, media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def listen(figures: Figures, operations: Operations) -> None:
    """Start the listener that STAFETT_METRICS asks for, if it asks for one.

    Raises:
        SettingError: it cannot listen there.
    """
    place = operations.metrics_listener
    if place is None:
        return
    host, port = place
    try:
        start_http_server(port, host, registry=figures.registry)
    except (OSError, OverflowError) as fault:
        raise SettingError(f"STAFETT_METRICS: cannot listen on {host} port {port}: {fault}") from fault
