"""What can be seen of taking over: bodies that ended, lists, their lines and differences. Nobody is named who is in a case."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.access.models import Account, RoleGrant
from liemchinh.access.roles import roles
from liemchinh.casework.apart import stands_apart
from liemchinh.casework.holders import may_arrange
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.queries import cases_visible_to
from liemchinh.casework.work import cases_called
from liemchinh.casework.working import working_holders
from liemchinh.commission.digest import digest_of
from liemchinh.commission.models import Difference, HandoverLine, HandoverList, Signature
from liemchinh.commission.passing import Passage, Passed, kinds_seen_by, passages
from liemchinh.commission.places import verbs
from liemchinh.commission.words import DIFFERENCES
from liemchinh.discipline.cases import VERB
from liemchinh.discipline.queries import running
from liemchinh.discipline.words import FORMS
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.organisations.queries import names, subtree


@dataclass(frozen=True, slots=True)
class Body:
    """A body that ended and its heir, what passed as far as the reader may know, and the list that stands."""

    passage: Passage
    ended: str
    heir: str
    cases: int
    sanctions: int
    handover: HandoverList | None
    signature: Signature | None
    differences: int


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case of a list by number and kind. `url`: of its page, where it is open to the reader; `held`: it is open to somebody."""

    case: int
    kind: str
    step: str
    on: date
    due_on: date | None
    is_unknown: bool
    url: str
    held: bool
    may_give: bool


@dataclass(frozen=True, slots=True)
class SanctionShown:
    """A sanction of a list by the number and day of its decision. `url`: of its case, where that is open to the reader; `held`: it is open
    to somebody who works there; `may_give`: the case has ended, so that it is given from here alone."""

    case: int
    number: str
    on: date
    form: str
    lapses_on: date | None
    url: str
    held: bool
    may_give: bool


@dataclass(frozen=True, slots=True)
class DifferenceShown:
    """What papers and list do not agree on, in words."""

    row: Difference
    words: str


def bodies_visible_to(actor: Actor) -> list[Body]:
    """The bodies that ended in the actor's scope from which something passed, or of which a list stands, by name."""
    found = passages(actor)
    lists = {(row.ended_id, row.heir_id): row for row in lists_visible_to(actor)}
    for (ended, heir), row in lists.items():
        if not any((one.ended, one.heir) == (ended, heir) for one in found):
            found[Passage(ended, heir, row.reorganised)] = []
    called = names({place for one in found for place in (one.ended, one.heir)})
    signed = {row.handover_id: row for row in Signature.objects.filter(cancelled_by=None, handover__in=lists.values())}
    noted = _noted(actor, lists.values())
    rows = [_body(one, told, called, lists, signed, noted) for one, told in found.items()]
    return sorted(rows, key=lambda one: (one.ended, one.passage))


def lists_visible_to(actor: Actor) -> QuerySet[HandoverList]:
    """The lists that stand of heirs where the actor disciplines."""
    return HandoverList.objects.filter(cancelled_by=None, heir__in=subtree(actor.roots(VERB)))


def signed_passages(actor: Actor) -> set[tuple[int, int]]:
    """From which bodies to which heirs a list was signed, in the actor's scope."""
    signed = Signature.objects.filter(cancelled_by=None, handover__in=lists_visible_to(actor))
    return set(signed.values_list("handover__ended", "handover__heir"))


def lines_seen_by(handover: HandoverList, actor: Actor) -> QuerySet[HandoverLine]:
    """The lines of a list but those of cases in which the actor can have no part, and of kinds that are not theirs."""
    kinds = [kind.code for kind in kinds_seen_by(actor)]
    return handover.lines.filter(kind__in=kinds, case__in=Case.objects.exclude(stands_apart(actor)))


def differences_seen_by(handover: HandoverList, actor: Actor) -> list[DifferenceShown]:
    """The differences that are not cleared up yet, of lines the actor sees and of papers."""
    seen = Q(case=None) | Q(case__in=lines_seen_by(handover, actor).values("case"))
    rows = Difference.objects.filter(seen, handover=handover, cancelled_by=None).order_by("pk")
    return [DifferenceShown(row, str(DIFFERENCES[row.what])) for row in rows]


def difference_visible_to(actor: Actor, number: int) -> tuple[HandoverList, DifferenceShown] | None:
    """A difference that is not cleared up yet, with its list, as far as the actor sees both."""
    held = lists_visible_to(actor).filter(differences=number, differences__cancelled_by=None).first()
    shown = differences_seen_by(held, actor) if held else []
    return next(((held, one) for one in shown if held and one.row.pk == number), None)


def signature_of(handover: HandoverList) -> Signature | None:
    """The signature that stands. Call after the list was found to be visible."""
    return Signature.objects.filter(handover=handover, cancelled_by=None).first()


def told_lines(lines: Iterable[HandoverLine], actor: Actor) -> tuple[list[CaseShown], list[SanctionShown], int]:
    """Lines as the reader sees them, and how many are told no more: of cases that ended, of sanctions that count no longer (guards 15)."""
    rows = [
        Passed(row.case_id, row.kind, row.on, row.step, row.due_on, row.is_unknown, row.number, row.form, row.lapses_on)
        for row in lines
    ]
    mine = set(cases_visible_to(actor).filter(pk__in=[one.case for one in rows]).values_list("pk", flat=True))
    open_ = set(Case.objects.filter(pk__in=[one.case for one in rows], closed_by=None).values_list("pk", flat=True))
    counts = set(running(clock.today()).filter(case__in=[one.case for one in rows]).values_list("case_id", flat=True))
    kept = [one for one in rows if (one.case in counts if one.form else one.case in open_ | mine)]
    return *told_rows(kept, actor), len(rows) - len(kept)


def told_rows(rows: Sequence[Passed], actor: Actor) -> tuple[list[CaseShown], list[SanctionShown]]:
    """What passed, in words: cases and sanctions. Call with nothing the actor has no part in."""
    cases = {one.pk: one for one in Case.objects.filter(pk__in={one.case for one in rows})}
    mine = set(cases_visible_to(actor).filter(pk__in=list(cases)).values_list("pk", flat=True))
    urls = {number: told.url for number, told in cases_called((pk, cases[pk].kind) for pk in mine).items()}
    held = {pk for pk, accounts in working_holders(cases.values()).items() if accounts}
    shown = [_case(one, cases[one.case], urls.get(one.case, ""), one.case in held) for one in rows if not one.form]
    return shown, [
        SanctionShown(
            one.case, one.number, one.on, str(FORMS[one.form]), one.lapses_on, urls.get(one.case, ""), one.case in held,
            one.case not in held and cases[one.case].closed_by is not None,
        )
        for one in rows
        if one.form
    ]  # fmt: skip


def ended_case_to_give(actor: Actor, number: int) -> Case | None:
    """A case that ended with a sanction that still counts and passed to where the actor disciplines, open to nobody who works there.

    Of other cases that ended nobody learns by their number that they were there (guards 15).
    """
    sanctions = {one.case for rows in passages(actor).values() for one in rows if one.form}
    found = Case.objects.filter(pk=number, closed_by__isnull=False).first() if number in sanctions else None
    return found if found is not None and not working_holders([found])[found.pk] and may_arrange(found, actor) else None


def givers(ended: int) -> list[Account]:
    """Who can have handed over: whoever ever had a role with cases in the body that ended, by name."""
    able = [code for code, role in roles().items() if role.verbs & verbs()]
    grants = RoleGrant.objects.filter(organisation_id=ended, role__in=able)
    return list(Account.objects.filter(pk__in=grants.values("account")).order_by("search_key", "pk"))


def is_undone(handover: HandoverList) -> bool:
    """Was the reorganisation by which the body ended undone since?"""
    return Entry.objects.filter(cancels_id=handover.reorganised).exists()


def is_intact(handover: HandoverList) -> bool:
    """Are the lines those whose digest the book keeps?"""
    entry = Entry.objects.get(pk=handover.recorded_by)
    told = json.loads(bytes(entry.payload))["data"]["digest"]
    return bool(digest_of(handover.salt, handover.lines.all()) == told == handover.digest)


def _noted(actor: Actor, lists: Iterable[HandoverList]) -> dict[int, int]:
    apart = Q(case__in=Case.objects.filter(stands_apart(actor)))
    rows = Difference.objects.filter(~apart, handover__in=list(lists), cancelled_by=None)
    return dict(rows.values_list("handover").annotate(Count("pk")))


def _body(
    one: Passage, rows: Sequence[Passed], called: Mapping[int, str], lists: dict[tuple[int, int], HandoverList],
    signed: dict[int, Signature], noted: dict[int, int],
) -> Body:  # fmt: skip
    held = lists.get((one.ended, one.heir))
    sanctions = sum(row.form != "" for row in rows)
    return Body(
        one, called.get(one.ended, ""), called.get(one.heir, ""), len(rows) - sanctions, sanctions, held,
        signed.get(held.pk) if held else None, noted.get(held.pk, 0) if held else 0,
    )  # fmt: skip


def _case(one: Passed, case: Case, url: str, held: bool) -> CaseShown:
    procedure = case_kind(one.kind).procedure
    step = procedure.step(one.step, one.on).title
    return CaseShown(
        one.case,
        procedure.title,
        step,
        one.on,
        one.due_on,
        one.is_unknown,
        url,
        held,
        not held and case.closed_by is None,
    )
