"""What the rules say to grades about to be decided: the share of the excellent, totals of collectives, discipline in effect."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from liemchinh.discipline.models import Sanction
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import subtree
from liemchinh.reviews.models import Grade
from liemchinh.reviews.periods import Period
from liemchinh.reviews.words import EXCESS, LEVELS
from regulations.answers import Answer, Refusal
from regulations.rulebook import Rulebook
from regulations.rules import rating

MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What speaks against a decision, what the rules do not know, and the groups in which there are more excellent than the share."""

    refusals: Sequence[Refusal]
    unknown: Sequence[Answer]
    exceeding: frozenset[str]


def weigh(
    book: Rulebook, before: Iterable[Grade], chosen: Sequence[Grade], period: Period, on: date, reason: str
) -> Weighed:
    """Weighs `chosen` beside what the same body decided `before`. Members are one group, collectives one for each category."""
    refusals, unknown, exceeding = caps(book, counts_of([*before, *chosen]), on, reason)
    levels = {row.result for row in chosen} & set(LEVELS)
    answers = [rating.is_level(book, level, on=on) for level in sorted(levels)]
    disciplined = disciplined_among(chosen, period, on)
    for place, row in enumerate(chosen):
        if row.result in LEVELS:
            answers += _of_one(book, row, place in disciplined, on)
    for answer in answers:
        if answer.verdict == "no":
            remedy = _("Xem lại mức xếp loại, hoặc bỏ danh sách này khỏi quyết định.")
            refusals.append(Refusal("reviews.barred", answer.reason, str(answer.citation or ""), remedy))
    unknown += [answer for answer in answers if answer.verdict == "unknown"]
    return Weighed(list(dict.fromkeys(refusals)), list(dict.fromkeys(unknown)), exceeding)


def caps(
    book: Rulebook, groups: Mapping[str, Counter[str]], on: date, reason: str
) -> tuple[list[Refusal], list[Answer], frozenset[str]]:
    """Each group against the share: an excess without a reason of the list is refused; where the share is unknown, so is the excess."""
    refusals, unknown, exceeding = [], [], set()
    for group, counted in groups.items():
        answer = rating.within_cap(book, counted["excellent"], counted["good"], on=on)
        if answer.verdict == "unknown":
            unknown.append(answer)
        elif answer.verdict == "no":
            exceeding.add(group)
            if reason not in EXCESS:
                remedy = _("Xem lại mức xếp loại, hoặc chọn lý do vượt tỷ lệ trong danh sách.")
                refusals.append(Refusal("reviews.cap", answer.reason, str(answer.citation or ""), remedy))
    return refusals, unknown, frozenset(exceeding)


def counts_of(rows: Iterable[Grade]) -> dict[str, Counter[str]]:
    """How many have each grade, by group."""
    listed = list(rows)
    categories = _categories({row.organisation_id for row in listed if row.person_id is None})
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for row in listed:
        groups[MEMBERS if row.person_id else categories.get(row.organisation_id, "")][row.result] += 1
    return dict(groups)


def group_of(row: Grade) -> str:
    """The group a grade counts in."""
    return MEMBERS if row.person_id else _categories([row.organisation_id]).get(row.organisation_id, "")


def _categories(organisations: Iterable[int]) -> dict[int, str]:
    rows = Version.objects.filter(cancelled_by=None, organisation_id__in=list(organisations)).order_by("valid_from")
    return dict(rows.values_list("organisation_id", "category"))


def _of_one(book: Rulebook, row: Grade, disciplined: bool, on: date) -> list[Answer]:
    found = []
    if row.total is not None and row.person_id is None:
        found.append(rating.total_allows(book, row.result, row.total, on=on))
    if disciplined:
        asked = rating.member_may_be if row.person_id else rating.collective_may_be
        found.append(asked(book, row.result, on=on))
    return found


def disciplined_among(rows: Sequence[Grade], period: Period, on: date) -> frozenset[int]:
    """The places of those of `rows` about whom there was a decision in the period, in effect by `on`, not annulled and not withheld.

    Of a collective: about it, what is below it, or a member there. Open cases and reports are never looked at (guards 8).
    """
    found = Sanction.objects.filter(
        cancelled_by=None,
        withheld=False,
        effective_on__lte=on,
        decided_on__gte=period.first,
        decided_on__lte=period.last,
    ).exclude(set_aside="annulled")
    people = set(found.filter(person_id__in=[row.person_id for row in rows]).values_list("person_id", flat=True))
    return frozenset(
        place
        for place, row in enumerate(rows)
        if (row.person_id in people if row.person_id else _inside(found, row.organisation_id, period.last))
    )


def _inside(found: QuerySet[Sanction], collective: int, day: date) -> bool:
    below = subtree([collective], day)
    stood = Q(person__spells__ends_on=None) | Q(person__spells__ends_on__gte=F("decided_on"))
    of_members = Q(
        stood, person__spells__cancelled_by=None, person__spells__organisation_id__in=below,
        person__spells__starts_on__lte=F("decided_on"),
    )  # fmt: skip
    return found.filter(Q(organisation_id__in=below) | of_members).exists()
