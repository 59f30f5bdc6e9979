"""The API of code lists against its own description: whatever is sent, no error goes without a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from stafett.web.app import create_app

pytest_plugins = ("code_fixtures",)

OURS = ("/code", "/deviation", "/reconcile")
WITHOUT_PARAMETERS = {"/codes.json"}
ALWAYS_TEXT = {"/code/{scheme}/{notation}", "/deviation/{key}"}
"""Paths whose only parameters are texts: nothing that can be sent there is of the wrong kind."""


@pytest.mark.parametrize("mode", ["POSITIVE", "NEGATIVE"])
def test_whatever_is_sent_every_error_says_why(code_dist: Path, mode: str) -> None:
    import schemathesis  # dear to import, and only here and in one other test
    from schemathesis.core.result import Ok

    schema = schemathesis.openapi.from_asgi("/openapi.json", create_app(code_dist))
    tried: list[str] = []
    for result in schema.get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()
        left_out = WITHOUT_PARAMETERS | ALWAYS_TEXT if mode == "NEGATIVE" else set()
        if not operation.path.startswith(OURS) or operation.path in left_out:
            continue
        tried.append(operation.path)
        cases = operation.as_strategy(generation_mode=schemathesis.GenerationMode[mode])

        @settings(
            max_examples=6,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        )
        @given(case=cases)
        def answers(case: Any) -> None:
            answer = case.call()
            assert answer.status_code < 500, case
            if answer.status_code >= 400:
                assert "problem+json" in answer.headers["content-type"][0], case
                assert answer.json()["detail"], case

        answers()
    assert len(tried) >= 10
