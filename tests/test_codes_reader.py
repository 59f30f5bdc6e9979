from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.no import fodselsnummer

from stafett.codes.lists import CodeList
from stafett.codes.reader import COLUMNS, read_code_lists
from stafett.errors import SourceError
from stafett.iris import PLACEHOLDER, Iris

IRIS = Iris("https://example.org/x")
TEXT = "{nb: a, nn: a, en: a}"
SOURCES = f"handbok: {{title: {TEXT}, url: 'https://example.org', publisher: {TEXT}, read: 2026-11-22}}\n"
HEAD = f"""\
scheme: vigo-prove
title: {TEXT}
description: {TEXT}
owner: {{agent: x, name: {TEXT}}}
origin: VIGO
version: '1'
source: handbok
read: 2026-11-22
licence_note: {TEXT}
complete: false
"""
ROW = {"notation": "B", "label_nb": "Bestått", "status": "current", "certainty": "verified"} | {
    "source": "handbok", "read": "2026-11-22",
}  # fmt: skip


def line(*extra: str, **changes: str) -> str:
    row = ROW | changes
    return ",".join([*(row.get(column, "") for column in COLUMNS), *extra]) + "\n"


def folder_with(
    folder: Path, *rows: str, head: str = HEAD, header: str = ",".join(COLUMNS), sources: str = SOURCES
) -> Path:
    (folder / "sources.yaml").write_text(sources, encoding="utf-8")
    (folder / "vigo-prove.yaml").write_text(head, encoding="utf-8")
    (folder / "vigo-prove.csv").write_text(header + "\n" + "".join(rows), encoding="utf-8")
    return folder


def read(folder: Path) -> CodeList:
    return read_code_lists(folder, IRIS)["vigo-prove"]


def fault_of(folder: Path) -> SourceError:
    with pytest.raises(SourceError) as fault:
        read(folder)
    return fault.value


def test_a_list_and_its_codes_are_read(tmp_path: Path) -> None:
    found = read(
        folder_with(tmp_path, line(valid_from="2020-08-01", own_translation="nn en", label_nn="Greidd"))
    )
    [code] = found.codes
    assert (found.scheme, found.iri) == ("vigo-prove", "https://example.org/x/code/vigo-prove")
    assert (code.iri, code.label.as_dict()) == (found.iri + "/B", {"nb": "Bestått", "nn": "Greidd"})
    assert (code.valid_from, code.valid_to, code.read) == (date(2020, 8, 1), None, date(2026, 11, 22))
    assert (code.own_translation, [s.key for s in code.sources]) == (("nn", "en"), ["handbok"])
    assert str(code.where).endswith("vigo-prove.csv:2")


def test_codes_keep_the_order_of_the_file(tmp_path: Path) -> None:
    assert [c.notation for c in read(folder_with(tmp_path, line(notation="Z"), line())).codes] == ["Z", "B"]


def test_the_iri_pattern_of_the_list_is_used(tmp_path: Path) -> None:
    head = HEAD + "iri: 'http://psi.udir.no/kl06/{notation}'\nsee_also: 'https://example.org/{notation}'\n"
    [code] = read(folder_with(tmp_path, line(), head=head)).codes
    assert (code.iri, code.see_also) == ("http://psi.udir.no/kl06/B", "https://example.org/B")


def test_a_row_may_have_an_iri_of_its_own(tmp_path: Path) -> None:
    row = line(f"{PLACEHOLDER}code/vigo-prove/B")
    [code] = read(folder_with(tmp_path, row, header=",".join([*COLUMNS, "iri"]))).codes
    assert code.iri == "https://example.org/x/code/vigo-prove/B"


def test_an_own_column_fills_a_slot(tmp_path: Path) -> None:
    head = HEAD + "columns: {grade: {slot: grade, kind: literal}}\n"
    [code] = read(folder_with(tmp_path, line("6"), head=head, header=",".join([*COLUMNS, "grade"]))).codes
    assert code.extra == {"grade": "6"}


def test_several_sources_are_told_apart(tmp_path: Path) -> None:
    [code] = read(
        folder_with(
            tmp_path, line(source="handbok; other"), sources=SOURCES + SOURCES.replace("handbok", "other")
        )
    ).codes
    assert [s.key for s in code.sources] == ["handbok", "other"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"notation": ""}, "The row has no notation"),
        ({"status": "gyldig"}, "«status» is «gyldig», but must be one of current, expired"),
        ({"certainty": "high"}, "«certainty» is «high», but must be one of verified"),
        ({"source": "handbook"}, "The source «handbook» is not in sources.yaml"),
        ({"source": ""}, "The source «» is not in sources.yaml"),
        ({"read": ""}, "«read» is missing"),
        ({"read": "22.11.2026"}, "«read» is «22.11.2026», but must be a date, YYYY-MM-DD"),
        ({"valid_from": "2026-02-30"}, "«valid_from» is «2026-02-30», but must be a date"),
        ({"valid_to": "20260801"}, "«valid_to» is «20260801», but must be a date"),
        ({"valid_to": "2026-W01-1"}, "«valid_to» is «2026-W01-1», but must be a date"),
        ({"valid_from": "2026-08-02", "valid_to": "2026-08-01"}, "valid_to"),
        ({"label_nb": ""}, "A code without a label must have certainty codeOnly"),
        ({"own_translation": "nynorsk"}, "«own_translation» is «nynorsk»"),
    ],
)
def test_a_fault_in_a_row_is_named_with_its_line(
    tmp_path: Path, changes: dict[str, str], message: str
) -> None:
    fault = fault_of(folder_with(tmp_path, line(notation="A"), line(**changes)))
    assert message in fault.message
    assert str(fault.where).endswith("vigo-prove.csv:3")


def test_a_code_given_twice_is_refused_at_the_second_and_names_the_first(tmp_path: Path) -> None:
    fault = fault_of(folder_with(tmp_path, line(), line(notation="A"), line(label_nb="Andre")))
    assert fault.message == "The code «B» is already on line 2"
    assert str(fault.where).endswith("vigo-prove.csv:4")


def test_lines_count_where_a_cell_spans_several(tmp_path: Path) -> None:
    fault = fault_of(folder_with(tmp_path, line(note_nb='"to\nlinjer"'), line(notation="A", status="x")))
    assert str(fault.where).endswith("vigo-prove.csv:4")


@pytest.mark.parametrize("column", ["label_nb", "definition_nn", "note_en", "notation"])
def test_a_cell_that_looks_like_a_personal_number_is_refused(tmp_path: Path, column: str) -> None:
    fault = fault_of(folder_with(tmp_path, line(**{column: personal_number()})))
    assert f"The cell «{column}» holds what looks like a personal number" in fault.message
    assert personal_number() not in str(fault)
    assert str(fault.where).endswith("vigo-prove.csv:2")


def test_a_personal_number_inside_a_sentence_is_refused(tmp_path: Path) -> None:
    fault = fault_of(folder_with(tmp_path, line(note_nb=f"Gjelder {personal_number()}.")))
    assert "personal number" in fault.message


def test_a_personal_number_written_with_a_space_is_refused(tmp_path: Path) -> None:
    number = personal_number()
    fault = fault_of(folder_with(tmp_path, line(note_nb=f"{number[:6]} {number[6:]}")))
    assert "personal number" in fault.message


def test_other_digits_are_no_personal_number(tmp_path: Path) -> None:
    wrong = personal_number()[:-1] + str((int(personal_number()[-1]) + 1) % 10)
    assert read(folder_with(tmp_path, line(note_nb=f"{wrong} 974603268 123456789012"))).codes


def personal_number() -> str:
    """A number that passes the check digits; made here so that none stands in the repository."""
    for serial in range(900, 1000):
        start = f"010199{serial:03}"
        try:
            first = fodselsnummer.calc_check_digit1(start)
            number = start + first + fodselsnummer.calc_check_digit2(start + first)
        except ValueError:
            continue
        if fodselsnummer.is_valid(number):
            return str(number)
    raise AssertionError("there is no such number")


@pytest.mark.parametrize(
    ("header", "row", "message", "number"),
    [
        ("notation,label", line(), "The columns are notation,label; expected notation,label_nb", 1),
        (",".join([*COLUMNS, "x"]), line("1"), "The columns are", 1),
        ("", line(), "The columns are", 1),
        (",".join(COLUMNS), "B,Bestått\n", "The row has 2 cells; expected 18", 2),
        (",".join(COLUMNS), line("x"), "The row has 19 cells; expected 18", 2),
    ],
)
def test_a_table_of_another_shape_is_refused(
    tmp_path: Path, header: str, row: str, message: str, number: int
) -> None:
    fault = fault_of(folder_with(tmp_path, row, header=header))
    assert message in fault.message
    assert str(fault.where).endswith(f"vigo-prove.csv:{number}")


def test_a_table_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "vigo-prove.csv").write_bytes((",".join(COLUMNS) + "\n" + line()).encode("latin-1"))
    fault = fault_of(folder)
    assert "not UTF-8" in fault.message
    assert str(fault.where).endswith("vigo-prove.csv")


def test_a_list_without_table_is_refused(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "vigo-prove.csv").unlink()
    assert fault_of(folder).message == "There is no vigo-prove.csv beside vigo-prove.yaml"


@pytest.mark.parametrize(
    ("old", "new", "message", "number"),
    [
        ("scheme: vigo-prove", "scheme: vigo-annet", "The scheme is «vigo-annet», but the file is named", 1),
        ("source: handbok", "source: handbook", "The source «handbook» is not in sources.yaml", 7),
        ("complete: false", "complete: kanskje", "«complete» must be true or false", 10),
        ("complete: false\n", "", "«complete» must be true or false", 1),
        (f"owner: {{agent: x, name: {TEXT}}}", "owner: VIGO", "«owner» must be a mapping with name", 4),
        (f"title: {TEXT}", "title: {nb: a, en: a}", "«title» has no text in nn", 2),
        (f"licence_note: {TEXT}\n", "", "«licence_note» has no text in nb", 1),
        ("read: 2026-11-22", "read: i fjor", "«read» is «i fjor», but must be a date", 8),
        ("origin: VIGO\n", "", "«origin» is missing", 1),
        ("complete: false\n", "complete: false\ntotal: mange\n", "«total»", 11),
        (
            "complete: false\n",
            "complete: false\ncolumns: {x: {slot: x, kind: text}}\n",
            "has kind «text»",
            11,
        ),
    ],
)
def test_a_fault_in_what_a_list_says_of_itself_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, message: str, number: int
) -> None:
    assert old in HEAD
    fault = fault_of(folder_with(tmp_path, head=HEAD.replace(old, new)))
    assert message in fault.message
    assert str(fault.where).endswith(f"vigo-prove.yaml:{number}")


def test_a_source_without_date_is_refused_with_its_line(tmp_path: Path) -> None:
    fault = fault_of(folder_with(tmp_path, sources="# sources\n" + SOURCES.replace(", read: 2026-11-22", "")))
    assert "«read» is missing" in fault.message
    assert str(fault.where).endswith("sources.yaml:2")


def test_a_value_that_is_no_code_of_the_list_it_refers_to_is_refused(tmp_path: Path) -> None:
    head = HEAD + "columns: {x: {slot: x, kind: code, scheme: vigo-prove}}\n"
    folder = folder_with(
        tmp_path, line("B"), line("C", notation="D"), head=head, header=",".join([*COLUMNS, "x"])
    )
    fault = fault_of(folder)
    assert fault.message == "«x» is «C», which is no code of vigo-prove"
    assert str(fault.where).endswith("vigo-prove.csv:3")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_table_whatever_gives_another_error_than_ours(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = folder_with(tmp_path_factory.mktemp("codes"), text)
    try:
        read(folder)
    except SourceError as fault:
        assert fault.where is not None


@pytest.mark.parametrize("total", ["true", "'63'", "-1", "1.5"])
def test_a_total_that_is_no_whole_number_is_refused(tmp_path: Path, total: str) -> None:
    fault = fault_of(folder_with(tmp_path, line(), head=HEAD + f"total: {total}\n"))
    assert "«total» is «" in fault.message
