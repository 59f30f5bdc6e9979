"""The drawings of one build, inlined in pages."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from stafett.web.diagrams import Diagrams
from stafett.web.room import Room
from web_fixtures import read

pytest_plugins = ("web_fixtures",)

LANGUAGES = ("nb", "nn", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("path", "name"), [("/def/Person", "class-Person"), ("/model/core", "module-core")])
def test_a_diagram_is_inlined_in_the_readers_language(
    client: TestClient, path: str, name: str, language: str
) -> None:
    page = read(client, f"{path}?lang={language}")
    assert page.count(f'id="{name}-{language}-title"') == 1
    assert f'href="/def/Agent?lang={language}#properties"' in page  # links in it keep the language
    region = re.search(r'<div class="diagram-region" role="region" aria-label="[^"]+" tabindex="0">', page)
    assert region
    caption = re.search(r"<figcaption>(.*?)</figcaption>", page, re.DOTALL)
    assert caption
    assert re.search(r'href="#(properties|classes)"', caption[1])  # what says the same in words


def test_links_in_a_diagram_are_left_alone_where_no_language_is_chosen(client: TestClient) -> None:
    assert 'href="/def/Agent#properties"' in read(client, "/def/Person")


def test_a_class_without_a_diagram_does_without(client: TestClient) -> None:
    assert "<figure" not in read(client, "/def/Member")


def test_every_link_is_made_anew_and_stays_an_attribute(room: Room) -> None:
    drawing = Diagrams(room.files).svg("class", "Person", "nb", lambda path: f'{path}?a="1"&b=<2>')
    assert drawing is not None
    assert 'href="/def/Agent#properties?a=&quot;1&quot;&amp;b=&lt;2&gt;"' in drawing
    assert 'xmlns="http://www.w3.org/2000/svg"' in drawing


@pytest.mark.parametrize(
    ("kind", "name", "language"), [("class", "Agent", "nb"), ("module", "core", "de"), ("x", "core", "nb")]
)
def test_what_the_build_has_not_drawn_is_no_drawing(room: Room, kind: str, name: str, language: str) -> None:
    assert Diagrams(room.files).svg(kind, name, language, str) is None


def test_the_text_forms_are_offered_where_they_are_built(room: Room) -> None:
    diagrams = Diagrams(room.files)
    assert [one.href for one in diagrams.sources("module", "core", "nn")] == [
        "/diagrams/module/core.nn.svg",
        "/diagrams/module/core.mmd",
        "/diagrams/module/core.puml",
    ]
    assert [one.name for one in diagrams.sources("class", "Person", "en")] == ["SVG"]
    assert diagrams.sources("class", "Member", "en") == []
