"""Models of branches on a day: which there are, which conditions one has, how many may be recognised; and each condition by itself.

A condition answers "no" only where something recorded says so; what nobody recorded is "unknown" and is never read against a branch.
Only decisions in effect are ever told to these rules: a report, a denunciation and an open case are no argument of any of them (guards 8).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from regulations.answers import Answer
from regulations.rulebook import Rulebook

MODELS, QUOTA = "emulation.models", "emulation.quota"
CONDITIONS = "emulation.conditions.{}"
NO_SANCTION, PROGRAMME, MEETINGS, DUES, GRADE = "no_sanction", "programme", "meetings", "dues", "grade"
ENOUGH = ("excellent", "good")


@dataclass(frozen=True, slots=True)
class Sanctioned:
    """A decision in effect about a branch or a member there: did the branch decide it, and find it itself (None: not recorded)?"""

    decided_here: bool
    found_here: bool | None


def is_model(book: Rulebook, model: str, *, on: date) -> Answer:
    """Is this a model that branches register for?"""
    return _is_in(book.parameter(MODELS, on=on), model)


def required(book: Rulebook, model: str, condition: str, *, on: date) -> Answer:
    """Must a branch meet this condition of the model?"""
    return _is_in(book.parameter(CONDITIONS.format(model), on=on), condition)


def within_quota(book: Rulebook, recognised: int, registered: int, *, on: date) -> Answer:
    """Are those recognised as few as the share of those registered allows? Value: the most there may be. Nobody is always few enough."""
    rule = book.parameter(QUOTA, on=on)
    if not isinstance(rule.value, int):
        return rule if recognised else replace(rule, verdict="yes", value=0)
    most = registered * rule.value // 100
    told = f"{rule.reason} Có {registered} chi hội đăng ký: nhiều nhất {most}; đang ghi {recognised}."
    return replace(rule, verdict="yes" if recognised <= most else "no", value=most, reason=told, unit="count")


def not_sanctioned(found: Sequence[Sanctioned]) -> Answer:
    """Is there no decision that counts against the branch? One that it found and decided itself does not; one of which that is not
    recorded leaves it unknown."""
    against = [one for one in found if not (one.decided_here and one.found_here)]
    if not against:
        own = f" {len(found)} quyết định do chi hội tự phát hiện và tự quyết định: không tính." if found else ""
        return Answer("yes", None, f"Trong kỳ không có quyết định kỷ luật nào phải tính.{own}")
    if all(one.decided_here and one.found_here is None for one in against):
        return Answer(
            "unknown", None, "Có việc do chi hội tự quyết định, nhưng sổ chưa ghi chi hội có tự phát hiện không."
        )
    return Answer("no", None, "Trong kỳ có quyết định kỷ luật đang có hiệu lực.")


def programme_done(planned: int | None, done: int, *, over: bool) -> Answer:
    """Is every line of the branch's own programme concluded that was due in the period? `planned` None: no programme is recorded.

    "no" only of a period that is over.
    """
    if not planned:
        return Answer("unknown", None, "Sổ chưa có chương trình kiểm tra, giám sát của chi hội trong kỳ.")
    told = f"Đã kết luận {done} trên {planned} cuộc trong chương trình của chi hội."
    if done >= planned:
        return Answer("yes", done, told)
    return Answer("no" if over else "unknown", None, told)


def met_every_month(months: int, recorded: int) -> Answer:
    """Is a meeting recorded in every month of the period that is over? A month without one is not recorded, which is not "not held"."""
    told = f"Đã ghi buổi sinh hoạt của {recorded} trên {months} tháng."
    return Answer("yes", recorded, told) if recorded >= months > 0 else Answer("unknown", None, told)


def dues_paid(months: int, recorded: int, unpaid: int) -> Answer:
    """Are dues of every month recorded, and paid by everybody who is asked for them? `unpaid`: months of members marked as not paid."""
    told = f"Đã ghi hội phí của {recorded} trên {months} tháng."
    if unpaid:
        return Answer("no", None, f"{told} Có {unpaid} lượt ghi là chưa đóng.")
    return Answer("yes", recorded, told) if recorded >= months > 0 else Answer("unknown", None, told)


def graded(level: str) -> Answer:
    """Is the collective's grade, as decided and in effect, "good" or better? "" where none is."""
    if not level:
        return Answer("unknown", None, "Chưa có quyết định xếp loại tập thể của kỳ này.")
    if level in ENOUGH:
        return Answer("yes", level, "Tập thể được xếp loại tốt trở lên.")
    return Answer("no", None, "Tập thể được xếp loại dưới mức tốt.")


def _is_in(rule: Answer, code: str) -> Answer:
    if not isinstance(rule.value, tuple):
        return rule
    return replace(rule, verdict="yes" if code in rule.value else "no")
