"""Which tables of a snapshot become which lists, and what a list is called that we did not have before."""

from __future__ import annotations

from typing import Final

from stafett.codes.grep_types import COLLECTIONS

Names = tuple[str, str, str]
"""Bokmål, nynorsk, English."""

_GREP: Final[dict[str, Names]] = {
    "dokumenttype": ("Dokumenttyper", "Dokumenttypar", "Document types"),
    "fagkategorier": ("Fagkategorier", "Fagkategoriar", "Subject categories"),
    "fagomraader": ("Fagområder", "Fagområde", "Subject fields"),
    "grunnleggende-ferdigheter-lk20": ("Grunnleggende ferdigheter", "Grunnleggjande ferdigheiter", "Skills"),
    "hovedomraader": ("Hovedområder", "Hovudområde", "Main subject areas"),
    "kjerneelementer-lk20": ("Kjerneelementer", "Kjerneelement", "Core elements"),
    "kompetansemaal": ("Kompetansemål (LK06)", "Kompetansemål (LK06)", "Competence aims (LK06)"),
    "kompetansemaal-lk20": ("Kompetansemål (LK20)", "Kompetansemål (LK20)", "Competence aims (LK20)"),
    "kompetansemaalsett": ("Kompetansemålsett (LK06)", "Kompetansemålsett (LK06)", "Aim sets (LK06)"),
    "kompetansemaalsett-lk20": ("Kompetansemålsett (LK20)", "Kompetansemålsett (LK20)", "Aim sets (LK20)"),
    "laereplaner": ("Læreplaner (LK06)", "Læreplanar (LK06)", "Curricula (LK06)"),
    "laereplaner-lk20": ("Læreplaner (LK20)", "Læreplanar (LK20)", "Curricula (LK20)"),
    "laereplanstruktur": ("Læreplanstruktur", "Læreplanstruktur", "Curriculum structure"),
    "loepstype": ("Løpstyper", "Løpstypar", "Types of pathway"),
    "merkelapper": ("Merkelapper", "Merkelappar", "Tags"),
    "merknadstype": ("Merknadstyper", "Merknadstypar", "Types of remark"),
    "oppgave": ("Hvem som lager oppgaven", "Kven som lagar oppgåva", "Who sets the examination"),
    "opplaeringsfag": ("Opplæringsfag", "Opplæringsfag", "Training subjects"),
    "ordforklaringer-lk20": ("Ordforklaringer", "Ordforklaringar", "Explanations of words"),
    "programfag": ("Programfag", "Programfag", "Programme subjects"),
    "programomraadetype": ("Typer programområde", "Typar programområde", "Types of programme area"),
    "semester": ("Semestre", "Semester", "Semesters"),
    "sensur": ("Hvem som sensurerer", "Kven som sensurerer", "Who marks the examination"),
    "status": ("Status", "Status", "Status"),
    "spraaknivaa": ("Språknivåer", "Språknivå", "Language levels"),
    "tidligere-navn": ("Tidligere navn", "Tidlegare namn", "Earlier names"),
    "tverrfaglige-temaer-lk20": ("Tverrfaglige temaer", "Tverrfaglege tema", "Interdisciplinary topics"),
    "verb-lk20": ("Verb i kompetansemål", "Verb i kompetansemål", "Verbs of competence aims"),
}  # fmt: skip

_VIGO: Final[dict[str, tuple[str, Names]]] = {
    "counties": ("vigo-fylke", ("Fylker", "Fylke", "Counties")),
    "course-types": ("vigo-fagtype", ("Fagtype", "Fagtype", "Type of subject")),
    "courses": ("vigo-fag", ("Fag", "Fag", "Subjects")),
    "education-programs": (
        "vigo-utdanningsprogram",
        ("Utdanningsprogram", "Utdanningsprogram", "Education programmes"),
    ),
    "exam-assessments": (
        "vigo-vurderingsordning",
        ("Vurderingsordninger", "Vurderingsordningar", "Assessment arrangements"),
    ),
    "exam-forms": ("vigo-eksamensform", ("Eksamensform", "Eksamensform", "Form of examination")),
    "foreign-languages": ("vigo-fremmedsprak", ("Fremmedspråk", "Framandspråk", "Foreign languages")),
    "grades": ("vigo-karakter", ("Karakterer", "Karakterar", "Grades")),
    "ot-statuses": ("vigo-ot-status", ("OT-status", "OT-status", "OT status")),
    "program-area-categories": (
        "vigo-programomradekategori",
        ("Programområdekategorier", "Programområdekategoriar", "Categories of programme area"),
    ),
    "program-areas": ("vigo-programomrader", ("Programområder", "Programområde", "Programme areas")),
    "reason-codes": ("vigo-arsakskode", ("Årsakskoder", "Årsakskodar", "Reason codes")),
    "variables": ("vigo-variabler", ("Variabler", "Variablar", "Variables")),
    "wish-statuses": ("vigo-onskestatus", ("Ønskestatus", "Ønskestatus", "Wish status")),
    "course-remarks": ("vigo-fagmerknad", ("Fagmerknader", "Fagmerknader", "Subject remarks")),
    "diploma-remarks": ("vigo-vitnemalsmerknad", ("Vitnemålsmerknad", "Vitnemålsmerknad", "Diploma remarks")),
}  # fmt: skip

_IN_VIGO: Final = frozenset({"merknader"})
"""Collections whose codes are the same concepts as those of lists of VIGO, which say more of them."""

SOURCES: Final = ("grep", "vigo")
"""The sources whose snapshots are code lists; units and classifications are not."""

COLUMNS: Final = {
    "grep-programomraader": {
        "programme": "utdanningsprogram-referanse",
        "stage": "aarstrinn",
        "area_type": "opplaeringssted",
    }
}
"""Columns of our lists that a relation of the source fills."""


def list_for(source: str, table: str) -> tuple[str, Names] | None:
    """The scheme and the names of the list that a table becomes; None for a table that is no code list."""
    if source == "vigo":
        return _VIGO.get(table)
    if table not in COLLECTIONS or table in _IN_VIGO:
        return None
    return f"grep-{table}", _GREP.get(table, (table, table, table))
