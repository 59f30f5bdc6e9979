"""What the pages show, in which language, and where their links lead."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from fastapi.testclient import TestClient

from stafett.web.links import safe_href

pytest_plugins = ("web_fixtures",)

BROWSER = {"accept": "text/html,*/*;q=0.8"}


def read(client: TestClient, path: str, **headers: str) -> str:
    answer = client.get(path, headers={**BROWSER, **headers}, follow_redirects=True)
    assert answer.status_code == 200, path
    return str(answer.text)


@pytest.mark.parametrize(
    ("language", "word"), [("nb", "Kodelister"), ("nn", "Spørjingar"), ("en", "Code lists")]
)
def test_the_language_of_the_page(client: TestClient, language: str, word: str) -> None:
    by_header = read(client, "/", **{"accept-language": language})
    by_address = read(client, f"/?lang={language}", **{"accept-language": "de"})
    for page in (by_header, by_address):
        assert f'<html lang="{language}"' in page
        assert word in page
    assert f'href="/model?lang={language}"' in by_address
    assert 'href="/model"' in by_header


def test_the_chosen_language_survives_the_redirect(client: TestClient) -> None:
    assert '<html lang="en"' in read(client, "/def/Person?lang=en")


def test_text_in_another_language_is_marked(client: TestClient) -> None:
    page = read(client, "/code/grep-programomraader/HSHEA2----?lang=en")
    assert '<span lang="nb">Helsearbeiderfag</span>&nbsp;<span class="language-tag">nb</span>' in page
    assert "Helsearbeidarfag" in read(client, "/code/grep-programomraader/HSHEA2----?lang=nn")


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "etikett ikke kjent"), ("nn", "etikett ikkje kjend"), ("en", "label not known")],
)
def test_a_missing_label_says_so(client: TestClient, language: str, words: str) -> None:
    for path in ("/code/vigo-fullfortkode.html", "/code/vigo-fullfortkode/L.html"):
        assert words in read(client, f"{path}?lang={language}")


def test_a_class_page(client: TestClient) -> None:
    page = read(client, "/def/Person?lang=nb")
    assert "Arvet fra Aktør" in page
    assert "(nøyaktig én)" in page
    assert "(så mange en vil)" in page
    assert 'href="/code/stafett-rolle?lang=nb"' in page
    assert "^[a-z]+-[0-9]{1,8}$" in page
    assert "Rolletildeling" in page  # used by
    assert "pseudonym: synt-0001" in page
    assert 'href="javascript' not in page
    assert "<script>alert" not in page
    assert 'data-copy="https://w3id.org/stafett/def/Person"' in page


def test_a_list_page_says_how_much_is_known(client: TestClient) -> None:
    page = read(client, "/code/vigo-fullfortkode?lang=nb")
    assert "15 av 20 kjent" in page
    assert "2022-05-05" in page
    assert "Kilden oppgir ingen lisens." in page
    assert page.count('data-certainty="verified"') == 2  # one code and the legend
    assert "✔" in page
    assert "◌" in page
    english = read(client, "/code/vigo-fullfortkode?lang=en")
    assert "our translation" in english


def test_a_list_can_be_searched(client: TestClient) -> None:
    page = read(client, "/code/vigo-fullfortkode.html?q=passed&lang=nb")
    assert "1 av 15 koder passer" in page
    assert 'value="passed"' in page
    nasty = read(client, '/code/vigo-fullfortkode.html?q="><script>alert(1)</script>')
    assert "<script>alert" not in nasty


def test_grep_codes_keep_their_identifier(client: TestClient) -> None:
    page = read(client, "/code/grep-programomraader/HSHEA2----")
    assert 'data-copy="http://psi.udir.no/kl06/HSHEA2----"' in page
    assert "https://data.udir.no/kl06/v201906/programomraader/HSHEA2----" in page
    assert "Inneholder data fra Grep" in page


def test_an_example_catalogue_says_so_everywhere(client: TestClient) -> None:
    for path in ("/", "/model", "/catalog", "/nothing"):
        page = client.get(path, headers={**BROWSER, "accept-language": "nb"}).text
        assert "Eksempelkatalog." in page


def test_landmarks_and_headings(client: TestClient) -> None:
    for path in (
        "/",
        "/model",
        "/model/core",
        "/model/stafett",
        "/def/Person",
        "/def/Member",
        "/rules",
        "/rule/V07",
        "/changes",
        "/concept/Person",
        "/catalog/concepts.html",
        "/codes",
        "/code/vigo-fullfortkode",
        "/catalog",
        "/sparql",
        "/about",
        "/about/privacy",
        "/about/accessibility",
    ):
        page = read(client, path)
        assert page.count("<h1") == 1
        assert '<main id="content"' in page
        assert 'href="#content"' in page
        levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
        assert all(after - before <= 1 for before, after in pairwise(levels)), path
        for region in re.findall(r'<div class="table-region"[^>]*>', page):
            assert 'tabindex="0"' in region
            assert "aria-label" in region


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://x.org/a", True),
        ("http://x.org", True),
        ("mailto:a@x.org", True),
        ("/def/Person", True),
        ("//evil.example", False),
        ("/\\evil.example", False),
        ("\\\\evil.example", False),
        ("/\t/evil.example", False),
        ("java\nscript:alert(1)", False),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("http://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_safe_links_are_links(address: str | None, expected: bool) -> None:
    assert (safe_href(address) is not None) == expected
