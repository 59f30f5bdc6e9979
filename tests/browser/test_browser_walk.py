"""An architect's walk through the real build, without a dead end, in each language."""

from __future__ import annotations

import pytest
from stage import MARKS, Stage
from visits import WIDE, resize
from watch import Watch

pytest_plugins = ("stage",)
pytestmark = MARKS


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_from_the_start_to_the_mapping_to_fint_and_back(
    stage: Stage, real_address: str, language: str
) -> None:
    page = stage.window("nb-NO")
    resize(page, WIDE)
    watch = Watch(page, real_address)
    page.goto(f"{real_address}/?lang={language}")
    steps = [
        ("the module", 'main a[href^="/model/competence"]'),
        ("the class in its diagram", 'main svg a[href^="/def/CredentialLine"] text[x]'),
        ("the code list of a property", '#properties ~ * a[href^="/code/vigo-karakter"]'),
        ("a code", 'main a[href^="/code/vigo-karakter/IM"]'),
        ("the rule that looks at it", '.rules a[href^="/rule/V07"]'),
        ("the class it applies to", '.facts a[href^="/def/SubjectEnrolment"]'),
        ("its mapping to FINT", 'a[href^="/mapping/stafett-fint.html"]'),
        ("back to the class", 'th a[href^="/def/SubjectEnrolment"]'),
        ("back to the start", 'nav[aria-label] a[href^="/"]:has-text("Start"), .crumbs a >> nth=0'),
    ]
    for what, selector in steps:
        with page.expect_navigation():
            page.locator(selector).first.click()
        assert page.locator("html").get_attribute("lang") == language, what
        assert page.locator("h1").count() == 1, what
        assert "404" not in page.title(), what
    assert page.url.partition("?")[0].rstrip("/") == real_address
    watch.leave()
    assert watch.complaints == []
