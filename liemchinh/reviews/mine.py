"""One's own commitments, self-reviews and grades, on one's own page."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.members.months import names_from
from liemchinh.reviews.periods import spoken
from liemchinh.reviews.queries import own_grades, own_papers
from liemchinh.reviews.words import LIES, RESULTS, SORTS, STATES
from liemchinh.web.contributions import Section
from liemchinh.web.dates import show


def mine(actor: Actor, on: date) -> list[Section]:
    """This year's and the last's: which papers were handed in and where they lie, and each grade with body and number."""
    if actor.person_id is None or not actor.may("me.see"):
        return []
    papers = [
        (
            _("%(paper)s %(period)s") % {"paper": str(SORTS[row.sort]).capitalize(), "period": spoken(row.period)},
            f"{STATES[row.state]}, {show(row.on)}; {LIES[row.lies]}" if row.on else str(STATES[row.state]),
        )
        for row in own_papers(actor.person_id)
    ]
    grades = [
        (
            _("Xếp loại %(period)s") % {"period": spoken(row.period)},
            _("%(grade)s, quyết định số %(number)s ngày %(day)s") % {
                "grade": _with_reminder(row.result, row.reminded), "number": row.number,
                "day": show(row.decided_on) if row.decided_on else "",
            },
        )
        for row in own_grades(actor.person_id, names_from(on))
    ]  # fmt: skip
    rows = [*papers, *grades]
    return [Section(_("Cam kết, kiểm điểm, xếp loại"), rows)] if rows else []


def _with_reminder(result: str, reminded: bool) -> str:
    told = str(RESULTS.get(result, result))
    return _("%(grade)s, được nhắc nhở") % {"grade": told} if reminded else told
