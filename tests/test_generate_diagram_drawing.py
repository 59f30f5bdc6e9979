from __future__ import annotations

from stafett.generate.diagram.drawing import write_diagrams
from stafett.languages import LANGUAGES
from stafett.model.elements import Model


def test_there_is_one_for_each_module_and_class_in_each_language(model: Model) -> None:
    wanted = {f"module/{m}.{tag}.svg" for m in model.modules for tag in LANGUAGES}
    wanted |= {f"class/{c}.{tag}.svg" for c in model.classes for tag in LANGUAGES}
    assert dict(write_diagrams(model)).keys() == wanted


def test_the_same_model_gives_the_same_bytes(model: Model) -> None:
    assert dict(write_diagrams(model)) == dict(write_diagrams(model))
