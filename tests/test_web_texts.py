"""Every interface text exists in three languages."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from jinja2 import Environment

import stafett
from stafett.languages import LANGUAGES
from stafett.store import errors
from stafett.web.i18n import read_catalog
from stafett.web.problems import TITLES
from stafett.web.render import TEMPLATES

RESPELT = re.compile(
    r"\b(ikke|hva|hvor|hvordan|fra|noe|bare|ett|en|skole\w*|elever|eksempler|finnes|kilde\w*|av de)\b"
)
"""Words that show that a text is still bokmål."""
IN_CODE = {
    *TITLES.values(),
    "This is not a SPARQL 1.1 query: %(message)s",
    "This query answers with a graph: %(formats)s.",
    "This query answers with a table: %(formats)s.",
    "There is nothing to preview: the document is empty.",
    "There is nothing to preview: the document is larger than this page reads.",
    "The built files have changed or are gone. The server must be restarted.",
    "There is nothing at this address.",
    "This address does not answer that method.",
    "label not known",
    "%(value)s by %(label)s",
    "%(value)s by %(label)s, the first %(shown)s of %(rows)s rows",
}
SOURCE = Path(stafett.__file__).parent


@cache
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
    """The sentences of errors, which problem+json and the page of an error say in three languages."""
    found = set()
    for call in errors_made():
        texts = [a.value for a in call.args[:2] if isinstance(a, ast.Constant)]
        found |= {text for text in texts if isinstance(text, str) and " " in text}
    return found


def errors_made() -> list[ast.Call]:
    """Each place in the endpoint and the pages where an error for a client is made."""
    files = [*(SOURCE / "store").rglob("*.py"), *(SOURCE / "web").glob("*.py")]
    calls = (n for f in files for n in ast.walk(ast.parse(f.read_text("utf-8"))) if isinstance(n, ast.Call))
    return [call for call in calls if _makes_an_error(call.func)]


def _makes_an_error(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        return function.attr == "__init__"
    names = {name for name in vars(errors) if name.endswith("Error")} | {"Problem", "not_found", "known"}
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


def test_no_error_is_put_together_where_it_cannot_be_translated() -> None:
    made = [call for call in errors_made() if not any(k.arg == "texts" for k in call.keywords)]
    assert [ast.unparse(call) for call in made if any(isinstance(a, ast.JoinedStr) for a in call.args)] == []


def test_nynorsk_is_not_bokmal() -> None:
    for key, texts in keys(read_catalog("nn")).items():
        for text in texts:
            assert not RESPELT.search(text.lower()), (key, text)
