from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from stafett.codes.deviations import KINDS, Deviation, read_deviations
from stafett.codes.lists import CodeList
from stafett.codes.reader import read_sources
from stafett.errors import SourceError
from stafett.iris import Iris
from stafett.languages import LANGUAGES
from stafett.sources import Sources

TEXT = "{nb: a, nn: a, en: a}"
ENTRY = {
    "title": TEXT,
    "statement": TEXT,
    "list_a": "sas-vigo-rettstype",
    "list_b": "ssb-rettstype",
    "kind": "onlyInB",
    "codes": "['F']",
    "evidence": TEXT,
    "source": "grensesnitt-sas-vigo",
    "read": "2026-11-26",
    "certainty": "secondary",
    "reported": "2026-11-26",
}

Read = Callable[..., tuple[Deviation, ...]]


@pytest.fixture
def read(tmp_path: Path, sources: Sources, root: Path, iris: Iris) -> Read:
    def read(**changes: str) -> tuple[Deviation, ...]:
        lines = "".join(f"  {key}: {value}\n" for key, value in (ENTRY | changes).items() if value)
        file = tmp_path / "deviations.yaml"
        file.write_text("f:\n" + lines, encoding="utf-8")
        return read_deviations(file, sources.lists, read_sources(root / "codes" / "sources.yaml", iris), iris)

    return read


def test_the_kinds_are_those_of_the_model(sources: Sources) -> None:
    assert tuple(v.name for v in sources.model.enums["DeviationKind"].values) == KINDS


def test_a_deviation_that_holds_is_read(read: Read) -> None:
    [found] = read()
    assert (found.key, found.kind, found.codes, found.since) == ("f", "onlyInB", ("F",), None)
    assert found.iri == "https://w3id.org/stafett/deviation/f"


def test_an_entry_with_several_lists_is_a_deviation_for_each(read: Read) -> None:
    found = read(
        list_a="vigo-fullfortkode",
        list_b="[vigo-fagstatus, vigo-malform]",
        codes="['S']",
        kind="meaningDiffers",
    )
    assert [d.key for d in found] == ["f-vigo-fagstatus", "f-vigo-malform"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "onlyInA", "codes": "['U']"}, "«U» is a code of ssb-rettstype too"),
        ({"codes": "['Q']"}, "«Q» is no code of ssb-rettstype"),
        ({"kind": "labelDiffers", "codes": "['U']"}, "do not differ so"),
        ({"kind": "validityDiffers", "codes": "['U']"}, "do not differ so"),
        ({"kind": "identifierDiffers", "codes": "['U']", "counterparts": "{U: Q}"}, "«Q» is no code"),
        ({"kind": "other"}, "«kind» is «other», but must be one of onlyInA"),
        ({"list_a": "vigo-rett"}, "«list_a» is «vigo-rett», but must be known"),
        ({"source": "nowhere"}, "«source» is «nowhere», but must be known"),
        ({"certainty": "sure"}, "«certainty» is «sure»"),
        ({"codes": "[1]"}, "«codes» must be a list of codes, each as a string"),
        ({"counterparts": "[F]"}, "«counterparts» must lead from"),
        ({"evidence": "{nb: a}"}, "«evidence» has no text in nn"),
        ({"read": "yesterday"}, "«read» is «yesterday», but must be a date"),
    ],
)
def test_a_claim_that_does_not_hold_or_is_not_whole_is_refused(
    read: Read, changes: dict[str, str], message: str
) -> None:
    with pytest.raises(SourceError, match=re.escape(message)) as fault:
        read(**changes)
    assert fault.value.where is not None
    assert fault.value.where.file.name == "deviations.yaml"


def test_a_claim_about_a_whole_list_is_not_tried_by_code(read: Read) -> None:
    [found] = read(codes="['NUS']", whole_list="true")
    assert found.whole_list


def test_the_deviations_asked_for_are_there(sources: Sources) -> None:
    found = {d.key: (d.list_a, d.list_b, d.kind, d.codes) for d in sources.deviations}
    assert found["fullfortkode-l-k"] == (
        "sas-vigo-fullfortkode", "ssb-fullfortkode", "onlyInA", ("L", "K"),
    )  # fmt: skip
    assert found["rettstype-f"] == ("sas-vigo-rettstype", "ssb-rettstype", "onlyInB", ("F",))
    assert len(found["elevstatus-handbok-ssb"][3]) == 13 - 6


def test_every_deviation_has_its_texts_in_three_languages_and_a_source(sources: Sources) -> None:
    for deviation in sources.deviations:
        for text in (deviation.title, deviation.statement, deviation.evidence):
            assert [tag for tag, _ in text] == list(LANGUAGES), deviation.key
        assert deviation.sources, deviation.key


@pytest.mark.parametrize("letter", list("SKAFVIB"))
def test_a_letter_of_many_lists_deviates_in_every_list_of_vigo_that_has_it(
    sources: Sources, letter: str
) -> None:
    told = {
        name
        for d in sources.deviations
        if d.key.startswith(f"bokstav-{letter.lower()}")
        for name in (d.list_a, d.list_b)
    }
    assert told == {
        s for s, li in sources.lists.items() if _is_one_of_vigo(li) and letter in li.by_notation()
    }


def _is_one_of_vigo(code_list: CodeList) -> bool:
    """Lists of VIGO, not an older edition of one, which has the same letters as the newer."""
    return code_list.scheme.startswith("vigo-") and code_list.scheme != "vigo-fagstatus-2023"
