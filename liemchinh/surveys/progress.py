"""How far the branches of a round are: by their boxes, counts and reports. For whoever runs or leads it."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.ballots.models import Box
from liemchinh.ballots.queries import boxes_of
from liemchinh.ballots.words import PREPARED
from liemchinh.members.reasons import Words
from liemchinh.surveys.models import Count, Part, Report, Round, Talk
from liemchinh.surveys.words import USE, WITH_SIGNS

NOT_BEGUN, VOTING, COUNTED, REPORTED = "not_begun", "voting", "counted", "reported"
STATES: Mapping[str, Words] = {
    NOT_BEGUN: _("chưa bỏ phiếu"),
    VOTING: _("đang bỏ phiếu"),
    COUNTED: _("đã kiểm phiếu"),
    REPORTED: _("đã báo cáo trước chi hội"),
}


def states_of(parts: Iterable[int]) -> Mapping[int, str]:
    """How far each of these parts is."""
    wanted = list(parts)
    found = dict.fromkeys(wanted, NOT_BEGUN)
    boxes = boxes_of(USE).filter(about__in=wanted).exclude(state=PREPARED)
    found |= {part: VOTING for part in boxes.values_list("about", flat=True) if part}
    counted = Count.objects.filter(part_id__in=wanted, cancelled_by=None).values_list("part_id", flat=True)
    reported = Report.objects.filter(part_id__in=wanted, cancelled_by=None).values_list("part_id", flat=True)
    found |= dict.fromkeys(counted, COUNTED)
    found |= dict.fromkeys(reported, REPORTED)
    return found


def counts_of(round: Round) -> Counter[str]:
    """How many branches of a round are how far."""
    return Counter(states_of(live_parts(round)).values())


def live_parts(round: Round) -> list[int]:
    """The branches of a round."""
    return list(Part.objects.filter(round=round, cancelled_by=None).values_list("pk", flat=True))


def running(round: Round) -> int:
    """In how many branches ballots are out and not counted."""
    return counts_of(round)[VOTING]


def unreported(round: Round) -> int:
    """How many branches counted and did not report."""
    return counts_of(round)[COUNTED]


def contested_in(round: Round) -> int:
    """How many conclusions of a round are contested and were not looked at again."""
    rows = Talk.objects.filter(part__round=round, part__cancelled_by=None, cancelled_by=None)
    return rows.exclude(contested_on=None).count()


def outdated(round: Round) -> int:
    """How many branches concluded otherwise after they had reported."""
    talks = Talk.objects.filter(part__round=round, cancelled_by=None, conclusion__in=WITH_SIGNS)
    now = Counter(talks.values_list("part_id", flat=True))
    reports = Report.objects.filter(part__round=round, part__cancelled_by=None, cancelled_by=None)
    return sum(now[part] != concluded for part, concluded in reports.values_list("part_id", "concluded"))


def box_of(part: Part) -> Box | None:
    """The newest box of a branch in a round that is not void."""
    return boxes_of(USE, part.pk).order_by("pk").last()
