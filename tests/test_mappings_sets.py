"""What a mapping is: when it is one plain triple."""

from __future__ import annotations

from pathlib import Path

import pytest

from stafett.errors import Location
from stafett.mappings.sets import NO_TERM, Entity, Mapping

OURS, THEIRS = Entity("a:A", "urn:a", "A"), Entity("b:B", "urn:b", "B")
ABSENT, TEXT = Entity("sssom:NoTermFound", NO_TERM, ""), Entity("NAVN", None, "NAVN")
CLOSE = Entity("skos:closeMatch", "http://www.w3.org/2004/02/skos/core#closeMatch", "")


@pytest.mark.parametrize(
    ("subject", "other", "negated", "plain"),
    [
        (OURS, THEIRS, False, True),
        (OURS, THEIRS, True, False),
        (OURS, ABSENT, False, False),
        (ABSENT, THEIRS, False, False),
        (OURS, TEXT, False, False),
    ],
)
def test_a_mapping_is_one_triple_where_it_holds_between_two_terms(
    subject: Entity, other: Entity, negated: bool, plain: bool
) -> None:
    mapping = Mapping(subject, CLOSE, other, negated, "urn:j", 1.0, None, Location(Path("x")))
    assert mapping.is_plain is plain
