"""The study's practices, and the page of a case."""

from __future__ import annotations

from fastapi.testclient import TestClient

pytest_plugins = ("web_fixtures",)


def test_a_barrier_names_what_overcomes_it(client: TestClient) -> None:
    page = client.get("/practices").text
    assert "Overvinnes av:" in page
    assert 'href="/practice/meeting"' in page


def test_a_heading_without_findings_says_so(client: TestClient) -> None:
    assert "Ingenting er lest under denne overskriften." in client.get("/practices").text


def test_a_case_keeps_the_heading_a_statement_stands_under_and_the_right_one(client: TestClient) -> None:
    page = client.get("/case/1.html").text
    assert "Står under «Her» i første utkast, men hører under «Der»." in page
    assert 'href="#source-1"' in page
    assert 'id="source-1"' in page


def test_a_case_without_status_says_so(client: TestClient) -> None:
    assert "not stated in the case" in client.get("/case/1.html?lang=en").text


def test_a_break_is_drawn_between_its_actors(client: TestClient) -> None:
    page = client.get("/case/1.html").text
    drawing = page[page.index("break__drawing") : page.index("</div>", page.index("break__drawing"))]
    assert (
        drawing.index("Fagsystemleverandør") < drawing.index("<svg") < drawing.index("Oppfølgingstjenesten")
    )
