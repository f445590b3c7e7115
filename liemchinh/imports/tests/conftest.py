"""What the tests of taking share: a small province, loaded through the path that is tested."""

from datetime import date

import pytest

from liemchinh.imports.tests.taking import TREE, bring, kinds, organisations_csv
from liemchinh.organisations.sources import ids_in_source
from tests.kept_world import kept


@pytest.fixture
def tree(db: None, today: date) -> dict[str, int]:
    """A province of two districts and three branches: id in the file → number."""
    return kept(_brought)


def _brought() -> dict[str, int]:
    assert kinds(bring(organisations_csv(*TREE), name="to-chuc.csv")) == ["accepted"] * len(TREE)
    return ids_in_source("", [row[0] for row in TREE])
