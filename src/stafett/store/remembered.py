"""Small answers that are remembered: the same question to the same snapshot has the same answer.

Dashboards, notebooks and the examples of the query page ask the same again and again. A snapshot never
changes, and each has an engine of its own, so nothing here grows stale; what depends on the moment or on
chance is not kept.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import Final

from stafett.limits import MEBIBYTE, Limits
from stafett.store.embedded import WholeAnswer
from stafett.store.engine import HOLD_BACK, Answer, EngineState, QueryEngine, QueryRequest
from stafett.store.guard import inspect

FICKLE: Final = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})
"""Functions whose value is another each time (SPARQL 1.1, sections 17.4.2.9 and later)."""
BESIDES: Final = 1024
"""Bytes that one remembered answer takes besides its texts, counted generously."""


class RememberingEngine:
    """An engine before another: answers what it remembers, and asks the other for the rest.

    Args:
        engine: what answers; of one snapshot, which never changes.
        mebibytes: how much is remembered; what was not asked for longest is forgotten.
    """

    def __init__(self, engine: QueryEngine, mebibytes: int) -> None:
        self._engine = engine
        self._most = mebibytes * MEBIBYTE
        self._answers: OrderedDict[QueryRequest, WholeAnswer] = OrderedDict()
        self._size = 0
        self._hits = 0

    @property
    def limits(self) -> Limits:
        """The limits it keeps."""
        return self._engine.limits

    async def start(self) -> None:
        """See QueryEngine."""
        await self._engine.start()

    async def aclose(self) -> None:
        """See QueryEngine."""
        self._answers.clear()
        await self._engine.aclose()

    def size(self) -> int:
        """See QueryEngine."""
        return self._engine.size()

    def state(self) -> EngineState:
        """See QueryEngine."""
        return replace(self._engine.state(), remembered=self._hits)

    async def answer(self, request: QueryRequest) -> Answer:
        """See QueryEngine."""
        known = self._answers.get(request)
        if known is not None:
            self._answers.move_to_end(request)
            self._hits += 1
            return known
        answer = await self._engine.answer(request)
        body = answer.body
        if body is not None and len(body) <= HOLD_BACK and not FICKLE & inspect(request.text).keywords:
            self._remember(request, WholeAnswer(answer.media_type, body, answer.cut, answer.rows, 0.0))
        return answer

    def _remember(self, key: QueryRequest, answer: WholeAnswer) -> None:
        if key in self._answers:  # asked twice at once: the first to end has put it there
            return
        self._answers[key] = answer
        self._size += _weight(key, answer)
        while self._size > self._most:
            self._size -= _weight(*self._answers.popitem(last=False))


def _weight(key: QueryRequest, answer: WholeAnswer) -> int:
    graphs = sum(map(len, (*key.default_graphs, *key.named_graphs)))
    return 4 * (len(key.text) + graphs) + len(answer.body) + BESIDES
