"""Waivers: what is set aside, and what is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stafett.errors import SourceError
from stafett.harvest.waivers import Result, read_waivers, sort

SH = "http://www.w3.org/ns/shacl#"
RESULT = Result(
    shapes="modelldcat-ap-no/modelldcat-ap-no_v1_SHACL-shapes.ttl",
    focus="https://example.org/catalog",
    path="http://www.w3.org/ns/dcat#contactPoint",
    component=SH + "NodeKindConstraintComponent",
    value="https://example.org/contact",
    severity="Violation",
    message="",
)


def test_our_waivers_can_be_read_and_say_why(root: Path) -> None:
    waivers = read_waivers(root / "catalogue" / "waivers.yaml")
    assert waivers
    assert all(w.source and w.reason.get("nn") and w.title.get("nn") for w in waivers)


def test_a_waiver_covers_its_result_and_nothing_else(root: Path) -> None:
    waivers = read_waivers(root / "catalogue" / "waivers.yaml")
    other = replace(RESULT, component=SH + "MinCountConstraintComponent")
    found = sort("informationmodels", [RESULT, other], waivers)
    assert found.counting == (other,)
    assert [(w.key, r) for w, r in found.waived] == [("modelldcat-contact-point", RESULT)]
    assert sort("concepts", [RESULT], waivers).waived == ()


def test_a_waiver_without_a_source_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    file.write_text(
        "w:\n  document: datasets\n  shapes: x.ttl\n  component: sh:ClassConstraintComponent\n"
        "  reason: {nb: a, nn: b, en: c}\n",
        encoding="utf-8",
    )
    with pytest.raises(SourceError, match="source"):
        read_waivers(file)
