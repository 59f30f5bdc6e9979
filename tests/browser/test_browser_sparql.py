"""The query page in a real browser: answers in YASGUI, and the plain form where there is no JavaScript."""

from __future__ import annotations

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from axe import Axe
from playwright.sync_api import Browser
from querypage import COUNTS, EDITOR, needs_yasgui, run, write
from stage import MARKS
from visits import NARROW
from watch import Watch

pytest_plugins = ("stage", "axe", "querypage")
pytestmark = MARKS


@needs_yasgui
def test_an_example_is_loaded_and_run_in_the_editor(watch: Watch, address: str) -> None:
    page = watch.page
    page.goto(f"{address}/sparql")
    page.get_by_role("link", name="Koder med etikett").click()
    assert page.url == f"{address}/sparql"
    assert "skos:prefLabel" in page.evaluate(f"{EDITOR}.getValue()")
    page.get_by_role("button", name="Kjør spørringen").click()
    page.get_by_role("cell", name="Helsearbeiderfag").wait_for()
    assert watch.complaints == []
    assert page.context.cookies() == []


@needs_yasgui
def test_an_answer_can_be_fetched_in_every_format(watch: Watch, address: str) -> None:
    watch.page.goto(f"{address}/sparql")
    for query, names in (
        ("ASK {}", ["CSV", "TSV", "JSON", "XML"]),
        ("DESCRIBE skos:Concept", ["Turtle", "JSON-LD", "RDF/XML", "N-Triples"]),
    ):
        run(watch.page, query)
        links = watch.page.get_by_label("Svaret i andre formater").get_by_role("link")
        links.first.wait_for()
        assert sorted(links.all_inner_texts()) == sorted(names)
        for link in links.all():
            answer = watch.page.request.get(str(link.get_attribute("href")))
            assert answer.ok
            assert "attachment" in answer.headers["content-disposition"]


@needs_yasgui
def test_a_chart_is_drawn_of_the_answer(watch: Watch, address: str) -> None:
    watch.page.goto(f"{address}/sparql")
    run(watch.page, COUNTS)
    watch.page.get_by_role("button", name="Diagram").click()
    chart = watch.page.get_by_role("img", name="n etter class")
    chart.wait_for()
    assert chart.locator("rect").count() > 3
    assert watch.complaints == []


@needs_yasgui
def test_the_place_of_an_error_is_told_and_marked(watch: Watch, address: str) -> None:
    watch.page.goto(f"{address}/sparql")
    run(watch.page, "SELECT *\nWHERE { ?s ?p }")
    alert = watch.page.get_by_role("alert")
    alert.wait_for()
    assert "linje 2, kolonne 16" in alert.inner_text()
    assert watch.page.locator(".query-fault").inner_text() == "}"
    # The browser itself notes a status of 400 in its console; nothing else may stand there.
    assert [text for text in watch.complaints if "400" not in text] == []
    run(watch.page, "ASK {}")
    watch.page.locator(".query-fault").wait_for(state="detached")


@needs_yasgui
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("ASK {}", "Ja"),
        ("SELECT * { ?s <urn:x> ?o }", "Ingenting i dataene passer med spørringen."),
        ("CONSTRUCT WHERE { ?s <urn:x> ?o }", "Ingenting i dataene passer med spørringen."),
    ],
)
def test_an_answer_is_told_in_the_language_of_the_page(
    watch: Watch, address: str, query: str, said: str
) -> None:
    watch.page.goto(f"{address}/sparql")
    run(watch.page, query)
    watch.page.locator(".yasr_results").get_by_text(said).wait_for()
    assert " på 0," in watch.page.locator(".yasr_response_chip").inner_text()


@needs_yasgui
def test_an_answer_that_breaks_off_says_so(watch: Watch, address: str) -> None:
    page = watch.page
    page.goto(f"{address}/sparql")
    page.route("**/sparql", lambda route: route.abort())
    write(page, COUNTS)
    page.get_by_role("button", name="Kjør spørringen").click()
    page.get_by_role("alert").filter(has_text="Det er ikke noe svar").wait_for()


@needs_yasgui
def test_an_identifier_of_ours_leads_to_its_page_here(watch: Watch, address: str) -> None:
    page = watch.page
    page.goto(f"{address}/sparql")
    run(page, "SELECT (stafett:Person AS ?class) {}")
    page.get_by_role("link", name="stafett:Person").wait_for()
    assert page.get_by_role("link", name="stafett:Person").get_attribute("href") == "/def/Person"


@needs_yasgui
def test_the_share_link_shows_the_answer_without_javascript(
    watch: Watch, browser: Browser, address: str
) -> None:
    watch.page.goto(f"{address}/sparql")
    write(watch.page, COUNTS)
    watch.page.locator(".yasqe_share").click()
    link = watch.page.get_by_label("Lenke til denne spørringen").input_value()
    assert parse_qs(urlsplit(link).query)["query"] == [COUNTS]
    plain = browser.new_context(java_script_enabled=False, locale="nb-NO")
    page = plain.new_page()
    page.goto(link)
    assert page.get_by_role("cell", name="skos:Concept", exact=True).is_visible()
    plain.close()


@needs_yasgui
def test_a_cut_answer_says_so(watch: Watch, address: str) -> None:
    page = watch.page
    page.goto(f"{address}/sparql")

    def cut(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        route.fulfill(response=answer, headers={**answer.headers, "stafett-cut": "rows"})  # type: ignore[attr-defined]

    page.route("**/sparql", cut)
    run(page, COUNTS)
    page.get_by_role("status").filter(has_text="grensen for rader").wait_for()


@pytest.mark.parametrize("query", [COUNTS, "SELECT *\nWHERE { ?s ?p }", "DESCRIBE skos:Concept"])
def test_nothing_in_the_plain_page_stands_in_the_way_of_anybody(
    browser: Browser, address: str, axe: Axe, query: str
) -> None:
    # Scripts of the page are kept out, so that the plain form stays; axe itself needs JavaScript.
    context = browser.new_context(viewport={"width": NARROW, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.route("**/*.js?*", lambda route: route.abort())
    page.goto(f"{address}/sparql?query={quote(query)}")
    for details in page.locator("details").all():
        details.locator("summary").click()
    assert axe.in_both_schemes(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    context.close()


def test_the_plain_form_chooses_the_format(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nb-NO")
    page = context.new_page()
    page.goto(f"{address}/sparql")
    page.get_by_label("Spørring", exact=True).fill(COUNTS)
    page.get_by_label("Vis svaret som").select_option("CSV")
    with page.expect_download() as download:
        page.get_by_role("button", name="Kjør spørringen").click()
    assert download.value.suggested_filename == "stafett-query.csv"
    assert "http://www.w3.org/2004/02/skos/core#Concept," in download.value.path().read_text("utf-8")
    context.close()


def test_without_javascript_a_chart_and_the_place_of_an_error_are_there_too(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nb-NO")
    page = context.new_page()
    page.goto(f"{address}/sparql?query={quote(COUNTS)}")
    page.locator("summary", has_text="Diagram").click()
    assert page.get_by_role("img", name="n etter class").is_visible()
    page.goto(f"{address}/sparql?query={quote('SELECT * WHERE { ?s ?p }')}")
    # The engine's parser sees the fault where the query ends.
    assert "linje 1, kolonne 25" in page.get_by_role("alert").inner_text()
    assert page.locator("mark").inner_text() == "⏎"
    context.close()
