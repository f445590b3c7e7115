"""Kinds of act that exist only here, and a doer."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from liemchinh.journal import registry
from liemchinh.journal.registry import EventKind, register


@dataclass(frozen=True)
class Doer:
    account_id: int | None = 7
    on_behalf_of: int | None = None


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    register(
        EventKind(
            "tests.noted",
            "Ghi {member} tại {organisation} ngày {date}: {word}",
            data=("word", "list"),
            personal=("name",),
            label="Ghi",
        ),
        EventKind("tests.other", "Việc khác ở {organisation}", label="Việc khác"),
        EventKind(
            "tests.granted", "Giao quyền cho {account}; {accounts}", data=("account", "accounts"), label="Giao quyền"
        ),
        EventKind("tests.sanctioned", "{member} bị kỷ luật tại {organisation}", label="Kỷ luật", sensitive=True),
    )
    yield


@pytest.fixture
def doer() -> Doer:
    return Doer()
