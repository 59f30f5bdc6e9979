from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stafett.errors import SourceError
from stafett.model.elements import Model
from stafett.model.examples import CONSTRAINTS, Example, Expected, plain, read_examples
from stafett.sources import Sources
from stafett.yamlfile import parse_yaml

ABOUT = "about: {nb: a, nn: a, en: a}\n"
DATA = "data:\n  - type: Person\n    id: ex:p\n    pseudonym: synt-1\n    isSynthetic: true\n"
EXPECT = "expect:\n  - {path: pseudonym, constraint: pattern}\n"

Read = Callable[..., Example]


@pytest.fixture
def read(tmp_path: Path, model: Model) -> Read:
    def one(text: str, *, valid: bool = True, name: str = "Person-x") -> Example:
        folder = tmp_path / ("valid" if valid else "invalid")
        folder.mkdir()
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        [example] = read_examples(tmp_path, model)
        return example

    return one


def test_a_valid_example_is_read(read: Read) -> None:
    found = read(ABOUT + DATA)
    assert (found.name, found.class_name, found.valid, found.expect) == ("Person-x", "Person", True, ())
    assert found.data[0]["isSynthetic"] is True
    assert str(found.where).endswith("Person-x.yaml:2")


def test_an_invalid_example_says_what_it_breaks(read: Read) -> None:
    assert read(ABOUT + EXPECT + DATA, valid=False).expect == (Expected("pseudonym", "pattern", "Violation"),)


def test_a_warning_may_be_expected(read: Read) -> None:
    text = ABOUT + EXPECT.replace("pattern}", "pattern, severity: Warning}") + DATA
    assert read(text, valid=False).expect[0].severity == "Warning"


def test_the_data_are_shown_as_they_were_written(read: Read) -> None:
    assert read(ABOUT + DATA).yaml == DATA.removeprefix("data:\n")


@pytest.mark.parametrize(
    ("text", "valid", "message", "line"),
    [
        (ABOUT + EXPECT + DATA, True, "«expect» belongs in invalid examples", 2),
        (ABOUT + DATA, False, "«expect» belongs in invalid examples", 1),
        (ABOUT + EXPECT.replace("pseudonym", "pseudonymm") + DATA, False, "«pseudonymm» is no slot", 3),
        (ABOUT + EXPECT.replace("pattern", "patern") + DATA, False, "«patern» is none of class, datatype", 3),
        (ABOUT + EXPECT.replace("n}", "n, severity: Bad}") + DATA, False, "severity «Bad» is neither", 3),
        (ABOUT + "expect: [pattern]\n" + DATA, False, "must be a list of path and constraint", 2),
        (ABOUT + "expect: {path: x}\n" + DATA, False, "must be a list of path and constraint", 2),
        (ABOUT, True, "«data» must be a list of objects", 1),
        (ABOUT + "data: []\n", True, "«data» must be a list of objects", 2),
        (ABOUT + "data: [x]\n", True, "«data» must be a list of objects", 2),
        (ABOUT.replace("nn: a, ", "") + DATA, True, "«about» has no text in nn", 1),
        (ABOUT + DATA.replace("Person", "Persom"), True, "«Persom» is no class that can have instances", 3),
        (ABOUT + DATA.replace("Person", "Agent"), True, "«Agent» is no class that can have instances", 3),
        (ABOUT + DATA.replace("pseudonym", "pseudonymm"), True, "«pseudonymm» is no property of Person", 5),
        (
            ABOUT + DATA + "    identifier:\n      - {type: Identifier, notation: x, notatoin: y}\n",
            True,
            "«notatoin» is no property of Identifier",
            8,
        ),
    ],
)
def test_a_fault_is_named_with_its_line(read: Read, text: str, valid: bool, message: str, line: int) -> None:
    with pytest.raises(SourceError) as fault:
        read(text, valid=valid)
    assert message in fault.value.message
    assert str(fault.value.where).endswith(f"Person-x.yaml:{line}")


def test_a_file_that_is_named_after_no_class_is_refused(read: Read) -> None:
    with pytest.raises(SourceError, match=r"Pers-x\.yaml: The file name must begin with a class"):
        read(ABOUT + DATA, name="Pers-x")


def test_dates_become_the_strings_that_json_has() -> None:
    data = parse_yaml("[2025-08-18, 2025-08-18T10:30:00Z, {a: 2025-08-18}, true, 7]", Path("x")).data
    assert plain(data) == ["2025-08-18", "2025-08-18T10:30:00Z", {"a": "2025-08-18"}, True, 7]


@pytest.mark.parametrize("valid", [True, False])
def test_every_class_that_can_have_instances_has_an_example(sources: Sources, valid: bool) -> None:
    shown = {e.class_name for e in sources.examples if e.valid == valid}
    shown_or_nested = (
        shown if not valid else shown | {str(e.data[0]["type"]) for e in sources.examples if e.valid}
    )
    assert {c.name for c in sources.model.concrete()} - shown_or_nested == set()


def test_an_example_begins_with_what_it_is_about(sources: Sources) -> None:
    for example in sources.examples:
        model = sources.model
        first = str(example.data[0]["type"])
        if model.classes[example.class_name].has_identity:
            assert example.class_name in {first, *model.classes[first].ancestors}, example.name


def test_every_pattern_has_an_example_that_breaks_it(sources: Sources) -> None:
    model = sources.model
    broken = {(x.class_name, e.path) for x in sources.examples for e in x.expect if e.constraint == "pattern"}
    for cls in model.classes.values():
        inherited = {p.slot: p.pattern for p in model.classes[cls.parent].properties} if cls.parent else {}
        new = {p.slot for p in cls.properties if p.pattern and inherited.get(p.slot) != p.pattern}
        assert new <= {slot for name, slot in broken if name in model.subclasses(cls.name)}, cls.name


@pytest.mark.parametrize(("limit", "constraint"), [("minimum", "minInclusive"), ("maximum", "maxInclusive")])
def test_every_limit_has_an_example_that_breaks_it(sources: Sources, limit: str, constraint: str) -> None:
    broken = {e.path for x in sources.examples for e in x.expect if e.constraint == constraint}
    properties = (p for c in sources.model.classes.values() for p in c.properties)
    assert {p.slot for p in properties if getattr(p, limit) is not None} - broken == set()


def test_every_kind_of_constraint_is_broken_somewhere(sources: Sources) -> None:
    broken = {e.constraint for x in sources.examples for e in x.expect}
    assert CONSTRAINTS - broken == {"nodeKind"}


def test_examples_hold_only_synthetic_people(sources: Sources) -> None:
    people = [
        i
        for e in sources.examples
        for i in e.data
        if i["type"] == "Person" and e.name != "Person-not-synthetic"
    ]
    assert people
    assert all(p["isSynthetic"] is True for p in people)
