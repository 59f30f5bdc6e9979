"""A part of something long, and where the other parts are."""

from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.responses import Response

from stafett.web.paging import MAX_SIZE, Slice
from stafett.web.problems import Problem


def read(query: str, total: int) -> Slice:
    return Slice.read(Request({"type": "http", "query_string": query.encode(), "headers": []}), "/x", total)


@pytest.mark.parametrize(
    ("query", "total", "pages", "start", "stop"),
    [
        ("", 0, 1, 0, 0),
        ("", 100, 1, 0, 100),
        ("", 101, 2, 0, 100),
        ("page=2", 101, 2, 100, 101),
        ("size=1&page=3", 3, 3, 2, 3),
        (f"size={MAX_SIZE}&page=2", 2 * MAX_SIZE, 2, MAX_SIZE, 2 * MAX_SIZE),
    ],
)
def test_each_thing_is_on_one_page(query: str, total: int, pages: int, start: int, stop: int) -> None:
    found = read(query, total)
    assert (found.pages, found.start, found.stop) == (pages, start, stop)


def test_the_pages_together_hold_everything_once() -> None:
    slices = [read(f"size=7&page={number}", 50) for number in range(1, 9)]
    assert [n for s in slices for n in range(s.start, s.stop)] == list(range(50))


@pytest.mark.parametrize(
    ("query", "previous", "following"),
    [
        ("", None, "/x?page=2"),
        ("page=2", "/x", "/x?page=3"),
        ("page=3&q=%C3%A6+%26&lang=nn&status=", "/x?q=%C3%A6+%26&lang=nn&page=2", None),
    ],
)
def test_the_neighbours_keep_the_filters(query: str, previous: str | None, following: str | None) -> None:
    found = read(query, 300)
    assert (found.previous, found.next) == (previous, following)


def test_the_links_follow_those_that_stand_there() -> None:
    response = read("page=2", 300).on(Response(headers={"Link": '</x.ttl>; rel="alternate"'}))
    assert response.headers["Link"] == (
        '</x.ttl>; rel="alternate", </x>; rel="first", </x>; rel="prev", '
        '</x?page=3>; rel="next", </x?page=3>; rel="last"'
    )


def test_the_first_of_two_pages_has_a_next_and_a_last() -> None:
    assert dict(read("", 101).links()) == {"first": "/x", "next": "/x?page=2", "last": "/x?page=2"}


def test_what_fits_on_one_page_has_no_links() -> None:
    assert "Link" not in read("", 100).on(Response()).headers


@pytest.mark.parametrize(("query", "status"), [("page=2", 404), ("page=0", 400), ("size=501", 400)])
def test_a_page_that_is_not_there_is_told_from_one_that_cannot_be_meant(query: str, status: int) -> None:
    with pytest.raises(Problem) as refused:
        read(query, 100)
    assert refused.value.status == status
    assert refused.value.texts.keys() == {"nb", "nn", "en"}
