"""The generated shapes stand in the repository too, for those who only want them: never out of date."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_checked_in_shapes_equal_a_fresh_build(dist: Path) -> None:
    built = (dist / "model" / "stafett.shacl.ttl").read_bytes()
    assert (ROOT / "shapes" / "stafett.shacl.ttl").read_bytes() == built, "run `make shapes`"
