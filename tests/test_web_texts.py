"""Every interface text exists in three languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from jinja2 import Environment

import stafett
from stafett.languages import LANGUAGES
from stafett.store import errors
from stafett.web.i18n import read_catalog, translations
from stafett.web.problems import TITLES
from stafett.web.render import TEMPLATES

RESPELT = re.compile(
    r"\b(ikke|hva|hvor|hvordan|fra|noe|bare|ett|en|skole\w*|elever|eksempler|finnes|kilde\w*|av de)\b"
)
"""Words that show that a text is still bokmål."""
IN_CODE = {
    *TITLES.values(),
    "This is not a SPARQL 1.1 query: %(message)s",
    "label not known",
    "%(value)s by %(label)s",
    "%(value)s by %(label)s, the first %(shown)s of %(rows)s rows",
}
SOURCE = Path(stafett.__file__).parent


def used() -> set[str]:
    environment = Environment(
        extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, autoescape=True
    )
    extract = environment.extract_translations  # type: ignore[attr-defined]  # added by the extension
    found = set(IN_CODE)
    for template in TEMPLATES.glob("*.html"):
        for _, _, message in extract(template.read_text("utf-8")):
            found.add(message if isinstance(message, str) else str(message[0]))
    return found | messages()


def messages() -> set[str]:
    """The sentences of the endpoint's errors, which problem+json says in three languages."""
    found = set()
    web = (SOURCE / "web" / name for name in ("sparql.py", "resources.py"))
    for file in (*(SOURCE / "store").glob("*.py"), *web):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _makes_an_error(node.func):
                texts = [a.value for a in node.args[:2] if isinstance(a, ast.Constant)]
                found |= {text for text in texts if isinstance(text, str) and " " in text}
    return found


def _makes_an_error(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        return function.attr == "__init__"
    names = {name for name in vars(errors) if name.endswith("Error")} | {"Problem", "known"}
    return isinstance(function, ast.Name) and function.id in names - {"StoreFailedError"}


def keys(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    return {
        str(message.id if isinstance(message.id, str) else message.id[0]): (
            (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        )
        for message in catalog
        if message.id
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_templates_and_the_translations_have_the_same_texts(language: str) -> None:
    assert set(keys(read_catalog(language))) == used()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_empty_and_each_has_the_same_variables(language: str) -> None:
    for key, texts in keys(read_catalog(language)).items():
        for text in texts:
            assert text.strip(), key
            assert set(re.findall(r"%\((\w+)\)s", text)) == set(re.findall(r"%\((\w+)\)s", key)), key


def test_nynorsk_is_not_bokmal() -> None:
    for key, texts in keys(read_catalog("nn")).items():
        for text in texts:
            assert not RESPELT.search(text.lower()), (key, text)


def test_plural() -> None:
    texts = translations("nn")
    assert texts.ngettext("%(num)s code", "%(num)s codes", 1) == "%(num)s kode"
    assert texts.ngettext("%(num)s code", "%(num)s codes", 2) == "%(num)s kodar"
