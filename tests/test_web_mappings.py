from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

pytest_plugins = ("web_fixtures",)


def test_the_overview_leads_to_every_set(client: TestClient) -> None:
    page = client.get("/mappings", headers={"accept": "text/html", "accept-language": "nn"})
    assert page.status_code == 200
    assert 'href="/mapping/stafett-other"' in page.text
    assert "Koplingar til andre vokabular" in page.text


def test_a_set_redirects_to_its_page(client: TestClient) -> None:
    answer = client.get("/mapping/stafett-other", headers={"accept": "text/html"}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/mapping/stafett-other.html"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ("nær", "ikke noe motstykke", "Det de har som vi ikke har noe begrep for", "0,75")),
        ("nn", ("nær", "ikkje noko motstykke", "Det dei har som vi ikkje har noko omgrep for", "0,75")),
        ("en", ("close to", "no counterpart", "Theirs that we have no term for", "0.75")),
    ],
)
def test_the_page_of_a_set_shows_each_row(client: TestClient, language: str, words: tuple[str, ...]) -> None:
    page = client.get(f"/mapping/stafett-other.html?lang={language}").text
    for text in (*words, "Theirs may be dead.", "We hold no names.", "https://example.org/other/Human"):
        assert text in page


def test_a_class_page_shows_its_mappings_and_links_to_the_row(client: TestClient) -> None:
    page = client.get("/def/Person.html").text
    assert 'href="/mapping/stafett-other.html#stafett-Person"' in page
    assert 'id="stafett-Person"' in client.get("/mapping/stafett-other.html").text


def test_rows_can_be_kept_to_one_term(client: TestClient) -> None:
    page = client.get("/mapping/stafett-other.html?term=Person&lang=en").text
    assert "Theirs may be dead." in page
    assert "We hold no names." not in page


def test_an_unknown_set_or_format_is_not_found(client: TestClient) -> None:
    assert client.get("/mapping/no-such").status_code == 404
    assert client.get("/mapping/stafett-other.pdf").status_code == 404
    assert client.get("/mapping/no-such.sssom.tsv").status_code == 404


def test_the_table_of_a_set_is_there_to_take(client: TestClient) -> None:
    answer = client.get("/mapping/stafett-other.sssom.tsv")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/tab-separated-values")
