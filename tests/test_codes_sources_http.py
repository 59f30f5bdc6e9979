"""The shared client: patient with what may pass, plain about what will not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from source_stand_in import StandIn, Trouble
from stafett.codes.sources.http import Client, FetchError, PassingError, Policy, parse_json

pytest_plugins = ("source_fixtures",)


def _client(source: StandIn, waits: list[float], **more: float) -> Client:
    policy = {"attempts": 3, "interval": 0.0, "timeout": 5.0, **more}
    return Client(source.url, Policy(sleep=waits.append, **policy))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["status", "html", "cut", "broken"])
def test_what_may_pass_is_tried_again_with_growing_waits(source: StandIn, kind: str) -> None:
    source.serve("/fag", {"kode": "NOR1267"})
    source.troubles["/fag"] = [Trouble(kind), Trouble(kind)]
    waits: list[float] = []
    with _client(source, waits) as client:
        assert client.json("fag") == {"kode": "NOR1267"}
    assert waits == [1.0, 2.0]
    assert len(source.log) == 3


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("status", "answered 503"),
        ("html", "a page of HTML where JSON was expected"),
        ("cut", "the connection was cut"),
        ("broken", "not JSON, or is cut"),
    ],
)
def test_what_does_not_pass_is_named_with_its_address(source: StandIn, kind: str, reason: str) -> None:
    source.serve("/fag", {"kode": "NOR1267"})
    source.troubles["/fag"] = [Trouble(kind)] * 3
    with _client(source, []) as client, pytest.raises(FetchError, match=reason) as caught:
        client.json("fag", {"page": 2})
    assert f"{source.url}/fag?page=2" in caught.value.message
    assert "Run the same command again" in str(caught.value.hint)


def test_retry_after_in_seconds_is_obeyed(source: StandIn) -> None:
    source.serve("/fag", [])
    source.troubles["/fag"] = [Trouble("status", 429, {"Retry-After": "7"})]
    waits: list[float] = []
    with _client(source, waits) as client:
        assert client.json("fag") == []
    assert waits == [7.0]


def test_retry_after_as_a_date_is_obeyed(source: StandIn) -> None:
    source.serve("/fag", [])
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    source.troubles["/fag"] = [Trouble("status", 429, {"Retry-After": when})]
    waits: list[float] = []
    with _client(source, waits) as client:
        client.json("fag")
    assert 25 < waits[0] <= 30


def test_retry_after_that_is_nonsense_is_passed_over(source: StandIn) -> None:
    source.serve("/fag", [])
    source.troubles["/fag"] = [Trouble("status", 429, {"Retry-After": "soon"})]
    waits: list[float] = []
    with _client(source, waits) as client:
        client.json("fag")
    assert waits == [1.0]


def test_too_long_a_wait_is_left_to_the_user(source: StandIn) -> None:
    source.troubles["/fag"] = [Trouble("status", 429, {"Retry-After": "3600"})]
    with _client(source, []) as client, pytest.raises(FetchError, match="asks us to wait 3600 s"):
        client.json("fag")


def test_a_refusal_is_not_tried_again_and_hints_at_keys(source: StandIn) -> None:
    source.troubles["/fag"] = [Trouble("status", 401)]
    with _client(source, []) as client, pytest.raises(FetchError, match="answered 401") as caught:
        client.json("fag")
    assert len(source.log) == 1
    assert "--header" in str(caught.value.hint)


def test_a_server_that_is_not_there_is_said_so() -> None:
    policy = Policy(attempts=2, sleep=lambda _: None)
    with Client("http://127.0.0.1:9", policy) as client, pytest.raises(FetchError, match="cannot be reached"):
        client.json("fag")


def test_requests_keep_their_distance(source: StandIn) -> None:
    source.serve("/fag", [])
    waits: list[float] = []
    with Client(source.url, Policy(interval=5, sleep=waits.append, clock=lambda: 0.0)) as client:
        client.json("fag")
        client.json("fag")
    assert waits == [5.0]


def test_a_download_that_is_cut_goes_on_from_where_it_was(source: StandIn, tmp_path: Path) -> None:
    body = bytes(range(256)) * 4000
    source.serve("/dump", body)
    source.troubles["/dump"] = [Trouble("cut")]
    seen: list[tuple[int, int | None]] = []
    with _client(source, []) as client:
        client.download("dump", tmp_path / "dump.zip", lambda have, of: seen.append((have, of)))
    assert (tmp_path / "dump.zip").read_bytes() == body
    ranges = [headers.get("Range") for headers in source.headers]
    assert ranges[0] is None
    assert ranges[1] and ranges[1] != "bytes=0-"
    assert seen[-1] == (len(body), len(body))
    assert [f.name for f in tmp_path.iterdir()] == ["dump.zip"]


def test_a_download_goes_on_in_another_run(source: StandIn, tmp_path: Path) -> None:
    body = bytes(range(256)) * 4000
    source.serve("/dump", body)
    source.troubles["/dump"] = [Trouble("cut")] + [Trouble("status")] * 2
    target = tmp_path / "dump.zip"
    with _client(source, []) as client, pytest.raises(FetchError):
        client.download("dump", target, lambda *_: None)
    assert not target.exists()
    with _client(source, []) as client:
        client.download("dump", target, lambda *_: None)
    assert target.read_bytes() == body
    assert "Range" in source.headers[-1]


def test_a_file_that_has_changed_is_fetched_anew(source: StandIn, tmp_path: Path) -> None:
    source.serve("/dump", b"new content")
    (tmp_path / "dump.zip.part").write_bytes(b"old co")
    (tmp_path / "dump.zip.part.etag").write_text('"v0"')
    with _client(source, []) as client:
        client.download("dump", tmp_path / "dump.zip", lambda *_: None)
    assert (tmp_path / "dump.zip").read_bytes() == b"new content"


def test_a_byte_order_mark_is_no_fault() -> None:
    assert parse_json(b'\xef\xbb\xbf{"a": 1}', "application/json") == {"a": 1}
    with pytest.raises(PassingError, match="not UTF-8"):
        parse_json(b'{"a": "\xff"}', "application/json")
