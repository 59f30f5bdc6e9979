"""The six mistakes a contributor makes most, each with the exact sentence, file and line she gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from stafett.errors import SourceError
from stafett.mappings.targets import check_targets
from stafett.model.checks import check
from stafett.release import check_lock, write_lock
from stafett.sources import Sources
from stafett.yamlfile import parse_yaml

HEAD = """\
id: x
name: core
title: Kjerne
description: Kjerne.
annotations: {title_nn: Kjerne, title_en: Core, description_nn: Kjerne., description_en: Core.}
"""
ALL = (
    "title: a, description: b, annotations: {title_nn: a, title_en: a, description_nn: b, description_en: b}"
)
NO_NN = ALL.replace("description_nn: b, ", "")
LIST = ALL.replace("annotations: {", "annotations: {scheme: stafett-x, ")
VALUE = "title: a, annotations: {title_nn: a, title_en: a}"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            f"classes:\n  Person: {{{NO_NN}}}\n",
            "core.yaml:7: «Person» has no definition in nn\n  Write it in annotations: description_nn.",
        ),
        (
            f"classes:\n  A: {{{ALL}}}\n  B: {{{ALL}, is_a: A}}\n"
            f"  C: {{{ALL}, slots: [of], slot_usage: {{of: {{range: A}}}}}}\n"
            f"slots:\n  of: {{{ALL}, range: B}}\n",
            "core.yaml:9: «C» widens the slot «of»: its range is «B», "
            "and «A» is neither that nor a kind of it\n"
            "  A class may only narrow what it inherits.",
        ),
        (
            f"enums:\n  Kind: {{{LIST}, permissible_values: {{one: {{{VALUE}}}}}}}\n",
            "core.yaml:7: The value «one» must have a meaning with the same local name, but has «»",
        ),
        (
            f"slots:\n  of: {{{ALL}, range: Nowhere}}\n",
            "core.yaml:7: «of» has range «Nowhere», which is no class, enumeration or type of the model",
        ),
    ],
    ids=["no definition in nn", "wider range", "value without meaning", "dangling range"],
)
def test_a_mistake_in_the_model_gives_one_sentence(body: str, sentence: str) -> None:
    assert [str(f) for f in check([parse_yaml(HEAD + body, Path("core.yaml"))])] == [sentence]


def test_a_mapping_to_a_term_that_does_not_exist(sources: Sources, tmp_path: Path) -> None:
    """Its vocabulary is here one that has no terms at all."""
    (tmp_path / "standards/elm").mkdir(parents=True)
    (tmp_path / "standards/elm/ELM.ttl").write_text("", encoding="utf-8")
    first = check_targets([sources.mappings["stafett-elm"]], tmp_path).faults[0]
    assert str(first).startswith(f"{first.where}: «elm:")
    assert "is not in the vocabulary it is mapped to\n  Look it up again, or map to what is there." in str(
        first
    )
    assert first.where is not None
    assert first.where.line is not None


def test_a_term_removed_without_deprecation(tmp_path: Path) -> None:
    lock = tmp_path / "published-terms.lock"
    write_lock(lock, ["def/Person"])
    with pytest.raises(SourceError) as found:
        check_lock(lock, {"classes": {}, "slots": {}, "lists": {}})
    assert str(found.value) == (
        f"{lock}:3: 1 published identifiers would vanish: def/Person\n"
        "  Deprecate the term and keep it. The list of what is published is published-terms.lock."
    )
