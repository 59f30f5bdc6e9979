from __future__ import annotations

from itertools import pairwise

import pytest

from stafett.generate.diagram.box import NARROWEST, WIDEST, Box, BoxWriter
from stafett.generate.diagram.scheme import Node, class_scheme, module_scheme
from stafett.languages import LANGUAGES
from stafett.model.elements import Model


def written(model: Model, module: str, language: str) -> list[tuple[Node, Box]]:
    scheme = module_scheme(model, module)
    writer = BoxWriter(model, language, scheme)
    return [(node, writer.write(node, writer.widest(node))) for node in scheme.nodes()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_box_has_a_row_for_each_property_shown_and_one_for_what_is_not(model: Model, language: str) -> None:
    for module in model.modules:
        for node, box in written(model, module, language):
            remarks = bool(node.hidden) + bool(node.inherited and node.parent is None)
            assert len(box.rows) == len(node.attributes) + len(node.references) + remarks
            assert all(before.y < after.y for before, after in pairwise(box.rows))
            assert not box.rows or box.header < box.rows[0].y < box.rows[-1].y + 1 < box.height


def test_a_box_is_neither_too_narrow_to_read_nor_too_wide_for_a_column(model: Model) -> None:
    for module in model.modules:
        for node, box in written(model, module, "nb"):
            assert NARROWEST <= box.width <= WIDEST[node.form]


def test_what_was_shortened_is_whole_in_the_tooltip(model: Model) -> None:
    shortened = [
        row for m in model.modules for _, box in written(model, m, "nb") for row in box.rows if row.whole
    ]
    assert shortened
    for row in shortened:
        assert str(row.whole).startswith(row.label.rstrip("…"))


def test_a_neighbour_from_another_module_says_which(model: Model) -> None:
    scheme = class_scheme(model, "ProgrammeEnrolment")
    writer = BoxWriter(model, "en", scheme)
    home = model.classes["ProgrammeEnrolment"].module
    for node in scheme.nodes():
        if node.form == "neighbour":
            note = writer.write(node, 220).note
            module = model.classes[node.cls].module
            assert note == "" if module == home else note in ("", model.modules[module].title.get("en"))
    assert any(writer.write(node, 220).note for node in scheme.nodes())
