"""Mapping sets: what the reader takes, and what it refuses with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stafett.errors import SourceError
from stafett.iris import Iris
from stafett.mappings.reader import PREDICATES, read_mappings
from stafett.mappings.sets import MappingSet
from stafett.sources import Sources

HEAD = """\
#curie_map:
#  elm: http://data.europa.eu/snb/model/elm/
#  own: https://stafett.invalid/
#  snb: http://data.europa.eu/snb/model/
#  stafett: https://stafett.invalid/def/
#mapping_set_id: https://stafett.invalid/mapping/some
#mapping_set_version: "1"
#mapping_set_title: Some
#mapping_set_description: Some mappings.
#creator_label: [Stafett]
#license: https://creativecommons.org/licenses/by/4.0/
#subject_source: own:def
#object_source: snb:elm
#mapping_date: 2026-11-22
"""
COLUMNS = (
    "subject_id\tsubject_label\tpredicate_id\tpredicate_modifier\tobject_id\tobject_label\t"
    "mapping_justification\tconfidence\tobject_type\tcomment\n"
)
CURATED = "semapv:ManualMappingCuration"
ROW = f"stafett:Person\tPerson\tskos:closeMatch\t\telm:Person\tPerson\t{CURATED}\t0.9\t\t\n"
FIRST_ROW = HEAD.count("\n") + 2

Read = Callable[[str], MappingSet]


def _row(**changes: str) -> str:
    cells = dict(zip(COLUMNS.rstrip("\n").split("\t"), ROW.rstrip("\n").split("\t"), strict=True))
    return "\t".join((cells | changes).values()) + "\n"


@pytest.fixture
def read(tmp_path: Path, sources: Sources) -> Read:
    def reading(text: str) -> MappingSet:
        (tmp_path / "some.sssom.tsv").write_text(text, encoding="utf-8")
        return read_mappings(tmp_path, sources.model, sources.code_sets)["some"]

    return reading


def test_a_row_is_read(read: Read, iris: Iris) -> None:
    (mapping,) = read(HEAD + COLUMNS + ROW).mappings
    assert mapping.subject.iri == iris.term("Person")
    assert mapping.object.iri == "http://data.europa.eu/snb/model/elm/Person"
    assert (mapping.confidence, mapping.comment, mapping.where.line) == (0.9, None, FIRST_ROW)


def test_no_folder_means_no_mappings(tmp_path: Path, sources: Sources) -> None:
    assert read_mappings(tmp_path / "none", sources.model, sources.code_sets) == {}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"subject_id": "stafett:Nothing"}, "no class, slot, list or code of the model"),
        ({"subject_id": "other:Person"}, "The prefix of «other:Person» is not declared"),
        ({"object_id": "esco:Skill"}, "The prefix of «esco:Skill» is not declared"),
        ({"object_id": "Person"}, "The prefix of «Person» is not declared"),
        ({"predicate_id": "skos:sameMatch"}, "«predicate_id» is «skos:sameMatch»"),
        ({"predicate_id": "skos:mappingRelation"}, "«predicate_id» is «skos:mappingRelation»"),
        ({"object_id": "sssom:NoTermFound"}, "must be skos:mappingRelation"),
        ({"predicate_modifier": "Maybe"}, "«predicate_modifier» is «Maybe», but must be Not"),
        ({"mapping_justification": "semapv:Guess"}, "«mapping_justification» is «semapv:Guess»"),
        ({"confidence": "1.1"}, "«confidence» is «1.1», but must be from 0 to 1"),
        ({"confidence": "-0.1"}, "must be from 0 to 1"),
        ({"confidence": "nan"}, "must be from 0 to 1"),
        ({"confidence": "high"}, "must be from 0 to 1"),
        ({"confidence": ""}, "must be from 0 to 1"),
        ({"confidence": "0.7"}, "needs a comment that says why"),
        ({"predicate_modifier": "Not"}, "needs a comment that says why"),
        ({"object_type": "rdfs literal"}, "has object_label, and no object_id"),
        ({"object_type": "owl class"}, "«object_type» is «owl class», but must be rdfs literal"),
        ({"comment": "one\tmore"}, "The row has 11 cells; expected 10"),
    ],
)
def test_a_faulty_row_is_refused_with_its_line(read: Read, changes: dict[str, str], words: str) -> None:
    with pytest.raises(SourceError) as fault:
        read(HEAD + COLUMNS + ROW + _row(object_id="elm:Agent", **{"comment": "", **changes})
             if "object_id" not in changes else HEAD + COLUMNS + ROW + _row(**changes))  # fmt: skip
    assert words in fault.value.message
    assert str(fault.value.where).endswith(f"some.sssom.tsv:{FIRST_ROW + 1}")


@pytest.mark.parametrize(
    ("old", "new", "words", "line"),
    [
        ("mapping/some", "mapping/other", "but the file is named some.sssom.tsv", 6),
        ("elm: http://data.europa.eu/snb/model/elm/", "elm: http://elm/", "«elm» is http://elm/ here", 2),
        ("#license: https://creativecommons.org/licenses/by/4.0/\n", "", "«license» is missing", 1),
        ("2026-11-22", "soon", "«mapping_date» is «soon», but must be a date", 14),
        ("[Stafett]", "Stafett", "«creator_label» must be a list of names", 10),
        ("object_source: snb:", "object_source: zzz:", "The prefix of «zzz:elm» is not declared", 13),
        ("object_label", "object_name", "There is no column «object_label»", FIRST_ROW - 1),
        ("object_type", "author_id", "The column «author_id» is unknown", FIRST_ROW - 1),
    ],
)
def test_a_faulty_head_is_refused_with_its_line(
    read: Read, old: str, new: str, words: str, line: int
) -> None:
    with pytest.raises(SourceError) as fault:
        read((HEAD + COLUMNS + ROW).replace(old, new, 1))
    assert words in fault.value.message
    assert fault.value.where is not None
    assert fault.value.where.line == line


def test_a_pair_is_mapped_once(read: Read) -> None:
    with pytest.raises(SourceError, match=f"already mapped on line {FIRST_ROW}"):
        read(HEAD + COLUMNS + ROW + _row(predicate_id="skos:exactMatch"))


def test_two_terms_cannot_both_be_the_same_as_a_third(read: Read) -> None:
    exact = {"predicate_id": "skos:exactMatch"}
    both = _row(**exact), _row(**exact, object_id="elm:Agent")
    with pytest.raises(SourceError, match="already an exact match of elm:Person"):
        read(HEAD + COLUMNS + "".join(both))
    with pytest.raises(SourceError, match="already an exact match of stafett:Person"):
        read(HEAD + COLUMNS + both[0] + _row(**exact, subject_id="stafett:Agent"))
    assert len(read(HEAD + COLUMNS + both[0] + _row(**exact, object_id="elm:person")).mappings) == 2


def test_a_planned_term_is_checked_but_not_kept(read: Read, tmp_path: Path) -> None:
    (tmp_path / "planned.txt").write_text("# on its way\nstafett:Later\n", encoding="utf-8")
    assert not read(HEAD + COLUMNS + _row(subject_id="stafett:Later")).mappings
    with pytest.raises(SourceError, match="confidence"):
        read(HEAD + COLUMNS + _row(subject_id="stafett:Later", confidence="2"))


def test_our_enumeration_of_predicates_holds_those_of_the_files(sources: Sources) -> None:
    matches = {p.removeprefix("skos:") for p in PREDICATES if p.startswith("skos:")}
    assert {v.name for v in sources.model.enums["MappingPredicate"].values} == matches


BETWEEN = (
    HEAD.replace("subject_source: own:def", "subject_source: own:code")
    .replace("object_source: snb:elm", "object_source: own:code")
    .replace("#  elm:", "#  codes: https://stafett.invalid/code/\n#  elm:")
)


def _codes(subject: str, other: str) -> str:
    return _row(subject_id=f"codes:{subject}", predicate_id="skos:exactMatch", object_id=f"codes:{other}")


def test_codes_of_two_lists_may_both_match_one_of_a_third(read: Read) -> None:
    rows = _codes("vigo-termin/H", "nvb-termin/H") + _codes("nvb-malform/N", "nvb-termin/H")
    assert len(read(BETWEEN + COLUMNS + rows).mappings) == 2


def test_only_one_code_of_a_list_can_be_an_exact_match(read: Read) -> None:
    rows = _codes("vigo-termin/H", "nvb-termin/H") + _codes("vigo-termin/V", "nvb-termin/H")
    with pytest.raises(SourceError, match="is already an exact match of codes:vigo-termin/H"):
        read(BETWEEN + COLUMNS + rows)


@pytest.mark.parametrize("other", ["codes:nvb-termin/05", "elm:Person"])
def test_in_a_set_between_lists_every_object_is_a_code_of_ours(read: Read, other: str) -> None:
    row = _row(subject_id="codes:vigo-termin/H", object_id=other)
    with pytest.raises(SourceError, match=f"«{other}» is no code of a list we have"):
        read(BETWEEN + COLUMNS + row)
