"""The small register, with everything in it that can happen to membership."""

import pytest

from liemchinh.figures.tests.small import Small, populated
from tests.kept_world import kept


@pytest.fixture
def small(db: None) -> Small:
    """Built once in a run, and read back for each test."""
    return kept(populated)
