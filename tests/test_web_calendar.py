"""The annual wheel as a page and as a file to choose from."""

from __future__ import annotations

from fastapi.testclient import TestClient

from test_web_ical import events

pytest_plugins = ("web_fixtures",)


def test_what_is_expected_is_tentative_and_says_so(client: TestClient) -> None:
    found = events(client, "?lang=nn")
    assert str(found["first-20242025@w3id.org"]["STATUS"]) == "TENTATIVE"
    assert "venta, ikkje kunngjort" in str(found["first-20242025@w3id.org"]["SUMMARY"])
    assert str(found["first@w3id.org"]["STATUS"]) == "CONFIRMED"
    assert "first-20242025@w3id.org" not in events(client, "?expected=0")


def test_an_agent_gets_only_its_own_events(client: TestClient) -> None:
    assert set(events(client, "?actor=supplier")) == {"onward@w3id.org"}
    assert client.get("/calendar.ics?actor=nobody").status_code == 400


def test_the_page_shows_the_announced_year_and_marks_later_ones(client: TestClient) -> None:
    page = client.get("/calendar?lang=en").text
    assert "Friday, 22 September 2023" in page
    assert "formally Sunday, 24 September 2023" in page
    assert "Nobody has announced these dates." not in page
    later = client.get("/calendar?lang=en&year=20242025").text
    assert "Nobody has announced these dates." in later
    assert "expected, not announced" in later


def test_a_year_that_is_not_there_is_refused(client: TestClient) -> None:
    assert client.get("/calendar?year=19991900").status_code == 400


def test_each_number_of_the_wheel_leads_to_its_line(client: TestClient) -> None:
    page = client.get("/calendar").text
    assert page.count('class="wheel__dot"') == 2
    assert 'href="#event-first"' in page
    assert 'id="event-first"' in page
