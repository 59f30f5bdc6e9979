"""What the mappings say of single codes, from either side."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from small_codes import a_code, a_list
from stafett.errors import Location
from stafett.mappings.sets import NO_TERM, Entity, Mapping, MappingSet
from stafett.pages.codemappings import code_mapping_data
from stafett.sources import Sources

KL06 = "http://psi.udir.no/kl06/"
A, B = (Entity(f"grep:{name}", f"{KL06}{name}", name) for name in "AB")
ABSENT, TEXT = Entity("sssom:NoTermFound", NO_TERM, ""), Entity("NAVN", None, "NAVN")
BROAD = Entity("skos:broadMatch", "urn:broad", "")


def mapped(*pairs: tuple[Entity, Entity]) -> dict[str, MappingSet]:
    rows = tuple(Mapping(s, BROAD, o, False, "urn:j", 0.9, "Why.", Location(Path("x"))) for s, o in pairs)
    texts = ("some", "urn:set", "Some", "", "", "", "1")
    return {"some": MappingSet(*texts, date(2026, 1, 1), "", "", None, None, rows)}


def test_a_mapping_is_seen_from_both_sides(sources: Sources) -> None:
    found = code_mapping_data(sources.mappings, sources.lists)
    ours, theirs = f"{sources.model.iris.base}/code/vigo-eksamensform/S", f"{KL06}eksamensform_2"
    assert any(row["other"]["iri"] == ours and row["inverse"] for row in found[theirs])
    assert any(row["other"]["iri"] == theirs and not row["inverse"] for row in found[ours])


def test_the_predicate_is_read_backwards_from_the_other_side() -> None:
    found = code_mapping_data(mapped((A, B)), {"l": a_list("l", a_code("A"), a_code("B"))})
    [here], [there] = found[f"{KL06}A"], found[f"{KL06}B"]
    assert (here["inverse"], here["other"]["label"]) == (False, "B")
    assert (there["inverse"], there["other"]["label"]) == (True, "A")
    assert here["predicate"] == there["predicate"] == "skos:broadMatch"


def test_only_codes_of_a_list_we_have_are_shown() -> None:
    assert set(code_mapping_data(mapped((A, B)), {"l": a_list("l", a_code("A"))})) == {f"{KL06}A"}
    assert code_mapping_data(mapped((A, B)), {}) == {}


def test_what_was_looked_for_in_vain_is_nothing_and_a_text_is_a_text() -> None:
    found = code_mapping_data(mapped((A, ABSENT), (A, TEXT)), {"l": a_list("l", a_code("A"))})
    absent, text = found[f"{KL06}A"]
    assert absent["other"] is None
    assert text["other"] == {"curie": "NAVN", "iri": None, "label": "NAVN"}
