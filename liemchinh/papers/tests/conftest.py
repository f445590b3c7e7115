"""A commune whose committee and inspection commission are ready to number: term 27 since 2025, symbols since then."""

from datetime import date
from typing import Any

import pytest

from liemchinh.casework.tests.conftest import tried  # noqa: F401 (a kind of case of the tests' own)
from liemchinh.members.terms import TermFacts, record_term
from liemchinh.papers.issuers import Heading, Issuer, set_letterhead

SINCE = date(2025, 6, 10)


@pytest.fixture
def commission(world: Any) -> Issuer:
    """The inspection commission of the commune."""
    commune, console = world.places["commune"], world.actor("console")
    record_term(commune, TermFacts(27, SINCE), actor=console)
    set_letterhead(
        Issuer(commune), Heading("ĐU", "Đảng ủy xã Trà Mây", "Đảng bộ huyện Sông Thu", "Trà Mây"), SINCE, actor=console
    )
    issuer = Issuer(commune, "inspection")
    set_letterhead(issuer, Heading("UBKTĐU", "Ủy ban kiểm tra", "Đảng ủy xã Trà Mây", "Trà Mây"), SINCE, actor=console)
    return issuer
