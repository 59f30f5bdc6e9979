"""Page data of the content: values with names and links, and what refers to a thing."""

from __future__ import annotations

from typing import Any

import pytest

from stafett.content.kinds import KINDS
from stafett.pages.content import content_page_data
from stafett.sources import Sources
from stafett.web.content import KINDS as ROUTES


@pytest.fixture(scope="module")
def pages(sources: Sources) -> dict[str, Any]:
    return content_page_data(sources.content, sources.model, sources.lists)


def _values(thing: dict[str, Any], slot: str) -> list[dict[str, Any]]:
    return next(line["values"] for line in thing["properties"] if line["slot"] == slot)


def test_every_entry_has_a_page_and_a_name_in_three_languages(
    pages: dict[str, Any], sources: Sources
) -> None:
    assert len(pages["things"]) == len(sources.content.entries)
    for path, thing in pages["things"].items():
        assert set(thing["title"]) == {"nb", "nn", "en"}, path


def test_references_codes_and_terms_have_names_and_links(pages: dict[str, Any]) -> None:
    vigo = pages["things"]["system/vigo"]
    [owner] = _values(vigo, "owner")
    assert (owner["text"]["en"], owner["href"]) == (
        "The county authorities and the City of Oslo",
        "/agent/fylkeskommunene",
    )
    [state] = _values(vigo, "lifecycle")
    assert state["href"] == "/code/stafett-livslop/inUse"
    assert state["text"]["nb"]
    [term] = _values(pages["things"]["element/status"], "realisedBy")
    assert term["href"] == "/def/ProgrammeEnrolment"


def test_a_thing_shows_what_refers_to_it(pages: dict[str, Any]) -> None:
    groups = pages["things"]["agent/fylkeskommunene"]["inverse"]
    owned = next(g for g in groups if g["slot"]["en"] == "Owner")
    assert {"/system/vigo", "/system/vigo-kodeverksbase"} <= {t["href"] for t in owned["things"]}


def test_the_web_knows_the_same_kinds() -> None:
    assert tuple(KINDS) == ROUTES
