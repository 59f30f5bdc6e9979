from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from stafett.codes.lists import CERTAINTIES, STATUSES, CodeList, list_of_enumeration
from stafett.languages import LANGUAGES
from stafett.model.elements import Model
from stafett.sources import Sources

SOURCE_FILES = {
    "grep-programomraader": "grep/programomraader",
    "grep-utdanningsprogram": "grep/utdanningsprogram",
    "vigo-avbruddsarsak": "vigo/avbruddsarsak_skole",
    "vigo-bevistype": "vigo/bevistype",
    "vigo-brevtype": "vigo/brevtype",
    "vigo-eksamensform": "vigo/eksamensform",
    "vigo-elevstatus": "vigo/elevstatus",
    "vigo-fagstatus": "vigo/fagstatus",
    "vigo-fagtype": "vigo/fagtype",
    "vigo-fullfortkode": "vigo/fullfortkode",
    "vigo-karakter": "vigo/karakter",
    "vigo-karakterstatus": "vigo/karakterstatus",
    "vigo-malform": "vigo/malform",
    "vigo-rettstype": "vigo/rettstype_ved_inntak",
    "vigo-termin": "vigo/termin",
}
"""Our list to the third-party file, below data/ in the shared folder, that its codes come from."""

OTHER_LABELS = {
    ("vigo-eksamensform", "TS"): "the file marks the label with (?); we give the mark as certainty",
    ("vigo-karakter", "0"): "the file repeats the code for want of a label; ours is left empty",
}

PATTERNS = {
    "grep-utdanningsprogram": r"[A-Z]{2}",
    "grep-programomraader": r"[A-Z]{5}\d[A-Z-]{4}",
    "grep-aarstrinn": r"aarstrinn([1-9]|10|_fov)|vg[123]|paabygning_generell_studiekompetanse|bedrift",
    "grep-karakterer": r"karakter_[a-z]+",
    "grep-vurderingsuttrykk": r"vurderingsuttrykk(_[a-z]+)+",
    "grep-eksamensformer": r"eksamensform_[1-7]",
    "grep-opplaeringssted": r"opplaeringssted_(skole|bedrift)",
    "vigo-iop-fagkoder": r"IOP\d{4}",
}
"""The form of the codes of each Grep collection (the project's notes on code lists, section 1.2)."""


@pytest.fixture(scope="module")
def areas(sources: Sources) -> CodeList:
    return sources.lists["grep-programomraader"]


def test_there_are_16_education_programmes(sources: Sources) -> None:
    assert len(sources.lists["grep-utdanningsprogram"].codes) == 16


def test_there_are_323_programme_areas(areas: CodeList) -> None:
    assert len(areas.codes) == areas.total == 323


def test_a_programme_area_belongs_to_the_programme_of_its_first_two_letters(areas: CodeList) -> None:
    assert [c.notation for c in areas.codes if c.extra["programme"] != c.notation[:2]] == []


def test_the_digit_of_a_programme_area_is_its_stage_but_for_six(areas: CodeList) -> None:
    others = {c.notation for c in areas.codes if c.extra["stage"] != f"vg{c.notation[5]}"}
    assert others == {"ELAVI4----", "ELFMO4----", "ELFST4----", "ELFSY4----", "ELMEL4----", "PBPBY4----"}


def test_the_grep_code_is_the_first_six_characters_and_the_category_the_rest(areas: CodeList) -> None:
    assert all(c.extra["grep_code"] + c.extra["vigo_category"] == c.notation for c in areas.codes)


@pytest.mark.parametrize("notation", ["L", "K"])
def test_a_completion_code_whose_label_is_not_known_has_none_but_a_note(
    sources: Sources, notation: str
) -> None:
    code = sources.lists["vigo-fullfortkode"].by_notation()[notation]
    assert not code.label
    assert code.certainty == "codeOnly"
    assert [tag for tag, _ in code.note] == list(LANGUAGES)


@pytest.mark.parametrize("scheme", PATTERNS)
def test_codes_have_the_form_their_owner_gives_them(sources: Sources, scheme: str) -> None:
    wrong = [
        c.notation for c in sources.lists[scheme].codes if not re.fullmatch(PATTERNS[scheme], c.notation)
    ]
    assert wrong == []


@pytest.mark.parametrize("scheme", ["grep-utdanningsprogram", "grep-programomraader"])
def test_the_pattern_of_the_model_accepts_every_code_of_the_list(sources: Sources, scheme: str) -> None:
    code_list = sources.lists[scheme]
    assert code_list.concept_type
    properties = sources.model.classes[code_list.concept_type].properties
    [pattern] = [p.pattern for p in properties if p.slot == "code"]
    assert pattern
    assert all(re.search(pattern, c.notation) for c in code_list.codes)


def test_codes_of_grep_keep_the_iri_of_grep(sources: Sources) -> None:
    for scheme in ("grep-utdanningsprogram", "grep-programomraader", "grep-eksamensformer"):
        for code in sources.lists[scheme].codes:
            assert code.iri == f"http://psi.udir.no/kl06/{code.notation}"


def test_no_two_codes_have_the_same_iri_with_different_labels(sources: Sources) -> None:
    seen: dict[str, tuple[str, object]] = {}
    for scheme, code_list in sources.lists.items():
        for code in code_list.codes:
            assert seen.setdefault(code.iri, (scheme, code.label))[1] == code.label, code.iri


def test_a_list_with_a_known_total_is_complete_when_it_has_as_many_codes(sources: Sources) -> None:
    for code_list in sources.lists.values():
        if code_list.total is not None:
            assert len(code_list.codes) <= code_list.total
            assert (len(code_list.codes) == code_list.total) or not code_list.complete


def test_every_code_says_where_it_was_read_and_how_sure_it_is(sources: Sources) -> None:
    for code_list in sources.lists.values():
        for code in code_list.codes:
            assert code.sources
            assert code.status in STATUSES
            assert code.certainty in CERTAINTIES
            assert date(2026, 1, 1) <= code.read <= date(2027, 1, 1)


def test_a_label_of_our_own_is_only_said_of_a_language_that_has_text(sources: Sources) -> None:
    for code_list in sources.lists.values():
        for code in code_list.codes:
            texts = {tag for text in (code.label, code.definition, code.note) for tag, _ in text}
            assert set(code.own_translation) <= texts, (code_list.scheme, code.notation)


def test_every_list_without_a_licence_says_so_in_three_languages(sources: Sources) -> None:
    for code_list in sources.lists.values():
        if code_list.licence is None:
            assert [tag for tag, _ in code_list.licence_note] == list(LANGUAGES), code_list.scheme


def test_every_list_has_title_description_and_owner_in_three_languages(sources: Sources) -> None:
    for code_list in sources.lists.values():
        for text in (code_list.title, code_list.description, code_list.owner):
            assert [tag for tag, _ in text] == list(LANGUAGES), code_list.scheme


def test_an_enumeration_becomes_a_complete_list_with_the_model_as_source(model: Model) -> None:
    enum = model.enums["PersonIdKind"]
    found = list_of_enumeration(model, enum, date(2026, 11, 22))
    assert found.is_enumeration
    assert found.complete
    assert (found.scheme, found.total) == ("stafett-personidtype", len(enum.values))
    assert {c.notation: c.label for c in found.codes} == {v.name: v.title for v in enum.values}


def test_a_code_set_leads_from_notation_to_iri(sources: Sources) -> None:
    found = sources.lists["vigo-termin"].code_set()
    assert found.codes == {
        "H": "https://w3id.org/stafett/code/vigo-termin/H",
        "V": "https://w3id.org/stafett/code/vigo-termin/V",
    }


@pytest.mark.shared
@pytest.mark.parametrize("scheme", SOURCE_FILES)
def test_labels_are_those_of_the_file_they_come_from(sources: Sources, shared: Path, scheme: str) -> None:
    theirs = _labels(shared / "data" / f"{SOURCE_FILES[scheme]}.csv")
    ours = {c.notation: c.label.get("nb") or "" for c in sources.lists[scheme].codes}
    known = {notation for listed, notation in OTHER_LABELS if listed == scheme}
    assert ours.keys() == theirs.keys()
    assert {n for n in ours if ours[n] != theirs[n]} == known


@pytest.mark.shared
def test_nynorsk_labels_of_programme_areas_are_those_of_grep(areas: CodeList, shared: Path) -> None:
    theirs = _labels(shared / "data" / "grep" / "programomraader.csv", "label_nn")
    assert {c.notation: c.label.get("nn") or "" for c in areas.codes} == theirs


@pytest.mark.shared
@pytest.mark.parametrize(
    ("scheme", "theirs"),
    [("grep-eksamensformer", "eksamensform"), ("grep-vurderingsuttrykk", "vurderingsuttrykk")],
)
def test_assessment_codes_are_those_of_grep(sources: Sources, shared: Path, scheme: str, theirs: str) -> None:
    with (shared / "data" / "grep" / "vurderingskoder.csv").open(encoding="utf-8", newline="") as stream:
        expected = {r["code"]: r["label_nb"] for r in csv.DictReader(stream) if r["codelist"] == theirs}
    assert {c.notation: c.label.get("nb") for c in sources.lists[scheme].codes} == expected


NVB = {
    "nvb-dokumenttype": "vgdoktype", "nvb-eksamensform": "eksamensformkode", "nvb-fagstatus": "fagstatuskode",
    "nvb-fagtype": "fagtypekode", "nvb-karakter": "karakter", "nvb-malform": "maalformkode",
    "nvb-nivakode": "nivaakode", "nvb-orden-atferd": "orden_adferd", "nvb-skoletype": "skoletype",
    "nvb-termin": "terminkode",
}  # fmt: skip
SAS_FORMATS = {
    "ssb-elevstatus": "elevstatus", "ssb-kompetanse": "komp", "ssb-nus2000-niva": "nus2000_nivaa",
    "ssb-utdanningsprogram": "studret", "ssb-utdanningstype": "utd", "ssb-utfall": "utfall",
}  # fmt: skip
DERIVED = {
    "grep-fagtyper": "fagtype", "grep-opplaeringsnivaa": "opplaeringsnivaa", "grep-spraak": "spraak",
    "grep-sluttkompetanse": "sluttkompetanse", "grep-utdanningsprogramtype": "utdanningsprogramtype",
}  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize(
    ("scheme", "file", "name"),
    [
        *((scheme, "nvb/nvb_codes", name) for scheme, name in NVB.items()),
        *((scheme, "ssb/sas_format_codes", name) for scheme, name in SAS_FORMATS.items()),
    ],
)
def test_codes_of_a_list_are_those_of_the_table_it_comes_from(
    sources: Sources, shared: Path, scheme: str, file: str, name: str
) -> None:
    with (shared / "data" / f"{file}.csv").open(encoding="utf-8", newline="") as stream:
        theirs = {row["code"]: row["label_nb"] for row in csv.DictReader(stream) if row["list"] == name}
    ours = sources.lists[scheme].by_notation()
    assert ours.keys() == theirs.keys()
    # NVB writes labels in running text, with remarks in brackets; where we have a label it begins theirs.
    for notation, label in theirs.items():
        label_nb = ours[notation].label.get("nb")
        assert label_nb is None or label.lower().startswith(label_nb.lower()[:12]), notation
    assert all(ours[n].label.get("nb") is None for n, label in theirs.items() if not label)


@pytest.mark.shared
@pytest.mark.parametrize("scheme", DERIVED)
def test_codes_read_in_answers_of_grep_have_the_labels_of_the_answers(
    sources: Sources, shared: Path, scheme: str
) -> None:
    theirs = _labels(shared / "data" / "grep" / "derived" / f"{DERIVED[scheme]}.csv", "label_default")
    assert {c.notation: c.label.get("nb") for c in sources.lists[scheme].codes} == theirs


@pytest.mark.shared
def test_counties_are_those_from_2024(sources: Sources, shared: Path) -> None:
    theirs = _labels(shared / "data" / "vigo" / "fylke_2024.csv")
    assert {c.notation: c.label.get("nb") for c in sources.lists["ssb-fylke-2024"].codes} == theirs


def _labels(file: Path, column: str = "label_nb") -> dict[str, str]:
    with file.open(encoding="utf-8", newline="") as stream:
        return {row["code"]: row[column] for row in csv.DictReader(stream)}
