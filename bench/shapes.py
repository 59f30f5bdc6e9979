"""The official shapes on a catalogue of 1 000 datasets: pySHACL against `shacl`, and where they differ.

Needs the official shapes: `STAFETT_SHAPES`, or the folder ../shared/standards. pySHACL takes minutes a
file on 1 000 datasets, so that the two are compared on 100 and `shacl` is timed on 1 000 besides; `--full`
compares them on all 1 000. Also times the building and the serving of our own documents.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import rdflib
import shacl

from bench.timing import ROOT, best, show
from stafett.harvest.shapes import PROFILES, Profile, run_pyshacl, run_shacl
from stafett.harvest.waivers import Result
from stafett.iris import Iris
from stafett.output import Output
from stafett.rdf import Triples, serialise
from stafett.settings import read_settings
from stafett.sources import read_sources
from stafett.steps.catalogue import write_documents
from stafett.steps.work import Work

DATASETS = 1000
COMPARED = 100
"""Datasets that both engines run on unless all are asked for: the whole stays under three minutes."""
CODES = {
    "data-theme/EDUC": None,
    "access-right/PUBLIC": "dct:RightsStatement",
    "licence/CC0": "dct:LicenseDocument",
    "file-type/CSV": "dct:MediaTypeOrExtent",
}
EU = "http://publications.europa.eu/resource/authority/"


def catalogue(count: int) -> str:
    """N-Triples of a catalogue of `count` made-up datasets, every tenth faulty in one of five ways."""
    out = Triples(Iris("https://example.org"))
    base = "https://example.org/"
    publisher, contact = f"{base}organisation/999999999", f"{base}contact"
    out.types(base + "catalog", "dcat:Catalog")
    for name in ("catalog", *(f"dataset/{n}" for n in range(count))):
        _common(out, base + name, publisher, contact)
    out.types(publisher, "foaf:Agent")
    out.add(publisher, "foaf:name", ox.Literal("Eksempelvirksomhet", language="nb"))
    out.types(contact, "vcard:Organization", "vcard:Kind")
    out.add(contact, "vcard:fn", ox.Literal("Kontakt", language="nb"))
    out.add(contact, "vcard:hasEmail", "mailto:kontakt@example.org")
    for n in range(count):
        _dataset(out, f"{base}dataset/{n}", n)
        out.add(base + "catalog", "dcat:dataset", f"{base}dataset/{n}")
    for iri, kind in CODES.items():
        out.types(EU + iri, "skos:Concept", *([kind] if kind else []))
        out.add(EU + iri, "skos:inScheme", EU + iri.partition("/")[0])
        out.add(EU + iri, "skos:prefLabel", ox.Literal(iri, language="en"))
    return serialise(out, "nt").decode()


def _common(out: Triples, iri: str, publisher: str, contact: str) -> None:
    for name in ("dct:title", "dct:description"):
        out.add(iri, name, ox.Literal(f"Tekst om {iri}", language="nb"))
    out.literal(iri, "dct:identifier", iri)
    out.add(iri, "dct:publisher", publisher)
    out.add(iri, "dcat:contactPoint", contact)


def _dataset(out: Triples, iri: str, n: int) -> None:
    fault = n // 10 % 5 if n % 10 == 0 else None
    out.types(iri, "dcat:Dataset")
    if fault != 0:
        out.add(iri, "dcat:theme", EU + "data-theme/EDUC")
    out.add(iri, "dct:accessRights", EU + ("access-right/PUBLIC" if fault != 1 else "access-right/NORMAL"))
    out.literal(iri, "dct:modified", "2026-11-22" if fault != 2 else "yesterday", "date")
    file = iri + "/file"
    out.add(iri, "dcat:distribution", file)
    out.types(file, "dcat:Distribution")
    if fault != 3:
        out.add(file, "dcat:accessURL", file + ".csv")
    out.add(file, "dct:license", EU + "licence/CC0" if fault != 4 else "https://example.org/licence")
    out.add(file, "dct:format", EU + "file-type/CSV")


def _keys(results: list[Result]) -> Counter[tuple[str, str, str]]:
    return Counter((r.focus, r.path, r.component) for r in results)


def _timed(call: object) -> tuple[float, list[Result]]:
    start = time.perf_counter()
    found: list[Result] = call()  # type: ignore[operator]
    return time.perf_counter() - start, found


def compare(profile: Profile, text: str, standards: Path) -> tuple[float, float, str]:
    """Seconds of both engines on one shape file, and how their results differ."""
    file = standards / profile.file
    slow, theirs = _timed(lambda: run_pyshacl(file, text, "none", profile.file))
    try:
        quick, ours = _timed(lambda: run_shacl(shacl.Shapes.from_file(str(file)), text, "none", profile.file))
    except ValueError as fault:
        return 0.0, slow, f"shacl refuses the file ({fault}); pySHACL gives {len(theirs)} results"
    only_quick, only_slow = _keys(ours) - _keys(theirs), _keys(theirs) - _keys(ours)
    if not only_quick and not only_slow:
        return quick, slow, f"the same {len(ours)} results"
    examples = "; ".join(str(key) for key in [*only_quick, *only_slow][:3])
    return quick, slow, f"{only_quick.total()} only shacl, {only_slow.total()} only pySHACL: {examples}"


def documents() -> None:
    """Seconds to build each of our documents and to answer with it from memory."""
    from stafett.web.files import BuiltFiles

    sources, settings = read_sources(ROOT, "https://w3id.org/stafett"), read_settings({})
    folder = ROOT / "dist"
    import json
    import tempfile

    with tempfile.TemporaryDirectory() as out:
        work = Work(Output(Path(out)), sources, settings)
        whole = best(lambda: write_documents(Work(Output(Path(out)), sources, settings)), 1)
        write_documents(work)
        count = len({f["path"].rpartition(".")[0] for f in work.output.files})
    print(
        f"\nAll {count} documents in four formats: {whole:.2f} s, {whole / count:.2f} s each on the average"
    )
    files = BuiltFiles(folder, json.loads((folder / "manifest.json").read_text()))
    for path in sorted(p for p in files.paths("catalog/") if p.endswith(".ttl")):
        files.read(path)
        served = best(lambda p=path: files.read(p), 20)  # type: ignore[misc]
        print(f"  {path}: {files.entry(path)['bytes'] / 1024:.0f} kB, from memory in {served * 1e6:.0f} µs")


def main() -> None:
    """Run both engines on each DCAT profile, and print seconds, the ratio and the differences."""
    standards = Path(os.environ.get("STAFETT_SHAPES", ROOT.parent / "shared" / "standards"))
    if not standards.is_dir():
        print("The official shapes are not here; set STAFETT_SHAPES.", file=sys.stderr)
        return
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)  # it complains of each value that is no date
    compared = DATASETS if "--full" in sys.argv else COMPARED
    text, whole = catalogue(compared), catalogue(DATASETS)
    rdflib.Graph().parse(data="", format="nt")  # so that the first run does not pay for loading
    rows, notes = [], []
    for profile in PROFILES:
        if "datasets" in profile.kinds or profile.ontology:
            quick, slow, note = compare(profile, text, standards)
            notes.append(f"  {profile.file}: {note}")
            if quick:
                rows.append((profile.file, quick, slow))
    total = ("all of them", sum(r[1] for r in rows), sum(r[2] for r in rows))
    size = text.count("\n")
    show(f"Official shapes on {compared} datasets ({size} triples)", [*rows, total], "shacl", "pySHACL")
    print("\n".join(notes))
    print(f"\n`shacl` alone on {DATASETS} datasets ({whole.count(chr(10))} triples):")
    for name, _, _ in rows:
        shapes = shacl.Shapes.from_file(str(standards / name))
        quick, found = _timed(lambda s=shapes, n=name: run_shacl(s, whole, "none", n))
        print(f"  {name}: {quick:.2f} s, {len(found)} results")
    documents()


if __name__ == "__main__":
    main()
