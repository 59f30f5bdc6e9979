"""No reference between things of ours dangles."""

from __future__ import annotations

from pathlib import Path

import pytest

from stafett.content.entries import Content, read_content
from stafett.content.references import check_references, full, references
from stafett.errors import SourceError
from stafett.iris import Iris
from stafett.model.elements import Model

ELEMENT = """data:
  - type: InformationElement
    id: https://stafett.invalid/element/a
    code: A
    prefLabel: {nb: stafett:slett ikke lest som IRI, nn: x, en: x}
    realisedBy: [stafett:Diploma]
    sourceSystem: [https://stafett.invalid/system/s]
    sensitivity: open
"""


@pytest.fixture
def content(tmp_path: Path, model: Model, iris: Iris) -> Content:
    (tmp_path / "elements.yaml").write_text(ELEMENT, encoding="utf-8")
    return read_content(tmp_path, model, iris)


def test_references_are_found_in_full_and_texts_are_not_taken_for_them(content: Content, iris: Iris) -> None:
    [entry] = content.entries.values()
    found = set(references(entry, iris))
    assert found == {("realisedBy", iris.term("Diploma")), ("sourceSystem", iris.thing("system", "s"))}


def test_a_reference_that_leads_nowhere_is_a_fault_with_its_place(
    content: Content, model: Model, iris: Iris
) -> None:
    with pytest.raises(SourceError, match="«sourceSystem» of /element/a refers to /system/s") as fault:
        check_references(content, {iris.term("Diploma")}, model)
    assert fault.value.where is not None
    assert fault.value.where.line == 2


def test_references_to_what_stands_elsewhere_are_accepted(content: Content, model: Model, iris: Iris) -> None:
    check_references(content, {iris.term("Diploma"), iris.thing("system", "s")}, model)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("codes:vigo-fullfortkode", "https://w3id.org/stafett/code/vigo-fullfortkode"),
        ("https://example.org/x", "https://example.org/x"),
        ("IE-STATUS", None),
        ("note: text", None),
    ],
)
def test_prefixes_of_references_are_written_out(text: str, expected: str | None, iris: Iris) -> None:
    assert full(text, iris) == expected
