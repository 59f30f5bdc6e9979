"""Hostile queries, each with the statuses that are right for it. Small in number, and bounded in time.

The server they are sent to (endpoint_fixtures.TIGHT) allows 4 seconds, 256 MiB and 8 MiB of answer.
"""

from __future__ import annotations

from dataclasses import dataclass

STOPPED = (500, 504)
"""Memory or time was up; which of them comes first depends on the machine."""
REFUSED = (400, 403, 413)
CHEAP = (200, 400)
"""Looks bad, and is harmless to this engine; it must simply be answered."""


@dataclass(frozen=True)
class Hostile:
    """One query and what may come of it."""

    name: str
    query: str
    statuses: tuple[int, ...]


def _all(variables: int) -> str:
    return " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(variables))


NESTING = [
    Hostile(f"nesting of {name}", unit[0] * 2000 + middle + unit[1] * 2000, REFUSED)
    for name, unit, middle in (
        ("groups", ("{", "}"), ""),
        ("brackets", ("(", ")"), ""),
        ("blank nodes", ("[", "]"), ""),
        ("optionals", ("{ OPTIONAL ", "}"), ""),
        ("subqueries", ("{ SELECT * ", "}"), ""),
        ("functions", ("STR(", ")"), "?x"),
        ("negations", ("NOT EXISTS {", "}"), ""),
        ("lists", ("( 1 ", ")"), ""),
        ("quoted triples", ("<<( <urn:a> <urn:b> ", ")>>"), "1"),
    )
]
FLAT = [
    Hostile("30 000 negations", "ASK { FILTER(" + "!" * 30_000 + "true) }", CHEAP),
    Hostile("30 000 minus signs", "ASK { FILTER(" + "-" * 30_000 + "1 = 1) }", CHEAP),
    Hostile("3 000 optionals", "ASK { " + "OPTIONAL{}" * 3_000 + " }", CHEAP),
    Hostile("3 000 unions", "ASK { {}" + "UNION{}" * 3_000 + " }", (*CHEAP, *STOPPED)),
    Hostile("3 000 ors", "ASK { FILTER(false" + "||false" * 3_000 + ") }", CHEAP),
    Hostile("3 000 sums", "ASK { FILTER(1 = 1" + "+1" * 3_000 + ") }", CHEAP),
    Hostile("10 000 steps of a path", "ASK { ?s :a" + "/:a" * 10_000 + " ?o }", (*CHEAP, *STOPPED)),
    Hostile("10 000 carets", "ASK { ?s " + "^" * 10_000 + ":a ?o }", CHEAP),
    Hostile("5 000 values", "ASK { VALUES ?x { " + "1 " * 5_000 + "} }", CHEAP),
    Hostile("prefixes without end", "PREFIX a: <urn:a> " * 1_500 + "ASK {}", CHEAP),
]
COSTLY = [
    Hostile("cross join, counted", f"SELECT (COUNT(*) AS ?n) {{ {_all(5)} }}", STOPPED),
    Hostile("cross join, sorted", f"SELECT * {{ {_all(4)} }} ORDER BY ?o0", STOPPED),
    Hostile("cross join, distinct", f"SELECT DISTINCT * {{ {_all(4)} }}", (200, *STOPPED)),
    Hostile(
        "cross join, grouped",
        f"SELECT ?o0 (SUM(STRLEN(STR(?s1))) AS ?n) {{ {_all(5)} }} GROUP BY ?o0",
        STOPPED,
    ),
    Hostile("cross join, concatenated", f"SELECT (GROUP_CONCAT(STR(?s0)) AS ?t) {{ {_all(4)} }}", STOPPED),
    Hostile("minus of products", f"SELECT * {{ {{ {_all(4)} }} MINUS {{ {_all(4)} }} }}", STOPPED),
    Hostile(
        "filter that never holds", f"SELECT * {{ {_all(5)} FILTER(?o0 = 'x' && ?o4 = 'y') }}", (200, *STOPPED)
    ),
    Hostile(
        "doubling strings",
        "SELECT (STRLEN(?x32) AS ?n) { BIND('aaaaaaaaaaaaaaaa' AS ?x0) "
        + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(32))
        + " }",
        STOPPED,
    ),
    Hostile(
        "replacing grows",
        "SELECT (REPLACE(?y, '.', ?y) AS ?z) { BIND(REPLACE('"
        + "a" * 3_000
        + "', 'a', '"
        + "b" * 3_000
        + "') AS ?y) }",
        STOPPED,
    ),
    Hostile(
        "every path between all",
        "SELECT (COUNT(*) AS ?n) { ?a (!:x|^!:x)* ?b . ?b (!:x|^!:x)* ?c . ?c (!:x|^!:x)* ?d }".replace(
            ":x", "<urn:x>"
        ),
        STOPPED,
    ),
    Hostile(
        "stars within stars",
        "ASK { ?a ((((!<urn:x>)*)*)*)* ?b . ?b ((((!<urn:y>)*)*)*)* ?c FILTER(?a = 'never') }",
        (200, 400, *STOPPED),
    ),
    Hostile("backtracking pattern", "ASK { FILTER REGEX('" + "a" * 5_000 + "!', '(a+)+$') }", CHEAP),
    Hostile(
        "huge repetition", "ASK { FILTER REGEX('a', '((a{1,1000}){1,1000}){1,1000}') }", (*CHEAP, *STOPPED)
    ),
    Hostile("product made into a graph", f"CONSTRUCT {{ ?s0 ?p1 ?o2 }} {{ {_all(3)} }}", (200, *STOPPED)),
    Hostile("describing everything", "DESCRIBE * { ?s ?p ?o }", (200, *STOPPED)),
]
WORDS = [
    Hostile("service", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", (403,)),
    Hostile("silent service", "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", (403,)),
    Hostile(
        "service after a string", "SELECT * { BIND('\\'' AS ?x) SERVICE <http://127.0.0.1:9/> {} }", (403,)
    ),
    Hostile("service in escapes", "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> {} }", (403,)),
    Hostile("service by variable", "SELECT * { BIND(<http://127.0.0.1:9/> AS ?e) SERVICE ?e {} }", (403,)),
    Hostile("the word in a string", "ASK { BIND('SERVICE <x>' AS ?x) }", (200,)),
    Hostile("the word in a comment", "ASK { } # SERVICE <http://127.0.0.1:9/>", (200,)),
    Hostile("the word in a name", "ASK { BIND(<urn:SERVICE> AS ?SERVICE) }", (200,)),
    Hostile("load", "LOAD <http://127.0.0.1:9/>", (403,)),
    Hostile("an update", "INSERT DATA { <urn:a> <urn:b> <urn:c> }", (403,)),
    Hostile("an update behind a query", "ASK {} ; DROP ALL", (400,)),
    Hostile("a file as a graph", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", (200,)),
    Hostile("an address as a graph", "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }", (200,)),
    Hostile("nothing but a null", "\x00", (400,)),
    Hostile("giant literal", "ASK { BIND('" + "x" * 32_000 + "' AS ?x) }", (200,)),
    Hostile("too long", "ASK { BIND('" + "x" * 40_000 + "' AS ?x) }", (413,)),
]
ALL = [*NESTING, *FLAT, *COSTLY, *WORDS]
