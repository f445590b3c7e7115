"""What the tests of the public pages share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from liemchinh.public.tests.site import Public, opened


@pytest.fixture
def public(tmp_path: Path) -> Iterator[Public]:
    """The public pages of one office."""
    with opened(tmp_path / "public", tmp_path / "exchange") as found:
        yield found


@pytest.fixture
def citizen(public: Public) -> Client:
    """A browser that keeps nothing."""
    return Client(raise_request_exception=True)
