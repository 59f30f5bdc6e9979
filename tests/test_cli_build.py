"""`stafett build` on sources with one fault each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stdnum.no import fodselsnummer

if TYPE_CHECKING:
    from conftest import Cli, Workspace

LOW = "model/examples/invalid/Person-birth-year-low.yaml"
MINIMAL = "model/examples/valid/Person-minimal.yaml"
TERMIN = "codes/vigo-termin.csv"


def personal_number() -> str:
    """A number that passes the check digits; made here so that none stands in the repository."""
    for serial in range(900, 1000):
        start = f"010199{serial:03}"
        try:
            first = fodselsnummer.calc_check_digit1(start)
            number = str(start + first + fodselsnummer.calc_check_digit2(start + first))
        except ValueError:
            continue
        if fodselsnummer.is_valid(number):
            return number
    raise AssertionError("there is no such number")


FAULTS: dict[str, tuple[str, str, str, str, int | None]] = {
    "YAML that does not parse": (
        "model/core.yaml",
        "name: core\n",
        "name: [core\n",
        "not valid YAML",
        1,
    ),
    "a key given twice": (
        "model/core.yaml",
        "name: core\n",
        "name: core\nname: kjerne\n",
        "«name» is given twice",
        1,
    ),
    "an unknown range": (
        "model/core.yaml",
        "    range: AdministrativeArea\n",
        "    range: Omraade\n",
        "has range «Omraade»",
        0,
    ),
    "a slot without a label in one language": (
        "model/core.yaml",
        "      title_nn: Pseudonym\n",
        "",
        "«pseudonym» has no label in nn",
        -7,
    ),
    "an unknown key of a class": (
        "model/core.yaml",
        "    abstract: true\n",
        "    abstrakt: true\n",
        "LinkML does not accept «Agent»",
        None,
    ),
    "a code given twice": (
        TERMIN,
        "\nV,",
        "\nH,",
        "The code «H» is already on line",
        1,
    ),
    "a source that is not listed": (
        TERMIN,
        ",nvb-kontrollmotor",
        ",nvb-kontroll",
        "The source «nvb-kontroll» is not in",
        0,
    ),
    "a date that is none": (
        TERMIN,
        ",2026-11-22,",
        ",22.11.2026,",
        "«read» is «22.11.2026», but must be a date",
        0,
    ),
    "a status that is none": (
        TERMIN,
        ",current,",
        ",gyldig,",
        "«status» is «gyldig», but must be one of",
        0,
    ),
    "a personal number": (
        TERMIN,
        "\nH,Høst",
        f"\nH,{personal_number()}",
        "looks like a personal number",
        1,
    ),
    "a date in YAML that is none": (
        "codes/vigo-termin.yaml",
        "read: 2026-11-22",
        "read: 2026-11-31",
        "is no timestamp",
        0,
    ),
    "a catalogue text that is missing": (
        "catalogue/catalog.yaml",
        "  nn: Kontaktpunkt for katalogen\n",
        "",
        "has no text in nn",
        None,
    ),
    "a query without text": (
        "catalogue/queries/codes.yaml",
        "    query: |",
        "    sparql: |",
        "«query» is missing",
        None,
    ),
    "an example that breaks nothing": (
        LOW,
        "1899",
        "1999",
        "says it breaks minInclusive of «birthYear»",
        -5,
    ),
    "an example that breaks another rule": (
        LOW,
        "synt-0005",
        "Kari",
        "breaks pattern of «pseudonym»",
        None,
    ),
    "an example that says what it does not break": (
        LOW,
        "minInclusive",
        "maxInclusive",
        "breaks maxInclusive",
        0,
    ),
    "a valid example that is not": (
        MINIMAL,
        "isSynthetic: true",
        "isSynthetic: false",
        "breaks hasValue of «isSynthetic»",
        None,
    ),
    "a misspelt key in an example": (
        MINIMAL,
        "isSynthetic",
        "isSyntetic",
        "«isSyntetic» is no property of Person",
        0,
    ),
}
"""A fault in the sources: file, what is replaced by what, the message, and its line from there (or any)."""


@pytest.fixture
def lean(workspace: Workspace) -> Workspace:
    """Sources with those examples only that a fault is in: to read and prove them all is half of the work."""
    for file in workspace.root.glob("model/examples/*valid/*.yaml"):
        if str(file.relative_to(workspace.root)) not in {LOW, MINIMAL}:
            file.unlink()
    return workspace


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_sources_is_named_and_leaves_the_earlier_build_as_it_was(
    cli: Cli, lean: Workspace, fault: str
) -> None:
    file, old, new, message, offset = FAULTS[fault]
    line = lean.edit(file, old, new)
    before = lean.files()
    outcome = cli("build", "--root", lean.root, "--out", lean.dist)
    assert outcome.code == 1
    said = next(words for words in outcome.err.splitlines() if message in words)
    place = f"{lean.root / file}:" + ("" if offset is None else str(line + offset))
    assert said.startswith(place)
    assert said.removeprefix(f"{lean.root / file}:")[0].isdigit()
    assert "Traceback" not in outcome.err
    assert personal_number() not in outcome.err
    assert lean.files() == before
