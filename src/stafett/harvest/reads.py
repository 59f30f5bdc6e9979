"""Which properties data.norge.no's parser reads, by kind, as prefixed names.

Source: fdk-parser-service@26a1526 and, for services and events, fdk-rdf-parser 2.9.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COMMON: Final = """dct:title dct:description dct:publisher dct:identifier dcat:contactPoint dcat:theme
        dcat:keyword dct:issued dct:modified dct:language dcat:landingPage foaf:page
        dct:conformsTo dct:accessRights dct:license dct:type """

READS: Final[Mapping[str, frozenset[str]]] = {
    "datasets": _names(
        _COMMON
        + """dct:spatial dct:temporal dct:provenance dct:accrualPeriodicity dct:subject dct:references
        dcat:distribution adms:sample dcat:inSeries dcat:prev dcat:last
        dcatap:applicableLegislation prov:qualifiedAttribution dqv:hasQualityAnnotation
        cv:hasCost"""
    ),
    "dataservices": _names(
        _COMMON
        + """dcat:endpointURL dcat:endpointDescription dcat:servesDataset dct:format dcat:version
        cv:hasCost dcatap:availability dcatap:applicableLegislation adms:status"""
    ),
    "informationmodels": _names(
        _COMMON
        + """modelldcatno:informationModelIdentifier modelldcatno:containsModelElement dct:spatial
        dct:temporal dct:isPartOf dct:hasPart dct:isReplacedBy dct:replaces prof:isProfileOf
        dct:hasFormat foaf:homepage adms:status owl:versionInfo adms:versionNotes
        dct:subject"""
    ),
    "concepts": _names(
        """skos:prefLabel skos:altLabel skos:hiddenLabel skos:definition euvoc:xlDefinition
        euvoc:status dct:subject skos:example skos:scopeNote dct:created dct:creator
        dct:publisher dcat:contactPoint euvoc:startDate euvoc:endDate rdfs:seeAlso
        skos:exactMatch skos:closeMatch dct:identifier skos:related skosno:isFromConceptIn
        skosno:hasGenericConceptRelation skosno:hasPartitiveConceptRelation
        skosno:valueRange dct:replaces dct:isReplacedBy dct:modified xkos:generalizes
        xkos:specializes xkos:hasPart xkos:isPartOf uneskos:memberOf"""
    ),
    "services": _names(
        """dct:title dct:description dct:identifier cv:hasCompetentAuthority cv:ownedBy dct:publisher
        cv:contactPoint dcat:contactPoint cv:isGroupedBy cv:hasCriterion cv:hasParticipation
        cv:hasInputType cpsv:produces cpsv:hasInput cpsvno:hasPossibleOutput
        cpsvno:hasRequiredEvidence cv:hasChannel cv:hasCost cv:holdsRequirement
        cv:hasLegalResource cpsv:follows cv:processingTime cv:relatedService dct:relation
        dct:requires dct:subject dct:spatial dct:language dct:type dcat:keyword cv:sector
        cv:thematicArea cv:isClassifiedBy cv:isDescribedAt foaf:homepage foaf:page
        adms:status dct:audience dcat:landingPage dct:isPartOf dct:hasPart"""
    ),
    "events": _names(
        """dct:title dct:description dct:identifier dct:type dct:relation cv:relatedService dct:subject
        cpsvno:mayInitiate cpsvno:mayTrigger cpsvno:mayTriggerNeedFor dcat:distribution"""
    ),
}
"""Of the resource itself."""

RESOURCES: Final = _names(
    """dct:publisher dct:creator dcat:contactPoint cv:contactPoint dcat:theme dcat:distribution adms:sample
    dct:temporal dct:conformsTo dct:references dct:license dct:accessRights dct:language dct:spatial
    dcat:landingPage foaf:page dcat:servesDataset dcat:inSeries prov:qualifiedAttribution
    modelldcatno:containsModelElement modelldcatno:hasProperty euvoc:xlDefinition cv:hasCompetentAuthority
    cv:ownedBy cv:hasChannel cv:hasCost cpsvno:hasPossibleOutput"""
)
"""Properties whose values are read as resources, so that a text among them is one too many."""
