from __future__ import annotations

import pytest

from invented_models import invented
from stafett.generate.diagram.columns import MOST_COLUMNS, Columns, Passage, columns_of, guess_height
from stafett.generate.diagram.scheme import Link, Node, Scheme, module_scheme
from stafett.model.elements import Model


def scheme(names: str, *links: str) -> Scheme:
    """Classes of one letter, each a tree of its own, and links such as `ab`."""
    trees = tuple((Node(name, name, "full"),) for name in names)
    return Scheme("module", "m", trees, tuple(Link(ends[0], ends[1], (), contains=False) for ends in links))


def column_of(columns: Columns, number: int) -> int:
    return next(place for place, items in enumerate(columns) if number in items)


def test_columns_that_are_given_are_kept() -> None:
    given = Scheme("class", "m", scheme("ab").trees, (), columns=((1,), (0,)))
    assert columns_of(given) == ((1,), (0,))


def test_a_link_leads_to_the_right() -> None:
    columns = columns_of(scheme("abc", "ca", "ab"))
    assert column_of(columns, 2) < column_of(columns, 0) < column_of(columns, 1)


def test_a_long_link_passes_through_the_column_between() -> None:
    columns = columns_of(scheme("abc", "ab", "bc", "ac"))
    assert [column_of(columns, n) for n in range(3)] == [0, 1, 2]
    assert Passage(2) in columns[1]


def test_lines_that_would_cross_are_untangled() -> None:
    columns = columns_of(scheme("abcd", "ac", "bd"))
    left, right = columns
    assert (left.index(0) < left.index(1)) == (right.index(2) < right.index(3))


@pytest.mark.parametrize("seed", range(4))
def test_every_tree_stands_in_one_column_and_no_more_columns_than_the_page_has(seed: int) -> None:
    made = module_scheme(invented(seed), "m")
    columns = columns_of(made)
    assert len(columns) <= MOST_COLUMNS
    trees = sorted(item for items in columns for item in items if isinstance(item, int))
    assert trees == list(range(len(made.trees)))


def test_a_box_with_more_rows_is_guessed_taller(model: Model) -> None:
    nodes = sorted(module_scheme(model, "results").nodes(), key=lambda n: len(n.attributes + n.references))
    assert guess_height(nodes[-1]) > guess_height(nodes[0])
