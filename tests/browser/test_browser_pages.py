"""The pages in a real browser: what a person does there, with and without JavaScript."""

from __future__ import annotations

from playwright.sync_api import Browser
from stage import MARKS
from watch import Watch

pytest_plugins = ("stage",)

pytestmark = MARKS


def test_an_example_query_runs_from_the_page_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="nb-NO", java_script_enabled=False)
    watch = Watch(context.new_page(), address)
    watch.page.goto(f"{address}/sparql")
    watch.page.get_by_role("link", name="Koder med etikett").click()
    assert "skos:prefLabel" in watch.page.get_by_label("Spørring", exact=True).input_value()
    watch.page.get_by_role("button", name="Kjør spørringen").click()
    table = watch.page.get_by_role("table")
    assert table.get_by_role("cell", name="Helsearbeiderfag nb").is_visible()
    table.get_by_role("link", name="grep:HSHEA2----").first.click()
    assert watch.page.get_by_role("heading", level=1).inner_text().startswith("HSHEA2----")
    assert watch.complaints == []
    context.close()


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="nb-NO")
    page.goto(f"{address}/def/Person")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hopp til innholdet"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#content"
    page.close()


def test_the_identifier_can_be_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="nb-NO", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/def/Person")
    page.get_by_role("button", name="Kopier").click()
    page.get_by_role("button", name="Kopiert").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "https://w3id.org/stafett/def/Person"
    context.close()


def test_without_javascript_there_is_no_dead_button(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/def/Person")
    assert page.get_by_role("button").count() == 0
    context.close()


def test_the_language_can_be_changed_where_one_stands(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="nb-NO")
    page.goto(f"{address}/code/vigo-fullfortkode.html?q=X1")
    page.get_by_role("link", name="Nynorsk").click()
    assert page.get_by_role("heading", name="Kodar").is_visible()
    assert page.get_by_role("searchbox").input_value() == "X1"
    page.close()


def test_a_diagram_scrolls_by_itself_and_its_links_work(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="nb-NO", viewport={"width": 320, "height": 800})
    page.goto(f"{address}/def/Person?lang=en")
    region = page.get_by_role("region", name="Diagram: Person")
    assert region.evaluate("it => it.scrollWidth > it.clientWidth")
    region.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Agent"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/def/Agent.html?lang=en#properties")
    page.close()


def test_from_a_rule_to_the_open_example_that_breaks_it(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="nb-NO")
    page.goto(f"{address}/rules")
    page.get_by_label("Regler for klassen").select_option("Person")
    page.get_by_role("button", name="Vis").click()
    page.get_by_role("link", name="V10b").click()
    page.get_by_role("listitem").filter(has_text="bryter den").get_by_role("link").click()
    example = page.locator("#example-invalid-V10b-invalid-none")
    example.wait_for(state="visible")
    assert example.get_by_role("link", name="regel V10b").is_visible()
    page.close()
