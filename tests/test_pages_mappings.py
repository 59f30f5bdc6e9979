from __future__ import annotations

from stafett.pages.mappings import mapping_page_data
from stafett.sources import Sources


def test_every_row_of_every_table_is_there(sources: Sources) -> None:
    found = {s["name"]: s for s in mapping_page_data(sources.mappings.values())["sets"]}
    assert found.keys() == sources.mappings.keys()
    for name, table in sources.mappings.items():
        assert len(found[name]["rows"]) == len(table.mappings)


def test_an_absence_is_said_as_null_and_not_as_a_term(sources: Sources) -> None:
    [fint] = [s for s in mapping_page_data(sources.mappings.values())["sets"] if s["name"] == "stafett-fint"]
    absent = [row for row in fint["rows"] if row["subject"] is None]
    assert absent
    assert all(row["object"] and row["comment"] for row in absent)
    assert "sssom:NoTermFound" not in str(fint["rows"])
