"""Keywords of a catalogue entry: a list in each language, or a fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from stafett.catalogue.entries import keywords_of
from stafett.errors import SourceError
from stafett.fields import Fields
from stafett.yamlfile import parse_yaml


def _fields(text: str) -> Fields:
    return Fields(parse_yaml(text, Path("catalog.yaml")))


def test_keywords_are_read_in_each_language() -> None:
    found = keywords_of(_fields("keywords:\n  nb: [skole, fag]\n  nn: [skule]\n  en: [school]\n"))
    assert found == {"nb": ("skole", "fag"), "nn": ("skule",), "en": ("school",)}


@pytest.mark.parametrize("nn", ["[]", "skule"])
def test_a_language_without_keywords_is_named_with_its_line(nn: str) -> None:
    with pytest.raises(SourceError, match="no list of keywords in nn") as fault:
        keywords_of(_fields(f"keywords:\n  nb: [skole]\n  nn: {nn}\n  en: [school]\n"))
    assert fault.value.where is not None
    assert fault.value.where.line == 3
