"""What hangs on a rule: steps of procedures, calculations of the regulations, answers of rooms. Derived, and declared where it cannot be.

A room that asks for a rule by its name says what for in `rule_uses.py` (`rule_uses() -> list[tuple[name, words]]`), found by its name;
a test compares what is declared with what the source asks for.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from liemchinh.rulebook.rows import shipped
from liemchinh.web.discovery import providers
from regulations.layering import YEAR
from regulations.procedures import Procedure, Step
from regulations.uses import calculations_of


@dataclass(frozen=True, slots=True)
class Use:
    """What a rule is used for, in words; `step`: it is a step of a procedure."""

    title: str
    step: bool = False


def uses_of(names: Iterable[str]) -> Mapping[str, Sequence[Use]]:
    """Each rule (or "calendar.2027") → what it is used for, steps first; nothing for a rule that nothing asks for yet."""
    wanted = list(names)
    found: dict[str, list[Use]] = defaultdict(list)
    for procedure in shipped().procedures.values():
        for step in procedure.steps:
            for name, words in _of_step(procedure, step):
                found[name].append(Use(words, step=True))
    for provide in providers("rule_uses", "rule_uses"):
        for name, words in provide():
            found[name].append(Use(str(words)))
    for name, titles in calculations_of(wanted).items():
        found[name] += [Use(title) for title in titles]
    of_calendar = _of_calendar()
    return {name: list(dict.fromkeys(of_calendar if name.startswith(YEAR) else found.get(name, []))) for name in wanted}


def _of_step(procedure: Procedure, step: Step) -> list[tuple[str, str]]:
    told = {"step": step.title, "procedure": procedure.title}
    named = (
        (step.within, _("Hạn của bước “%(step)s” (%(procedure)s)")),
        (step.opens, _("Từ khi nào làm được bước “%(step)s” (%(procedure)s)")),
        (step.vote, _("Tỷ lệ phiếu của bước “%(step)s” (%(procedure)s)")),
    )
    return [(name, words % told) for name, words in named if name]


def _of_calendar() -> list[Use]:
    """Every step whose limit counts working days."""
    rules = shipped().rulebook.parameters
    return [
        Use(words, step=True)
        for procedure in shipped().procedures.values()
        for step in procedure.steps
        if step.within and any("wd" in (rules[step.within].unit, row.unit) for row in rules[step.within].values)
        for name, words in _of_step(procedure, step)
        if name == step.within
    ]
