"""The privacy notice and the page on accessibility say what is so."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from stafett.operations import Operations
from stafett.web.app import create_app
from stafett.web.assets import Assets

pytest_plugins = ("web_fixtures",)


def page(dist: Path, path: str, **settings: object) -> str:
    app = create_app(dist, operations=Operations(**settings))  # type: ignore[arg-type]
    return str(TestClient(app).get(f"{path}?lang=nn", headers={"accept": "text/html"}).text)


@pytest.mark.parametrize(
    ("settings", "says", "does_not_say"),
    [
        ({}, ["kutta til nettverket", "kontrollsum", "ikkje oppgjeve"], ["i heilskap"]),
        ({"log_client": "full", "log_query": "text"}, ["blir teken vare på i heilskap"], ["kontrollsum"]),
        ({"log_client": "none", "log_query": "none"}, ["blir ikkje tekne vare på"], ["kutta til"]),
        (
            {"log_client": "hash", "log_days": 30},
            ["ein nøkkel som blir kasta", "30 dagar"],
            ["ikkje oppgjeve"],
        ),
        ({"log": "off"}, ["fører ingen logg"], ["kutta til nettverket", "kontrollsum"]),
    ],
)
def test_the_privacy_notice_follows_the_settings(
    web_dist: Path, settings: dict[str, object], says: list[str], does_not_say: list[str]
) -> None:
    text = page(web_dist, "/about/privacy", **settings)
    assert [words for words in says if words not in text] == []
    assert [words for words in does_not_say if words in text] == []
    assert "kontakt@example.org" in text


def test_local_storage_is_told_where_the_editor_is_installed(web_dist: Path, tmp_path: Path) -> None:
    assert ("localStorage" in page(web_dist, "/about/privacy")) == Assets().has_yasgui()
    (tmp_path / "stafett.css").write_text("")
    for name in ("stafett.js", "favicon.svg"):
        (tmp_path / name).write_text("")
    plain = TestClient(create_app(web_dist, assets=Assets(tmp_path)))
    text = plain.get("/about/privacy?lang=en", headers={"accept": "text/html"}).text
    assert "localStorage" not in text
    assert "Local storage: nothing." in text


def test_without_a_registered_statement_the_page_says_so(web_dist: Path) -> None:
    assert "ikkje registrert noka" in page(web_dist, "/about/accessibility")
    address = "https://uustatus.no/nb/erklaringer/publisert/example"
    text = page(web_dist, "/about/accessibility", accessibility_statement=address)
    assert f'href="{address}"' in text
    assert "ikkje registrert noka" not in text
