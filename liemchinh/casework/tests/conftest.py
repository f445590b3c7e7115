"""A kind of case of the tests' own: a branch begins and votes, a committee decides, the branch ends it within thirty working days."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from liemchinh.casework import kinds
from liemchinh.casework.events import STEP_DATA
from liemchinh.casework.kinds import CaseKind, Told
from liemchinh.journal import registry
from liemchinh.journal.registry import EventKind
from regulations.charter import open_charter
from regulations.procedure_files import open_procedures
from tests.granted_kind import registered, with_more_officers
from tests.kept_world import kept

STEPS = (("begun", "branch", "", ""), ("voted", "branch", "begun", 'vote = "screening.vote"'), ("decided", "committee", "voted", ""),
         ("ended", "branch", "decided", 'within = "admission.ceremony_within"\ncounted_from = "decided"'))  # fmt: skip


def _step(code: str, role: str, after: str, more: str) -> str:
    came = f'after = ["{after}"]\n' if after else ""
    return (
        f'[[step]]\ncode = "{code}"\ntitle = "Bước {code}"\ngloss = "{code}"\nrole = "{role}"\n{came}{more}\nvalid_from = 2011-01-19\n'
        f'citation = {{ document = "Điều lệ Đảng", article = "Điều 4" }}\nconfidence = "HIGH"\nchecked_on = 2026-11-20\n'
    )


def _tell(cases: Iterable[int]) -> Mapping[int, Told]:
    return {case: Told(f"Vụ {case}", f"/vu/{case}") for case in cases}


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """The code of the kind, registered for one test."""
    text = 'code = "tests"\ntitle = "Thử"\n' + "".join(_step(*step) for step in STEPS)
    (tmp_path / "tests.toml").write_text(text, encoding="utf-8")
    procedure = open_procedures(tmp_path, open_charter(settings.CHARTER).rulebook)["tests"]
    monkeypatch.setattr(
        kinds, "_kinds", {"tests": CaseKind("tests", {"branch": "branch.keep", "committee": "members.decide"}, _tell)}
    )
    monkeypatch.setattr(CaseKind, "procedure", procedure)
    events = {f"tests.{code}": EventKind(f"tests.{code}", code, label=code, data=STEP_DATA) for code, *_rest in STEPS}
    monkeypatch.setattr(registry, "_kinds", {**registry.event_kinds(), **events})
    yield "tests"


DAY = date(2026, 2, 2)


@pytest.fixture
def granted(db: None, today: date) -> Iterator[Any]:
    """The world with a kind that opens by grant, and with Thu and Đức beside Khoa at the district."""
    with registered():
        yield kept(with_more_officers)
