"""The overview of the model, and what the page of a class shows of rules and examples."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

from stafett.web.negotiation import split_suffix
from web_fixtures import read, words

pytest_plugins = ("web_fixtures",)


def test_the_overview_has_the_modules_diagrams_and_their_files(client: TestClient) -> None:
    page = read(client, "/model?lang=nb")
    assert 'id="module-core-nb-title"' in page
    for file in ("core.nb.svg", "core.mmd", "core.puml"):
        assert f'href="/diagrams/module/{file}"' in page
    for target in ("/rules", "/changes", "/model/stafett"):
        assert f'href="{target}?lang=nb"' in page


def test_a_class_shows_its_rules_and_those_it_inherits(client: TestClient) -> None:
    page = read(client, "/def/Person?lang=nb")
    section = page[page.index('id="rules"') : page.index('id="used-by"')]
    assert re.findall(r'id="rule-(\w+)"', section) == ["V07", "V10b"]
    said = words(section)
    assert "V07 brudd fordi den er en slags Aktør Navnet skal stå. Fra kilden til V07." in said
    assert "V10b advarsel Rollen bør stå." in said
    assert 'href="/rule/V10b?lang=nb"' in section
    assert 'id="rules"' not in read(client, "/def/RoleAssignment")


def test_examples_say_which_rule_they_prove(client: TestClient) -> None:
    page = read(client, "/def/Person?lang=nb")
    summaries = [words(found) for found in re.findall(r"<summary>(.*?)</summary>", page, re.DOTALL)]
    assert summaries[:4] == [
        "gyldig En elev",
        "ugyldig En elev",
        "advarsel regel V10b En elev",
        "gyldig regel V10b En elev",
    ]
    assert "Bryter: role regel V10b" in words(page)
    assert "Følger: regel V10b" in words(page)


def test_files_of_the_model_are_not_mistaken_for_the_model(client: TestClient) -> None:
    assert split_suffix("stafett.owl.ttl") == ("stafett.owl", "ttl")
    ontology, model = client.get("/model/stafett.owl.ttl").text, client.get("/model/stafett.ttl").text
    assert "owl:Class" in ontology or "owl#Class" in ontology
    assert "modelldcatno:InformationModel" in model
