"""What our model says beside the closest peer: FINT Utdanning in LinkML (brreg/linkml-datamodellering-no).

The peer is read with LinkML's SchemaView, and its SHACL is what LinkML's generator makes of it, as its own
build does. Needs ../shared/data/fint/brreg-linkml and a built dist; the table stands in docs/fidelity.md.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from linkml.generators.shaclgen import ShaclGenerator
from linkml_runtime.utils.schemaview import SchemaView

from bench.timing import ROOT
from stafett.iris import PREFIXES, Iris
from stafett.model.elements import ClassDef, Model, SlotDef
from stafett.model.reader import read_model

PEER: Final = ROOT.parent / "shared" / "data" / "fint" / "brreg-linkml"
LANGUAGES: Final = ("nb", "nn", "en")
CARDINALITIES: Final = ("minCount", "maxCount", "qualifiedMinCount", "qualifiedMaxCount")
_STRUCTURE: Final = ("ObjectType", "DataType", "Module", "CodeList", "CodeElement")
_PROPERTIES: Final = ("Attribute", "Association", "Specialization", "Role", "Choice")
MODELLDCAT: Final = (*_STRUCTURE, *_PROPERTIES)
Row = tuple[str, object, object]


def count_triples(turtle: bytes, predicates: Iterable[str] = (), classes: Iterable[str] = ()) -> int:
    """Number of triples with one of the predicates, or that say something is of one of the classes."""
    wanted, kinds = set(predicates), set(classes)
    type_of = PREFIXES["rdf"] + "type"
    found = 0
    for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
        typed = quad.predicate.value == type_of and isinstance(quad.object, ox.NamedNode)
        found += quad.predicate.value in wanted or (typed and quad.object.value in kinds)
    return found


def share(number: int, whole: int) -> str:
    """As whole per cent, rounded down, so that 100 % means all."""
    return f"{number * 100 // whole} %" if whole else "none"


def peer_view(folder: Path) -> SchemaView:
    """The peer's schema, with its two files laid out as the import between them expects."""
    for name in ("fint-utdanning", "fint-common"):
        (folder / name).mkdir()
        shutil.copy(PEER / f"{name}-schema.yaml", folder / name)
    return SchemaView(str(folder / "fint-utdanning" / "fint-utdanning-schema.yaml"))


def peer_numbers() -> Mapping[str, object]:
    """What the peer has; texts have no language tag there, and their language is not said in the schema."""
    with tempfile.TemporaryDirectory() as name:
        view = peer_view(Path(name))
        classes = [c for c in view.all_classes().values() if not c.tree_root]
        roots = {name for c in view.all_classes().values() if c.tree_root for name in c.attributes}
        slots = [s for s in view.all_slots().values() if s.name not in roots]
        terms = [*classes, *slots]
        enums = view.all_enums().values()
        shapes = ShaclGenerator(str(Path(name) / "fint-utdanning" / "fint-utdanning-schema.yaml")).serialize()
        described = sum(bool(t.description) for t in terms)
        mapped = sum(
            len(t.exact_mappings) + len(t.close_mappings) + len(t.broad_mappings) + len(t.narrow_mappings)
            for t in terms
        )
        return {
            "classes": len(classes),
            "slots": len(slots),
            "definitions, no language": share(described, len(terms)),
            **{f"definitions in {tag}": "none tagged" for tag in LANGUAGES},
            "enumerations": len(enums),
            "codes of enumerations": sum(len(e.permissible_values) for e in enums),
            "cardinalities in SHACL": count_triples(
                str(shapes).encode(), [PREFIXES["sh"] + c for c in CARDINALITIES]
            ),
            "mappings": mapped,
        }


def our_numbers(dist: Path) -> Mapping[str, object]:
    """What we have, from the model and from the built documents."""
    model = read_model(ROOT / "model", Iris("https://w3id.org/stafett"))
    terms: Sequence[ClassDef | SlotDef] = [*model.classes.values(), *model.slots.values()]
    shapes = (dist / "model" / "stafett.shacl.ttl").read_bytes()
    shown = (dist / "catalog" / "informationmodels.ttl").read_bytes()
    concepts = (dist / "catalog" / "concepts.ttl").read_bytes()
    namespace = PREFIXES["modelldcatno"]
    return {
        "classes": len(model.classes),
        "slots": len(model.slots),
        "definitions, no language": "0 %",
        **{
            f"definitions in {tag}": share(sum(bool(t.description.get(tag)) for t in terms), len(terms))
            for tag in LANGUAGES
        },
        "enumerations": len(model.enums),
        "codes of enumerations": _codes(model),
        "cardinalities in SHACL": count_triples(shapes, [PREFIXES["sh"] + c for c in CARDINALITIES]),
        "mappings": _mappings(),
        **{f"ModellDCAT {kind}": count_triples(shown, classes=[namespace + kind]) for kind in MODELLDCAT},
        "concepts": count_triples(concepts, classes=[PREFIXES["skos"] + "Concept"]),
    }


def _codes(model: Model) -> int:
    """Codes written in the model itself; those of other people's lists are not counted."""
    return sum(len(e.values) for e in model.enums.values())


def _mappings() -> int:
    """Rows of the SSSOM tables, head and comments left out."""
    lines = [
        line
        for file in (ROOT / "mappings").glob("*.sssom.tsv")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return len(lines) - len(list((ROOT / "mappings").glob("*.sssom.tsv")))


def rows() -> list[Row]:
    """What is counted, ours, and the peer's; «–» where its files give nothing to count."""
    ours, theirs = our_numbers(ROOT / "dist"), peer_numbers()
    return [(name, ours[name], theirs.get(name, "–")) for name in ours]


def main() -> None:
    """Print the table."""
    if not PEER.is_dir():
        print("\nFINT Utdanning in LinkML: skipped, there is no ../shared/data/fint/brreg-linkml")
        return
    print("\nOur model beside FINT Utdanning in LinkML (brreg)")
    print(f"  {'':34} {'ours':>12} {'peer':>12}")
    for name, ours, theirs in rows():
        print(f"  {name:34} {ours!s:>12} {theirs!s:>12}")


if __name__ == "__main__":
    main()
