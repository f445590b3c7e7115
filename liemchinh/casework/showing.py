"""What the shared parts of a case's page show: its parties, the cases it arose from or led to, and who has it open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liemchinh.access.actor import Actor
from liemchinh.access.names import account_names
from liemchinh.casework.holders import holders_of
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Grant, Link, Party, Recusal
from liemchinh.casework.opening import HELD
from liemchinh.casework.queries import cases_visible_to
from liemchinh.casework.work import cases_called
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.queries import names as member_names
from liemchinh.organisations.queries import names as organisation_names


@dataclass(frozen=True, slots=True)
class PartyShown:
    """A role of a case, and who holds it."""

    title: str
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class LinkShown:
    """Another case that the reader may open; `came_before`: this one arose from it."""

    kind: str
    title: str
    url: str
    came_before: bool


@dataclass(frozen=True, slots=True)
class HolderShown:
    """Somebody who has a case open, waits for it, or has withdrawn. `opens` False: held, and the role has gone."""

    account: int
    name: str
    on: date
    stated_by: str = ""
    vouched_by: str = ""
    opens: bool = True


def parties_shown(case: Case) -> list[PartyShown]:
    """Who takes part in a case, role by role in the order in which they came."""
    rows = list(Party.objects.filter(case=case, cancelled_by=None).order_by("pk"))
    places = organisation_names(row.organisation_id for row in rows if row.organisation_id is not None)
    people = member_names(row.person_id for row in rows if row.person_id is not None)
    found: dict[str, list[str]] = {}
    for row in rows:
        name = places.get(row.organisation_id or 0) or people.get(row.person_id or 0, "")
        found.setdefault(row.role, []).append(name)
    procedure = case_kind(case.kind).procedure
    return [PartyShown(procedure.role(role), names) for role, names in found.items()]


def links_shown(case: Case, actor: Actor) -> list[LinkShown]:
    """The cases this one arose from and led to, as far as the actor may open them; of others nothing is told."""
    before = set(Link.objects.filter(case=case, cancelled_by=None).values_list("source_id", flat=True))
    after = set(Link.objects.filter(source=case, cancelled_by=None).values_list("case_id", flat=True))
    seen = list(cases_visible_to(actor).filter(pk__in=before | after).order_by("pk"))
    called = cases_called((one.pk, one.kind) for one in seen)
    return [
        LinkShown(case_kind(one.kind).procedure.title, called[one.pk].title, called[one.pk].url, one.pk in before)
        for one in seen
        if one.pk in called
    ]


def holders_shown(case: Case) -> tuple[list[HolderShown], list[HolderShown], list[HolderShown]]:
    """Who has a case open, who waits for a second officer, who has withdrawn; each the first first."""
    rows = list(Grant.objects.filter(case=case, cancelled_by=None).order_by("pk"))
    gone = list(Recusal.objects.filter(case=case, cancelled_by=None).order_by("pk"))
    days = _days([row.recorded_by for row in (*rows, *gone)])
    names = account_names(
        number for row in rows for number in (row.account, row.stated_by, row.vouched_by) if number is not None
    ) | account_names(row.account for row in gone)
    held = set(Grant.objects.filter(HELD, case=case).values_list("pk", flat=True))
    opens = set(holders_of(case))
    shown = [
        (
            row.pk in held,
            HolderShown(
                row.account, names.get(row.account, ""), days[row.recorded_by], names.get(row.stated_by or 0, ""),
                names.get(row.vouched_by or 0, ""), row.account in opens,
            ),
        )
        for row in rows
    ]  # fmt: skip
    return (
        [one for is_held, one in shown if is_held],
        [one for is_held, one in shown if not is_held],
        [HolderShown(row.account, names.get(row.account, ""), days[row.recorded_by]) for row in gone],
    )


def _days(sequences: Sequence[int]) -> dict[int, date]:
    rows = Entry.objects.filter(pk__in=sequences).values_list("sequence", "recorded_at")
    return {sequence: moment.astimezone(clock.LOCAL).date() for sequence, moment in rows}
