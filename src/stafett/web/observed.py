"""Queries as they end: counted for Prometheus, and noted in the log line of their request."""

from __future__ import annotations

from stafett.store.engine import Answer, QueryRequest
from stafett.store.errors import QueryError
from stafett.web.desk import Desk
from stafett.web.requestlog import CURRENT, query_note


class Observation:
    """One query that is watched: say once how it ended, `refused`, `left` or `ended`."""

    def __init__(self, desk: Desk, wanted: QueryRequest) -> None:
        self._figures = desk.figures
        self._record = CURRENT.get()
        if self._record is not None:
            self._record.query = query_note(wanted.text, desk.operations.log_query)

    def refused(self, fault: QueryError) -> None:
        """There was no answer."""
        self._none(fault.kind)

    def left(self) -> None:
        """The client went before there was an answer."""
        self._none("left")

    def _none(self, outcome: str) -> None:
        self._figures.observe_query(outcome, None)
        if self._record is not None:
            self._record.facts["outcome"] = outcome

    def ended(self, answer: Answer, outcome: str) -> None:
        """The answer is closed. `outcome`: ok, left, or why it broke off."""
        if outcome == "ok" and answer.cut:
            outcome = f"cut-{answer.cut}"
        self._figures.observe_query(outcome, answer.seconds)
        if self._record is not None:
            facts = self._record.facts
            facts["outcome"] = outcome
            facts["query_ms"] = round(answer.seconds * 1000, 1)
            if answer.rows is not None:
                facts["rows"] = answer.rows
