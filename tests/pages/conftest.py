"""One world for all tests of this folder, which stay together in one process (`conftest.py`)."""

import logging
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from liemchinh.journal import clock
from tests.pages.standing import Standing

THE_DAY = date(2026, 3, 3)


@pytest.fixture(scope="package")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[Standing]:
    """Built once for this folder; gone afterwards."""
    # A line in the log for each of so many refusals would bury what is printed.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    with django_db_blocker.unblock(), clock.at(THE_DAY), transaction.atomic():
        yield Standing()
        transaction.set_rollback(True)
    logging.getLogger("django.request").setLevel(logging.NOTSET)
