"""The page of metadata quality, in front of a real build."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from stafett.harvest.mqa import SCALES
from stafett.web.app import create_app
from stafett.web.harvestshown import is_ours

JSON = {"Accept": "application/json"}
HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def client(dist: Path) -> TestClient:
    return TestClient(create_app(dist))


def test_every_public_dataset_of_ours_reaches_350_and_390(client: TestClient) -> None:
    body = client.get("/score", headers=JSON).json()
    ours = [one for one in body["datasets"] if one["public"] and is_ours(one, "https://w3id.org/stafett")]
    assert len(ours) > 100
    for one in ours:
        points = {scale: one["scales"][scale]["trusting"] for scale in SCALES}
        assert points["fdk"] >= 350, one["iri"]
        assert points["eu"] >= 390, one["iri"]


@pytest.mark.parametrize(
    ("language", "words"), [("nb", "Kan ikke fås"), ("nn", "Kan ikkje fåast"), ("en", "Can never be had")]
)
def test_the_score_page_says_what_is_lost_and_what_is_waived(
    client: TestClient, language: str, words: str
) -> None:
    page = client.get(f"/score?lang={language}", headers=HTML)
    assert page.status_code == 200
    assert words in page.text
    for waiver in client.get("/score", headers=JSON).json()["waivers"]:
        assert waiver["source"] in page.text
        assert waiver["title"][language] in page.text
        assert f">{waiver['key']}<" not in page.text
