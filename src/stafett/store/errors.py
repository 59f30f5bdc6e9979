"""Why a query has no answer: one type a reason, so that every door (HTTP, page, command) can tell them apart.

Each error carries its sentence as a template and values, so that it can be said in three languages, and
the HTTP status that says it best. `str(error)` is the sentence in English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Final

_PLACE: Final = re.compile(r"\b(\d+):(\d+)\b")


class QueryError(Exception):
    """A query that got no answer, or not all of it.

    Attributes:
        status: HTTP status.
        kind: short name of the reason, the same in every language.
        template: English sentence with %(name)s for each value; the key of its translations.
        values: what to put in it.
        retry_after: seconds after which trying again makes sense, or None where it does not.
    """

    status: ClassVar[int] = 500
    kind: ClassVar[str] = "failed"

    def __init__(
        self, template: str, values: Mapping[str, Any] | None = None, *, retry_after: int | None = None
    ) -> None:
        self.template = template
        self.values = dict(values or {})
        self.retry_after = retry_after
        super().__init__(template % self.values if self.values else template)


class QuerySyntaxError(QueryError):
    """The text is not a SPARQL 1.1 query.

    `line` and `column` count from 1, where they are known, and are among the values of the message.
    """

    status = 400
    kind = "syntax"

    def __init__(
        self, template: str, values: Mapping[str, Any], line: int | None = None, column: int | None = None
    ) -> None:
        self.line = line
        self.column = column
        super().__init__(template, {"line": line, "column": column, **values})

    @classmethod
    def raw(cls, message: str) -> QuerySyntaxError:
        """With the words of a parser, which may name the place as `line:column`."""
        place = _PLACE.search(message)
        line, column = (int(place[1]), int(place[2])) if place else (None, None)
        return cls("This is not a SPARQL 1.1 query: %(message)s", {"message": message}, line, column)


class QueryRefusedError(QueryError):
    """The query is not run, since it breaks a rule of this endpoint."""

    status = 403
    kind = "refused"


class QueryTooLongError(QueryRefusedError):
    """The text of the query is too long."""

    status = 413
    kind = "too-long"


class NotAcceptableError(QueryError):
    """The answer exists, but not in a format the client accepts."""

    status = 406
    kind = "not-acceptable"


class QueryTimeoutError(QueryError):
    """The query ran longer than it may."""

    status = 504
    kind = "timeout"

    def __init__(self, seconds: int) -> None:
        super().__init__(
            "The query was stopped after %(seconds)s seconds, the longest a query may run here.",
            {"seconds": seconds},
        )


class QueryMemoryError(QueryError):
    """The query needed more memory than it may have."""

    status = 500
    kind = "memory"

    def __init__(self, mebibytes: int) -> None:
        super().__init__(
            "The query was stopped because it needed more than %(mebibytes)s MiB of memory.",
            {"mebibytes": mebibytes},
        )


class AnswerTooLargeError(QueryError):
    """One single row is larger than a whole answer may be."""

    status = 500
    kind = "too-large"

    def __init__(self, mebibytes: int) -> None:
        super().__init__(
            "The query was stopped because its answer is larger than %(mebibytes)s MiB.",
            {"mebibytes": mebibytes},
        )


class WorkerCrashedError(QueryError):
    """The process that ran the query died; nothing else was touched."""

    status = 500
    kind = "crashed"

    def __init__(self) -> None:
        super().__init__("The query made its process crash. Nothing else was touched; please tell us.")


class BusyError(QueryError):
    """Too many queries run or wait already."""

    status = 503
    kind = "busy"

    def __init__(self, retry_after: int = 5) -> None:
        super().__init__("Too many queries are running. Try again in a while.", retry_after=retry_after)


class BudgetSpentError(QueryError):
    """The client has used up its share of query time."""

    status = 429
    kind = "budget"

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            "You have used up your share of query time. Try again in %(seconds)s seconds.",
            {"seconds": retry_after},
            retry_after=retry_after,
        )


class StoreNotReadyError(QueryError):
    """No store is open yet, or none can be opened."""

    status = 503
    kind = "not-ready"

    def __init__(self, retry_after: int = 5) -> None:
        super().__init__("The store is not ready yet. Try again in a while.", retry_after=retry_after)


class StoreFailedError(QueryError):
    """The store behind this endpoint gave no answer that can be passed on (remote stores)."""

    status = 502
    kind = "store-failed"

    def __init__(self, reason: str) -> None:
        super().__init__("The store behind this endpoint failed: %(reason)s", {"reason": reason})
