"""Every question of the schema asked at random, as schemathesis makes them: rightly and wrongly written, with a key and without."""

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings

from liemchinh.access.throttling import HOUR, LIMITS
from liemchinh.api.purposes import RIGHTS
from liemchinh.api.tests.asking import key
from liemchinh.figures.models import ReportedValue
from tests.lanes import SOAK
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(world: World, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The schema as the server gives it, with a key that may read all there is."""
    for what in ("api", "token"):
        monkeypatch.setitem(LIMITS, what, (10**9, HOUR))
    secret = key(world, "an", "province", purpose="register", rights=tuple(RIGHTS))
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    schema.config.update(headers={"Authorization": f"Bearer {secret}"})
    return schema


schema = schemathesis.pytest.from_fixture("told")


@schema.parametrize()
@settings(max_examples=300 if SOAK else 8, deadline=None, suppress_health_check=list(HealthCheck))
def test_schemathesis_finds_nothing(case: schemathesis.Case) -> None:
    case.call_and_validate()
