"""The pages of the rules."""

from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from stafett.web.room import Room
from stafett.web.rules import sources_of
from web_fixtures import read, words

pytest_plugins = ("web_fixtures",)


@pytest.mark.parametrize(
    ("language", "title", "severity"),
    [("nb", "Regler", "advarsel"), ("nn", "Reglar", "åtvaring"), ("en", "Rules", "warning")],
)
def test_all_rules_by_number(client: TestClient, language: str, title: str, severity: str) -> None:
    page = read(client, f"/rules?lang={language}")
    assert f'<h1 class="ds-heading" data-size="xl">{title}</h1>' in page
    assert re.findall(r'<tr id="rule-(\w+)"', page) == ["V07", "V10b"]
    assert f"V10b {severity} Rollen bør stå." in words(page)
    assert 'href="/model/stafett.rules.ttl"' in page


def test_rules_of_one_class(client: TestClient) -> None:
    agent = read(client, "/rules?class=Agent&lang=nb")
    assert re.findall(r'<tr id="rule-(\w+)"', agent) == ["V07"]
    assert "1 regel for Aktør ." in words(agent)
    assert '<option value="Agent" selected>' in agent
    person = read(client, "/rules?class=Person&lang=nb")
    assert "2 regler for Person" in words(person)
    for odd in ("Nobody", "<script>alert(1)</script>", ""):
        page = read(client, f"/rules?class={odd}")
        assert re.findall(r'<tr id="rule-(\w+)"', page) == ["V07", "V10b"]
        assert "<script>alert" not in page
    assert "Det er ingen slike regler." in read(client, "/rules?class=Member&lang=nb")


def test_a_rule_page(client: TestClient) -> None:
    page = read(client, "/rule/V10b?lang=nb")
    assert "Rollen bør stå." in page
    assert "Fra kilden til V10b." in page
    assert 'href="/def/Person?lang=nb"' in page
    proof = 'href="/def/Person.html?lang=nb#example-invalid-V10b-invalid-none"'
    assert proof in page
    assert "bryter den En elev Person" in words(page)
    assert "følger den En elev Person" in words(page)
    sourced = read(client, "/rule/V07?lang=nb")
    assert '<a href="/source/nvb?lang=nb">Kontrollmotoren</a>' in sourced
    assert "sh:select" in unescape(sourced)
    assert "sh:NodeShape" in client.get("/rule/V07.ttl").text


def test_a_rule_names_the_documents_it_comes_from(room: Room) -> None:
    sourced, other = (room.site.rules.get(number) for number in ("V07", "V10b"))
    assert sourced is not None
    assert other is not None
    assert [thing.title for thing in sources_of(room, sourced)] == [{"nb": "Kontrollmotoren"}]
    assert sources_of(room, other) == []


def test_a_rule_is_alone_in_its_document(client: TestClient) -> None:
    turtle = client.get("/rule/V07.ttl").text
    assert "V07" in turtle
    assert "V10b" not in turtle


def test_what_is_no_rule_but_has_its_identifier_is_described_all_the_same(client: TestClient) -> None:
    assert "sh:declare" in client.get("/rule/prefixes-core.ttl").text
    assert client.get("/rule/v07").status_code == 404
