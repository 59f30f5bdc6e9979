from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from stafett.errors import SettingError
from stafett.settings import read_settings
from stafett.store.remote.address import StoreAddress, read_address
from stafett.store.remote.dialects import GENERIC, VIRTUOSO

URL = "http://store.example.org/sparql"


def read(**env: str) -> StoreAddress | None:
    return read_address(read_settings({f"STAFETT_{name}": value for name, value in env.items()}).store)


def test_the_store_is_embedded_until_one_is_named() -> None:
    assert read() is None


def test_the_command_line_goes_before_the_setting() -> None:
    found = read_address(read_settings({"STAFETT_STORE": "http://other.example.org/"}).store, URL)
    assert found is not None
    assert found.query == URL


def test_the_password_stands_in_a_file_and_is_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("hemmelig\n")
    found = read(STORE=URL, STORE_USER="leser", STORE_PASSWORD_FILE=str(file))
    assert found is not None
    assert found.password == "hemmelig"
    assert "hemmelig" not in repr(found)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("STORE", "ftp://x/", "STAFETT_STORE is «ftp://x/»"),
        ("STORE", "embeded", "or embedded"),
        ("STORE", "http://anna:hemmelig@x/", "user name in the address"),
        ("STORE_UPDATE", "nowhere", "STAFETT_STORE_UPDATE"),
        ("STORE_KIND", "blazegraph", "auto, generic, oxigraph, virtuoso"),
        ("STORE_QUERY_LOGIN", "maybe", "must be yes or no"),
        ("STORE_PASSWORD_FILE", "not-there", "cannot be read"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str, said: str) -> None:
    with pytest.raises(SettingError, match=said) as told:
        read(**({"STORE": URL} | {name: value}))
    assert "hemmelig" not in str(told.value)


def test_credentials_come_in_the_form_the_engine_wants() -> None:
    address = StoreAddress(URL, user="a", password="b")
    assert isinstance(address.login(VIRTUOSO), httpx.DigestAuth)
    assert isinstance(address.login(GENERIC), httpx.BasicAuth)
    assert StoreAddress(URL).login(GENERIC) is None
