"""The picture of late and long cases: organisations and counts alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.commission.picture import AGES, Picture, Row, pictures, step_title
from liemchinh.commission.views.frame import frame
from liemchinh.journal import clock
from liemchinh.web.components import Bar
from liemchinh.web.numbers import show_number

SHADES = 4


@dataclass(frozen=True, slots=True)
class Heat:
    """Steps × organisations: a count and its shade (1 to SHADES, 0 for none) in each cell; `rests`: what is told of no single step."""

    titles: Sequence[str]
    rows: Sequence[tuple[str, Sequence[tuple[int, int]], int]]
    rests: bool


@require_safe
def late(request: SignedRequest) -> HttpResponse:
    """The cases open to the reader, and all others of their scope as far as they may be told."""
    given, today = frame(request, "late"), clock.today()
    own, others = pictures(request.actor, today)
    legend = [*(str(title) for _most, title in reversed(AGES)), _("không nêu riêng")]
    given |= {
        "own": own, "others": others, "legend": legend[:-1],
        "legend_of_others": legend if any(row.ages.rest for row in others.rows) else legend[:-1],
        "own_bars": _bars(own), "others_bars": _bars(others), "own_heat": _heat(own), "others_heat": _heat(others),
    }  # fmt: skip
    return render(request, "commission/late.html", given)


def _bars(picture: Picture) -> list[Bar]:
    return [Bar(row.name, row.count, "", row.parts, _shown(row)) for row in picture.rows]


def _shown(row: Row) -> str:
    count = show_number(row.count)
    if row.late is None:
        return count
    return _("%(count)s, quá hạn %(late)s") % {"count": count, "late": show_number(row.late)}


def _heat(picture: Picture) -> Heat:
    # The darkest is the largest count; of the smallest counts each has a shade of its own.
    most = max([SHADES, *(count for row in picture.rows for count in row.steps.counts.values())])
    rows = [
        (
            row.name,
            [
                (count, -(-count * SHADES // most))
                for step in picture.steps
                for count in (row.steps.counts.get(step, 0),)
            ],
            row.steps.rest,
        )
        for row in picture.rows
    ]
    return Heat([step_title(step) for step in picture.steps], rows, any(row.steps.rest for row in picture.rows))
