"""Every question of the schema asked at random, as schemathesis makes them: rightly and wrongly written, with a key and without."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.pytest.lazy import get_all_tests
from schemathesis.schemas import BaseSchema

from liemchinh.access.throttling import HOUR, LIMITS
from liemchinh.api.purposes import RIGHTS
from liemchinh.api.tests.asking import key
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def schema() -> BaseSchema:
    """The schema, read when it is first asked about: whoever only collects tests has no use for it."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.fixture
def secret(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A key that may read all there is; nobody counts how often. As with a test client, the world outlasts each request."""
    for what in ("api", "token"):
        monkeypatch.setitem(LIMITS, what, (10**9, HOUR))
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield key(world, "an", "province", purpose="register", rights=tuple(RIGHTS))
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def answers_as_written(case: schemathesis.Case, secret: str) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {secret}"})


def together_and_apart(examples: list[Any]) -> tuple[list[Any], list[Any]]:
    """What lies on an edge; and each value of a list, which are asked for like each other."""
    apart = [one for one in examples if one.kwargs["case"].meta.phase.data.description.startswith("Enum value")]
    return [one for one in examples if one not in apart], apart


def test_schemathesis_finds_nothing(schema: BaseSchema, secret: str, count: Callable[[int, int], int]) -> None:
    counts = settings(max_examples=count(8, 300), deadline=None, suppress_health_check=list(HealthCheck))
    asked = []
    for made in get_all_tests(schema=schema, test_func=answers_as_written, settings=counts, given_kwargs=None):
        operation, ask = made.ok()
        # Besides what is drawn: every edge of what is written, and daily every twelfth indicator there is.
        edges, indicators = together_and_apart(ask.hypothesis_explicit_examples)
        ask.hypothesis_explicit_examples = [*edges, *indicators[:: count(12, 1)]]
        ask(secret=secret)
        asked.append(operation.label)
    assert sorted(asked) == sorted(f"GET {path}" for path in schema.raw_schema["paths"])


def test_a_schema_that_keeps_an_answer_back_is_found_out(schema: BaseSchema, secret: str) -> None:
    case = schema["/api/v1/organisations"]["GET"].Case(query={"size": "0"})
    answer = case.call(headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 422
    case.validate_response(answer)
    weak = json.loads(json.dumps(schema.raw_schema))
    del weak["paths"]["/api/v1/organisations"]["get"]["responses"]["422"]
    case = schemathesis.openapi.from_dict(weak)["/api/v1/organisations"]["GET"].Case(query={"size": "0"})
    with pytest.raises(BaseExceptionGroup) as found:
        case.validate_response(answer)
    assert "Undocumented status code" in str(found.value.exceptions)
