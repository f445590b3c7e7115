"""Forms that make the two lists of a simple decision: merge, split, dissolve, move, rename. They read; the plan decides."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.forms import FIRST_DAY, FactsForm, decision_field, picking
from liemchinh.organisations.models import Version
from liemchinh.organisations.planning import After, Step
from liemchinh.organisations.services import LENGTHS, LONGEST_SOURCE, Facts
from liemchinh.web.forms import DayField, LineField, PickField

Lists = tuple[list[After], list[Step]]
VERB = "organisations.reorganise"
NEW_ONES = 5


def _day_field() -> DayField:
    return DayField(
        label=_("Có hiệu lực từ ngày"), not_before=lambda: FIRST_DAY, help_text=_("Ngày đầu tiên của cây tổ chức mới.")
    )


def own(number: int | None) -> str:
    """An organisation by our own number, as lists name it."""
    return "" if number is None else f"#{number}"


class FilesForm(forms.Form):
    """A decision, and its two lists as files."""

    decision = decision_field()
    on = _day_field()
    after = forms.FileField(label=_("Danh sách tổ chức sau sắp xếp"), required=False,
                            help_text=_("Bảng tính hoặc CSV: mã, tên, cấp, loại hình, mã cấp trên của từng tổ chức."))  # fmt: skip
    successions = forms.FileField(label=_("Danh sách kế thừa"), required=False,
                                  help_text=_("Tổ chức nào thành tổ chức nào: ngày, mã cũ, mã mới, cách sáp nhập hay chia."))  # fmt: skip
    source = LineField(label=_("Tên nguồn của các mã"), required=False, max_length=LONGEST_SOURCE,
                       help_text=_("Như đã ghi khi nhập danh sách tổ chức; thường để trống."))  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """At least one file."""
        given: dict[str, Any] = super().clean() or {}
        if not (given.get("after") or given.get("successions")) and not self.errors:
            raise forms.ValidationError(_("Hãy chọn ít nhất một tệp."))
        return given


class _Form(FactsForm):
    """What all have in common: the day, the decision, and the organisation they start from."""

    decision = decision_field()
    on = _day_field()
    facts_wanted = True

    def __init__(
        self, *args: Any, at: Version, children: Sequence[Version], actor: Actor, day: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.at, self.children, self.actor, self.day = at, children, actor, day
        if not self.facts_wanted:
            for name in ("name", "kind", "level", "code", "unit_type"):
                del self.fields[name]
        self.prepare()
        self.order_fields(["on", "decision"])

    def prepare(self) -> None:
        """Adds the fields of its own."""

    def lists(self) -> Lists:
        """The two lists of the decision."""
        raise NotImplementedError

    def _choose_children(self, label: Any) -> None:
        choices = [(str(child.organisation_id), child.name) for child in self.children]
        self.fields["sources"] = forms.MultipleChoiceField(
            label=label,
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Hãy chọn ít nhất một tổ chức.")},
        )

    @property
    def _chosen(self) -> list[int]:
        return [int(text) for text in self.cleaned_data["sources"]]


class MergeForm(_Form):
    """Some of the organisations below become one: a new one, or one of them."""

    def prepare(self) -> None:
        """The sources, and who takes them in."""
        self._choose_children(_("Sáp nhập những tổ chức nào"))
        into: Any = forms.ChoiceField(label=_("Thành"), required=False)
        into.choices = [
            ("", _("Một tổ chức mới (ghi ở dưới)")),
            *((str(child.organisation_id), child.name) for child in self.children),
        ]
        self.fields["into"] = into
        for name in ("name", "kind"):
            self.fields[name].required = False
        # What all below have in common the new one mostly has too; where there are but two, it is these.
        alike = {name: {getattr(child, name) for child in self.children} for name in ("kind", "level")}
        self.initial |= {name: values.pop() for name, values in alike.items() if len(values) == 1}
        if len(self.children) == 2:
            self.initial["sources"] = [str(child.organisation_id) for child in self.children]
        self.order_fields(["on", "decision", "sources", "into", "name", "kind"])

    def clean(self) -> dict[str, Any]:
        """A new one needs name and kind; merging is of two or more."""
        given: dict[str, Any] = super().clean() or {}
        if "sources" in given and len({*given["sources"], given.get("into") or ""} - {""}) < 2:
            self.add_error("sources", _("Hãy chọn từ hai tổ chức trở lên, hoặc chọn tổ chức nhận khác."))
        if not given.get("into"):
            for name in ("name", "kind"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Tổ chức mới cần có tên và loại hình."))
        return given

    def lists(self) -> Lists:
        """One step for each source; a row for the new one, of the level of its sources unless another was written."""
        into = self.cleaned_data["into"]
        target = own(int(into)) if into else "+1"
        steps = [Step(own(source), target, "merge", "full") for source in self._chosen if own(source) != target]
        if into:
            return [], steps
        facts = self.facts(valid_from=self.day, parent=None)
        facts = replace(facts, level=facts.level or self._common_level(facts.kind))
        return [After("+1", own(self.at.organisation_id), facts)], steps

    def _common_level(self, kind: str) -> str:
        alike = {child.level for child in self.children if child.organisation_id in self._chosen and child.kind == kind}
        return alike.pop() if len(alike) == 1 else ""


class SplitForm(_Form):
    """One organisation becomes several, or others split off from it."""

    def prepare(self) -> None:
        """The names of the new ones."""
        del self.fields["name"]
        for number in range(1, NEW_ONES + 1):
            self.fields[f"name{number}"] = LineField(
                label=_("Tổ chức mới thứ %(number)s") % {"number": number},
                max_length=LENGTHS["name"],
                required=number == 1,
            )
        self.fields["stays"] = forms.BooleanField(label=_("Tổ chức cũ vẫn còn; chỉ tách bớt ra"), required=False)
        self.initial |= {"kind": self.at.kind, "level": self.at.level, "unit_type": self.at.unit_type}
        self.order_fields(
            ["on", "decision", *(f"name{number}" for number in range(1, NEW_ONES + 1)), "stays", "kind", "level"]
        )

    def clean(self) -> dict[str, Any]:
        """Into two at least, unless the old one stays."""
        given: dict[str, Any] = super().clean() or {}
        if len(self._names(given)) < 2 and not given.get("stays") and "name1" in given:
            self.add_error("name2", _("Chia thì có từ hai tổ chức mới; nếu tổ chức cũ vẫn còn, hãy đánh dấu ở dưới."))
        return given

    def _names(self, given: dict[str, Any]) -> list[str]:
        return [given[f"name{number}"] for number in range(1, NEW_ONES + 1) if given.get(f"name{number}")]

    def lists(self) -> Lists:
        """A row and a step for each new one; a row for the old one if it stays."""
        given, at = self.cleaned_data, self.at
        rows = [
            After(
                f"+{number}",
                own(at.parent_id),
                Facts(name, given["kind"], self.day, None, given["level"], "", given["unit_type"]),
            )
            for number, name in enumerate(self._names(given), 1)
        ]
        steps = [Step(own(at.organisation_id), row.external, "split", "partial") for row in rows]
        if given["stays"]:
            rows.append(After(own(at.organisation_id), own(at.parent_id), as_it_is(at, self.day)))
        return rows, steps


class DissolveForm(_Form):
    """One organisation ends; another may take over."""

    facts_wanted = False

    def prepare(self) -> None:
        """Who takes over."""
        choices = picking(self.actor, VERB, self.day, near=self.at.parent_id, without=(self.at.organisation_id,))
        self.fields["into"] = PickField(
            label=_("Bàn giao cho"), required=False, **choices,
            help_text=_("Bỏ trống: tổ chức bên dưới chuyển lên cấp trên, hội viên chờ phân bổ."),
        )  # fmt: skip

    def lists(self) -> Lists:
        """One step."""
        return [], [Step(own(self.at.organisation_id), own(self.cleaned_data["into"]), "dissolve", "full")]


class MoveForm(_Form):
    """Some of the organisations below go under another one."""

    facts_wanted = False

    def prepare(self) -> None:
        """Which, and where to."""
        self._choose_children(_("Chuyển những tổ chức nào"))
        choices = picking(self.actor, VERB, self.day, near=self.at.parent_id, without=(self.at.organisation_id,))
        self.fields["into"] = PickField(label=_("Sang trực thuộc"), **choices)

    def lists(self) -> Lists:
        """A row and a step for each."""
        chosen = [child for child in self.children if child.organisation_id in set(self._chosen)]
        parent = own(self.cleaned_data["into"])
        rows = [After(own(child.organisation_id), parent, as_it_is(child, self.day)) for child in chosen]
        return rows, [Step(row.external, row.external, "move", "full") for row in rows]


class RenameForm(_Form):
    """The same organisation under another name, perhaps of another kind."""

    def prepare(self) -> None:
        """What it is now stands in the form."""
        self.initial |= {name: getattr(self.at, name) for name in ("name", "kind", "level", "code", "unit_type")}

    def lists(self) -> Lists:
        """One row, one step."""
        name = own(self.at.organisation_id)
        row = After(name, own(self.at.parent_id), self.facts(valid_from=self.day, parent=None))
        return [row], [Step(name, name, "rename", "full")]


def as_it_is(version: Version, day: date) -> Facts:
    """An organisation as it stands, from a day on."""
    return Facts(version.name, version.kind, day, None, version.level, version.code, version.unit_type)


FORMS: dict[str, type[_Form]] = {
    "merge": MergeForm,
    "split": SplitForm,
    "dissolve": DissolveForm,
    "move": MoveForm,
    "rename": RenameForm,
}
