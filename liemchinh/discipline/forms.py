"""Forms of disciplinary cases: how one begins, what the rules are asked with, a ruling. They read; services decide.

No form of a sanction is chosen beforehand anywhere.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.casework.content import ContentForm, initial_content
from liemchinh.casework.models import Case
from liemchinh.casework.settling import OUTCOMES, Ruling, forms_instead
from liemchinh.casework.steps import Who
from liemchinh.discipline.bodies import organs_of
from liemchinh.discipline.cases import SUBJECT
from liemchinh.discipline.facts import MOST, Facts, Source
from liemchinh.discipline.models import LONGEST_ISSUER, LONGEST_NUMBER
from liemchinh.discipline.words import LEVELS, ORGANS, SOURCES
from liemchinh.journal import clock
from liemchinh.members.forms import day_field
from liemchinh.members.posting_forms import picking_person
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import children_visible_to
from liemchinh.web.forms import LineField, PickField, PickingForm, offer

KNOWN = (("yes", _("Có")), ("no", _("Không")), ("unknown", _("Chưa rõ")))
NOBODY, UNKNOWN = "nobody", "unknown"


def _known(label: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=KNOWN, widget=forms.RadioSelect, **options)


def _fact(value: str) -> bool | None:
    return {"yes": True, "no": False}.get(value)


def _word(value: bool | None) -> str:
    return UNKNOWN if value is None else "yes" if value else "no"


class FactsForm(ContentForm):
    """What the rules are asked with: the conduct as concluded, its days, and what the register does not say of the person."""

    organ = forms.ChoiceField(label=_("Cơ quan tiến hành"), widget=forms.RadioSelect)
    happened_on = day_field(_("Ngày xảy ra vi phạm"))
    ended_on = day_field(_("Ngày kết thúc, nếu vi phạm kéo dài"), required=False)
    continuing = forms.BooleanField(label=_("Vi phạm vẫn đang tiếp diễn"), required=False)
    later = day_field(_("Ngày có vi phạm mới sau đó"), required=False)
    established = forms.BooleanField(label=_("Các ngày này đã được cấp có thẩm quyền kết luận"), required=False)
    unlawful_diploma = forms.BooleanField(
        label=_("Đã kết luận có dùng văn bằng, chứng chỉ không hợp pháp"), required=False
    )
    from_above = _known(_("Việc này có phải nhiệm vụ do cấp trên giao không"))
    task_level = forms.ChoiceField(
        label=_("Nếu có, cấp nào giao"), choices=[("", _("Không ghi")), *LEVELS.items()], required=False
    )
    managed_by = forms.ChoiceField(
        label=_("Ban điều hành nào quản lý người này như cán bộ"),
        choices=[(NOBODY, _("Không thuộc diện cấp trên quản lý")), (UNKNOWN, _("Chưa rõ")), *LEVELS.items()],
        initial=UNKNOWN,
    )
    post = _known(_("Người này có giữ chức vụ trong Hiệp hội không"), initial=UNKNOWN)
    seats = forms.MultipleChoiceField(
        label=_("Tham gia ban điều hành nào, ngoài những nơi danh sách đã ghi"), choices=list(LEVELS.items()),
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    retired = forms.BooleanField(label=_("Đã nghỉ hưu, nghỉ công tác"), required=False)
    authorised = _known(_("Ban liên hội cơ sở có được ủy quyền kết nạp hội viên không"), initial=UNKNOWN)
    temporary = forms.BooleanField(label=_("Chi hội này là nơi sinh hoạt tạm thời"), required=False)
    here = _known(_("Nếu là nơi sinh hoạt tạm thời: việc có xảy ra tại đó không"), initial=UNKNOWN)
    outside = forms.IntegerField(
        label=_("Số việc ngoài danh mục, để trên giấy"), min_value=0, max_value=MOST, initial=0, required=False
    )

    def __init__(self, *args: Any, category: str, facts: Facts | None = None, **options: Any) -> None:
        if facts is not None:
            options["initial"] = _initial(facts)
        super().__init__(*args, **options)
        organs = organs_of(category)
        offer(self, "organ", [(code, ORGANS[code]) for code in organs])
        unused = {"grassroots_committee": ("temporary", "here")}.get(
            category, ("authorised",) if "branch" in organs else ()
        )
        for name in unused or ("authorised", "temporary", "here"):
            del self.fields[name]

    def facts(self) -> Facts:
        """What was filled in, once valid."""
        told = self.cleaned_data
        manager = told["managed_by"]
        return Facts(
            organ=told["organ"], content=self.content(), outside=told["outside"] or 0, happened_on=told["happened_on"],
            ended_on=told["ended_on"], continuing=told["continuing"], later=(told["later"],) if told["later"] else (),
            established=told["established"], unlawful_diploma=told["unlawful_diploma"], from_above=_fact(told["from_above"]),
            task_level=told["task_level"], here=_fact(told.get("here", "")), authorised=_fact(told.get("authorised", "")),
            temporary=told.get("temporary", False), seats=tuple(told["seats"]),
            managed_by={NOBODY: "", UNKNOWN: None}.get(manager, manager), post=_fact(told["post"]), retired=told["retired"],
        )  # fmt: skip


def _initial(facts: Facts) -> dict[str, Any]:
    told = asdict(facts) | initial_content(facts.content)
    for name in ("from_above", "here", "authorised", "post"):
        told[name] = _word(told[name])
    manager = facts.managed_by
    return told | {
        "managed_by": UNKNOWN if manager is None else manager or NOBODY, "later": facts.later[0] if facts.later else None,
        "seats": list(facts.seats),
    }  # fmt: skip


class StartForm(PickingForm, FactsForm):
    """How a case begins: the document, whom it is about, and what the rules are asked with."""

    source = forms.ChoiceField(
        label=_("Căn cứ để xem xét kỷ luật"), choices=list(SOURCES.items()), widget=forms.RadioSelect
    )
    source_number = LineField(label=_("Số văn bản"), max_length=LONGEST_NUMBER)
    source_dated = day_field(_("Ngày văn bản"))
    source_issuer = LineField(label=_("Nơi ban hành"), max_length=LONGEST_ISSUER)
    on = day_field(_("Ngày lập hồ sơ"))
    field_order = ("on", "source", "source_number", "source_dated", "source_issuer", "arises", "person", "organisation")

    def __init__(
        self, *args: Any, actor: Actor, place: Version, earlier: Sequence[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, category=place.category, **options)
        self.fields["person"] = PickField(
            label=_("Hội viên"), required=False, **picking_person(actor, place.organisation_id)
        )
        below = children_visible_to(actor, place.organisation_id, clock.today())
        if below.exists():
            self.fields["organisation"] = forms.TypedChoiceField(
                label=_("Hoặc tổ chức hiệp hội trực thuộc"), required=False, coerce=int, empty_value=None,
                choices=[("", _("Không chọn")), *below.order_by("sort_key").values_list("organisation_id", "name")],
            )  # fmt: skip
        if earlier:
            self.fields["arises"] = forms.TypedMultipleChoiceField(
                label=_("Phát sinh từ việc nào đang mở"), required=False, coerce=int, choices=list(earlier),
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        self.order_fields(self.field_order)

    def about(self) -> Who:
        """Whom it is about, once valid; both or neither where nobody or too much was chosen."""
        return Who(SUBJECT, self.cleaned_data.get("organisation"), self.cleaned_data["person"])

    def said(self) -> Source:
        """The document, once valid."""
        told = self.cleaned_data
        return Source(told["source"], told["source_number"], told["source_dated"], told["source_issuer"])


class GroundForm(forms.Form):
    """Article and document, as they stand in the text."""

    article = LineField(label=_("Điều, khoản"), max_length=60)
    document = LineField(label=_("Tên văn bản"), max_length=120)


class SettleForm(forms.Form):
    """A decision of another body about the sanction of a case."""

    outcome = forms.ChoiceField(label=_("Kết quả"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect)
    form = forms.ChoiceField(label=_("Hình thức mới, nếu thay đổi"), widget=forms.RadioSelect, required=False)
    number = LineField(label=_("Số, ký hiệu văn bản"), max_length=LONGEST_NUMBER)
    dated = day_field(_("Ngày ghi trên văn bản"))
    issuer = LineField(label=_("Nơi ban hành"), max_length=LONGEST_ISSUER)
    announced_on = day_field(_("Ngày công bố"))

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        found = forms_instead(case, clock.today())
        offer(self, "form", [("", _("Không thay đổi")), *found])

    def ruling(self) -> Ruling:
        """What was filled in, once valid."""
        told = self.cleaned_data
        return Ruling(
            told["outcome"], told["number"], told["dated"], told["issuer"], told["announced_on"], told["form"]
        )
