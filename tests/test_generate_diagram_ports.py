from __future__ import annotations

from stafett.generate.diagram.lettering import width
from stafett.generate.diagram.ports import NAME_SIZE, Name, Port, joined, least_step, line_width


def test_a_name_is_as_wide_as_its_longest_line_with_the_cardinality() -> None:
    name = Name((("har", "1"), ("er vedtatt av", "0..*")))
    assert name.width == line_width("er vedtatt av", "0..*") == width("er vedtatt av 0..*", NAME_SIZE)


def test_a_line_without_cardinality_has_no_space_after_it() -> None:
    assert line_width("har", "") == width("har", NAME_SIZE)


def test_each_end_of_a_strand_knows_the_other() -> None:
    first, second = Port("A", "right", 0), Port("B", "left", 1)
    strand = joined(3, 0, first, second)
    assert (first.other, second.other) == (second, first)
    assert (strand.link, strand.gap, strand.loop) == (3, 0, False)


def test_a_named_port_keeps_the_one_above_further_away() -> None:
    bare = Port("A", "left", 0)
    two = Port("A", "left", 0, Name((("har", "1"), ("viser til", "1"))))
    assert least_step(two) > two.name.height > least_step(bare)  # type: ignore[union-attr]
