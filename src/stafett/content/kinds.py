"""The kinds of things that content files hold: the class of the model, and the path in the web."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

KINDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "agent": ("Organisation", "School"),
        "system": ("SourceSystem",),
        "interface": ("ExchangeInterface",),
        "document": ("RuleDocument",),
        "legal": ("LegalResource",),
        "delivery-type": ("DeliveryType",),
        "data-element": ("DataElement",),
        "delivery": ("Delivery",),
        "derivation": ("ValidationRule",),
        "element": ("InformationElement",),
        "availability": ("InformationAvailability",),
        "purpose": ("ProcessingPurpose",),
        "channel": ("AccessChannel",),
        "break": ("FlowBreak",),
        "case": ("Case",),
        "practice": ("CollaborationPractice",),
        "calendar": ("CalendarEvent",),
        "school-year": ("SchoolYear",),
        "survey": ("Survey",),
        "question": ("SurveyQuestion",),
        "scale": ("AnswerScale",),
        "cohort": ("Cohort",),
        "indicator": ("CompletionIndicator",),
        "area": ("AdministrativeArea",),
        "qualification": ("Qualification",),
    }
)
"""First part of the path to the classes that stand there, in the order that people see them.

None of these classes is about a person: those are described by the model and never stand in the catalogue.
"""

CLASSES: Final[Mapping[str, str]] = MappingProxyType(
    {c: kind for kind, classes in KINDS.items() for c in classes}
)
"""Class to kind."""
