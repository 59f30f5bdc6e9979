from __future__ import annotations

from dataclasses import replace

from invented_models import invented, linked
from stafett.generate.diagram.scheme import NEIGHBOURS, class_scheme, module_scheme
from stafett.languages import Text
from stafett.model.elements import Model, Range


def test_each_class_of_a_module_is_drawn_once_below_the_one_it_specialises(model: Model) -> None:
    for module in model.modules:
        scheme = module_scheme(model, module)
        members = {c.name: c for c in model.classes.values() if c.module == module}
        nodes = {node.key: node for node in scheme.nodes()}
        assert nodes.keys() == members.keys()
        for name, cls in members.items():
            assert nodes[name].parent == (cls.parent if cls.parent in members else None)


def test_a_link_to_another_module_is_a_row_and_no_line(model: Model) -> None:
    scheme = module_scheme(model, "results")
    members = {c.name for c in model.classes.values() if c.module == "results"}
    assert {end for link in scheme.links for end in (link.source, link.target)} <= members
    rows = {p.range.name for node in scheme.nodes() for p in node.references}
    assert "Person" in rows


def test_nothing_of_a_class_is_left_uncounted(model: Model) -> None:
    for module in model.modules:
        scheme = module_scheme(model, module)
        drawn = {(link.source, p.slot) for link in scheme.links for p in link.properties}
        for node in scheme.nodes():
            own = [p for p in model.classes[node.cls].properties if p.own and not p.identifier]
            lines = sum((node.cls, p.slot) in drawn for p in own)
            assert len(node.attributes) + len(node.references) + node.hidden + lines == len(own), node.cls


def test_the_columns_of_a_class_are_its_users_itself_and_its_targets(model: Model) -> None:
    scheme = class_scheme(model, "ProgrammeEnrolment")
    assert scheme.columns is not None
    keys = [[scheme.trees[n][0].key for n in column] for column in scheme.columns]
    assert all(key.startswith("in-") for key in keys[0])
    assert [node.key for node in scheme.trees[scheme.columns[1][0]] if node.form == "full"] == [
        "ProgrammeEnrolment"
    ]
    assert all(key.startswith("out-") for key in keys[2])


def test_of_many_users_some_are_drawn_and_the_rest_are_counted() -> None:
    base = invented(3, 40)
    link = Range("class", "Class0", "x")
    classes = {
        name: replace(c, properties=(linked(f"{name}x", link, Text.of({"nb": "viser til"}), (1, 1)),))
        for name, c in base.classes.items()
        if name != "Class0"
    }
    scheme = class_scheme(replace(base, classes={"Class0": base.classes["Class0"], **classes}), "Class0")
    users = [node for node in scheme.nodes() if node.key.startswith("in-")]
    [rest] = [node for node in users if node.form == "rest"]
    assert len(users) == NEIGHBOURS + 1
    assert rest.rest == 39 - NEIGHBOURS
