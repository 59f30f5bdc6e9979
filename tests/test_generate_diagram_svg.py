"""What a diagram's file is: small, well-formed, safe to inline, linked, and said in words too."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

from stafett.generate.diagram.drawing import write_diagrams
from stafett.languages import LANGUAGES, Text
from stafett.model.elements import Model

TAGS = ("svg", "title", "desc", "g", "path", "rect", "a", "text", "tspan")
SVG = "{http://www.w3.org/2000/svg}"


def test_they_are_small(diagrams: dict[str, str]) -> None:
    assert max(map(len, diagrams.values())) < 30_000
    assert sum(map(len, diagrams.values())) / len(diagrams) < 9_000


def test_they_may_be_inlined_under_the_content_security_policy(diagrams: dict[str, str]) -> None:
    for path, svg in diagrams.items():
        tags = {e.tag for e in ET.fromstring(svg).iter()}
        assert tags <= {SVG + t for t in TAGS}, path
        assert not re.search(r"\sstyle=|\son\w+=|javascript:|xlink", svg), path


def test_ids_of_all_files_differ_so_that_several_fit_on_one_page(diagrams: dict[str, str]) -> None:
    ids = [i for svg in diagrams.values() for i in re.findall(r' id="([^"]+)"', svg)]
    assert len(ids) == len(set(ids)) == 2 * len(diagrams)


def test_links_lead_to_pages_that_exist(model: Model, diagrams: dict[str, str]) -> None:
    pages = {f"/def/{c}" for c in model.classes} | {f"/code/{e.scheme}" for e in model.enums.values()}
    for path, svg in diagrams.items():
        links = re.findall(r'<a href="([^"#]+)', svg)
        assert links, path
        assert set(links) <= pages, path


def test_every_class_of_a_module_is_a_link_in_its_diagram(model: Model, diagrams: dict[str, str]) -> None:
    for cls in model.classes.values():
        for language in LANGUAGES:
            assert f'<a href="/def/{cls.name}"><text' in diagrams[f"module/{cls.module}.{language}.svg"]


def test_title_and_description_are_in_the_language_and_labelled(
    model: Model, diagrams: dict[str, str]
) -> None:
    for name, module in model.modules.items():
        for language in LANGUAGES:
            root = ET.fromstring(diagrams[f"module/{name}.{language}.svg"])
            title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
            assert title is not None and desc is not None
            assert root.get("lang") == language
            assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
            assert str(module.title.get(language)) in str(title.text)
            for cls in model.classes.values():
                if cls.module == name:
                    assert str(cls.title.get(language)) in str(desc.text)


def test_the_description_says_every_line(model: Model, diagrams: dict[str, str]) -> None:
    desc = ET.fromstring(diagrams["class/ProgrammeEnrolment.en.svg"]).find(f"{SVG}desc")
    assert desc is not None and desc.text
    cls = model.classes["ProgrammeEnrolment"]
    for prop in cls.properties:
        if prop.own and prop.range.kind == "class":
            assert f"{prop.title.get('en')} (" in desc.text
    assert "from Subject enrolment to Programme enrolment: Part of enrolment (1)" in desc.text


def test_a_class_stands_between_those_that_point_at_it_and_its_own_targets(
    diagrams: dict[str, str],
) -> None:
    svg = diagrams["class/ProgrammeEnrolment.nb.svg"]
    place = {n: float(x) for n, x in re.findall(r'/def/(\w+)"><text><tspan x="([\d.]+)"', svg)}
    assert place["SubjectEnrolment"] < place["ProgrammeEnrolment"] < place["Person"]


def test_a_parent_stands_above_and_a_child_below(diagrams: dict[str, str]) -> None:
    svg = diagrams["class/Organisation.nb.svg"]
    place = dict(re.findall(r'/def/(\w+)"><text[^>]*><tspan x="[\d.]+" y="([\d.]+)"', svg))
    assert float(place["Agent"]) < float(place["Organisation"]) < float(place["School"])


def test_inherited_properties_are_counted_and_long_lists_shortened(diagrams: dict[str, str]) -> None:
    assert "+ 3 arvet fra Aktør" in diagrams["class/Organisation.nb.svg"]
    shortened = [path for path, svg in diagrams.items() if re.search(r"\+ \d+ egenskaper til", svg)]
    assert shortened


def test_texts_of_the_model_are_escaped(model: Model) -> None:
    evil = Text.of({"nb": '<script>alert("&")</script>'})
    classes = {n: replace(c, title=evil) if n == "Person" else c for n, c in model.classes.items()}
    for path, svg in write_diagrams(replace(model, classes=classes)):
        assert "<script" not in svg, path
        ET.fromstring(svg)


def test_a_missing_translation_is_shown_in_another_language_and_says_so(model: Model) -> None:
    only = Text.of({"nb": "Bare bokmål"})
    classes = {n: replace(c, title=only) if n == "Person" else c for n, c in model.classes.items()}
    svg = dict(write_diagrams(replace(model, classes=classes)))["class/Person.en.svg"]
    assert '<text lang="nb"><tspan' in svg
