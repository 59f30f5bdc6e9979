"""What has changed from version to version."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from stafett.web.app import create_app
from web_fixtures import headings, read, words

pytest_plugins = ("web_fixtures",)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Ingenting er utgitt ennå"),
        ("nn", "Ingenting er gjeve ut enno"),
        ("en", "Nothing is released yet"),
    ],
)
def test_before_the_first_release(client: TestClient, language: str, said: str) -> None:
    page = read(client, f"/changes?lang={language}")
    assert said in page
    assert 'href="/model/stafett.inventory.json"' in page
    assert f'href="/def/Member?lang={language}"' in page  # old, and beside it what takes its place
    assert f'href="/def/Person?lang={language}"' in page


def test_releases(web_dist: Path, tmp_path: Path) -> None:
    dist = shutil.copytree(web_dist, tmp_path / "dist")
    changes = [
        {"step": "major", "subject": "Person.pseudonym", "what": "minimum 0 → 1"},
        {"step": "major", "subject": "Person.pseudonym", "what": "pattern ^a b$ → ^c d$"},
        {"step": "major", "subject": "role", "what": "IRI in data def/a → def/role"},
        {"step": "minor", "subject": "Agent", "what": "abstract → False"},
        {"step": "minor", "subject": "vigo-fullfortkode/B", "what": "code added"},
        {"step": "minor", "subject": "stafett-rolle", "what": "code list added"},
        {"step": "patch", "subject": "Gone", "what": "something <b>new</b>"},
    ]
    releases = [
        {"version": "0.2.0", "date": "2027-01-05", "changes": changes},
        {"version": "0.1.0", "date": "2026-12-01", "changes": []},
    ]
    (dist / "pages/releases.json").write_text(json.dumps(releases), "utf-8")
    page = read(TestClient(create_app(dist)), "/changes?lang=nb")
    assert headings(page)[:2] == ["0.2.0 2027-01-05", "0.1.0 2026-12-01"]
    assert "Ingenting er utgitt" not in page
    assert "Den første utgivelsen." in page
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    rows = [
        [words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)][:4]
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    ]
    assert rows == [
        ["Person.pseudonym", "minst", "0", "1"],
        ["Person.pseudonym", "mønster", "^a b$", "^c d$"],
        ["role", "identifikator i data", "def/a", "def/role"],
        ["Agent", "abstrakt", "", "False"],
        ["vigo-fullfortkode/B", "kode lagt til", "", ""],
        ["stafett-rolle", "kodeliste lagt til", "", ""],
        ["Gone", "something <b>new</b>", "", ""],
    ]
    for target in ("/def/pseudonym", "/def/Agent", "/code/vigo-fullfortkode/B", "/code/stafett-rolle"):
        assert f'href="{target}?lang=nb"' in body
    assert "<b>new" not in body
