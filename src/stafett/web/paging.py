"""Paging: a part of something long, where the other parts are, and the `Link` header that says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response

from stafett.web.parameters import MAX_PAGE, number, whole_number
from stafett.web.problems import Problem

DEFAULT_SIZE: Final = 100
MAX_SIZE: Final = 500
PAGE_SCHEMA: Final = whole_number(1, MAX_PAGE)
SIZE_SCHEMA: Final = whole_number(1, MAX_SIZE)


@dataclass(frozen=True)
class Slice:
    """Which part of how many: page `number`, counted from 1, with `size` things of `total`."""

    path: str
    query: tuple[tuple[str, str], ...]
    number: int
    size: int
    total: int

    @classmethod
    def read(cls, request: Request, path: str, total: int) -> Slice:
        """Read `page` and `size` of a request; `path` is the address without query.

        Raises:
            Problem: they are no numbers, or there is no such page.
        """
        get = request.query_params
        size = number("size", get.get("size"), DEFAULT_SIZE, MAX_SIZE)
        at = number("page", get.get("page"), 1, MAX_PAGE)
        query = tuple((key, value) for key, value in get.multi_items() if key != "page" and value)
        found = cls(path, query, at, size, total)
        if at > found.pages:
            last = found.pages
            texts = {
                "nb": f"Det er ingen side {at}; den siste er {last}.",
                "nn": f"Det er inga side {at}; den siste er {last}.",
                "en": f"There is no page {at}; the last one is {last}.",
            }
            raise Problem(404, texts["en"], members={"parameter": "page"}, texts=texts)
        return found

    @property
    def pages(self) -> int:
        """How many pages there are; nothing at all is one empty page."""
        return max(1, -(-self.total // self.size))

    @property
    def start(self) -> int:
        """Number of things before the page."""
        return (self.number - 1) * self.size

    @property
    def stop(self) -> int:
        """Number of things up to the end of the page."""
        return min(self.total, self.start + self.size)

    def href(self, page: int) -> str:
        """Address of another page, with the same filters."""
        query = [*self.query, *([("page", str(page))] if page > 1 else [])]
        return f"{self.path}?{urlencode(query)}" if query else self.path

    @property
    def previous(self) -> str | None:
        """Address of the page before."""
        return self.href(self.number - 1) if self.number > 1 else None

    @property
    def next(self) -> str | None:
        """Address of the page after."""
        return self.href(self.number + 1) if self.number < self.pages else None

    def links(self) -> Iterator[tuple[str, str]]:
        """Relation and address of the other pages (RFC 8288, RFC 5005)."""
        if self.pages > 1:
            yield "first", self.href(1)
            if self.previous:
                yield "prev", self.previous
            if self.next:
                yield "next", self.next
            yield "last", self.href(self.pages)

    def on(self, response: Response) -> Response:
        """Add the links to an answer's `Link` header."""
        values = [f'<{href}>; rel="{relation}"' for relation, href in self.links()]
        if values:
            before = response.headers.get("Link")
            response.headers["Link"] = ", ".join([*([before] if before else []), *values])
        return response
