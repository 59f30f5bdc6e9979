"""Charts of answers."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest

from stafett.web.chart import MOST_POINTS, Chart, chart_of, draw

XSD = "http://www.w3.org/2001/XMLSchema#"
SVG = "{http://www.w3.org/2000/svg}"


def text(value: str) -> dict[str, Any]:
    return {"type": "literal", "value": value}


def number(value: str, name: str = "integer") -> dict[str, Any]:
    return {"type": "literal", "value": value, "datatype": XSD + name}


def iri(value: str) -> dict[str, Any]:
    return {"type": "uri", "value": value}


def test_the_first_column_of_numbers_is_named_by_the_texts_beside_it() -> None:
    rows = [
        {"s": iri("urn:a"), "name": text("A"), "place": text("skole"), "n": number("2")},
        {"s": iri("urn:b"), "name": text("B"), "n": number("3.5", "decimal")},
    ]
    chart = chart_of(["s", "name", "place", "n"], rows)
    assert chart == Chart("name, place", "n", (("A · skole", 2.0), ("B", 3.5)), 2)


def test_identifiers_name_points_where_there_is_no_text() -> None:
    rows = [{"c": iri("urn:a"), "n": number("1")}, {"c": iri("urn:b"), "n": number("2")}]
    chart = chart_of(["c", "n"], rows, lambda name: name.removeprefix("urn:"))
    assert chart is not None
    assert [name for name, _ in chart.points] == ["a", "b"]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"c": text("a"), "n": number("1")}],
        [{"c": text("a")}, {"c": text("b")}],
        [{"n": number("1")}, {"n": number("2")}],
        [{"c": text("a"), "n": number("1")}, {"c": text("b"), "n": text("two")}],
        [{"c": text("a"), "n": number("INF", "double")}, {"c": text("b"), "n": number("NaN", "double")}],
        [{"c": text("a"), "n": number("x")}, {"c": text("b"), "n": number("")}],
    ],
)
def test_what_cannot_be_drawn_has_no_chart(rows: list[dict[str, Any]]) -> None:
    assert chart_of(["c", "n"], rows) is None


def test_years_in_order_make_a_line_and_others_bars() -> None:
    points = (("2021", 1.0), ("2022", 4.0), ("2023", 2.0))
    line = ET.fromstring(draw(Chart("year", "n", points, 3), "nb", "n"))
    assert len(line.findall(f"{SVG}circle")) == 3
    bars = ET.fromstring(draw(Chart("year", "n", points[::-1], 3), "nb", "n"))
    assert len(bars.findall(f"{SVG}rect")) == 3


def test_the_length_of_a_bar_follows_the_number_also_below_zero() -> None:
    chart = Chart("c", "n", (("a", 10.0), ("b", -5.0), ("c", 0.0)), 3)
    bars = ET.fromstring(draw(chart, "en", "n")).findall(f"{SVG}rect")
    widths = [float(bar.attrib["width"]) for bar in bars]
    assert widths[0] == pytest.approx(2 * widths[1], rel=0.01)
    assert float(bars[1].attrib["x"]) + widths[1] == pytest.approx(float(bars[0].attrib["x"]), abs=0.2)


def test_only_so_many_points_are_drawn() -> None:
    rows = [{"c": text(f"r{i}"), "n": number(str(i))} for i in range(100)]
    chart = chart_of(["c", "n"], rows)
    assert chart is not None
    assert len(chart.points) == MOST_POINTS
    assert chart.rows == 100


def test_values_of_the_data_are_escaped() -> None:
    chart = Chart("c", "n", (("<script>alert(1)</script>" * 3, 1.0), ('"&', 2.0)), 2)
    drawing = draw(chart, "nb", "<b>")
    assert "<script" not in drawing
    assert "<b>" not in drawing
    ET.fromstring(drawing)
