"""The query page in a real browser: YASGUI, and the plain form where there is no JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from axe import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from stage import MARKS
from visits import NARROW, barriers
from watch import Watch

from stafett.web.assets import Assets

pytest_plugins = ("stage", "axe")
needs_yasgui = pytest.mark.skipif(
    not Assets().has_yasgui(), reason="YASGUI is not installed; `python scripts/vendor_assets.py` fetches it"
)
pytestmark = MARKS

EDITOR = "document.querySelector('.tabPanel.active .CodeMirror').CodeMirror"
COUNTS = "SELECT ?class (COUNT(*) AS ?n) WHERE { ?s a ?class } GROUP BY ?class"


@pytest.fixture
def watch(browser: Browser, address: str) -> Iterator[Watch]:
    context: BrowserContext = browser.new_context(
        locale="nb-NO", permissions=["clipboard-read", "clipboard-write"], reduced_motion="reduce"
    )
    yield Watch(context.new_page(), address)
    context.close()


def write(page: Page, query: str) -> None:
    page.evaluate(f"query => {EDITOR}.setValue(query)", query)


def run(page: Page, query: str) -> None:
    write(page, query)
    with page.expect_response(lambda answer: answer.url.endswith("/sparql")):
        page.get_by_role("button", name="Kjør spørringen").click()


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
def test_looking_at_examples_piles_up_no_tabs_and_a_tab_can_be_closed(watch: Watch, address: str) -> None:
    page = watch.page
    page.goto(f"{address}/sparql")
    page.get_by_role("link", name="Koder med etikett").click()
    tabs = page.locator(".tabsList .tab")
    assert tabs.count() == 1
    assert not page.locator(".closeTab").is_visible()
    run(page, COUNTS)
    page.get_by_role("link", name="Koder med etikett").click()
    assert tabs.count() == 2
    links = page.get_by_label("Svaret i andre formater")
    links.wait_for(state="hidden")
    tabs.first.locator("a").click()
    links.wait_for()
    page.locator("#chosen").wait_for(state="hidden")
    tabs.nth(1).locator("a").click()
    page.locator("#chosen").wait_for()
    page.locator(".tab.active .closeTab").click()
    tabs.nth(1).wait_for(state="detached")
    page.locator("#chosen").wait_for(state="hidden")
    tabs.first.locator("a").click(button="right")
    page.locator(".context-menu-item", has_text="Lukk de andre fanene").wait_for()
    assert watch.complaints == []


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
def test_the_editor_marks_only_prefixes_that_nobody_has_declared(watch: Watch, address: str) -> None:
    page = watch.page
    page.goto(f"{address}/sparql")
    for query, marks in (("ASK { ?s a skos:Concept }", 0), ("ASK { ?s a nobody:Concept }", 1)):
        write(page, query)
        assert page.locator(".tabPanel.active .parseErrorIcon").count() == marks


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
def test_words_of_the_editor_that_nobody_knows_are_replaced_in_english_too(
    watch: Watch, address: str
) -> None:
    watch.page.goto(f"{address}/sparql?lang=en")
    write(watch.page, COUNTS)
    watch.page.get_by_role("button", name="Run the query").click()
    watch.page.get_by_text("Shorten long texts").wait_for()


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
def test_terms_are_completed_from_our_own_data(watch: Watch, address: str) -> None:
    page = watch.page
    page.goto(f"{address}/sparql")
    for text, hint, whole in (
        ("SELECT * WHERE { ?x a Pers", "stafett:Person – Person", "a stafett:Person"),
        ("SELECT * WHERE { ?x a stafett:Person ; pseu", "stafett:pseudonym", "stafett:pseudonym"),
        ("SELECT * WHERE { ?x a stafett:Person ; stafett:pseu", "stafett:pseudonym", "stafett:pseudonym"),
    ):
        write(page, text)
        page.evaluate(f"{EDITOR}.focus(); {EDITOR}.setCursor({{line: 0, ch: 1000}})")
        page.keyboard.press("Control+Space")
        page.locator(".CodeMirror-hint").first.wait_for()
        assert hint in page.locator(".CodeMirror-hint").first.inner_text()
        page.keyboard.press("Enter")
        page.wait_for_function(f"{EDITOR}.getValue().includes('{whole}')")
        page.wait_for_function(f"{EDITOR}.getValue().includes('PREFIX stafett:')")
    assert watch.complaints == []


@needs_yasgui
def test_the_properties_of_the_class_come_first(watch: Watch, address: str) -> None:
    page = watch.page
    page.goto(f"{address}/sparql")
    write(
        page,
        "PREFIX stafett: <https://w3id.org/stafett/def/>\nSELECT * WHERE { ?x a stafett:Person ; stafett:",
    )
    page.evaluate(f"{EDITOR}.focus(); {EDITOR}.setCursor({{line: 1, ch: 1000}})")
    page.keyboard.press("Control+Space")
    hints = page.locator(".CodeMirror-hint")
    hints.first.wait_for()
    shown = [text.split(" ")[0] for text in hints.all_inner_texts()]
    other = shown.index("stafett:agent")
    assert shown.index("stafett:pseudonym") < other
    assert shown.index("stafett:role") < other


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


@needs_yasgui
def test_nothing_in_the_editor_stands_in_the_way_of_anybody(watch: Watch, address: str, axe: Axe) -> None:
    page = watch.page
    page.goto(f"{address}/sparql")
    assert barriers(page, axe) == []
    run(page, COUNTS)
    page.locator(".yasr_results table").wait_for()
    assert barriers(page, axe) == []
    page.get_by_role("button", name="Diagram").click()
    page.locator("svg.chart").wait_for()
    assert barriers(page, axe) == []
    run(page, "SELECT *\nWHERE { ?s ?p }")
    page.get_by_role("alert").wait_for()
    assert barriers(page, axe) == []
    run(page, "DESCRIBE <http://psi.udir.no/kl06/HSHEA2---->")
    page.get_by_role("button", name="Viser Svaret").click()
    page.locator(".yasr_results .CodeMirror").wait_for()
    page.locator(".yasqe_share").click()
    assert barriers(page, axe) == []
    page.locator(".addTab").click()
    page.locator(".tab.active .closeTab").wait_for()
    assert barriers(page, axe) == []


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


@needs_yasgui
def test_the_editor_is_used_and_left_by_keyboard_and_keeps_queries_in_the_browser_alone(
    watch: Watch, address: str
) -> None:
    page = watch.page
    page.goto(f"{address}/sparql")
    page.get_by_label("Spørring, med forslag").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("ASK {}")
    page.keyboard.press("Control+Enter")
    page.locator(".yasr_results").get_by_text("Ja").wait_for()
    page.keyboard.press("Escape")
    # What scrolls is a stop of its own; after these, the way is out, and not back into the text.
    for _ in range(5):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") != "TEXTAREA"
    assert page.evaluate("document.activeElement.closest('.CodeMirror') === null")
    kept = page.evaluate("Object.keys(localStorage)")
    assert any("ASK {}" in page.evaluate("name => localStorage[name]", name) for name in kept)
    # As the privacy notice says.
    assert [name for name in kept if "stafett-query" not in name] == []
    page.reload()
    page.wait_for_function(f"{EDITOR}.getValue() === 'ASK {{}}'")
    assert page.context.cookies() == []


@needs_yasgui
@pytest.mark.parametrize(
    ("language", "share", "result"),
    [("nn", "Del spørjinga", "1 treff på"), ("en", "Share query", "1 result")],
)
def test_the_editor_speaks_the_language_of_the_page(
    watch: Watch, address: str, language: str, share: str, result: str
) -> None:
    page = watch.page
    page.goto(f"{address}/sparql?lang={language}")
    page.get_by_role("button", name=share).wait_for()
    write(page, "SELECT ('Table' AS ?word) {}")
    page.locator(".yasqe_queryButton").click()
    page.get_by_text(result).wait_for()
    # What an answer says is nobody's to translate.
    assert "Table" in page.locator("td").last.inner_text()
    assert page.get_by_label("Filter query results").count() == (language == "en")
    assert watch.complaints == []
