"""Datasets, series and data services of others as DCAT-AP-NO 3, in the documents of our own."""

from __future__ import annotations

from collections.abc import Mapping

from stafett.catalogue.dcat import EDUCATION, UPPER_SECONDARY, Writer
from stafett.catalogue.entries import EU
from stafett.catalogue.others import OtherDataset, OtherFile, Others, OtherService, Stated
from stafett.languages import Text

_MEDIA = "https://www.w3.org/ns/iana/media-types/"
_RIGHTS = Text.of(
    {
        "nb": "Åpent for alle. Vilkårene er eierens; lisensen står der eieren har oppgitt den.",
        "nn": "Ope for alle. Vilkåra er eigaren sine; lisensen står der eigaren har oppgitt han.",
        "en": "Open to all. The terms are the owner’s; the licence is given where the owner states one.",
    }
)

_STATED = Text.of(
    {
        "nb": "Åpent for alle. Vilkårene er eierens; hvor lisensen er oppgitt, ble sett {read}.",
        "nn": "Ope for alle. Vilkåra er eigaren sine; kvar lisensen er oppgitt, vart sett {read}.",
        "en": "Open to all. The terms are the owner’s; where the licence is stated was seen on {read}.",
    }
)


def write_other_datasets(writer: Writer, catalog: str, others: Others, names: Mapping[str, Text]) -> None:
    """Add every dataset and series of others to the document of datasets.

    Args:
        writer: the document.
        catalog: IRI of the catalogue.
        others: what is described.
        names: name of each owner, by IRI.
    """
    for dataset in others.datasets:
        writer.out.add(catalog, "dcat:dataset", dataset.iri)
        if dataset.series:
            _series(writer, dataset, names)
        else:
            _dataset(writer, dataset, names)


def write_other_services(writer: Writer, catalog: str, others: Others) -> None:
    """Add every data service of others; the datasets they serve stand in the other document."""
    for service in others.services:
        writer.out.add(catalog, "dcat:service", service.iri)
        _service(writer, service)


def _resource(writer: Writer, dataset: OtherDataset, names: Mapping[str, Text]) -> None:
    """What datasets and series have in common."""
    iri, out = dataset.iri, writer.out
    writer.common(iri, dataset.title, dataset.whole_description())
    writer.keywords(iri, dataset.keywords)
    out.add(iri, "dcat:theme", EDUCATION)
    out.add(iri, "dcat:theme", UPPER_SECONDARY)
    out.add(iri, "dct:spatial", EU + f"country/{dataset.spatial}")
    for law in dataset.legislation:
        out.add(iri, "dcatap:applicableLegislation", law)
    if dataset.frequency:
        out.add(iri, "dct:accrualPeriodicity", EU + f"frequency/{dataset.frequency}")
    if dataset.start:
        period = f"{iri}#period"
        out.add(iri, "dct:temporal", period)
        out.types(period, "dct:PeriodOfTime")
        out.literal(period, "dcat:startDate", dataset.start, "date")
    if not dataset.series:
        _owner(writer, iri, dataset.owner, names)


def _series(writer: Writer, dataset: OtherDataset, names: Mapping[str, Text]) -> None:
    # A series is a dataset too: the EU range shapes and those that FDK scores with infer nothing.
    writer.out.types(dataset.iri, "dcat:DatasetSeries", "dcat:Dataset")
    _resource(writer, dataset, names)
    if dataset.last:
        writer.out.add(dataset.iri, "dcat:last", writer.out.iris.thing("dataset", dataset.last))


def _dataset(writer: Writer, dataset: OtherDataset, names: Mapping[str, Text]) -> None:
    iri, out = dataset.iri, writer.out
    out.types(iri, "dcat:Dataset")
    _resource(writer, dataset, names)
    out.add(iri, "dct:accessRights", EU + f"access-right/{dataset.access}")
    if dataset.type_code:
        out.add(iri, "dct:type", EU + f"dataset-type/{dataset.type_code}")
    if dataset.apply:
        out.add(iri, "dcatno:accessRequestURL", dataset.apply)
    if dataset.landing:
        out.add(iri, "dcat:landingPage", dataset.landing)
        out.types(dataset.landing, "foaf:Document")
    for page in dataset.about:
        out.add(iri, "foaf:page", page)
        out.types(page, "foaf:Document")
    for predicate, slug in (("dcat:inSeries", dataset.member_of), ("dcat:prev", dataset.previous)):
        if slug:
            out.add(iri, predicate, out.iris.thing("dataset", slug))
    for number, file in enumerate(dataset.files, 1):
        _file(writer, dataset, file, number)


def _owner(writer: Writer, iri: str, owner: str, names: Mapping[str, Text]) -> None:
    """The owner of the data as producer; its page says more."""
    out = writer.out
    agent = out.iris.thing("agent", owner)
    out.add(iri, "dct:creator", agent)
    out.types(agent, "foaf:Agent")
    out.text(agent, "foaf:name", names[agent])
    out.literal(agent, "dct:identifier", agent)


def _file(writer: Writer, dataset: OtherDataset, file: OtherFile, number: int) -> None:
    out = writer.out
    iri = out.iris.thing("distribution", f"{dataset.slug}-{number}")
    out.add(dataset.iri, "dcat:distribution", iri)
    out.types(iri, "dcat:Distribution")
    out.text(iri, "dct:title", file.title)
    out.add(iri, "dcat:accessURL", file.access)
    if file.download:
        out.add(iri, "dcat:downloadURL", file.download)
    out.add(iri, "dct:format", EU + f"file-type/{file.format}")
    if file.media_type:
        media = _MEDIA + file.media_type
        out.add(iri, "dcat:mediaType", media)
        out.types(media, "dct:MediaType")
    if dataset.licence:
        out.add(iri, "dct:license", dataset.licence)
    stated = dataset.stated
    rights = out.iris.thing("rights", dataset.slug if stated else "others")
    out.add(iri, "dct:rights", rights)
    out.types(rights, "dct:RightsStatement", "odrs:RightsStatement")
    out.text(rights, "dct:description", _rights(stated) if stated else _RIGHTS)
    if stated:
        out.add(rights, "odrs:reuserGuidelines", stated.at)


def _rights(stated: Stated) -> Text:
    """Where the licence stands, when it was read and how."""
    read = {tag: words.format(read=stated.read) for tag, words in _STATED}
    return Text.of({tag: f"{words} {stated.note.get(tag) or ''}".strip() for tag, words in read.items()})


def _service(writer: Writer, service: OtherService) -> None:
    iri, out = service.iri, writer.out
    out.types(iri, "dcat:DataService")
    writer.common(iri, service.title, service.whole_description())
    writer.keywords(iri, service.keywords)
    out.add(iri, "dcat:theme", EDUCATION)
    out.add(iri, "dcat:endpointURL", service.endpoint)
    if service.documentation:
        out.add(iri, "dcat:endpointDescription", service.documentation)
    out.add(iri, "dct:accessRights", EU + f"access-right/{service.access}")
    if service.licence:
        out.add(iri, "dct:license", service.licence)
    out.add(iri, "dct:format", EU + f"file-type/{service.format}")
    owner = out.iris.thing("agent", service.owner)
    out.add(iri, "foaf:page", owner)
    out.types(owner, "foaf:Document")
