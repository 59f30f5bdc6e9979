"""YASGUI's editor in a real browser: what it suggests, marks and says, its tabs, and who can use it."""

from __future__ import annotations

import pytest
from axe import Axe
from querypage import COUNTS, EDITOR, needs_yasgui, run, write
from stage import MARKS
from visits import barriers
from watch import Watch

pytest_plugins = ("stage", "axe", "querypage")
pytestmark = MARKS


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
def test_the_editor_marks_only_prefixes_that_nobody_has_declared(watch: Watch, address: str) -> None:
    page = watch.page
    page.goto(f"{address}/sparql")
    for query, marks in (("ASK { ?s a skos:Concept }", 0), ("ASK { ?s a nobody:Concept }", 1)):
        write(page, query)
        assert page.locator(".tabPanel.active .parseErrorIcon").count() == marks


@needs_yasgui
def test_words_of_the_editor_that_nobody_knows_are_replaced_in_english_too(
    watch: Watch, address: str
) -> None:
    watch.page.goto(f"{address}/sparql?lang=en")
    write(watch.page, COUNTS)
    watch.page.get_by_role("button", name="Run the query").click()
    watch.page.get_by_text("Shorten long texts").wait_for()


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
