"""The page data of one build, and where its identifiers lead."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stafett.errors import DistError
from stafett.web.room import Room
from stafett.web.site import Site, load_site
from web_graphs import BASE

pytest_plugins = ("web_fixtures",)


@pytest.fixture(scope="module")
def site(room: Room) -> Site:
    return room.site


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        (f"{BASE}/def/Person", "/def/Person"),
        ("http://psi.udir.no/kl06/HSHEA2----", "/code/grep-programomraader/HSHEA2----"),
        (f"{BASE}/catalog/concepts", "/catalog/concepts"),
        (f"{BASE}/dataset/model", "/dataset/model"),
        (f"{BASE}/concept/Person#a", "/concept/Person#a"),
        (f"{BASE}/modelelement/code-x-PR%C3%98VE", "/modelelement/code-x-PR%C3%98VE"),
        (f'{BASE}/x/Å "<b>', "/x/%C3%85%20%22%3Cb%3E"),
        ("https://example.org/def/Person", None),
        (f"{BASE}-other/def/Person", None),
        (BASE, None),
    ],
)
def test_an_identifier_of_ours_is_an_address_here(site: Site, iri: str, path: str | None) -> None:
    assert site.local_path(iri) == path


def test_every_identifier_with_a_page_leads_to_it_on_another_host_too(site: Site) -> None:
    manifest: Any = {**site.manifest, "base": "https://own.example/stafett/"}
    moved = replace(site, manifest=manifest)
    assert moved.base == "https://own.example/stafett"
    assert moved.local_path("https://own.example/stafett/x/1") == "/x/1"
    assert moved.local_path(f"{BASE}/x/1") is None


def test_what_is_not_in_the_model_has_no_documents_but_a_name(site: Site) -> None:
    assert site.term("Nobody") is None
    assert site.module("none") is None
    assert (site.term_title("Nobody"), site.module_title("none")) == ({"en": "Nobody"}, {"en": "none"})
    slot = site.term("prefLabel")
    assert slot is not None
    assert slot.path == "/def/prefLabel"


def test_a_code_is_looked_up_in_its_own_list_only(site: Site) -> None:
    found = site.code("vigo-fullfortkode", "B")
    assert found is not None
    assert found["label"]["nb"] == "Bestått"
    assert site.code("stafett-rolle", "B") is None
    assert site.code("none", "B") is None


def test_one_invented_publisher_makes_an_example_of_it_all(site: Site) -> None:
    catalogs = {kind: {**one, "example": False} for kind, one in site.catalog["catalogs"].items()}
    honest: Any = {**site.catalog, "catalogs": catalogs}
    assert not replace(site, catalog=honest).is_example
    catalogs["concepts"]["example"] = True
    assert replace(site, catalog=honest).is_example


@pytest.mark.parametrize(
    ("written", "words"), [(b"{", "cannot be read"), (b"\xff", "cannot be read"), (b"{}", "another version")]
)
def test_page_data_that_cannot_be_read_are_refused_by_name(
    web_dist: Path, tmp_path: Path, written: bytes, words: str
) -> None:
    (tmp_path / "pages").mkdir()
    for file in (web_dist / "manifest.json", *(web_dist / "pages").glob("*.json")):
        (tmp_path / file.relative_to(web_dist)).symlink_to(file)
    (tmp_path / "pages/codes").symlink_to(web_dist / "pages/codes")
    assert load_site(tmp_path).version == "0.1.0"
    (tmp_path / "pages/catalog.json").unlink()
    (tmp_path / "pages/catalog.json").write_bytes(written)
    with pytest.raises(DistError, match=words):
        load_site(tmp_path)


def test_whatever_file_is_broken_the_build_is_refused_and_the_file_named(
    web_dist: Path, tmp_path: Path
) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "manifest.json").symlink_to(web_dist / "manifest.json")
    files = sorted((web_dist / "pages").iterdir())
    for file in files:
        (tmp_path / file.relative_to(web_dist)).symlink_to(file)
    for file in (tmp_path / "pages").glob("*.json"):
        target = file.readlink()
        file.unlink()
        file.write_bytes(b"{broken")
        with pytest.raises(DistError, match=file.name):
            load_site(tmp_path)
        file.unlink()
        file.symlink_to(target)


def test_releases_are_there_once_something_is_released(web_dist: Path, tmp_path: Path, site: Site) -> None:
    assert site.releases == []
    (tmp_path / "pages").mkdir()
    for file in (web_dist / "manifest.json", *(web_dist / "pages").iterdir()):
        (tmp_path / file.relative_to(web_dist)).symlink_to(file)
    released: Any = [{"version": "0.1.0", "date": "2026-12-01", "changes": []}]
    (tmp_path / "pages/releases.json").write_text(json.dumps(released))
    assert load_site(tmp_path).releases == released
