"""Hand-written rules: read whole, refused where something is missing."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from stafett.errors import SourceError
from stafett.iris import Iris
from stafett.model.rules import read_rules

RULE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix stafett: <https://stafett.invalid/def/> .
<https://stafett.invalid/rule/V99> a sh:NodeShape ;
  sh:targetClass stafett:Person ;
  dct:identifier "V99" ;
  stafett:decidableFrom <https://stafett.invalid/code/stafett-avgjorbarhet/oneRecord> ;
  sh:severity sh:Warning ;
  sh:message "b"@nb , "n"@nn , "e"@en ;
  dct:description "b"@nb , "n"@nn , "e"@en ;
  sh:property [ sh:path stafett:birthYear ; sh:minCount 1 ] .
"""


def write(folder: Path, text: str = RULE, name: str = "one.ttl") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_rule_is_read_under_the_base(tmp_path: Path, iris: Iris) -> None:
    (rule,) = read_rules(write(tmp_path), iris).rules
    assert rule.identifier == "V99"
    assert rule.iri == iris.thing("rule", "V99")
    assert rule.severity == "Warning"
    assert rule.decidable_from == "oneRecord"
    assert not [iri for iri in rule.mentions if iri.endswith("oneRecord")]  # no code that the rule looks at
    assert rule.targets == (iris.term("Person"),)
    assert rule.message.as_dict() == {"nb": "b", "nn": "n", "en": "e"}


def test_nothing_of_the_placeholder_is_left(tmp_path: Path, iris: Iris) -> None:
    triples = read_rules(write(tmp_path), iris).triples
    assert triples
    assert not [t for t in triples if "stafett.invalid" in str(t)]


def test_what_the_rule_says_as_a_whole_goes_before_what_its_parts_say(tmp_path: Path, iris: Iris) -> None:
    said = " , ".join(f'"{{?value}}"@{tag}' for tag in ("nb", "nn", "en"))
    part = f"[ sh:path stafett:birthYear ; sh:minCount 1 ; sh:message {said} ]"
    text = RULE.replace("[ sh:path stafett:birthYear ; sh:minCount 1 ]", part)
    assert part in text
    (rule,) = read_rules(write(tmp_path, text), iris).rules
    assert rule.message.as_dict() == {"nb": "b", "nn": "n", "en": "e"}


def test_no_rule_is_named_by_a_message_with_variables(root: Path, iris: Iris) -> None:
    rules = read_rules(root / "shapes" / "rules", iris).rules
    assert [rule.identifier for rule in rules for _, words in rule.message if "{" in words] == []


def test_two_readings_name_blank_nodes_alike(tmp_path: Path, iris: Iris) -> None:
    folder = write(tmp_path)
    first, second = read_rules(folder, iris).triples, read_rules(folder, iris).triples
    assert first == second
    assert any(isinstance(t.subject, ox.BlankNode) for t in first)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"n"@nn , "e"@en ;\n  dct', '"e"@en ;\n  dct', "no sh:message in nn"),
        ('dct:description "b"@nb , "n"@nn , "e"@en', 'dct:description "b"@nb', "no dct:description in nn"),
        ("sh:severity sh:Warning ;", "", "must have one sh:severity"),
        ("sh:targetClass stafett:Person ;", "", "has no sh:targetClass"),
        ('"V99"', '"V98"', "dct:identifier"),
        (
            "stafett:decidableFrom <https://stafett.invalid/code/stafett-avgjorbarhet/oneRecord> ;",
            "",
            "decidableFrom",
        ),
        ("/code/stafett-avgjorbarhet/oneRecord", "/code/vigo-termin/H", "decidableFrom"),
        ("sh:minCount 1 ]", "sh:minCount 1", "not valid Turtle"),
    ],
)
def test_an_incomplete_rule_is_refused(tmp_path: Path, iris: Iris, old: str, new: str, said: str) -> None:
    assert old in RULE
    with pytest.raises(SourceError, match=said) as refused:
        read_rules(write(tmp_path, RULE.replace(old, new)), iris)
    assert refused.value.where is not None
    assert refused.value.where.file.name == "one.ttl"


def test_a_number_is_used_once(tmp_path: Path, iris: Iris) -> None:
    write(tmp_path)
    with pytest.raises(SourceError, match=r"stands in one\.ttl too"):
        read_rules(write(tmp_path, name="two.ttl"), iris)


def test_a_result_is_traced_to_its_rule(tmp_path: Path, iris: Iris) -> None:
    rules = read_rules(write(tmp_path), iris)
    assert rules.owner_of(f"<{iris.thing('rule', 'V99')}>") == "V99"
    assert rules.owner_of(f"<{iris.shape('Person')}>") is None
