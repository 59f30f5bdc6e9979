"""The header, the doors of the start page and the footer: what matters is near, in each language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

pytest_plugins = ("web_fixtures",)

NEAR = {
    "/model", "/rules", "/mappings", "/changes", "/codes", "/codes/search", "/deviations",
    "/codes/incomplete", "/catalogue", "/matrix", "/matrix/gaps", "/landscape", "/calendar", "/documents",
    "/case/1.html", "/practices", "/coverage", "/catalog", "/harvest-preview", "/score", "/sparql",
}  # fmt: skip


def targets(page: str, pattern: str) -> set[str]:
    """The paths that the parts of a page which fit a pattern link to."""
    found: Iterable[str] = re.findall(pattern, page, flags=re.DOTALL)
    return {urlsplit(href).path for part in found for href in re.findall(r'href="([^"]+)"', part)}


def read(client: TestClient, path: str, language: str) -> str:
    answer = client.get(path, params={"lang": language}, headers={"accept": "text/html"})
    assert answer.status_code == 200, path
    return str(answer.text)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_two_clicks_from_the_doors_reach_everything_that_matters(client: TestClient, language: str) -> None:
    doors = targets(read(client, "/", language), r'<section class="door">.*?</section>')
    chips = {
        path
        for door in sorted(doors & NEAR - {"/case/1.html"})
        for path in targets(read(client, door, language), r'<nav class="toc".*?</nav>')
    }
    assert NEAR - doors - chips == set()


def test_the_header_has_few_entries_and_the_footer_the_rest(client: TestClient) -> None:
    page = read(client, "/", "nb")
    header = targets(page, r'<nav class="site-nav".*?</nav>')
    assert header == {"/model", "/codes", "/catalogue", "/catalog", "/sparql", "/about"}
    assert targets(page, r"<footer.*?</footer>") >= NEAR


@pytest.mark.parametrize(
    ("path", "section"),
    [("/matrix", "/catalogue"), ("/coverage", "/catalogue"), ("/deviations", "/codes"),
     ("/score", "/catalog"), ("/mappings", "/model")],
)  # fmt: skip
def test_a_page_says_which_section_it_is_in_and_which_of_its_pages_it_is(
    client: TestClient, path: str, section: str
) -> None:
    page = read(client, path, "en")
    header = re.findall(r'<nav class="site-nav".*?</nav>', page, flags=re.DOTALL)[0]
    assert re.findall(r'href="([^"?]+)[^>]*aria-current="true"', header) == [section]
    assert re.findall(r'class="chip" href="([^"?]+)[^>]*aria-current="page"', page) == [path]
