"""Pages of the whole model: diagrams, rules, the information model, concepts, what changes."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from stafett.web.app import create_app
from stafett.web.negotiation import split_suffix

pytest_plugins = ("web_fixtures",)

BROWSER = {"accept": "text/html,*/*;q=0.8"}
LANGUAGES = ("nb", "nn", "en")


def read(client: TestClient, path: str) -> str:
    answer = client.get(path, headers=BROWSER, follow_redirects=True)
    assert answer.status_code == 200, path
    return str(answer.text)


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def headings(page: str) -> list[str]:
    return [words(found) for found in re.findall(r"<h2[^>]*>(.*?)</h2>", page, re.DOTALL)]


def test_a_usage_note_stands_below_the_definition(client: TestClient) -> None:
    page = read(client, "/def/Person?lang=nn")
    assert page.index("Noko som er Person.") < page.index("Blir brukt om menneske.")
    assert "Bruksmerknad" in page
    assert "Bruksmerknad" not in read(client, "/def/Agent?lang=nn")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("path", "name"), [("/def/Person", "class-Person"), ("/model/core", "module-core")])
def test_a_diagram_is_inlined_in_the_readers_language(
    client: TestClient, path: str, name: str, language: str
) -> None:
    page = read(client, f"{path}?lang={language}")
    assert page.count(f'id="{name}-{language}-title"') == 1
    assert f'href="/def/Agent?lang={language}#properties"' in page  # links in it keep the language
    region = re.search(r'<div class="diagram-region" role="region" aria-label="[^"]+" tabindex="0">', page)
    assert region
    caption = re.search(r"<figcaption>(.*?)</figcaption>", page, re.DOTALL)
    assert caption
    assert re.search(r'href="#(properties|classes)"', caption[1])  # what says the same in words


def test_links_in_a_diagram_are_left_alone_where_no_language_is_chosen(client: TestClient) -> None:
    assert 'href="/def/Agent#properties"' in read(client, "/def/Person")


def test_a_class_without_a_diagram_does_without(client: TestClient) -> None:
    assert "<figure" not in read(client, "/def/Member")


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


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "På vei ut av bruk. Bruk dette i stedet: Person Person"),
        ("nn", "På veg ut av bruk. Bruk dette i staden: Person Person"),
        ("en", "Going out of use. Use this instead: Person Person"),
    ],
)
def test_a_deprecated_class_stays_and_names_its_successor(
    client: TestClient, language: str, said: str
) -> None:
    page = read(client, f"/def/Member?lang={language}")
    assert said in words(page)
    assert f'href="/def/Person?lang={language}"' in page
    assert client.get("/def/Member.html").status_code == 200


def test_a_deprecated_property_without_a_successor_says_so(client: TestClient) -> None:
    assert "Ingenting kommer i stedet." in read(client, "/def/nickname?lang=nb")
    assert "På vei ut av bruk" not in read(client, "/def/pseudonym?lang=nb")


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


FDK_ORDER = {
    "nb": "Beskrivelse, Status, Bruk, Informasjonsmodell, Identifikatorer, Begrep, Tema, Emneord, "
    "Relasjoner, Dekningsområde, Kontakt",
    "nn": "Skildring, Status, Bruk, Informasjonsmodell, Identifikatorar, Omgrep, Tema, Emneord, Relasjonar, "
    "Dekningsområde, Kontakt",
    "en": "Description, Status, Use, Information model, Identifiers, Concepts, Themes, Keywords, Relations, "
    "Coverage, Contact",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_information_model_has_the_sections_of_data_norge_no(client: TestClient, language: str) -> None:
    found = [re.sub(r" \d+$", "", h) for h in headings(read(client, f"/model/stafett?lang={language}"))]
    assert ", ".join(found[:11]) == FDK_ORDER[language]


def test_the_information_model_is_read_from_the_catalogue(client: TestClient) -> None:
    page = read(client, "/model/stafett?lang=nb")
    said = words(page)
    for piece in (
        "under utvikling",
        "Utgitt 2026-11-22",
        "vurdering",
        "kontakt@example.org",
        "Objekttyper 2",
    ):
        assert piece in said, piece
    for suffix in ("ttl", "jsonld", "rdf"):
        assert f'href="/catalog/informationmodels.{suffix}"' in page
    lines = said[said.index("Person Person") :]
    order = [
        "spesialiserer spesialisering Aktør",
        "Pseudonym attributt 1 Tekst",
        "Rolle attributt 0..* Roller",
    ]
    places = [lines.index(line) for line in order]
    assert places == sorted(places)
    assert 'href="/code/stafett-rolle?lang=nb"' in page
    assert 'href="/concept/Person?lang=nb"' in page


def test_files_of_the_model_are_not_mistaken_for_the_model(client: TestClient) -> None:
    assert split_suffix("stafett.owl.ttl") == ("stafett.owl", "ttl")
    ontology, model = client.get("/model/stafett.owl.ttl").text, client.get("/model/stafett.ttl").text
    assert "owl:Class" in ontology or "owl#Class" in ontology
    assert "modelldcatno:InformationModel" in model


def test_a_concept_page(client: TestClient) -> None:
    page = read(client, "/concept/Person?lang=en")
    for tag, term in (("nb", "person"), ("nn", "person"), ("en", "human")):
        assert f'<span lang="{tag}">{term}</span>' in page
    assert '<span lang="nn">Eit menneske.</span>' in page
    said = words(page)
    assert "Generic concept agent" in said
    assert "the class Person" in said
    for target in ("/concept/Agent", "/def/Person", "/modelelement/Person", "/definition/Person"):
        assert f'href="{target}?lang=en"' in page
    assert "Specific concepts human" in words(read(client, "/concept/Agent?lang=en"))
    assert "the property role" in words(read(client, "/concept/role?lang=en"))


def test_the_catalogues_say_what_they_hold(client: TestClient) -> None:
    said = words(read(client, "/catalog?lang=nn"))
    for piece in ("2 datasett", "1 informasjonsmodell", "3 omgrep"):
        assert piece in said, piece
    concepts = read(client, "/catalog/concepts.html?lang=en")
    assert re.findall(r'href="/concept/(\w+)\?', concepts) == ["Agent", "Person", "role"]  # by title
    assert 'href="/model/stafett?lang=en"' in read(client, "/catalog/informationmodels.html?lang=en")


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
