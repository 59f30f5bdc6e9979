"""What to call a thing that has no name of its own: by what it is about, in each language."""

from __future__ import annotations

import pytest

from stafett.content.naming import name_of
from stafett.languages import LANGUAGES, Text
from stafett.sources import Sources


@pytest.fixture(scope="module")
def labels(sources: Sources) -> dict[str, Text]:
    return {f"{s}/{c.notation}": c.label for s, li in sources.lists.items() for c in li.codes}


@pytest.mark.parametrize(
    ("path", "language", "name"),
    [
        ("agent/udir", "nb", "Utdanningsdirektoratet"),
        ("availability/a26", "nb", "A26: Vitnemål og kompetansebevis → NAV"),
        ("availability/a26", "nn", "A26: Vitnemål og kompetansebevis → NAV"),
        ("school-year/20232024", "en", "2023/2024"),
        ("delivery/ssbelev-2023-first", "nb", "ssbElev 20232024, Første levering"),
    ],
)
def test_a_thing_is_named_by_what_it_is_about(
    sources: Sources, labels: dict[str, Text], path: str, language: str, name: str
) -> None:
    entry = next(e for e in sources.content.entries.values() if e.path == f"/{path}")
    assert name_of(entry, sources.content, labels).get(language) == name


def test_every_thing_has_a_name_in_each_language(sources: Sources, labels: dict[str, Text]) -> None:
    for entry in sources.content.entries.values():
        name = name_of(entry, sources.content, labels)
        assert [tag for tag in LANGUAGES if not (name.get(tag) or "").strip()] == [], entry.path


def test_no_two_things_of_a_kind_share_a_name_unless_they_are_fields(
    sources: Sources, labels: dict[str, Text]
) -> None:
    seen: dict[tuple[str, str], str] = {}
    for entry in sources.content.entries.values():
        if entry.kind not in ("data-element", "question"):
            key = (entry.kind, name_of(entry, sources.content, labels).get("nb") or "")
            assert key not in seen, f"{entry.path} and {seen[key]} are both called «{key[1]}»"
            seen[key] = entry.path
