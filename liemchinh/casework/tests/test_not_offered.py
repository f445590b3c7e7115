"""A kind of case the charter has no procedure for: it has no steps, and whoever asks for one is refused with a sentence."""

from dataclasses import replace
from datetime import date

import pytest

from liemchinh.casework.kinds import CaseKind
from liemchinh.rulebook import rows
from regulations.answers import Refused

ON = date(2026, 3, 3)


def test_a_kind_without_a_procedure_is_refused_and_one_with_it_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = CaseKind("admission", {}, lambda cases: {})
    assert [step.code for step in kind.procedure.first(ON)] == ["entered"]
    silent = replace(rows.shipped(), procedures={})
    monkeypatch.setattr("liemchinh.casework.kinds.shipped", lambda: silent)
    assert kind.procedure.steps == () and not kind.procedure.has("entered")
    for ask in (kind.procedure.first, lambda on: kind.procedure.step("entered", on)):
        with pytest.raises(Refused) as told:
            ask(ON)
        assert [one.code for one in told.value.refusals] == ["not-offered"]
