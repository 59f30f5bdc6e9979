"""Every kind of page, visited once in each language: it complains of nothing and shuts nobody out."""

from __future__ import annotations

import pytest
from stage import MARKS
from visits import Visitor

pytest_plugins = ("stage", "axe", "visits")
pytestmark = MARKS

INVENTED = [
    "/",
    "/model",
    "/def/Person",
    "/def/Member",
    "/def/pseudonym",
    "/model/core",
    "/model/stafett",
    "/modelelement/Person",
    "/rules",
    "/rules?class=Person",
    "/rule/V07",
    "/changes",
    "/mappings",
    "/mapping/stafett-other.html",
    "/concept/Person",
    "/codes",
    "/catalog",
    "/catalog/datasets.html",
    "/catalog/concepts.html",
    "/dataset/model",
    "/shape/Person",
    "/sparql?query=SELECT%20*%20WHERE%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%2020",
    "/about",
    "/about/privacy",
    "/about/accessibility",
    "/version/0.1.0.html",
    "/harvest-preview",
    "/matrix",
    "/matrix?actor=nav",
    "/matrix/actor/nav",
    "/matrix/element/diploma",
    "/matrix/gaps",
    "/matrix/burden",
    "/availability/a05.html",
    "/availability/a26.html",
    "/calendar",
    "/calendar?year=20242025",
    "/case/1.html",
    "/practices",
    "/landscape",
    "/documents",
    "/delivery-type/results.html",
    "/catalogue",
    "/catalogue/agent",
    "/agent/example",
    "/coverage",
]
"""Pages of the small build: each template with the fewest rows that show all it can do."""

CODES = [
    "/codes?q=fag",
    "/codes/search?q=B",
    "/codes/changes",
    "/codes/incomplete",
    "/deviations",
    "/code/grep-fagkoder.html?date=2023-01-01&page=2&size=25",
]
"""Pages of the small build with what code lists can have: changes, gaps, deviations, a list in parts."""

REAL = [
    "/deviation/fullfortkode-l-k.html",
    "/code/grep-utdanningsprogram.html",
    "/code/grep-fagkoder/NOR1003.html",
    "/code/vigo-eksamensform/S.html",
    "/code/grep-utdanningsprogram/HS.html",
    "/code/vigo-fullfortkode/L.html",
    "/score",
]
"""Pages of the real build that the small ones have not, or not with all they can do."""

LONG = [
    "/codes",
    "/codes/search?q=norsk",
    "/codes/changes",
    "/codes/incomplete",
    "/deviations",
    "/code/grep-programomraader.html",
    "/code/grep-fagkoder.html?date=2024-08-01&page=2",
    "/harvest-preview",
    "/matrix",
    "/landscape",
    "/calendar",
    "/delivery-type/ssbresultatfag.html",
    "/coverage",
]
"""Long pages of the real build. More rows of the same hold no new barrier, but words of every length."""


@pytest.mark.parametrize("path", INVENTED)
def test_a_page_of_the_small_build(visitor: Visitor, address: str, path: str) -> None:
    assert visitor.faults(address, path) == []


@pytest.mark.parametrize("path", CODES)
def test_a_page_of_the_small_build_of_codes(visitor: Visitor, code_address: str, path: str) -> None:
    assert visitor.faults(code_address, path) == []


@pytest.mark.parametrize("path", REAL)
def test_a_page_of_the_real_build(visitor: Visitor, real_address: str, path: str) -> None:
    assert visitor.faults(real_address, path) == []


@pytest.mark.parametrize("path", LONG)
def test_a_long_page(visitor: Visitor, real_address: str, path: str) -> None:
    assert visitor.faults(real_address, path, closely=False) == []


def test_the_http_interface_is_shown_by_a_third_party(visitor: Visitor, address: str) -> None:
    """Swagger UI has barriers of its own; openapi.json can be read without it."""
    assert visitor.faults(address, "/docs", closely=False) == []


def test_a_page_that_is_not_there(visitor: Visitor, address: str) -> None:
    found = visitor.faults(address, "/code/of-nobody.html")
    # The browser itself notes the status in its console, once in each language; nothing else may stand there.
    assert len(found) == 3
    assert all("status of 404" in fault for fault in found)
