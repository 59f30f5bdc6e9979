"""Queries as they end: counted for Prometheus, and noted in the log line of their request."""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING

from fastapi import Request

from stafett.operations import Operations
from stafett.store.engine import Answer, Cut, QueryRequest
from stafett.store.errors import QueryError
from stafett.web.figures import Figures
from stafett.web.requestlog import CURRENT, Record, query_note

if TYPE_CHECKING:
    from stafett.web.room import Room

Ask = Callable[[Request, "Room", QueryRequest], Awaitable[Answer]]


def watched(ask: Ask) -> Ask:
    """Decorate what asks the engine: the answer is counted when it is closed, a refusal at once."""

    @functools.wraps(ask)
    async def asking(request: Request, room: Room, wanted: QueryRequest) -> Answer:
        figures: Figures = request.app.state.figures
        operations: Operations = request.app.state.operations
        record = CURRENT.get()
        if record is not None:
            record.query = query_note(wanted.text, operations.log_query)
        try:
            answer = await ask(request, room, wanted)
        except QueryError as fault:
            figures.observe_query(fault.kind, None)
            if record is not None:
                record.facts["outcome"] = fault.kind
            raise
        return _Watched(answer, figures, record)

    return asking


class _Watched:
    """An answer that is counted when it is closed."""

    def __init__(self, answer: Answer, figures: Figures, record: Record | None) -> None:
        self._answer = answer
        self._figures = figures
        self._record = record
        self._outcome = "left"
        self._counted = False

    @property
    def media_type(self) -> str:
        """See Answer."""
        return self._answer.media_type

    @property
    def cut(self) -> Cut | None:
        """See Answer."""
        return self._answer.cut

    @property
    def rows(self) -> int | None:
        """See Answer."""
        return self._answer.rows

    @property
    def seconds(self) -> float:
        """See Answer."""
        return self._answer.seconds

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._answer:
                yield chunk
            self._outcome = f"cut-{self._answer.cut}" if self._answer.cut else "ok"
        except QueryError as fault:
            self._outcome = fault.kind
            raise

    async def aclose(self) -> None:
        """See Answer."""
        await self._answer.aclose()
        if self._counted:
            return
        self._counted = True
        self._figures.observe_query(self._outcome, self._answer.seconds)
        if self._record is not None:
            self._record.facts["outcome"] = self._outcome
            self._record.facts["query_ms"] = round(self._answer.seconds * 1000, 1)
            if self._answer.rows is not None:
                self._record.facts["rows"] = self._answer.rows
