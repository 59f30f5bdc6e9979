"""What a reader wants to see of a list: words, a day, a status, a group; and the codes that fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import Request

from stafett.web.codebook import Codebook
from stafett.web.codegroups import levels, path_of
from stafett.web.listdata import Code, CodeListPage
from stafett.web.parameters import MAX_NAME, day, one_of, words
from stafett.web.validity import Validity, validity_on

STATUSES: Final = ("current", "expired", "reform94", "system", "unknown")


@dataclass(frozen=True)
class CodeFilter:
    """The filters of one request; empty ones let everything through."""

    q: str = ""
    date: str | None = None
    status: str | None = None
    within: str = ""

    @classmethod
    def read(cls, request: Request) -> CodeFilter:
        """Read the filters.

        Raises:
            Problem: one of them cannot be meant.
        """
        get = request.query_params
        return cls(
            words("q", get.get("q")),
            day("date", get.get("date")),
            one_of("status", get.get("status"), STATUSES),
            words("within", get.get("within"), MAX_NAME),
        )

    @property
    def active(self) -> bool:
        """True where anything is filtered."""
        return bool(self.q or self.date or self.status or self.within)

    def apply(self, page: CodeListPage, book: Codebook) -> Found:
        """The codes that fit, in the order of the list; those not valid on the day are left out."""
        if not self.active:
            return Found(page["codes"], None)
        return book.recent((page["scheme"], self), lambda: self._find(page, book))

    def _find(self, page: CodeListPage, book: Codebook) -> Found:
        codes = page["codes"]
        places: Sequence[int] = range(len(codes))
        if self.q:
            places = book.index(page["scheme"]).containing(self.q)
        if self.status:
            places = [at for at in places if codes[at]["status"] == self.status]
        if self.within:
            wanted = tuple(self.within.split("/"))
            slots = levels(page)[: len(wanted)]
            places = [at for at in places if path_of(codes[at], slots) == wanted]
        if self.date is None:
            return Found([codes[at] for at in places], None)
        on = [validity_on(codes[at], self.date) for at in places]
        kept = [codes[at] for at, validity in zip(places, on, strict=True) if validity != "notValid"]
        return Found(kept, Counter(on))


@dataclass(frozen=True)
class Found:
    """The codes that fit, and how many were valid, not valid or unknown on the day that was asked for."""

    codes: list[Code]
    on_day: Counter[Validity] | None
