from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from linkml_runtime.utils.schemaview import SchemaView

from stafett.errors import SourceError
from stafett.iris import Iris
from stafett.languages import LANGUAGES
from stafett.model.elements import Model, Property
from stafett.model.reader import ModelError, read_model
from stafett.sources import Sources
from stafett.yamlfile import read_yaml

if TYPE_CHECKING:
    from conftest import Workspace


def prop(model: Model, cls: str, slot: str) -> Property:
    return next(p for p in model.classes[cls].properties if p.slot == slot)


def reread(workspace: Workspace) -> Model:
    return read_model(workspace.root / "model", Iris("https://example.org/x"))


def test_the_base_of_every_own_term_is_the_configured_one(root: Path) -> None:
    model = read_model(root / "model", Iris("https://example.org/x"))
    for element in (*model.classes.values(), *model.slots.values()):
        assert element.iri == f"https://example.org/x/def/{element.name}"


def test_modules_come_in_the_order_the_root_file_imports_them(model: Model) -> None:
    assert list(model.modules) == [
        "core", "codes", "offer", "results", "access", "exchange", "competence", "rights", "survey",
        "transitions",
    ]  # fmt: skip


def test_every_part_knows_its_file_and_line(model: Model, root: Path) -> None:
    for element in (*model.classes.values(), *model.slots.values(), *model.enums.values()):
        assert element.where.line is not None
        line = element.where.file.read_text(encoding="utf-8").splitlines()[element.where.line - 1]
        assert line.strip() == f"{element.name}:"
        assert element.where.file.is_relative_to(root)


def test_own_properties_come_before_inherited_ones(model: Model) -> None:
    for cls in model.classes.values():
        own = [p.own for p in cls.properties]
        assert own == sorted(own, reverse=True), cls.name


def test_a_class_has_all_properties_of_its_parent(model: Model) -> None:
    for cls in model.classes.values():
        inherited = {p.slot for p in model.classes[cls.parent].properties} if cls.parent else set()
        assert inherited <= {p.slot for p in cls.properties}


def test_inherited_properties_name_the_class_that_declares_them(model: Model) -> None:
    assert prop(model, "School", "orgNumber").declared_by == "Organisation"
    assert not prop(model, "School", "orgNumber").own


def test_slot_usage_tightens_an_inherited_property(model: Model) -> None:
    assert prop(model, "Agent", "prefLabel").min_count == 0
    assert prop(model, "Organisation", "prefLabel").min_count == 1


def test_cardinality_follows_required_and_multivalued(model: Model) -> None:
    assert (prop(model, "Person", "pseudonym").min_count, prop(model, "Person", "pseudonym").max_count) == (
        1,
        1,
    )
    assert prop(model, "Person", "identifier").max_count is None


def test_a_constant_is_read_from_its_annotation(model: Model) -> None:
    assert prop(model, "Person", "isSynthetic").const is True


@pytest.mark.parametrize(
    ("cls", "slot", "kind", "iri"),
    [
        ("Person", "birthYear", "datatype", "http://www.w3.org/2001/XMLSchema#integer"),
        ("Person", "residenceArea", "class", "https://w3id.org/stafett/def/AdministrativeArea"),
        ("Person", "prefLabel", "text", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"),
        ("Person", "personIdKind", "codelist", "https://w3id.org/stafett/code/stafett-personidtype"),
        ("CalculatedValue", "inputs", "iri", None),
    ],
)
def test_ranges_are_told_apart(model: Model, cls: str, slot: str, kind: str, iri: str | None) -> None:
    found = prop(model, cls, slot).range
    assert (found.kind, found.iri) == (kind, iri)


def test_limits_are_numbers(model: Model) -> None:
    assert (prop(model, "Person", "birthYear").minimum, prop(model, "Person", "birthYear").maximum) == (
        1900,
        2100,
    )


def test_mappings_have_full_iris(model: Model) -> None:
    found = {(m.predicate, m.curie, m.iri) for m in model.classes["Agent"].mappings}
    assert ("skos:closeMatch", "prov:Agent", "http://www.w3.org/ns/prov#Agent") in found


def test_external_superclasses_have_full_iris(model: Model) -> None:
    assert ("foaf:Agent", "http://xmlns.com/foaf/0.1/Agent") in model.classes["Agent"].superclasses


def test_every_text_is_on_one_line_in_three_languages(model: Model) -> None:
    elements = (*model.classes.values(), *model.slots.values(), *model.enums.values())
    texts = [model.title, model.description, *(e.title for e in elements), *(e.description for e in elements)]
    texts += [text for m in model.modules.values() for text in (m.title, m.description)]
    texts += [v.title for e in model.enums.values() for v in e.values]
    for text in texts:
        assert [tag for tag, _ in text] == list(LANGUAGES)
        assert all(words == " ".join(words.split()) for _, words in text)


def test_linkml_itself_loads_the_same_classes_slots_and_enums(model: Model, root: Path) -> None:
    view = SchemaView(str(root / "model" / "stafett.yaml"))
    assert set(view.all_classes()) == set(model.classes)
    assert set(view.all_slots(attributes=False)) == set(model.slots)
    assert set(view.all_enums()) == set(model.enums)


def test_linkml_itself_sees_the_same_properties_of_every_class(model: Model, root: Path) -> None:
    view = SchemaView(str(root / "model" / "stafett.yaml"))
    for cls in model.classes.values():
        assert set(view.class_slots(cls.name)) == {p.slot for p in cls.properties}


def test_names_are_unique_whatever_module_they_stand_in(sources: Sources) -> None:
    lines = Counter(
        (section, name)
        for module in sources.model.modules.values()
        for section, name in _names(module.where.file)
    )
    assert [found for found, count in lines.items() if count > 1] == []
    assert len({name for _, name in lines}) == len(lines)


def _names(file: Path) -> list[tuple[str, str]]:
    data = read_yaml(file).data
    return [(s, name) for s in ("classes", "slots", "enums") for name in data.get(s) or {}]


def test_every_slot_has_a_property_iri_of_its_own(model: Model) -> None:
    paths = Counter(s.path for s in model.slots.values())
    assert [path for path, count in paths.items() if count > 1] == []


def test_the_local_names_of_property_iris_are_unique_too(model: Model) -> None:
    names = Counter(s.path.rpartition("#")[2].rpartition("/")[2] for s in model.slots.values())
    assert [name for name, count in names.items() if count > 1] == []


def test_every_value_of_our_own_lists_means_the_code_of_its_name(model: Model, root: Path) -> None:
    view = SchemaView(str(root / "model" / "stafett.yaml"))
    for name, enum in model.enums.items():
        if not enum.external:
            values = view.get_enum(name).permissible_values
            assert values
            meanings = {text: str(v.meaning).partition(":") for text, v in values.items()}
            assert meanings == {text: (enum.scheme, ":", text) for text in values}


def test_no_scheme_belongs_to_two_enumerations(model: Model) -> None:
    schemes = Counter(e.scheme for e in model.enums.values())
    assert [s for s, count in schemes.items() if count > 1] == []


def test_every_slot_is_used_by_a_class_or_a_code_list(model: Model, sources: Sources) -> None:
    columns = {c.slot for code_list in sources.lists.values() for c in code_list.columns}
    assert [name for name in model.slots if not model.used_by(name) and name not in columns] == []


def test_all_faults_are_reported_at_once(workspace: Workspace) -> None:
    workspace.edit("model/core.yaml", "    is_a: Agent\n", "    is_a: Agentt\n")
    workspace.edit("model/offer.yaml", "title_en:", "title_dk:")
    with pytest.raises(ModelError) as fault:
        reread(workspace)
    assert len(fault.value.faults) == 2


def test_a_prefix_that_is_declared_nowhere_is_refused_with_its_line(workspace: Workspace) -> None:
    line = workspace.edit("model/core.yaml", "close_mappings: [prov:Agent,", "close_mappings: [prof:Agent,")
    with pytest.raises(SourceError, match="prefix of «prof:Agent» is declared nowhere") as fault:
        reread(workspace)
    assert str(fault.value.where).endswith(f"core.yaml:{line}")


def test_what_linkml_does_not_accept_is_our_error(workspace: Workspace) -> None:
    workspace.edit("model/core.yaml", "    abstract: true\n", "    abstractt: true\n")
    with pytest.raises(SourceError, match=r"LinkML does not accept «Agent»: .*abstractt") as fault:
        reread(workspace)
    assert fault.value.where is not None
    assert fault.value.where.line is not None


def test_a_module_that_is_not_there_is_named(workspace: Workspace) -> None:
    (workspace.root / "model" / "offer.yaml").unlink()
    with pytest.raises(SourceError, match=r"no file .*offer\.yaml"):
        reread(workspace)


@pytest.mark.parametrize("text", ["", "- core\n", "name: stafett\nimports: [core]\n"])
def test_a_root_file_that_lacks_what_it_needs_is_refused(workspace: Workspace, text: str) -> None:
    (workspace.root / "model" / "stafett.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"stafett\.yaml(:1)?: "):
        reread(workspace)
