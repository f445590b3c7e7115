"""Acts around reports: begun, written, sent, returned, approved, signed, asked of those below; own definitions and pages of Word."""

from dataclasses import replace
from datetime import timedelta
from functools import cache

from django.conf import settings

from liemchinh.journal import clock
from liemchinh.papers.issuers import Issuer
from liemchinh.reports import collecting, handing, own_templates, signing, writing
from liemchinh.reports.building import services as building
from liemchinh.reports.building.queries import sketch_of, sketched
from liemchinh.reports.documents.word import blank_template
from liemchinh.reports.handed import stand_of
from liemchinh.reports.models import Call, Definition, Edition, Report, Sketch
from liemchinh.reports.periods import period_of
from liemchinh.reports.words import APPROVED, REASONS, SIGNED, SUBMITTED
from liemchinh.tasks.addressing import To
from regulations.layouts import layout_on
from tests.acts.cast import Act, Cast
from tests.world import CONSOLE

# Writes and signs for the commune; the other, of an office above, approves.
WRITER, ABOVE = "nam", "an"
MEMBERS = "s:members_work"
TEXTS = ("Nền nếp giữ vững, có {members} người.", "Còn việc phải làm.", "")


def begin_report(cast: Cast) -> None:
    place = cast.of([cast.world.places["commune"], *cast.branches(near=True)])
    editions = Edition.objects.filter(cancelled_by=None).order_by("-pk").values_list("pk", flat=True)[:3]
    choice, kind = cast.of([MEMBERS, *(f"e:{one}" for one in editions)]), cast.of(("month", "half", "year"))
    writing.start_report(place, choice, kind, period_of(kind, cast.day(200, 0)), actor=cast.actor(WRITER))


def _report(cast: Cast, *stands: str) -> Report:
    """One of the last that were begun, where it stands so."""
    rows = Report.objects.filter(cancelled_by=None).order_by("-pk")[:12]
    return cast.of([one for one in rows if stand_of(one).kind in stands])


def _written(cast: Cast) -> Report:
    return _report(cast, "", "returned")


def write_part(cast: Cast) -> None:
    report, part = _written(cast), cast.of(("II.1", "II.2"))
    there = writing.standing_prose(report.pk, part)
    seen = there.recorded_by if there else 0
    writing.write_prose(report.pk, part, cast.of(TEXTS), seen=seen, actor=cast.actor(WRITER))


def look_at(cast: Cast) -> None:
    writing.look_at_report(_written(cast).pk, actor=cast.actor(WRITER))


def give_up(cast: Cast) -> None:
    writing.give_up_report(_written(cast).pk, actor=cast.actor(WRITER))


def send_up(cast: Cast) -> None:
    handing.submit_report(_written(cast).pk, actor=cast.actor(WRITER))


def hand_back(cast: Cast) -> None:
    handing.return_report(_report(cast, SUBMITTED, APPROVED).pk, cast.of(list(REASONS)), actor=cast.actor(ABOVE))


def approve(cast: Cast) -> None:
    handing.approve_report(_report(cast, SUBMITTED).pk, actor=cast.actor(ABOVE))


def sign(cast: Cast) -> None:
    report, signer = _report(cast, APPROVED), cast.actor(WRITER)
    keys = [one.key for one in signing.checked(report, actor=signer).open]
    signing.sign_report(report.pk, number=f"{report.pk}-BC", confirmed=keys, actor=signer)


def open_signed_again(cast: Cast) -> None:
    handing.open_again(_report(cast, SIGNED).pk, actor=cast.actor(WRITER))


def call_below(cast: Cast) -> None:
    commune = cast.world.places["commune"]
    rows = Report.objects.filter(organisation=commune, cancelled_by=None).order_by("-pk")[:6]
    due = clock.today() + timedelta(cast.rng.randint(0, 30))
    collecting.call_for_reports(cast.of(list(rows)).pk, To(commune, ("branch",)), due, actor=cast.actor(WRITER))


def _call(cast: Cast) -> Call:
    return cast.of(list(Call.objects.filter(cancelled_by=None).order_by("-pk")[:4]))


def answer_call(cast: Cast) -> None:
    call = _call(cast)
    owing = [one.organisation for one in collecting.lines_of(call, clock.today()) if not one.sent_on]
    collecting.begin_asked_report(call.pk, cast.of(owing), actor=cast.actor(WRITER))


def remind_of_call(cast: Cast) -> None:
    collecting.remind(_call(cast).pk, actor=cast.actor(WRITER))


def withdraw_called(cast: Cast) -> None:
    collecting.withdraw_call(_call(cast).pk, "twice", actor=cast.actor(WRITER))


def begin_own(cast: Cast) -> None:
    name = f"Báo cáo của xã số {Definition.objects.count() + 1}"
    building.begin_definition(cast.world.places["commune"], name, MEMBERS, actor=cast.actor(WRITER))


def _sketch(cast: Cast) -> Sketch:
    rows = Sketch.objects.filter(definition__cancelled_by=None).select_related("definition").order_by("-pk")
    return cast.of(list(rows[:4]))


def change_own(cast: Cast) -> None:
    sketch = _sketch(cast)
    made = sketched(sketch)
    sections = made.sections[::-1] if cast.chance(0.5) else made.sections
    told = replace(made, name=f"{sketch.definition.name} – {cast.rng.randint(1, 99)}", sections=sections)
    building.change_sketch(sketch.definition_id, told, seen=sketch.recorded_by, actor=cast.actor(WRITER))


def publish_own(cast: Cast) -> None:
    sketch = _sketch(cast)
    building.publish_edition(sketch.definition_id, seen=sketch.recorded_by, actor=cast.actor(WRITER))


def _definition(cast: Cast) -> Definition:
    rows = Definition.objects.filter(cancelled_by=None, editions__isnull=False).distinct().order_by("-pk")
    return cast.of([one for one in rows[:6] if sketch_of(one) is None])


def sketch_own_again(cast: Cast) -> None:
    building.sketch_again(_definition(cast).pk, actor=cast.actor(WRITER))


def drop_own(cast: Cast) -> None:
    sketch = _sketch(cast)
    building.drop_sketch(sketch.definition_id, seen=sketch.recorded_by, actor=cast.actor(WRITER))


def close_own(cast: Cast) -> None:
    building.close_definition(_definition(cast).pk, actor=cast.actor(WRITER))


@cache
def _page() -> bytes:
    return blank_template(layout_on(settings.CHARTER, clock.today()))


def keep_page(cast: Cast) -> None:
    place, on = cast.of(("province", "commune")), clock.today() + timedelta(cast.rng.randint(0, 20))
    own_templates.keep_template(Issuer(cast.world.places[place]), _page(), on, actor=CONSOLE)


def withdraw_page(cast: Cast) -> None:
    place, on = cast.of(("province", "commune")), clock.today() + timedelta(cast.rng.randint(0, 20))
    own_templates.withdraw_template(Issuer(cast.world.places[place]), on, actor=CONSOLE)


ACTS: dict[Act, int] = {
    begin_report: 5, write_part: 5, look_at: 1, give_up: 1, send_up: 4, hand_back: 1, approve: 4, sign: 4, open_signed_again: 1,
    call_below: 3, answer_call: 3, remind_of_call: 1, withdraw_called: 1, begin_own: 2, change_own: 2, publish_own: 2,
    sketch_own_again: 1, drop_own: 1, close_own: 1, keep_page: 1, withdraw_page: 1,
}  # fmt: skip
