"""What the build says of previews and scores, as JSON."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from stafett.web.harvestdata import built, json_answer, wants_json
from stafett.web.room import Room

pytest_plugins = ("web_fixtures",)


def request(accept: str) -> Request:
    return Request({"type": "http", "headers": [(b"accept", accept.encode())]})


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("application/json", True),
        ("text/html,application/json;q=0.9", False),
        ("text/html;q=0.5,application/json", True),
        ("*/*", False),
    ],
)
def test_json_is_given_to_who_likes_it_better_than_a_page(accept: str, wanted: bool) -> None:
    assert wants_json(request(accept)) is wanted


def test_letters_stay_as_they_are_and_caches_are_told_of_accept() -> None:
    answer = json_answer({"navn": "Østfold"})
    assert bytes(answer.body) == '{"navn": "Østfold"}'.encode()
    assert answer.headers["vary"] == "Accept"


def test_a_build_without_the_file_gives_what_stands_in_for_it(room: Room) -> None:
    assert built(room, "pages/nothing.json", ["empty"]) == ["empty"]
