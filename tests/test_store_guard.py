from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stafett.limits import Limits
from stafett.store.errors import QueryRefusedError, QueryTooLongError
from stafett.store.guard import QueryShape, declared, inspect
from stafett.store.guard import check as checked

LIMITS = Limits()
MAX_DEPTH, MAX_LENGTH = LIMITS.nesting, LIMITS.length


def check(text: str) -> QueryShape:
    return checked(text, LIMITS)


def test_an_ordinary_query_is_let_through() -> None:
    shape = check("SELECT ?s WHERE { ?s a <http://example.org/x> FILTER(?s = ?s) }")
    assert {"SELECT", "WHERE", "FILTER"} <= shape.keywords
    assert shape.depth == 2


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://example.org> { ?s ?p ?o } }",
        "select * { service silent ?x { ?s ?p ?o } }",
        "SELECT * {SERVICE<http://example.org>{?s ?p ?o}}",
        "SELECT * { ?s ?p 'x' . SERVICE <http://example.org> {} }",
        "SELECT * { ?s ?p '''x' ''' . SERVICE <http://example.org> {} }",
        "SELECT * { ?s ?p ?o # comment\n SERVICE <http://example.org> {} }",
        "SELECT * { FILTER(?a < ?b) SERVICE <http://example.org> {} FILTER(?b > ?c) }",
        'SELECT * { ?s ?p "a\\"b" SERVICE <http://example.org> {} }',
        "SELECT * { ?s ?p 1SERVICE <http://example.org> {} }",
        "SELECT * { ?s ?p ?o.SERVICE <http://example.org> {} }",
        "SELECT * { _:b ?p ?o.SERVICE<http://example.org> {} }",
        'SELECT * { ?s ex:p"x".SERVICE<http://example.org> {} }',
        "SELECT * { ?s ex:p'x'.SERVICE<http://example.org> {} }",
        "SELECT * { ?s ex:p<http://o>.SERVICE<http://example.org> {} }",
        "SELECT * { ?s ex:p?o.SERVICE<http://example.org> {} }",
        "SELECT * { ?s :p?o.SERVICE<http://example.org> {} }",
        "SELECT * { ?s ex:p|ex:q ?o.SERVICE<http://example.org> {} }",
        "SELECT * { ?s ex:p\\,SERVICE|ex:q ?o.SERVICE<http://example.org> {} }",
        "SELECT * { FILTER(true).SERVICE<http://example.org> {} }",
        "SELECT * { ?s ?p true.SERVICE<http://example.org> {} }",
        "SELECT * { \\u0053ERVICE <http://example.org> {} }",
        "SELECT * { ?s ?p '\\u0027' . SERVICE <http://example.org> {} ?s ?p '\\u0027' }",
        "SELECT * { ?s ?p '\\u0027\\u0027' . SERVICE <http://example.org> {} ?s ?p '\\u0027\\u0027' }",
        "SELECT * { \\U00000053ERVICE <http://example.org> {} }",
    ],
)
def test_a_call_to_another_endpoint_is_refused(query: str) -> None:
    with pytest.raises(QueryRefusedError, match="SERVICE is refused"):
        check(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE' }",
        'SELECT * { ?s ?p """a "SERVICE" b""" }',
        "SELECT * { ?s <http://example.org/SERVICE> ?o }",
        "SELECT ?service { ?service ?p ?o }",
        "SELECT * { ?s ?p ?o } # SERVICE",
        "PREFIX ex: <http://example.org/> SELECT * { ?s ex:SERVICE ?o }",
        "PREFIX service: <http://example.org/> SELECT * { ?s service:x ?o }",
        "PREFIX ex: <http://example.org/> SELECT * { ?s a ex:o.SERVICE . }",
        "PREFIX ex: <http://example.org/> SELECT * { ?s a ex:o\\,SERVICE }",
        "SELECT $SERVICE { $SERVICE ?p ?o }",
    ],
)
def test_the_word_service_elsewhere_is_no_call(query: str) -> None:
    assert "SERVICE" not in check(query).keywords


@pytest.mark.parametrize(("depth", "refused"), [(MAX_DEPTH, False), (MAX_DEPTH + 1, True)])
@pytest.mark.parametrize("pair", ["{}", "()", "[]"])
def test_deep_nesting_is_refused(depth: int, refused: bool, pair: str) -> None:
    text = pair[0] * depth + pair[1] * depth
    if refused:
        with pytest.raises(QueryRefusedError, match=f"nests {depth} brackets; the limit is {MAX_DEPTH}"):
            check(text)
    else:
        assert check(text).depth == depth


def test_brackets_in_strings_iris_and_comments_do_not_nest() -> None:
    assert inspect("""'((((' "{{{" <http://example.org/((> # [[[[\n""").depth == 0


@pytest.mark.parametrize(("length", "refused"), [(MAX_LENGTH, False), (MAX_LENGTH + 1, True)])
def test_a_long_query_is_refused(length: int, refused: bool) -> None:
    text = "#" * length
    if refused:
        with pytest.raises(QueryTooLongError, match=f"the limit is {MAX_LENGTH}"):
            check(text)
    else:
        assert check(text) == QueryShape(frozenset(), 0)


@pytest.mark.parametrize("escape", ["\\u00", "\\UFFFFFFFF", "\\uD800", "\\U00110000"])
def test_an_escape_of_no_character_is_left_to_the_parser(escape: str) -> None:
    assert check(f"ASK {{ ?s ?p '{escape}' }}").depth == 1


@given(st.text(max_size=300))
def test_no_text_whatever_makes_the_look_fail(text: str) -> None:
    assert inspect(text).depth >= 0


SPARQL = st.sampled_from(
    ["SELECT", " * ", "{", "}", "?s ", "'", '"', "<", ">", "#", "\n", "\\", '"""', "SERVICE ", "a:b", "("]
)


@given(st.lists(SPARQL, max_size=60).map("".join))
def test_only_our_own_refusal_is_raised_on_anything_like_a_query(text: str) -> None:
    try:
        assert "SERVICE" not in check(text).keywords
    except QueryRefusedError as refusal:
        assert "SERVICE" in inspect(text).keywords, refusal


UNITS = [
    "'", '"', '"""', "<", "<a", "#", "\\", "?a", "a:", ":a", "a.", "a-", "é", "%41", "_:", "\\u0041", "{",
    "'\\", '"\\', "'a\\", '"""\\', '\\"""', "'''\\'", '"""\\"', "'\n", '""" ', "''\\'", '"\\""', '"""\\"a',
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_no_text_makes_the_look_slow(unit: str) -> None:
    """Linear means milliseconds; a look that starts again at each character takes seconds."""
    start = time.process_time()
    inspect(unit * (MAX_LENGTH // len(unit)))
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "delete where { ?s ?p ?o }",
        "PREFIX load: <urn:x> LOAD <urn:a>",
        "BASE <urn:x> CLEAR ALL",
        "# SELECT\nDROP ALL",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CREATE GRAPH <urn:g>",
        "\\u0044ROP ALL",
    ],
)
def test_an_update_is_refused_as_one(text: str) -> None:
    with pytest.raises(QueryRefusedError, match="read-only"):
        check(text)


@pytest.mark.parametrize(
    "text", ["PREFIX insert: <urn:x> ASK { ?s insert:x ?o }", "SELECT ?load { BIND('DROP ALL' AS ?load) }"]
)
def test_the_words_of_updates_may_stand_elsewhere(text: str) -> None:
    assert check(text)


def test_a_prefix_is_declared_where_it_stands_and_not_where_it_is_commented_out_or_quoted() -> None:
    text = "PREFIX a: <urn:>\nprefix # so\n b: <urn:>\n# PREFIX c: <urn:>\nASK { ?s a:p 'PREFIX d: <urn:>' }"
    assert declared(text) == {"a", "b"}
    assert declared("PREFIX : <urn:> ASK {}") == {""}
