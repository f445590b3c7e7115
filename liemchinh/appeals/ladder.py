"""Who rules next on an appeal, where that body is in the tree, and by when it can be filed. Asked of the rules; unknown binds nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from liemchinh.appeals.cases import BODY, KIND
from liemchinh.appeals.words import LEVELS as LEVEL_WORDS
from liemchinh.casework.models import Case, Party, Step
from liemchinh.casework.places import heir_on
from liemchinh.casework.settling import Decision
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import standing
from liemchinh.rulebook.current import charter
from regulations.answers import Answer
from regulations.rules import appeals
from regulations.rules.competence import KINDS, LEVELS, RANKS, Body


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation whose body may rule, at a level."""

    organisation: int
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class Next:
    """Who rules next, as the rules answer, and those of them that stand in this tree.

    Of an unknown answer every organisation above: the filing is received wherever it was sent, and passed on. None where the next one
    is the centre, which is not on this installation.
    """

    answer: Answer
    places: Sequence[Place]

    @property
    def level_words(self) -> str:
        """The level in words; "" where it is not known or there is none."""
        told = self.answer.value
        return str(LEVEL_WORDS[told.level]) if isinstance(told, appeals.Instance) else ""


def next_instance(source: Case, decided: Decision, on: date) -> Next:
    """Who rules next on the decision of a case, after what was ruled already."""
    above = _above(heir_on(decided.body, on), on)
    levels = list(dict.fromkeys(place.level for place in above))
    book = charter(decided.body).rulebook
    if decided.level not in KINDS.get(decided.organ, ()):
        why = _("Chưa rõ cơ quan đã quyết định thuộc cấp nào.")
        return Next(Answer("unknown", None, why), [place for place in above if _rules(place)])
    answer = appeals.next_instance(
        book, Body(decided.organ, decided.level), decided.form, levels=[*levels, "central"], on=on,
        organisation=decided.organisation is not None, ruled=_ruled_last(source, on),
    )  # fmt: skip
    if answer.verdict == "no":
        return Next(answer, ())
    told = answer.value
    if isinstance(told, appeals.Instance):
        return Next(answer, [place for place in above if place.level == told.level])
    return Next(answer, [place for place in above if _rules(place)])


def _rules(place: Place) -> bool:
    return RANKS[place.level] >= RANKS["grassroots"]


def _ruled_last(source: Case, on: date) -> str:
    """The level of the body that ruled last on an appeal against the same decision; "" where none did."""
    ruled = Step.objects.filter(case__kind=KIND, case__appeal__source=source, code="announced", cancelled_by=None)
    last = ruled.order_by("-recorded_by").first()
    if last is None:
        return ""
    body = heir_on(Party.objects.get(case=last.case_id, role=BODY, cancelled_by=None).organisation_id or 0, on)
    return next((place.level for place in _above(body, on) if place.organisation == body), "")


def _above(organisation: int, on: date) -> list[Place]:
    """An organisation and those above it that have a level, the nearest first."""
    rows = Closure.objects.filter(descendant_id=organisation, valid_from__lte=on, valid_to__gt=on)
    depths = dict(rows.values_list("ancestor_id", "depth"))
    found = standing(on).filter(organisation_id__in=depths)
    places = [Place(row.organisation_id, row.name, LEVELS[row.category]) for row in found if row.category in LEVELS]
    return sorted(places, key=lambda place: depths[place.organisation])
