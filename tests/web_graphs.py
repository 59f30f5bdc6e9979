"""The invented content of the small build as Turtle; see web_fixtures."""

from __future__ import annotations

BASE = "https://w3id.org/stafett"
PREFIXES = f"""
@prefix stafett: <{BASE}/def/> . @prefix codes: <{BASE}/code/> . @prefix base: <{BASE}/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix mdn: <https://data.norge.no/vocabulary/modelldcatno#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xkos: <http://rdf-vocabulary.ddialliance.org/xkos#> . @prefix adms: <http://www.w3.org/ns/adms#> .
@prefix euvoc: <http://publications.europa.eu/ontology/euvoc#> .
@prefix status: <http://purl.org/adms/status/> .
@prefix el: <{BASE}/modelelement/> . @prefix con: <{BASE}/concept/> . @prefix defn: <{BASE}/definition/> .
@prefix rule: <{BASE}/rule/> . @prefix source: <{BASE}/source/> . @prefix contact: <{BASE}/contact/> .
@prefix cat: <{BASE}/catalog/> . @prefix mod: <{BASE}/model/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix grep: <http://psi.udir.no/kl06/> .
"""
GRAPHS = {
    "content/availability": """
<https://w3id.org/stafett/availability/a05> a stafett:InformationAvailability ; stafett:code "A05" .
""",
    "coverage": """
<https://w3id.org/stafett/coverage/S0-01> dct:title "Om S0-01"@nb ; dct:identifier "S0-01" .
""",
    "content/agents": """
<https://w3id.org/stafett/agent/example> a stafett:Person ; stafett:prefLabel "Eksempelorganet"@nb .
<https://w3id.org/stafett/availability/a05> a stafett:InformationAvailability ; stafett:code "A05" .
<https://w3id.org/stafett/availability/a26> a stafett:InformationAvailability ; stafett:code "A26" .
<https://w3id.org/stafett/case/1> a stafett:Case ; stafett:code "1" .
<https://w3id.org/stafett/delivery-type/results> a stafett:DeliveryType ; stafett:code "results" .
""",
    "model/stafett.owl": """
stafett:Agent a owl:Class ; rdfs:label "Aktør"@nb, "Aktør"@nn, "Agent"@en .
stafett:Person a owl:Class ; rdfs:label "Person"@nb, "Person"@nn, "Person"@en ; rdfs:subClassOf stafett:Agent,
    [ a owl:Restriction ; owl:onProperty stafett:pseudonym ; owl:cardinality "01"^^xsd:nonNegativeInteger ] .
stafett:RoleAssignment a owl:Class ; rdfs:label "Rolletildeling"@nb .
stafett:pseudonym a owl:DatatypeProperty ; rdfs:label "Pseudonym"@nb .
stafett:prefLabel a owl:DatatypeProperty ; rdfs:label "Navn"@nb .
stafett:role a owl:ObjectProperty ; rdfs:label "Rolle"@nb .
stafett:Member a owl:Class ; owl:deprecated true ; dct:isReplacedBy stafett:Person .
stafett:nickname a owl:DatatypeProperty ; owl:deprecated true .
stafett:agent a owl:ObjectProperty ; rdfs:label "Aktør"@nb .
""",
    "model/stafett.shacl": """
<https://w3id.org/stafett/shape/Person> a sh:NodeShape ; sh:targetClass stafett:Person ;
    sh:property [ sh:path stafett:pseudonym ; sh:minCount 1 ; sh:pattern "^[a-z]+-[0-9]{1,8}$" ],
        <https://w3id.org/stafett/shape/Person-kind> .
<https://w3id.org/stafett/shape/Person-kind> sh:path stafett:personIdKind ; sh:maxCount 1 .
""",
    "model/stafett.rules": """
rule:V07 a sh:NodeShape ; dct:identifier "V07" ; sh:severity sh:Violation ;
    sh:targetClass stafett:Agent ; sh:message "Navnet skal stå."@nb ; dct:source source:nvb ;
    sh:sparql [ sh:select "SELECT $this WHERE { $this a <urn:x> }" ] .
rule:V10b a sh:NodeShape ; dct:identifier "V10b" ; sh:targetClass stafett:Person .
rule:prefixes-core sh:declare [ sh:prefix "stafett" ] .
""",
    "codes/sources": """
source:nvb a dct:BibliographicResource ; dct:title "Kontrollmotoren"@nb .
""",
    "catalog/informationmodels": """
cat:informationmodels a dcat:Catalog ; mdn:model mod:stafett .
mod:stafett a mdn:InformationModel ; dct:title "Modellen Stafett"@nb, "Stafett model"@en ;
    dct:description "Om modellen."@nb ; dct:identifier "https://w3id.org/stafett/model/stafett" ;
    owl:versionInfo "0.1.0" ; dct:issued "2026-11-22"^^xsd:date ;
    dcat:keyword "vurdering"@nb, "assessment"@en ;
    adms:status status:UnderDevelopment ;
    dct:hasFormat <https://w3id.org/stafett/model/stafett.owl.ttl> ;
    dcat:theme <https://psi.norge.no/los/tema/videregaende-skole> ; dcat:contactPoint contact:catalogue ;
    mdn:containsModelElement el:module-core,
        el:Agent, el:Person,
        el:codelist-stafett-rolle, el:type-string .
<https://w3id.org/stafett/model/stafett.owl.ttl> dct:title "Ontologi"@nb .
status:UnderDevelopment skos:prefLabel "under utvikling"@nb, "under utvikling"@nn, "under development"@en .
contact:catalogue vcard:fn "Kontaktpunkt"@nb ; vcard:hasEmail <mailto:kontakt@example.org> .
el:module-core a mdn:Module ; dct:title "Kjerne"@nb .
el:Agent a mdn:ObjectType ; dct:title "Aktør"@nb ;
    dct:subject con:Agent .
el:Person a mdn:ObjectType ; dct:title "Person"@nb ; dct:description "Et menneske."@nb ;
    dct:subject con:Person ;
    mdn:hasProperty el:Person-role, el:Person-pseudonym,
        el:Person-specialization .
el:Person-specialization a mdn:Specialization ; dct:title "spesialiserer"@nb ;
    mdn:hasGeneralConcept el:Agent .
el:Person-pseudonym a mdn:Attribute ; dct:title "Pseudonym"@nb ; mdn:sequenceNumber 1 ;
    mdn:minOccurs 1 ; mdn:maxOccurs 1 ; mdn:hasSimpleType el:type-string .
el:Person-role a mdn:Attribute ; dct:title "Rolle"@nb ; mdn:sequenceNumber 2 ;
    mdn:minOccurs 0 ; mdn:maxOccurs "*" ; mdn:hasValueFrom el:codelist-stafett-rolle .
el:codelist-stafett-rolle a mdn:CodeList ; dct:title "Roller"@nb ;
    mdn:codeListReference codes:stafett-rolle .
<https://w3id.org/stafett/modelelement/code-x-PR%C3%98VE> a mdn:CodeElement ; dct:title "Prøve"@nb .
el:type-string a mdn:SimpleType ; dct:title "Tekst"@nb .
""",
    "catalog/concepts": """
cat:concepts a skos:Collection ;
    skos:member con:Person, con:Agent,
        con:role .
con:Agent a skos:Concept ; skos:prefLabel "aktør"@nb, "aktør"@nn, "agent"@en ;
    skos:definition "Den som gjør noe."@nb ; xkos:generalizes con:Person .
con:Person a skos:Concept ; skos:prefLabel "person"@nb, "person"@nn, "human"@en ;
    skos:definition "Et menneske."@nb, "Eit menneske."@nn, "A human being."@en ;
    xkos:specializes con:Agent ; euvoc:xlDefinition defn:Person .
con:role a skos:Concept ; skos:prefLabel "rolle"@nb ; skos:definition "Hva noen er."@nb .
defn:Person a euvoc:XlNote ; dct:title "Et menneske."@nb .
""",
    "codes/vigo-fullfortkode": """
codes:vigo-fullfortkode a skos:ConceptScheme ; dct:title "Fullførtkode"@nb .
<https://w3id.org/stafett/code/vigo-fullfortkode/B> a skos:Concept ; skos:notation "B" ;
    skos:prefLabel "Bestått"@nb ; skos:inScheme codes:vigo-fullfortkode .
<https://w3id.org/stafett/code/vigo-fullfortkode/L> a skos:Concept ; skos:notation "L" ;
    skos:inScheme codes:vigo-fullfortkode .
<https://w3id.org/stafett/code/vigo-fullfortkode/-> a skos:Concept ; skos:notation "-" ;
    skos:inScheme codes:vigo-fullfortkode .
"""
    + "".join(f'<{BASE}/code/vigo-fullfortkode/X{n}> skos:notation "X{n}" .\n' for n in range(12)),
    "codes/grep-programomraader": """
codes:grep-programomraader a skos:ConceptScheme ; dct:title "Programområder"@nb .
grep:HSHEA2---- a skos:Concept ; skos:notation "HSHEA2----" ;
    skos:prefLabel "Helsearbeiderfag"@nb, "Helsearbeidarfag"@nn ;
    skos:inScheme codes:grep-programomraader .
""",
    "codes/stafett-rolle": """
codes:stafett-rolle a skos:ConceptScheme ; dct:title "Rolle"@nb .
<https://w3id.org/stafett/code/stafett-rolle/pupil> a skos:Concept ; skos:notation "pupil" ;
    skos:prefLabel "Elev"@nb, "Elev"@nn, "Pupil"@en ; skos:inScheme codes:stafett-rolle .
""",
    "catalog/datasets": """
<https://w3id.org/stafett/catalog/datasets> a dcat:Catalog ; dct:title "Katalog"@nb ;
    dcat:dataset <https://w3id.org/stafett/dataset/model> ;
    dcat:service <https://w3id.org/stafett/service/sparql> .
<https://w3id.org/stafett/dataset/model> a dcat:Dataset ; dct:title "Modell"@nb ;
    dcat:distribution <https://w3id.org/stafett/dataset/model-ttl> .
<https://w3id.org/stafett/dataset/model-ttl> a dcat:Distribution ; dct:title "Turtle"@nb .
<https://w3id.org/stafett/service/sparql> a dcat:DataService ; dct:title "SPARQL"@nb .
""",
}
