"""What a reader wants to see of a list: words, a day, a status, a group; and the codes that fit."""

from __future__ import annotations

from collections import Counter
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
        codes = page["codes"]
        if self.q:
            codes = [codes[place] for place in book.index(page["scheme"]).containing(self.q)]
        if self.status:
            codes = [code for code in codes if code["status"] == self.status]
        if self.within:
            wanted = tuple(self.within.split("/"))
            slots = levels(page)[: len(wanted)]
            codes = [code for code in codes if path_of(code, slots) == wanted]
        if self.date is None:
            return Found(codes, None)
        on = [validity_on(code, self.date) for code in codes]
        kept = [code for code, validity in zip(codes, on, strict=True) if validity != "notValid"]
        return Found(kept, Counter(on))


@dataclass(frozen=True)
class Found:
    """The codes that fit, and how many were valid, not valid or unknown on the day that was asked for."""

    codes: list[Code]
    on_day: Counter[Validity] | None
