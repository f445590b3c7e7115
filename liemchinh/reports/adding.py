"""What came from below added up, figure by figure, beside what the records make of the same places: nobody adds by hand.

Only what adds up is added: counts and numbers that were told, not shares, means, people counted once, or what stands directly under.
Figures about conduct or ethnicity are left out, so that no difference tells a small number (guards 10).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from liemchinh.figures.asking import RETURNED, Question, values_of
from liemchinh.figures.declarations import indicators
from liemchinh.figures.periods import Period
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import names
from liemchinh.reports.content import Number, from_bytes
from liemchinh.reports.filling import Filling
from liemchinh.reports.models import Asked, Call, Handing, Report
from liemchinh.reports.naming import asked_definition
from liemchinh.reports.sources import Source
from liemchinh.reports.words import SUBMITTED
from liemchinh.web.text import sort_key


@dataclass(frozen=True, slots=True)
class Apart:
    """A place whose report says otherwise than the records do now."""

    organisation: int
    name: str
    sent: Number
    recorded: Number


@dataclass(frozen=True, slots=True)
class Sum:
    """One figure by its indicator. `sent`: what the reports add up to; `recorded`: what the records make of the
    same places; `apart`: which of them differ."""

    label: str
    sent: Number
    recorded: Number
    apart: Sequence[Apart]

    @property
    def difference(self) -> Number:
        """Records less reports."""
        return self.recorded - self.sent


@dataclass(frozen=True, slots=True)
class Added:
    """The sums of a call: of how many places that sent, how many were asked, how many stand under another that was asked and are in it."""

    sums: Sequence[Sum]
    sent: int
    asked: int
    within: int


def added_up(call: Call) -> Added | None:
    """Adds up what was sent. None where the charter lost the definition. Ask for the right to see figures of who asked first.

    As many queries for a thousand places as for one.
    """
    definition = asked_definition(call)
    if definition is None:
        return None
    asked = set(Asked.objects.filter(call=call).values_list("organisation_id", flat=True))
    tops = asked - _under(asked, call)
    sent = _sent(call, tops)
    like = Report(
        organisation_id=call.organisation_id, source=call.source, edition=call.edition, kind=call.kind, first=call.first, last=call.last
    )  # fmt: skip
    filled = Filling(like, definition, {}).filled()
    there = {cell.figure for cell in filled.content.cells()}
    adding = _once({code: one for code, one in filled.sources.items() if code in there and _adds(one, call)})
    recorded = _recorded(adding.values(), sorted(sent))
    called = names(sent)
    sums = [_sum(code, one, sent, recorded, called) for code, one in adding.items()] if sent else []
    return Added(sums, len(sent), len(tops), len(asked) - len(tops))


def _under(asked: set[int], call: Call) -> set[int]:
    """Those that count under another that was asked: their numbers are in its own."""
    rows = Closure.objects.filter(
        ancestor_id__in=asked, descendant_id__in=asked, depth__gt=0, valid_from__lte=call.last, valid_to__gt=call.last
    )
    return set(rows.values_list("descendant_id", flat=True))


def _sent(call: Call, tops: set[int]) -> dict[int, Mapping[str, Number]]:
    """The numbers of each report as it was sent last, by figure."""
    answered = dict(
        Asked.objects.filter(call=call, organisation_id__in=tops, report__isnull=False).values_list(
            "report_id", "organisation_id"
        )
    )
    steps = Handing.objects.filter(report_id__in=answered, kind=SUBMITTED, cancelled_by=None).order_by("recorded_by")
    newest = {step.report_id: step.content for step in steps}
    return {
        answered[report]: {cell.figure: cell.value for cell in from_bytes(content).cells() if cell.value is not None}
        for report, content in newest.items()
    }


def _adds(source: Source, call: Call) -> bool:
    """Of who asked itself, of the report's own period, and something that adds up."""
    one = indicators().get(source.indicator)
    plain = source.kind == "value" and source.organisation == call.organisation_id and not source.narrowing.depth
    if one is None or not plain or one.sensitive or source.period != Period(call.first, call.last):
        return False
    return one.adds_up or source.indicator.startswith(RETURNED)


def _once(sources: Mapping[str, Source]) -> dict[str, Source]:
    """Each question once, where it stands first."""
    firsts: dict[tuple[Question, str], str] = {}
    for code, one in sources.items():
        firsts.setdefault((one.question, one.indicator), code)
    return {code: sources[code] for code in firsts.values()}


def _recorded(sources: Iterable[Source], places: Sequence[int]) -> dict[tuple[Question, str], dict[int, Number]]:
    """What the records make of each place, asked once for each question."""
    keys: dict[Question, set[str]] = defaultdict(set)
    for one in sources:
        keys[one.question].add(one.indicator)
    found: dict[tuple[Question, str], dict[int, Number]] = {}
    for question, some in keys.items():
        told = values_of(question, places, sorted(some)) if places else {}
        for key in some:
            found[question, key] = {place: row[key] or 0 for place, row in told.items()}
    return found


def _sum(
    code: str, source: Source, sent: Mapping[int, Mapping[str, Number]],
    recorded: Mapping[tuple[Question, str], Mapping[int, Number]], called: Mapping[int, str],
) -> Sum:  # fmt: skip
    now = recorded[source.question, source.indicator]
    told = {place: numbers.get(code, 0) for place, numbers in sent.items()}
    apart = [
        Apart(place, called.get(place, ""), value, now[place]) for place, value in told.items() if value != now[place]
    ]
    label = str(indicators()[source.indicator].label)
    return Sum(label, sum(told.values()), sum(now.values()), sorted(apart, key=lambda one: sort_key(one.name)))
