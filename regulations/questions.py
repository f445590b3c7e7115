"""What a worked example may ask: each calculation of the rules by a name, with what it is given."""

from collections.abc import Callable, Mapping
from datetime import date

from regulations.answers import Answer
from regulations.charter import Charter
from regulations.documents import document_in_force
from regulations.rules import (
    appeals,
    competence,
    declaring,
    deferral,
    emulation,
    lapse,
    limitation,
    membership,
    rating,
    suspension,
    voting,
)
from regulations.rules.appeals import Filing
from regulations.rules.competence import Body, Matter, Member, Organisation
from regulations.rules.declaring import Held
from regulations.rules.limitation import Act
from regulations.rules.membership import Standing
from regulations.rules.rating import Reviewed


class Given:
    """What a case is given, by name and type. Raises ValueError naming what is missing, of a wrong type, or not used."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = dict(values)

    def day(self, name: str) -> date:
        """A day."""
        value = self._values.pop(name, None)
        if not isinstance(value, date):
            raise ValueError(f"given.{name} phải là một ngày")
        return value

    def number(self, name: str) -> int:
        """A whole number."""
        value = self._values.pop(name, None)
        if type(value) is not int:
            raise ValueError(f"given.{name} phải là số nguyên")
        return value

    def flag(self, name: str) -> bool:
        """true or false; false if absent."""
        return self._values.pop(name, False) is True

    def has(self, name: str) -> bool:
        """Whether it is given at all."""
        return name in self._values

    def maybe(self, name: str, *, absent: bool = False) -> bool | None:
        """true, false, or "unknown" (None)."""
        value = self._values.pop(name, absent)
        if value == "unknown":
            return None
        if not isinstance(value, bool):
            raise ValueError(f'given.{name} phải là true, false hoặc "unknown"')
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; () if absent."""
        value = self._values.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise ValueError(f"given.{name} phải là danh sách chữ")
        return tuple(value)

    def counts(self, name: str) -> dict[str, int]:
        """A table of whole numbers."""
        value = self._values.pop(name, None)
        if not isinstance(value, dict) or not all(type(number) is int for number in value.values()):
            raise ValueError(f"given.{name} phải là bảng số nguyên")
        return dict(value)

    def days(self, name: str) -> list[date]:
        """A list of days; [] if absent."""
        value = self._values.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(day, date) for day in value):
            raise ValueError(f"given.{name} phải là danh sách ngày")
        return value

    def text(self, name: str) -> str:
        """A text."""
        value = self._values.pop(name, None)
        if not isinstance(value, str):
            raise ValueError(f"given.{name} phải là chữ")
        return value

    def standings(self, name: str) -> list[Standing]:
        """Members towards a vote: { official = true, away = …, exempt = …, present = … }."""
        value = self._values.pop(name, None)
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise ValueError(f"given.{name} phải là danh sách bảng")
        return [Standing(**one) for one in value]

    def close(self) -> None:
        """Nothing given may be ignored."""
        if self._values:
            raise ValueError(f"given thừa: {', '.join(sorted(self._values))}")


def _body(given: Given, name: str = "body") -> Body:
    kind, level = given.texts(name)
    return Body(kind, level, given.maybe("authorised"), given.flag("temporary"))


def _subject(given: Given) -> Member | Organisation:
    if given.has("organisation_below"):
        return Organisation(given.number("organisation_below"))
    managed_by = given.text("managed_by") if given.has("managed_by") else ""
    return Member(
        probationary=given.flag("probationary"),
        post=given.maybe("post"),
        seats=frozenset(given.texts("seats")),
        managed_by=None if managed_by == "unknown" else managed_by,
        retired=given.flag("retired"),
    )


def _matter(given: Given) -> Matter:
    level = given.text("task_level") if given.has("task_level") else ""
    return Matter(given.maybe("from_above"), level, given.maybe("here"))


def _may_decide(charter: Charter, given: Given, on: date) -> Answer:
    return competence.may_decide(
        charter.rulebook, _body(given), _subject(given), _matter(given), given.text("form"), on=on
    )


def _report_to(charter: Charter, given: Given, on: date) -> Answer:
    subject = _subject(given)
    assert isinstance(subject, Member)
    return competence.report_to(charter.rulebook, subject, on=on)


def _vote_on_forms(charter: Charter, given: Given, on: date) -> Answer:
    votes, forms = given.counts("votes"), given.texts("forms")
    branch, deciding = given.flag("branch"), given.flag("deciding")
    return voting.outcome(charter.rulebook, votes, given.number("of"), forms, branch=branch, deciding=deciding, on=on)


def _decides_or_proposes(charter: Charter, given: Given, on: date) -> Answer:
    return voting.decides_or_proposes(charter.rulebook, _may_decide(charter, given, on), on=on)


def _limitation(charter: Charter, given: Given, on: date) -> Answer:
    ended = given.day("ended") if given.has("ended") else None
    act = Act(
        given.day("act"),
        ended,
        given.flag("continuing"),
        tuple(given.days("later")),
        given.maybe("established", absent=True) is True,
        given.flag("unlawful_diploma"),
    )
    return limitation.in_time(
        charter.rulebook, act, given.text("form"), concluded=on, organisation=given.flag("organisation")
    )


def _lapse(charter: Charter, given: Given, on: date) -> Answer:
    return lapse.lapses(
        charter.rulebook,
        given.text("form"),
        on,
        appeal_pending=given.flag("appeal_pending"),
        new_violation=given.day("new_violation") if given.has("new_violation") else None,
    )


def _next_instance(charter: Charter, given: Given, on: date) -> Answer:
    return appeals.next_instance(
        charter.rulebook,
        _body(given),
        given.text("form"),
        levels=given.texts("levels"),
        on=on,
        organisation=given.flag("organisation"),
        ruled=given.text("ruled") if given.has("ruled") else "",
    )


def _filing(given: Given, sent: date) -> Filing:
    return Filing(
        sent,
        given.day("received") if given.has("received") else None,
        given.day("announced") if given.has("announced") else None,
        given.maybe("written_decision", absent=True),
        given.flag("refused"),
        given.flag("told_of_cost"),
        *(
            given.maybe(name)
            for name in ("on_behalf", "pending_or_concluded", "court_sentence", "after_transfer", "skips_level")
        ),
    )


def _excluded(charter: Charter, given: Given, on: date) -> Answer:
    admitted = given.day("admitted") if given.has("admitted") else None
    told = (admitted, given.day("admitted_to") if given.has("admitted_to") else admitted) if admitted else None
    return rating.excluded(charter.rulebook, Reviewed(told, given.flag("exempt"), given.flag("suspended")), on=on)


def _declares_yearly(charter: Charter, given: Given, on: date) -> Answer:
    held = Held(frozenset(given.texts("groups")), frozenset(given.texts("posts")), given.text("category"))
    return declaring.declares_yearly(charter.rulebook, held, on=on)


ASKS: Mapping[str, Callable[[Charter, Given, date], Answer]] = {
    "due_date": lambda c, g, on: c.rulebook.due_date(g.day("start"), g.text("parameter"), on=on, calendar=c.calendar),
    "old_enough": lambda c, g, on: membership.old_enough(c.rulebook, g.day("born_from"), g.day("born_to"), on=on),
    "probation_end": lambda c, g, on: membership.probation_end(c.rulebook, g.day("ceremony"), on=on),
    "probation_review": lambda c, g, on: membership.probation_review(c.rulebook, c.calendar, g.day("ceremony"), on=on),
    "denominator": lambda c, g, on: membership.denominator(c.rulebook, g.standings("members"), on=on),
    "vote": lambda c, g, on: membership.vote(
        c.rulebook, g.text("parameter"), g.number("votes_for"), g.number("of"), on=on
    ),
    "admission_vote": lambda c, g, on: membership.admission_vote(
        c.rulebook, g.number("votes_for"), g.number("official"), on=on
    ),
    "strike_off_months": lambda c, g, on: membership.strike_off_months(c.rulebook, g.days("months"), on=on),
    "transfer_deadline": lambda c, g, on: membership.transfer_deadline(c.rulebook, c.calendar, g.day("effect"), on=on),
    "letter_deadline": lambda c, g, on: membership.letter_deadline(c.rulebook, c.calendar, g.day("introduced"), on=on),
    "suspension_extension": lambda c, g, on: suspension.extension(
        c.rulebook, g.day("since"), g.day("until"), g.number("before"), on=on
    ),
    "suspension_end": lambda c, g, on: suspension.first_term(
        c.rulebook, g.day("since"), organisation=g.flag("organisation")
    ),
    "organisation_suspension_extension": lambda c, g, on: suspension.extension(
        c.rulebook, g.day("since"), g.day("until"), g.number("before"), on=on, organisation=True
    ),
    "may_decide": _may_decide,
    "report_to": _report_to,
    "vote_on_forms": _vote_on_forms,
    "decides_or_proposes": _decides_or_proposes,
    "limitation": _limitation,
    "effect_of_expiry": lambda c, g, on: limitation.effect_of_expiry(c.rulebook, on=on),
    "deferred": lambda c, g, on: deferral.deferred(c.rulebook, g.text("clause"), on=on),
    "lapse": _lapse,
    "next_instance": _next_instance,
    "appeal_in_time": lambda c, g, on: appeals.in_time(c.rulebook, c.calendar, _filing(g, on)),
    "appeal_admissible": lambda c, g, on: appeals.admissible(c.rulebook, c.calendar, _filing(g, on)),
    "appeal_resolve_by": lambda c, g, on: appeals.resolve_by(
        c.rulebook, c.calendar, g.day("received"), g.text("level"), on=on
    ),
    "document_in_force": lambda c, g, on: document_in_force(c.documents, g.text("family"), on=on),
    "readmission_from": lambda c, g, on: membership.readmission_from(
        c.rulebook, g.day("since"), on=on, after_conviction=g.flag("after_conviction")
    ),
    "review_period": lambda c, g, on: rating.is_reviewed(c.rulebook, g.text("period"), on=on),
    "not_reviewed": _excluded,
    "cap_of_excellent": lambda c, g, on: rating.within_cap(c.rulebook, g.number("excellent"), g.number("good"), on=on),
    "collective_total": lambda c, g, on: rating.total_allows(c.rulebook, g.text("level"), g.number("total"), on=on),
    "collective_disciplined": lambda c, g, on: rating.collective_may_be(c.rulebook, g.text("level"), on=on),
    "member_disciplined": lambda c, g, on: rating.member_may_be(c.rulebook, g.text("level"), on=on),
    "emulation_model": lambda c, g, on: emulation.is_model(c.rulebook, g.text("model"), on=on),
    "emulation_condition": lambda c, g, on: emulation.required(c.rulebook, g.text("model"), g.text("condition"), on=on),
    "emulation_quota": lambda c, g, on: emulation.within_quota(
        c.rulebook, g.number("recognised"), g.number("registered"), on=on
    ),
    "declares_yearly": _declares_yearly,
    "declaration_due": lambda c, g, on: declaring.due_on(c.rulebook, c.calendar, g.text("kind"), g.day("arose"), on=on),
    "least_of_unit": lambda c, g, on: declaring.least_of_unit(c.rulebook, g.number("declarants"), on=on),
    "least_units": lambda c, g, on: declaring.least_units(c.rulebook, g.number("units"), on=on),
    "verification_plan_by": lambda c, g, on: declaring.plan_by(c.rulebook, g.number("year"), on=on),
    "draw_by": lambda c, g, on: declaring.draw_by(c.rulebook, c.calendar, on),
    "control_body": lambda c, g, on: declaring.is_control_body(c.rulebook, g.text("category"), on=on),
}

TITLES: Mapping[str, str] = {
    "due_date": "Ngày cuối của một thời hạn",
    "old_enough": "Đủ tuổi vào Hiệp hội hay chưa",
    "probation_end": "Ngày hết thời gian dự bị",
    "probation_review": "Hạn xét công nhận hội viên chính thức",
    "denominator": "Mẫu số của tỷ lệ phiếu",
    "vote": "Số phiếu có đủ tỷ lệ hay không",
    "admission_vote": "Số phiếu có đủ để đề nghị kết nạp hay không",
    "strike_off_months": "Số tháng bỏ sinh hoạt hoặc không đóng hội phí",
    "transfer_deadline": "Hạn làm xong chuyển sinh hoạt",
    "letter_deadline": "Hạn nộp giấy giới thiệu",
    "suspension_extension": "Có được gia hạn đình chỉ sinh hoạt hay không",
    "suspension_end": "Ngày cuối của đình chỉ lần đầu",
    "organisation_suspension_extension": "Có được gia hạn đình chỉ tổ chức hiệp hội hay không",
    "may_decide": "Cơ quan này có được quyết định hình thức kỷ luật này hay không",
    "report_to": "Nơi chi hội báo cáo sau khi kỷ luật",
    "vote_on_forms": "Kết quả phiếu về hình thức kỷ luật, kể cả cộng dồn",
    "decides_or_proposes": "Biểu quyết để quyết định hay để đề nghị",
    "limitation": "Còn thời hiệu kỷ luật hay không",
    "effect_of_expiry": "Việc phải làm khi đã hết thời hiệu",
    "deferred": "Điều khoản này có cho phép chưa xem xét kỷ luật hay không",
    "lapse": "Ngày hình thức kỷ luật hết hiệu lực",
    "next_instance": "Cấp giải quyết khiếu nại tiếp theo",
    "appeal_in_time": "Khiếu nại gửi trong hạn hay không",
    "appeal_admissible": "Có lý do không giải quyết khiếu nại hay không",
    "appeal_resolve_by": "Hạn giải quyết khiếu nại",
    "document_in_force": "Văn bản có hiệu lực trong một ngày",
    "readmission_from": "Ngày có thể được xét kết nạp lại",
    "review_period": "Có kiểm điểm, xếp loại theo kỳ này hay không",
    "not_reviewed": "Hội viên có thuộc diện không kiểm điểm, xếp loại hay không",
    "cap_of_excellent": "Số xuất sắc có quá tỷ lệ hay không",
    "collective_total": "Tổng của tập thể có đủ cho mức này hay không",
    "collective_disciplined": "Tập thể có người hoặc tổ chức bị kỷ luật trong kỳ có được xếp mức này hay không",
    "member_disciplined": "Hội viên bị kỷ luật trong kỳ có được xếp mức này hay không",
    "emulation_model": "Đây có là một mô hình chi hội đăng ký xây dựng hay không",
    "emulation_condition": "Mô hình này có điều kiện này hay không",
    "emulation_quota": "Số chi hội được công nhận có quá tỷ lệ hay không",
    "declares_yearly": "Người giữ các vị trí này có phải kê khai tài sản, thu nhập hằng năm hay không",
    "declaration_due": "Hạn nộp bản kê khai tài sản, thu nhập",
    "least_of_unit": "Phải chọn ngẫu nhiên ít nhất bao nhiêu người ở một đơn vị",
    "least_units": "Phải chọn ngẫu nhiên ít nhất bao nhiêu đơn vị",
    "verification_plan_by": "Hạn ban hành kế hoạch xác minh",
    "draw_by": "Hạn chọn ngẫu nhiên",
    "control_body": "Ban kiểm soát của ban điều hành này có kiểm soát tài sản, thu nhập hay không",
}
