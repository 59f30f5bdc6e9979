"""What is wrong with a request, as something to raise. How it is told stands in refusals.py.

Light to import: queries are answered before the framework and the pages are loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from stafett.web.links import Alternate

TITLES: Final[Mapping[int, str]] = MappingProxyType(
    {
        400: "Bad Request",
        403: "Forbidden",
        404: "Not Found",
        405: "Method Not Allowed",
        406: "Not Acceptable",
        408: "Request Timeout",
        411: "Length Required",
        413: "Content Too Large",
        415: "Unsupported Media Type",
        422: "Unprocessable Content",
        429: "Too Many Requests",
        500: "Internal Server Error",
        502: "Bad Gateway",
        503: "Service Unavailable",
        504: "Gateway Timeout",
    }
)
"""What the statuses we use are called (RFC 9110 section 15, RFC 6585): keys of the translations. A problem
without a type of its own has the name of its status as its title (RFC 9457 section 4.2.1)."""


PLAIN: Final[Mapping[int, str]] = MappingProxyType(
    {404: "There is nothing at this address.", 405: "This address does not answer that method."}
)
"""What is said where the status is all that is known: keys of the translations."""


class Problem(Exception):  # noqa: N818 - RFC 9457 calls it a problem
    """Something about the request that we answer with an error.

    Args:
        status: HTTP status.
        detail: one English sentence for people: what is wrong and what to do; with %(name)s for each of
            `values`, and then a key of the translations.
        values: what to put into the sentence.
        headers: more headers.
        alternates: what could be asked for instead.
        members: more members of the JSON object (RFC 9457 section 3.2).
        texts: `detail` in each language of the pages, where we have it so.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        values: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        alternates: tuple[Alternate, ...] = (),
        members: Mapping[str, Any] | None = None,
        texts: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.template = detail
        self.values = dict(values or {})
        self.headers = dict(headers or {})
        self.alternates = alternates
        self.members = dict(members or {})
        self.texts = dict(texts or {})

    @property
    def detail(self) -> str:
        """The sentence in English."""
        return self.in_language("en")

    @property
    def is_plain(self) -> bool:
        """True where the sentence says no more than the status, which is the heading of the page."""
        return self.template == PLAIN.get(self.status)

    def in_language(self, tag: str) -> str:
        """The sentence in a language, or in English where it has no translation."""
        from stafett.web.i18n import translations  # reads the texts of every page: only for who errs

        text = translations(tag).gettext(self.template)
        return text % self.values if self.values else text
